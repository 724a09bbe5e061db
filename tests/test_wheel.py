"""The wheel holds all that the library needs, and works far from the source."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[1]
MINIMAL = ROOT / "tests" / "workspaces" / "minimal"

pytestmark = [pytest.mark.wheel, pytest.mark.xdist_group("wheel")]


def run(command: list[str | Path], folder: Path) -> str:
    """Run a command with nothing of this checkout in reach, and return what it printed."""
    outside = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=folder, env=outside, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target], ROOT)
    (built,) = target.iterdir()
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment that has the wheel installed, and this one's other packages beside it."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, symlinks=True, with_pip=False)
    python = home / "bin" / "python"
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "--disable-pip-version-check",
    ]
    run([*pip, "install", "--quiet", "--no-index", "--no-deps", wheel], home)
    (packages,) = home.glob("lib/python*/site-packages")
    # A path file names a folder whose own path files are not read: the source stays out of reach.
    (packages / "beside.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return python


def members(wheel: Path) -> list[str]:
    with ZipFile(wheel) as archive:
        return archive.namelist()


def shipped(folder: Path, inside: str) -> set[str]:
    """Name what a folder of the checkout becomes in the wheel."""
    return {
        f"{inside}/{path.relative_to(folder)}"
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith(".")
    }


def test_the_wheel_holds_the_package_its_styles_and_explanations_and_nothing_else(
    wheel: Path,
) -> None:
    expected = {
        *shipped(ROOT / "src" / "jkreport", "jkreport"),
        *shipped(ROOT / "styles", "jkreport/styles"),
        *(f"jkreport/docs/{page.name}" for page in (ROOT / "docs").glob("diagnostics*.md")),
    }
    assert {name for name in members(wheel) if ".dist-info/" not in name} == expected


def test_nothing_is_in_the_wheel_twice(wheel: Path) -> None:
    assert [name for name, count in Counter(members(wheel)).items() if count > 1] == []


def test_the_wheel_says_that_it_is_typed_and_carries_its_licence(wheel: Path) -> None:
    wanted = {"jkreport/py.typed", "LICENSE"}
    names = {name.partition(".dist-info/licenses/")[2] or name for name in members(wheel)}
    assert wanted - names == set()


def test_the_installed_package_is_the_wheels(elsewhere: Path, tmp_path: Path) -> None:
    place = run([elsewhere, "-c", "import jkreport; print(jkreport.__file__)"], tmp_path)
    assert Path(place.strip()).is_relative_to(elsewhere.parents[1])


def test_codes_are_explained_without_the_source(elsewhere: Path, tmp_path: Path) -> None:
    said = run([elsewhere.with_name("jkreport"), "explain", "JK201"], tmp_path)
    assert said == run([sys.executable, "-m", "jkreport", "explain", "JK201"], tmp_path)
    assert said.startswith("JK201 unknown-key\n\n")


@pytest.mark.typeset
def test_a_workspace_without_the_source_is_built(elsewhere: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(MINIMAL, workspace)
    run([elsewhere.with_name("jkreport"), "build", "minimal"], workspace)
    built = {
        path.name: path.read_bytes()[:5] for path in (workspace / "build" / "minimal").glob("*.pdf")
    }
    assert built == {f"minimal.{edition}.pdf": b"%PDF-" for edition in ("ja", "ko", "ja-ko")}
