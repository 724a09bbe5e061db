"""Values in running text tell where they come from, and leave no trace on paper."""

from pathlib import Path

import pytest
from lxml import html
from tests.provenance._cells import Fingerprint
from tests.provenance._site import laid

from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import Composed, compose
from jkreport.compose.pointed import CLOSE, OPEN, Pointed, unmarked

NOW = 'data.trade.amount[2025, "imports"]'
RISE = f'{NOW}.change_from(data.trade.amount[2024, "imports"])'
PART = """\
title: {ja: 章, ko: 장}
blocks:
  - id: words
    text:
      ja: 'TEXT'
      ko: 본문
"""


def composed(folder: Path, text: str) -> Composed:
    root = laid(folder / "site", PART.replace("TEXT", text))
    loaded = load_workspace(root)
    brief = loaded.brief("one")
    context = context_of(loaded, brief, brief.editions[0], loaded.style(brief), Fingerprint())
    made = compose(context)
    assert loaded.problems.found == []
    return made


def told(page: str) -> list[tuple[str, str, list[str]]]:
    """Give each value of a page that can be pointed at: as printed, exact, and what it tells, line by line."""
    found = html.document_fromstring(page).xpath("//data[@tabindex='0']")
    return [
        (each.text_content(), each.get("value"), each.get("data-origin").split("\n"))
        for each in found
    ]


def test_a_value_in_a_text_tells_its_formula_and_its_cells(tmp_path: Path) -> None:
    made = composed(
        tmp_path,
        f"輸入は{{{{ {NOW} }}}}で、*{{{{ {RISE} }}}}* 増え、{{{{ {RISE} }}}}[^1]。\n\n      [^1]: 注の{{{{ {NOW} }}}}",
    )
    now, before = (f"貿易 · 金額 · {year} · 輸入" for year in (2025, 2024))
    source = " · 出所：ビジョン · 2025年9月18日現在"
    assert told(made.html) == [
        ("400ドル", "400", [now + source]),
        # Between the marks of emphasis nothing else may stand.
        ("+150ドル", "150", ["計算：400ドル − 250ドル", now, before + source]),
        ("400ドル", "400", [now + source]),
    ]
    assert told(made.printed) == []
    assert made.html.count("<em>+150ドル</em>") == 1
    assert unmarked(made.html) == made.html
    assert html.document_fromstring(made.html).text_content() == (
        html.document_fromstring(made.printed).text_content()
    )


@pytest.mark.parametrize(
    "text",
    [
        "[ここ](https://example.org/{})",
        "<https://example.org/{}>",
        "{{甲{}|こう}}",
        "**{}**",
        "`{}`",
        "\\{}",
        "[{}](https://example.org)",
        "<abbr title='{}'>",
        "行の終わり{}\n次",
        "{}\n次",
    ],
)
def test_a_value_that_stands_between_marks_of_markdown_has_none_of_its_own(text: str) -> None:
    pointed = Pointed()
    marked = pointed.marked(text.format(f"{OPEN}4{CLOSE}"), [("4", "表")])
    assert marked == text.format("4")


def test_what_has_nothing_to_tell_and_what_has_too_many_marks_is_left_as_text() -> None:
    pointed = Pointed()
    two = f"甲{OPEN}4{CLOSE}と{OPEN}乙{CLOSE}"
    page = pointed.on_screen(f"<p title='{pointed.marked(two, [('4', '表'), None])}'>{two}</p>")
    assert page == "<p title='甲4と乙'>甲4と乙</p>"
    marked = pointed.marked(two, [("4", 'a "b" <c>'), None])
    assert pointed.on_screen(f"<p>{marked}</p>") == (
        '<p>甲<data value="4" tabindex="0" data-origin="a &#34;b&#34; &lt;c&gt;">4</data>と乙</p>'
    )
    assert pointed.marked(two, [("4", "表")]) == "甲4と乙"
