"""What all tests share."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from jkreport import Report, Workspace, cache, children
from jkreport.drawing import Compiler

WORKSPACES = Path(__file__).parent / "workspaces"

# Packages of the operating system that are missing and that `nox -s tests` may not install.
LACKING = os.environ.get("JKREPORT_LACKING", "")

collect_ignore = ["bench"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, and say so, what can't be typeset on this machine."""
    if LACKING:
        left_out = pytest.mark.skip(reason=f"missing on this machine: {LACKING}")
        for item in items:
            if item.get_closest_marker("typeset"):
                item.add_marker(left_out)


@pytest.fixture(scope="session", autouse=True)
def _children_can_be_interrupted() -> None:
    """Where the tests run in the background SIGINT is ignored, and so it would be by every child."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_taken_from_earlier_runs() -> Iterator[None]:
    """Let every test make what it looks at, and leave alone what this user has in the cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.SETTING, cache.OFF)
        yield


@pytest.fixture(scope="session", autouse=True)
def _workers_are_measured() -> Iterator[None]:
    """Let the typesetting process, whose environment is clean, know that coverage is taken."""
    passed_on = (*children._PASSED_ON, "COVERAGE_PROCESS_CONFIG")  # noqa: SLF001
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(children, "_PASSED_ON", passed_on)
        yield


@pytest.fixture(scope="session")
def compiler() -> Iterator[Compiler]:
    """Give one process that draws the charts of all tests."""
    with Compiler() as started:
        yield started


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    """Copy the smallest workspace, for a test to change."""
    return Path(shutil.copytree(WORKSPACES / "minimal", tmp_path / "minimal"))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the briefs of the smallest workspace once for all tests; none of them may change it."""
    root = Path(
        shutil.copytree(WORKSPACES / "minimal", tmp_path_factory.mktemp("built") / "minimal")
    )
    for brief in ("minimal", "english"):
        report = Workspace.open(root).build(brief)
        assert report.diagnostics == ()
    return root


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the brief that has every kind of block, in every layout, once for all tests."""
    folder = tmp_path_factory.mktemp("built") / "everything"
    root = Path(shutil.copytree(WORKSPACES / "everything", folder))
    assert Workspace.open(root).build("all").diagnostics == ()
    return root


@pytest.fixture(scope="session")
def report_2026(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Build the brief of this repository once for all tests."""
    out = tmp_path_factory.mktemp("brief")
    return Workspace.open(Path(__file__).parents[1]).build("brief-2026", out=out)


@pytest.fixture(scope="session")
def brief_2026(report_2026: Report) -> Path:
    """Give the folder of the outputs of the brief of this repository; no test may change it."""
    assert (report_2026.diagnostics, report_2026.manifest is not None) == ((), True)
    return report_2026.editions[0].pdf.parent
