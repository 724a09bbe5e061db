"""The first half of the task file: what brings a bare machine to nox."""

import ast
import sys
from pathlib import Path
from types import ModuleType

import pytest

NOXFILE = Path(__file__).resolve().parents[1] / "noxfile.py"
SOURCE = NOXFILE.read_text(encoding="utf-8")
START = "if __name__ == "


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """Load what stands before the handing over to nox, as if it were in an empty folder."""
    module = ModuleType("bootstrap")
    module.__dict__["__file__"] = str(tmp_path / "noxfile.py")
    monkeypatch.setitem(sys.modules, "bootstrap", module)
    exec(compile(SOURCE.partition(START)[0], NOXFILE, "exec"), module.__dict__)  # noqa: S102
    return module


def test_the_way_to_nox_needs_the_standard_library_alone() -> None:
    nodes = list(ast.walk(ast.parse(SOURCE.partition(START)[0])))
    plain = {each.name for node in nodes if isinstance(node, ast.Import) for each in node.names}
    origins = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in plain | origins} - sys.stdlib_module_names == set()


def test_what_is_missing_is_named_by_its_package(bootstrap: ModuleType) -> None:
    parts = (
        bootstrap.Part(package="none", libraries=("libnone-of-that-name.so.0",)),
        bootstrap.Part(package="shell", programs=("sh",)),
        bootstrap.Part(package="font", fonts=("NotoNoneOfThatNameCJK.ttc",)),
        bootstrap.Part(package="program", programs=("none-of-that-name",)),
    )
    assert bootstrap.missing(parts) == ["none", "font", "program"]


def test_without_the_right_to_install_the_command_is_told(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(bootstrap, "_right_to_install", lambda: None)
    parts = (bootstrap.Part(package="none", programs=("none-of-that-name",)),)
    assert bootstrap.provide(parts) == ["none"]
    assert capsys.readouterr().err.splitlines() == [
        "noxfile: missing: none; this command installs them:",
        "noxfile:   sudo apt-get update && sudo apt-get install -y --no-install-recommends none",
    ]


def test_nothing_is_installed_when_nothing_is_missing(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bootstrap, "install_packages", pytest.fail)
    assert bootstrap.provide((bootstrap.Part(package="shell", programs=("sh",)),)) == []


def test_a_home_that_does_not_exist_is_replaced(
    bootstrap: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "nowhere"))
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    variables = bootstrap.surroundings()
    assert variables["HOME"] == str(tmp_path / ".venv" / "home")
    assert "PYTHONPATH" not in variables


def test_a_folder_is_removed_at_one_stroke(bootstrap: ModuleType, tmp_path: Path) -> None:
    (tmp_path / ".venv" / "deep").mkdir(parents=True)
    bootstrap.discard(tmp_path / ".venv")
    assert [path.name for path in tmp_path.rglob("*")] == [".nox"]
