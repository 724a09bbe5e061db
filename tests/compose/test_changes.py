"""The block `changes`: what is new since an edition that was kept."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.provenance._site import PART, PLAIN, SECTION, SUMMITS, TRADE, change, laid

from jkreport import Workspace
from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import compose
from jkreport.diagnostics import FaultsError
from jkreport.drawing import Blank
from jkreport.provenance import record_json

NEWS = "  - {id: news, changes: {since: first, wordings: true}}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Lay a workspace whose brief was kept as it stands."""
    root = laid(tmp_path / "site", PART + PLAIN + NEWS)
    Workspace.open(root).keep("one", "first")
    return root


def composed(root: Path, edition: str = "ja") -> str:
    """Compose an edition; raise what is wrong."""
    loaded = load_workspace(root)
    brief = loaded.brief("one")
    (spec,) = (each for each in brief.editions if each.id == edition)
    html = compose(context_of(loaded, brief, spec, loaded.style(brief), Blank())).html
    if loaded.problems.errors:
        raise FaultsError(loaded.problems.sorted())
    return html


def told(root: Path, edition: str = "ja") -> dict[str, list[list[str]]]:
    """Give the tables of the block by their titles, row by row, and what stands above them under no title."""
    html = composed(root, edition)
    block = html[html.index('id="news">') :]
    block = block[: block.index("</main>")]
    above, *tables = re.split(r'<div class="table [^"]*">', block)
    found = {"": [[_text(above.partition(">")[2].partition("</p>")[0])]]}
    for table in tables:
        title = re.search(r"<caption.*?</caption>", table, re.DOTALL)
        assert title is not None
        rows = re.findall(r"<tr\b.*?</tr>", table, re.DOTALL)
        found[_text(title[0])] = [
            [_text(cell) for cell in re.findall(r"<t[hd]\b.*?</t[hd]>", row, re.DOTALL)]
            for row in rows[1:]
        ]
    return found


def _text(html: str) -> str:
    return " ".join(
        re.sub(
            r"<[^>]+>",
            "",
            html.replace("<del>", "[-")
            .replace("</del>", "-]")
            .replace("<ins>", "{+")
            .replace("</ins>", "+}"),
        ).split()
    )


def test_where_nothing_has_changed_the_edition_says_so(site: Path) -> None:
    assert told(site) == {"": [["2026年1月31日の版から改めた点はない。"]]}


def test_values_cells_events_and_sentences_are_told_with_their_places(site: Path) -> None:
    change(site, TRADE, "2025,imports,400", "2025,imports,420")
    change(site, SUMMITS, "2023-03-16", "2023-03-17")
    change(site, SECTION, "課題は残る", "課題はまだ残る")
    assert told(site) == {
        "": [["2026年1月31日の版から改めた点"]],
        "本文の数値": [
            ["1 章"],
            ["貿易 · 2025年 · 輸入 · 金額", "400ドル", "420ドル", "+20ドル", "1節（ページ）"],
            [
                "貿易 · 2025年 · 輸入 · 金額、貿易 · 2024年 · 輸入 · 金額からの算出",
                *("+150ドル", "+170ドル", "+20ドル", "1節（ページ）"),
            ],
        ],
        "表と図の数値": [["表1（ページ）"], ["2025年 · 輸入 · 金額", "400", "420", "+20ドル"]],
        "出来事": [["2023.3.16 → 2023.3.17", "東京会談", "日付変更"]],
        "本文の記述": [
            ["1 章"],
            ["1節（ページ）", "—", "—", "—", "1"],
            ["1節（ページ）", "1", "—", "—", "—"],
        ],
        "新旧対照": [["1節（ページ）"], ["課題は残る。", "課題は{+まだ+}残る。"]],
        "出所とデータ": [["貿易", "2025.9.18", "2025.9.18", "更新"]],
    }


def test_each_place_is_a_link_to_the_block_that_changed(site: Path) -> None:
    change(site, SECTION, "課題は残る", "課題はまだ残る")
    html = composed(site)
    assert '<a class="ref" href="#plain">1節</a>' in html
    assert '<span data-page-of="#plain"></span>' in html


def test_a_block_that_was_split_renamed_or_moved_is_no_news(site: Path) -> None:
    change(site, SECTION, PLAIN, "")
    halves = """\
blocks:
  - {id: second, text: {ja: 課題は残る。, ko: 과제는 남아 있다.}}
  - {id: first, text: {ja: 貿易は伸びた。, ko: 무역이 늘었다.}}
"""
    change(site, SECTION, "blocks:\n", halves)
    assert "本文の記述" not in told(site)


def test_what_is_withdrawn_is_told_without_a_link(site: Path) -> None:
    change(site, SECTION, PLAIN, "")
    change(site, SECTION, PART[PART.index("  - id: goods") : PART.index("  - id: meetings")], "")
    found = told(site)
    assert found["表と図の数値"] == [["「輸入」"], ["削除", "—", "—", "—"]]
    assert found["本文の記述"] == [
        ["「輸入」", "—", "—", "1", "—"],
        ["削除した箇所", "—", "—", "2", "—"],
    ]
    assert '#plain"' not in composed(site)


def test_korean_is_told_in_korean_and_word_by_word(site: Path) -> None:
    change(site, SECTION, "과제는 남아", "과제는 아직 남아")
    found = told(site, "ko")
    assert found["신구 대조"] == [["1절(쪽)"], ["과제는 남아 있다.", "과제는 {+아직 +}남아 있다."]]
    assert told(site) == {"": [["2026年1月31日の版から改めた点はない。"]]}


PAIR = "editions: [ja, ko, {id: ja-ko, layout: facing}]"


def test_a_pair_tells_the_sentences_of_both_languages(site: Path) -> None:
    change(site, "content/briefs/one.yaml", "editions: [ja, ko]", PAIR)
    Workspace.open(site).keep("one", "first", again=True)
    change(site, SECTION, "과제는 남아", "과제는 아직 남아")
    html = composed(site, "ja-ko")
    assert html.count('<div class="block changes"') == 2
    left, right = html.split('id="news"')[1].split('id="news.ko"')
    assert "改めた点はない。" in left
    assert "과제는 <ins>아직 </ins>남아 있다." in right
    assert 'href="#plain.ko"' in right


def test_a_pair_prints_values_as_each_of_its_languages_does(site: Path) -> None:
    change(site, "content/briefs/one.yaml", "editions: [ja, ko]", PAIR.replace("facing", "stacked"))
    Workspace.open(site).keep("one", "first", again=True)
    change(site, TRADE, "2025,imports,400", "2025,imports,420")
    values = told(site, "ja-ko")["本文の数値본문의 수치"]
    assert [row[1:4] for row in values if len(row) > 1] == [
        ["400ドル 400달러", "420ドル 420달러", "+20ドル +20달러"],
        ["+150ドル +150달러", "+170ドル +170달러", "+20ドル +20달러"],
    ]


def test_an_edition_in_a_new_language_says_that_there_was_none(site: Path) -> None:
    record = Workspace.open(site).record("one")

    kept = replace(record, editions=tuple(each for each in record.editions if each.id == "ja"))
    (site / "content/editions/one/first.json").write_bytes(record_json(kept))
    assert told(site, "ko")[""] == [["2026년 1월 31일 판에는 이 언어로 된 것이 없다."]]


def test_blocks_are_no_part_of_what_they_compare_and_tell_the_same_on_the_cover(
    site: Path,
) -> None:
    on_cover = f"summary:\n{NEWS.replace('news', 'top')}sections:"
    change(site, "content/briefs/one.yaml", "sections:", on_cover)
    change(site, TRADE, "2025,imports,400", "2025,imports,420")
    loaded = load_workspace(site)
    brief = loaded.brief("one")
    context = context_of(loaded, brief, brief.editions[0], loaded.style(brief), Blank())
    made = compose(context)
    assert made.record == Workspace.open(site).record("one").editions[0]
    found = r'<div class="block changes" id="(?:top|news)">(.*?)\n</div>\n</div>'
    top, news = re.findall(found, made.html, re.DOTALL)
    assert "420ドル" in top
    assert top == news


def test_of_many_cells_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    rows = [f"{year},imports,{year},1" for year in range(1950, 2024)]
    part = "title: {ja: 章, ko: 장}\nblocks:\n" + PART[PART.index("  - id: goods") :] + NEWS
    root = laid(tmp_path / "site", part)
    change(root, TRADE, "\n2024,exports,", "\n" + "\n".join(rows) + "\n2024,exports,")
    Workspace.open(root).keep("one", "first")
    for row in rows:
        change(root, TRADE, row, row[:-2] + "9,1")
    cells = told(root)["表と図の数値"]
    assert (len(cells), cells[-1]) == (32, ["ほか44件", "—", "—", "—"])
