"""What was found of the same files isn't looked for again, and nothing else is told."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.provenance._site import BASE, TRADE, change

from jkreport import Report, Workspace
from jkreport.build import composing
from jkreport.cache import SETTING

PART = "content/sections/part.yaml"
USING = """title: {ja: 章, ko: 장}
blocks:
  - id: words
    text:
      ja: "{{ data.trade.amount[2001, 'exports'] }}の輸出、12％"
      ko: "{{ data.trade.amount[2001, 'exports'] }} 수출, 12%"
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay the small workspace, with two warnings in it and a cache of its own."""
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))
    shutil.copytree(BASE, tmp_path / "root")
    (tmp_path / "root" / PART).write_text(USING, "utf-8")
    (tmp_path / "root" / TRADE).write_text("year,flow,amount,share\n2001,exports,100,1\n", "utf-8")
    return tmp_path / "root"


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each brief that is really looked at."""
    found: list[str] = []
    original = composing.check_brief

    def watched(*asked: object) -> object:
        found.append(str(asked[1]))
        return original(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(composing, "check_brief", watched)
    return found


def check(root: Path) -> Report:
    return Workspace.open(root).check("one")


def codes(report: Report) -> list[str]:
    return [each.code.value for each in report.diagnostics]


def test_the_same_files_are_looked_at_once_and_the_same_is_told(
    root: Path, looked: list[str]
) -> None:
    first = check(root)
    assert codes(first) == ["JK732", "JK732"]
    assert check(root) == first
    assert looked == ["one"]


def touch(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: change(root, path, old, new)


def add(path: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        shutil.copy(root / "content/events/summits.yaml", root / path)

    return change


@pytest.mark.parametrize(
    "change",
    [
        touch(PART, "輸出、", "輸出額、"),
        touch(TRADE, ",100,", ",101,"),
        touch("content/terms.yaml", "岸田首相", "岸田総理"),
        touch("content/briefs/one.yaml", "例", "見本"),
        add("content/events/others.yaml"),
    ],
    ids=["a text", "a cell", "a term", "the brief", "a new file"],
)
def test_whatever_changes_is_looked_at_anew(
    change: Callable[[Path], None], root: Path, looked: list[str]
) -> None:
    check(root)
    change(root)
    check(root)
    assert looked == ["one", "one"]


def test_briefs_that_are_checked_together_are_told_as_each_alone(root: Path) -> None:
    shutil.copy(root / "content/briefs/one.yaml", root / "content/briefs/two.yaml")
    workspace = Workspace.open(root)
    alone = [workspace.check(brief, cache=False) for brief in ("one", "two")]
    for _ in range(2):
        assert list(workspace.check_each(["one", "two"])) == alone
    touch(PART, "12%", "13%")(root)
    assert [codes(each) for each in workspace.check_each(["one", "two"])] == [
        ["JK730", "JK732", "JK732"],
        ["JK730", "JK732", "JK732"],
    ]


def test_errors_are_never_remembered(root: Path, looked: list[str]) -> None:
    touch(PART, "12%", "13%")(root)
    assert codes(check(root)) == codes(check(root))
    assert "JK730" in codes(check(root))
    assert looked == ["one"] * 3


def test_damage_in_the_cache_is_not_believed(root: Path, looked: list[str]) -> None:
    first = check(root)
    for path in (root.parent / "cache" / "contents").iterdir():
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert check(root) == first
    assert looked == ["one", "one"]


def test_a_check_without_the_cache_leaves_and_takes_nothing(root: Path, looked: list[str]) -> None:
    workspace = Workspace.open(root)
    reports = [workspace.check("one", cache=False) for _ in range(2)]
    assert reports[0] == reports[1]
    assert looked == ["one", "one"]
    assert not (root.parent / "cache" / "contents").exists()


def test_what_checks_loads_nothing_that_typesets_or_reads_other_data() -> None:
    heavy = {
        "jkreport.typeset",
        "pikepdf",
        "weasyprint",
        "pandas",
        "pyarrow",
        "openpyxl",
        "vl_convert",
    }
    program = f"import sys, jkreport.build.composing; print({heavy} & {{*sys.modules}})"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout == "set()\n"
