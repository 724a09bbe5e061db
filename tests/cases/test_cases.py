"""Every case file: what is wrong with a workspace, and exactly what is said of it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from jkreport import Diagnostic, Workspace


class Case(Protocol):
    """A case file."""

    brief: str
    expected: str

    def lay(self, folder: Path) -> Path: ...

    def correct(self, said: str) -> None: ...


def test_says_exactly_this(
    case: Case,
    tmp_path: Path,
    said: Callable[[tuple[Diagnostic, ...]], str],
    correcting: bool,  # noqa: FBT001 - a fixture
) -> None:
    workspace = Workspace.open(case.lay(tmp_path))
    start = time.monotonic()
    report = workspace.check(case.brief)
    took = time.monotonic() - start
    if correcting:
        case.correct(said(report.diagnostics))
    assert said(report.diagnostics) == case.expected
    assert report.ok == (not case.expected)
    assert took < 5
