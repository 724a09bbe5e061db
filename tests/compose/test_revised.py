"""What an edition with change bars says of its elements: which have changed, how, and where something is gone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.provenance._site import PART, SECTION, SUMMITS, TRADE, change, laid

from jkreport import Workspace
from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.build.tracing import record_of_editions
from jkreport.compose import compose, revised
from jkreport.compose.written_page import Element, read_page
from jkreport.drawing import Blank
from jkreport.provenance import Record, carried

MORE = """\
  - id: plain
    text:
      ja: |
        貿易は伸びた。課題は残る。

        - 一つ目
        - 二つ目

        終わりの段落。
      ko: |
        무역이 늘었다. 과제는 남아 있다.

        - 첫째
        - 둘째

        마지막 문단.
  - id: keys
    figures:
      - {value: 'data.trade.amount[2025, "imports"]', label: {ja: 輸入額, ko: 수입액}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return laid(tmp_path / "site", PART + MORE)


@pytest.fixture
def before(site: Path) -> Record:
    return carried(Workspace.open(site).record("one"))


def document(root: Path, before: Record, edition: str = "ja") -> tuple[str, str]:
    """Give the document of an edition as it is, and with what has changed since."""
    loaded = load_workspace(root)
    brief = loaded.brief("one")
    (spec,) = (each for each in brief.editions if each.id == edition)
    context = context_of(loaded, brief, spec, loaded.style(brief), Blank())
    composed = compose(context)
    now = record_of_editions(loaded, brief, [composed.record])
    assert loaded.problems.found == []
    return composed.html, revised(context, composed.html, before, now)


def words(element: Element) -> Iterator[str]:
    """Give all text in an element, in its order."""
    for child in element.children:
        yield from words(child) if isinstance(child, Element) else (child,)


def marked(root: Path, before: Record, edition: str = "ja") -> list[tuple[str, str, str]]:
    """Give each element that has changed: its tag, how, and how it begins."""
    page = read_page(document(root, before, edition)[1])
    found = []
    for element in page.walk():
        text = "".join(words(element))
        kinds = [element.attributes.get(name) for name in ("data-changed", "data-gone")]
        found += [(element.tag, kind, "".join(text.split())[:8]) for kind in kinds if kind]
    return found


def test_where_nothing_has_changed_no_element_says_so(site: Path, before: Record) -> None:
    plain, with_legend = document(site, before)
    assert marked(site, before) == []
    assert (
        re.sub(
            r'<div class="marks-legend".*?</div>|<style media="screen">\[data-.*?</style>',
            "",
            with_legend,
        )
        == plain
    )


def test_only_the_paragraph_and_the_item_that_were_written_anew_are_marked(
    site: Path, before: Record
) -> None:
    change(site, SECTION, "課題は残る", "課題はまだ残る")
    change(site, SECTION, "二つ目", "二つ目の点")
    assert marked(site, before) == [("p", "text", "貿易は伸びた。課"), ("li", "text", "二つ目の点")]
    assert marked(site, before, "ko") == []


def test_data_alone_is_told_apart_in_texts_rows_key_numbers_and_events(
    site: Path, before: Record
) -> None:
    change(site, TRADE, "2025,imports,400", "2025,imports,420")
    change(site, SUMMITS, "2023-03-16", "2023-03-17")
    assert marked(site, before) == [
        ("p", "data", "輸入は420ドル"),
        ("tr", "data", "2025輸入42"),
        ("tr", "data", "2023年3月1"),
        ("p", "data", "420ドル"),
    ]


def test_what_an_author_and_data_changed_is_the_authors(site: Path, before: Record) -> None:
    change(site, TRADE, "2025,imports,400", "2025,imports,420")
    change(site, SECTION, "増えた。", "伸びた。")
    assert marked(site, before)[0] == ("p", "text", "輸入は420ドル")


def test_a_heading_and_a_caption_are_marked(site: Path, before: Record) -> None:
    change(site, SECTION, "title: {ja: 章, ", "title: {ja: 新しい章, ")
    change(site, SECTION, "caption: {ja: 輸入, ", "caption: {ja: 輸入の額, ")
    assert marked(site, before) == [("h2", "text", "1新しい章"), ("caption", "text", "表1輸入の額")]


def test_what_is_gone_is_marked_after_what_stood_before_it(site: Path, before: Record) -> None:
    change(site, SECTION, "課題は残る。", "")
    change(site, SECTION, "\n        終わりの段落。", "")
    change(site, SECTION, PART[PART.index("  - id: goods") : PART.index("  - id: meetings")], "")
    assert marked(site, before) == [
        ("div", "after", "輸入は400ドル"),
        ("p", "after", "貿易は伸びた。"),
        ("li", "after", "二つ目"),
    ]


def test_a_block_that_was_moved_renamed_or_split_is_not_marked(site: Path, before: Record) -> None:
    change(site, SECTION, "  - id: plain\n", "  - id: renamed\n")
    assert [each for each in marked(site, before) if each[1] != "after"] == []


def test_a_new_block_is_marked_whole(site: Path, before: Record) -> None:
    change(
        site,
        SECTION,
        "blocks:\n",
        "blocks:\n  - {id: new, text: {ja: 新しい段落。, ko: 새 문단.}}\n",
    )
    assert marked(site, before) == [("p", "text", "新しい段落。")]


def test_a_pair_is_marked_in_the_language_that_changed(site: Path) -> None:
    change(site, "content/briefs/one.yaml", "[ja, ko]", "[ja, ko, {id: ja-ko, layout: facing}]")
    before = Workspace.open(site).record("one")
    change(site, SECTION, "첫째", "첫 번째")
    assert marked(site, before, "ja-ko") == [("li", "text", "첫번째")]


def test_an_edition_in_a_language_that_was_not_there_has_no_marks(
    site: Path, before: Record
) -> None:
    japanese = replace(before, editions=before.editions[:1])
    change(site, SECTION, "첫째", "첫 번째")
    assert marked(site, japanese, "ko") == []


def test_a_legend_says_what_the_marks_mean(site: Path, before: Record) -> None:
    said = "2026年1月31日の版からの変更：縦の実線は記述、破線は数値・出来事だけ、三角は削除"
    assert f'<p lang="ja">{said}</p>' in document(site, before)[1]
