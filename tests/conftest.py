"""What all tests share."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jkreport import Report, Workspace, cache, children
from jkreport.drawing import Compiler

ROOT = Path(__file__).parents[1]
WORKSPACES = Path(__file__).parent / "workspaces"

Press = Callable[[str], Report]

# Packages of the operating system that are missing and that `nox -s tests` may not install.
LACKING = os.environ.get("JKREPORT_LACKING", "")

# What is compared is English, wherever the tests run.
os.environ["JKREPORT_LANG"] = "en"

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
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    """Build briefs of this repository, each once for all tests of a worker."""
    reports: dict[str, Report] = {}

    def report(brief: str) -> Report:
        if brief not in reports:
            out = tmp_path_factory.mktemp(brief)
            reports[brief] = Workspace.open(ROOT).build(brief, out=out)
            assert (reports[brief].diagnostics, reports[brief].without) == ((), ())
        return reports[brief]

    return report


@pytest.fixture(scope="session")
def report_2026(press: Press) -> Report:
    """Give what the build of the brief tells that the README builds."""
    return press("brief-2026")


@pytest.fixture(scope="session")
def brief_2026(report_2026: Report) -> Path:
    """Give the folder of its outputs; no test may change it."""
    return report_2026.editions[0].pdf.parent
