"""`build --marks` since a PDF that was sent: what it carries is enough."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.provenance._site import SECTION, TRADE, change, laid

from jkreport import Workspace

pytestmark = pytest.mark.typeset

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build an edition, and send it."""
    root = laid(tmp_path_factory.mktemp("marking") / "site")
    report = Workspace.open(root).build("one", editions=("ja",))
    assert report.diagnostics == ()
    (root / "sent").mkdir()
    shutil.copy(report.editions[0].pdf, root / "sent/january.pdf")
    return root


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Path:
    """Change a cell and a sentence of it."""
    root = Path(shutil.copytree(built, tmp_path / "site"))
    change(root, TRADE, "2025,imports,400", "2025,imports,420")
    change(root, SECTION, "増えた", "伸びた")
    return root


def changed(page: Path) -> list[str]:
    """Give the tags that say that they have changed, as they begin."""
    tags = page.read_text(encoding="utf-8").split("<")
    return [each.partition(">")[0] for each in tags if " data-changed=" in each.partition(">")[0]]


def bars(pdf: Path) -> int:
    """Count what is filled with the ink of bars."""
    count, inked = 0, False
    with pikepdf.open(pdf) as document:
        for page in document.pages:
            for each in pikepdf.parse_content_stream(page):
                operator = str(each.operator)
                if operator == "rg":
                    inked = [str(operand) for operand in each.operands] == ["0.15", "0.15", "0.15"]
                count += inked and operator == "f"
                inked = inked and operator != "Q"
    return count


def test_bars_stand_beside_what_has_changed_since_and_come_out_the_same_twice(
    site: Path, run: Run
) -> None:
    words = ("build", "one", "-e", "ja", "--marks", "../sent/january.pdf", "--check", "--quiet")
    before = {each.name: each.read_bytes() for each in (site / "build/one").iterdir()}
    ended = run(site / "content", *words)
    assert (ended.status, ended.err) == (0, "")
    out = site / "build/one"
    assert changed(out / "one.ja.marks.html") == [
        'p data-changed="text"',
        'tr data-changed="data" class="data"',
    ]
    assert bars(out / "one.ja.marks.pdf") == 2
    after = {each.name: each.read_bytes() for each in out.iterdir()}
    assert sorted(after.keys() - before.keys()) == ["one.ja.marks.html", "one.ja.marks.pdf"]
    assert {name: after[name] for name in before} == before


def test_where_nothing_has_changed_since_no_bar_stands(built: Path, tmp_path: Path) -> None:
    report = Workspace.open(built).build(
        "one", editions=("ja",), marks=built / "sent/january.pdf", out=tmp_path
    )
    (edition,) = report.editions
    assert report.diagnostics == ()
    assert (changed(edition.html), bars(edition.pdf)) == ([], 0)


def test_what_is_no_pdf_of_this_brief_is_told_and_nothing_is_written(site: Path, run: Run) -> None:
    with pikepdf.new() as empty:
        empty.add_blank_page()
        empty.save(site / "empty.pdf")
    brief = (site / "content/briefs/one.yaml").read_text(encoding="utf-8")
    (site / "content/briefs/two.yaml").write_text(brief, encoding="utf-8")
    for name, since, said in (
        ("one", "empty.pdf", "empty.pdf: JK341 this PDF carries no record of what it prints\n"),
        ("two", "sent/january.pdf", "JK341 'sent/january.pdf' is a state of 'one', not of 'two'\n"),
    ):
        ended = run(site, "build", name, "--marks", since)
        assert ended.status == 1
        assert said in ended.err
    written = [each.name for each in (site / "build").rglob("*.marks.*")]
    assert written == []


def test_a_state_that_is_not_named_is_no_build_without_bars(site: Path, run: Run) -> None:
    before = sorted(each.name for each in (site / "build/one").iterdir())
    for since in ("", " "):
        ended = run(site, "build", "one", "-e", "ja", "--marks", since)
        assert (ended.status, ended.err.splitlines()[-1]) == (
            2,
            "Error: --marks names no earlier state",
        )
        assert "since: JK341 no state is named\n" in run(site, "diff", "one", "--since", since).err
    assert sorted(each.name for each in (site / "build/one").iterdir()) == before
