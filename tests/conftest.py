"""What all tests share."""

import os
from collections.abc import Iterator

import pytest

from jkreport.typeset import environment

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
def _workers_are_measured() -> Iterator[None]:
    """Let the typesetting process, whose environment is clean, know that coverage is taken."""
    passed_on = (*environment._PASSED_ON, "COVERAGE_PROCESS_CONFIG")  # noqa: SLF001
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "_PASSED_ON", passed_on)
        yield
