"""`lock`: what is written, what is told when something differs, and what never gets into it."""

import json
import platform
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.typeset, pytest.mark.xdist_group("locking")]

WORKSPACES = Path(__file__).parents[1] / "workspaces"
ROOT = WORKSPACES.parents[1]
Run = Callable[..., Any]


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lock the smallest workspace once, for tests to copy."""
    from jkreport import Workspace  # noqa: PLC0415 - after coverage has begun

    root = Path(shutil.copytree(WORKSPACES / "minimal", tmp_path_factory.mktemp("lock") / "one"))
    Workspace.open(root).lock(wheels=ROOT / "requirements" / "run.lock")
    return root


@pytest.fixture
def locked(standing: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(standing, tmp_path / "elsewhere" / "two"))


def test_each_difference_is_told_with_its_line(run: Run, locked: Path) -> None:
    path = locked / "jkreport.lock"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    pango = next(index for index, line in enumerate(lines) if line.startswith("pango = "))
    version = lines[pango].split('"')[1]
    lines[pango] = 'pango = "1.0.0"\nother = "2.0"\n'
    sources = next(index for index, line in enumerate(lines) if "sources.yaml" in line)
    del lines[sources]
    path.write_text("".join(lines), "utf-8")
    ended = run(locked, "lock", "--check", "--format", "json")
    assert ended.status == 4
    told = [
        (each["line"], each["message"].partition(": sha256")[0])
        for each in json.loads(ended.out)["diagnostics"]
    ]
    assert told == [
        (4, "'content/sources.yaml' is here and not in the lock"),
        (pango, f"'pango' is {version} here, not 1.0.0"),
        (pango + 1, "'other' is in the lock and not here"),
    ]


def test_a_lock_is_the_same_elsewhere_and_keeps_the_wheels(run: Run, locked: Path) -> None:
    before = (locked / "jkreport.lock").read_bytes()
    ended = run(locked, "lock")
    assert (ended.status, ended.out, ended.err) == (0, "jkreport.lock written\n", "")
    assert (locked / "jkreport.lock").read_bytes() == before
    assert b"[wheels]" in before


def test_a_lock_names_nothing_of_this_machine(standing: Path) -> None:
    text = (standing / "jkreport.lock").read_text("utf-8")
    named = [socket.gethostname(), str(standing), str(Path.home()), platform.release(), "/usr"]
    assert [each for each in named if each in text] == []
    assert "://" not in text


def test_requirements_are_those_of_the_lock(run: Run, locked: Path) -> None:
    ended = run(locked, "lock", "--requirements")
    assert (ended.status, ended.err) == (0, "")
    assert "\npandas==" in ended.out
    assert ended.out.count("==") < ended.out.count("--hash=sha256:")
    assert "jkreport" not in ended.out


def test_without_hashes_of_wheels_there_are_no_requirements(run: Run, locked: Path) -> None:
    path = locked / "jkreport.lock"
    path.write_text(path.read_text("utf-8").partition("\n[wheels]")[0], "utf-8")
    ended = run(locked, "lock", "--requirements")
    assert (ended.status, ended.out) == (4, "")
    assert "JK908 no hash of a wheel is known of: brotli, budoux, cffi, click," in ended.err


def test_a_fault_leaves_the_lock_as_it_was(run: Run, locked: Path) -> None:
    before = (locked / "jkreport.lock").read_bytes()
    (locked / "content/sources.yaml").write_text("port-2026: [\n")
    ended = run(locked, "lock")
    assert ended.status == 1
    assert "JK104" in ended.err
    assert (locked / "jkreport.lock").read_bytes() == before


def test_without_a_lock_there_is_nothing_to_compare(run: Run, minimal: Path) -> None:
    ended = run(minimal, "lock", "--check")
    assert ended.status == 1
    assert ended.err == (
        "jkreport.lock: JK101 there is no file 'jkreport.lock'\n  hint: jkreport lock writes it\n"
    )


def test_options_that_do_not_go_together_are_refused(run: Run, minimal: Path) -> None:
    ended = run(minimal, "lock", "--check", "--requirements")
    assert (ended.status, ended.out) == (2, "")
