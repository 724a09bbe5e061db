"""Every case file: what is wrong with a workspace, and exactly what is said of it."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from jkreport import Diagnostic, Workspace, cli


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
    start = time.process_time()
    report = workspace.check(case.brief)
    took = time.process_time() - start
    if correcting:
        case.correct(said(report.diagnostics))
    assert said(report.diagnostics) == case.expected
    assert report.ok == (not case.expected)
    assert took < 5


@pytest.mark.typeset
def test_nothing_is_replaced_and_the_status_is_one(
    sampled: Case,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = sampled.lay(tmp_path)
    names = ["one.ja.pdf", "one.ko.pdf", "one.ja.html", "one.ko.html", "manifest.json"]
    standing = {root / "build" / sampled.brief / name: name.encode() for name in names}
    for path, data in standing.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "argv", ["jkreport", "build", sampled.brief])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    printed = capsys.readouterr()
    assert ended.value.code == 1
    assert "Traceback" not in printed.err
    assert [line for line in sampled.expected.splitlines() if line not in printed.err] == []
    assert {path: path.read_bytes() for path in standing} == standing
    assert sorted((root / "build" / sampled.brief).iterdir()) == sorted(standing)
