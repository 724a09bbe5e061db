"""`diff`: what a brief says now, and what it said then."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.provenance._site import PART, PLAIN, SECTION, SUMMITS, TRADE, change, laid

from jkreport import Workspace
from jkreport.provenance import carried, record_json

Run = Callable[..., Any]
HINT = (
    "  hint: a revision of git, an edition that was kept, a provenance.json or manifest.json,"
    " a folder of outputs, or a PDF\n"
)


def git(folder: Path, *words: str) -> None:
    name = ("-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Lay a workspace below a git repository's top, commit it, and change it."""
    root = laid(tmp_path / "repository" / "site", PART + PLAIN)
    git(root.parent, "init", "-q")
    git(root.parent, "add", ".")
    git(root.parent, "commit", "-qm", "One")
    change(root, TRADE, "2025,imports,400", "2025,imports,420")
    change(root, SUMMITS, "2023-03-16", "2023-03-17")
    change(root, SECTION, "課題は残る", "課題はまだ残る")
    change(root, SECTION, "과제는 남아", "과제는 아직 남아")
    return root


SAID = """\
values (2)
  data.trade.amount[2025,imports]: 400 → 420 USD (+20, +5.0 %): ja 400ドル → 420ドル; ko 400달러 → 420달러
  {change}: 150 → 170 USD (+20, +13.3 %): ja +150ドル → +170ドル; ko +150달러 → +170달러
events (1)
  moved: events.summits/tokyo 2023-03-16 → 2023-03-17 東京会談 / 도쿄 회담
texts (2)
  plain text [ja] 課題は{{+まだ+}}残る。
  plain text [ko] 과제는 {{+아직+}} 남아 있다.
texts changed only through data (2)
  words text [ja] 輸入は4[-0-]{{+2+}}0ドルで、+1[-5-]{{+7+}}0ドル増えた。
  words text [ko] 수입은 [-400달러로, +150달러-] {{+420달러로, +170달러+}} 늘었다.
cells of tables and charts (1)
  goods 2025 · imports, amount: 400 → 420
sources and data (1)
  changed: data.trade 貿易
""".format(
    change='data.trade.amount[2025, "imports"].change_from(data.trade.amount[2024, "imports"])'
)


def test_a_revision_is_compared_with_what_stands(site: Path, run: Run) -> None:
    ended = run(site, "diff", "one", "--since", "HEAD")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == SAID


def test_markdown_marks_what_was_and_what_is(site: Path, run: Run) -> None:
    lines = run(site, "diff", "one", "--since", "HEAD", "--markdown").out.splitlines()
    assert "### texts (2)" in lines
    assert "- `plain text` [ja] 課題は**まだ**残る。" in lines
    assert "- `words text` [ja] 輸入は4~~0~~**2**0ドルで、+1~~5~~**7**0ドル増えた。" in lines


def test_a_record_a_manifest_and_a_folder_name_the_same_state(site: Path, run: Run) -> None:
    git(site, "stash", "-q")
    out = site / "sent"
    out.mkdir()
    (out / "provenance.json").write_bytes(record_json(Workspace.open(site).record("one")))
    (out / "manifest.json").write_bytes(b"{}")
    git(site, "stash", "pop", "-q")
    for since in ("sent", "sent/provenance.json", "sent/manifest.json"):
        assert run(site, "diff", "one", "--since", since).out == SAID


def test_json_gives_all_of_it(site: Path, run: Run) -> None:
    told = json.loads(run(site, "diff", "one", "--since", "HEAD", "--format", "json").out)
    korean = [each for each in told["texts"] if each["language"] == "ko" and not each["by_data"]]
    assert korean == [
        {
            "block": "plain",
            "field": "text",
            "language": "ko",
            "before": "과제는 남아 있다.",
            "now": "과제는 아직 남아 있다.",
            "by_data": False,
            "pieces": [["same", "과제는 "], ["now", "아직 "], ["same", "남아 있다."]],
        }
    ]
    assert [(each["kind"], each["event"]) for each in told["events"]] == [("moved", "tokyo")]
    assert (told["brief"], told["before"], told["now"]) == ("one", "2026-01-31", "2026-01-31")


def test_blocks_events_and_cells_come_and_go(site: Path, run: Run) -> None:
    git(site, "commit", "-qam", "Two")
    part = (site / SECTION).read_text("utf-8")
    kept = part[: part.index("\n  - id: plain")]
    kept = kept.replace("columns: [year, flow, amount]", "columns: [year, flow, share]")
    (site / SECTION).write_text(kept, encoding="utf-8")
    change(site, SUMMITS, "2026-03-01", "2026-01-02")
    said = run(site, "diff", "one", "--since", "HEAD").out
    assert "  added: events.summits/later 2026-01-02 次の会談 / 다음 회담\n" in said
    assert "  plain text [ja] [-貿易は伸びた。-]\n" in said
    assert "  goods 2024 · imports, amount: 250 → —\n" in said
    assert "  goods 2024 · imports, share: — → −3.5\n" in said


def test_a_record_of_one_language_tells_nothing_of_the_others(site: Path, run: Run) -> None:
    record = Workspace.open(site).record("one")
    korean = replace(record, editions=record.editions[1:])
    (site / "ko.json").write_bytes(record_json(carried(korean)))
    assert run(site, "diff", "one", "--since", "ko.json").out == "one: nothing has changed\n"


def test_where_nothing_has_changed_that_is_said(site: Path, run: Run) -> None:
    git(site, "commit", "-qam", "Two")
    assert run(site, "diff", "one", "--since", "HEAD").out == "one: nothing has changed\n"


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("v9", "v9: JK341 there is neither a file nor a revision 'v9'\n" + HINT),
        ("--help-me", "--help-me: JK341 there is neither a file nor a revision '--help-me'\n" + HINT),
        ("content", "content: JK341 'content/provenance.json' can't be read\n" + HINT),
        (
            SUMMITS,
            (f"{SUMMITS}: JK910 the record is damaged, or from another version of jkreport\n"
            "  hint: 'jkreport build' writes one\n"),
        ),
        ("other.json", "other.json: JK341 'other.json' is a state of 'two', not of 'one'\n" + HINT),
    ],
)  # fmt: skip
def test_a_state_that_is_not_there_is_told(site: Path, run: Run, since: str, said: str) -> None:
    record = record_json(Workspace.open(site).record("one"))
    (site / "other.json").write_bytes(record.replace(b'"brief": "one"', b'"brief": "two"'))
    ended = run(site, "diff", "one", f"--since={since}")
    assert (ended.status, ended.out, ended.err.partition("\n  1 |")[0]) == (1, "", said)


def folder(path: Path) -> None:
    path.mkdir()


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def unreadable(path: Path) -> None:
    path.symlink_to("/proc/self/mem")


def text(path: Path) -> None:
    path.write_text("no PDF")


def locked(path: Path) -> None:
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (folder, "x.pdf: JK102 'x.pdf' can't be read: Is a directory\n"),
        (device, "x.pdf: JK102 'x.pdf' can't be read: it is not a regular file\n"),
        (unreadable, "x.pdf: JK102 'x.pdf' can't be read: Input/output error\n"),
        (locked, "x.pdf: JK102 this is no PDF: invalid password\n"),
        (text, "x.pdf: JK102 this is no PDF: can't find startxref\n"),
    ],
)
def test_what_is_no_pdf_is_told_and_not_waited_for(
    site: Path, run: Run, made: Callable[[Path], None], said: str
) -> None:
    made(site / "x.pdf")
    ended = run(site, "diff", "one", "--since", "x.pdf")
    assert (ended.status, ended.out, ended.err) == (1, "", said)


def test_a_name_that_no_file_can_have_is_no_state(site: Path, run: Run) -> None:
    name = "x" * 5000
    ended = run(site, "diff", "one", "--since", name)
    said = f"{name}: JK341 there is neither a file nor a revision '{name}'\n{HINT}"
    assert (ended.status, ended.out, ended.err) == (1, "", said)


def test_a_revision_whose_content_has_faults_is_told(site: Path, run: Run) -> None:
    change(site, SECTION, "id: plain", "id: words")
    git(site, "commit", "-qam", "Two")
    change(site, SECTION, "    text:\n      ja: 貿易", "    txt:\n      ja: 貿易")
    git(site, "checkout", "-q", "HEAD~1", "--", "content")
    ended = run(site, "diff", "one", "--since", "HEAD")
    assert ended.status == 1
    assert "JK341 the brief has faults at 'HEAD': content/sections/part.yaml:" in ended.err


@pytest.mark.typeset
def test_a_pdf_carries_enough_to_be_compared_with(built: Path, tmp_path: Path, run: Run) -> None:
    root = Path(shutil.copytree(built, tmp_path / "copy"))
    change(root, "content/data/travellers.csv", "103500", "104500")
    said = run(root, "diff", "minimal", "--since", "build/minimal/minimal.ko.pdf").out
    assert "data.travellers.people[2025]: 103500 → 104500 person (+1000, +1.0 %)" in said
    assert "ja 10" not in said
