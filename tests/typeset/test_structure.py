"""Each kind of element has its role in a PDF, and page numbers are those of the pages."""

import random
from collections.abc import Callable

import pytest
from tests.typeset.structures import Read, outline, page, picture

from jkreport.typeset import Message, Typeset
from jkreport.typeset.pdf import bare

pytestmark = pytest.mark.typeset


def test_blocks_lists_and_words_have_their_roles(read: Read) -> None:
    body = """<h1>題</h1><section><h2>節</h2><div><div>行<b>太</b><p>段</p>後</div></div>
    <blockquote><p>引用<code>x</code><q lang="ko">말</q></p></blockquote>
    <ol><li>一<ul><li>二</li></ul></li><li><p>三</p></li></ol>
    <dl><dt>語</dt><dd>義</dd><div><dt>語二</dt><dd>義二</dd></div></dl>
    <p>{<ruby>石破<rp>（</rp><rt>いしば</rt></ruby>}<abbr title="経済連携">EPA</abbr></p></section>"""
    # fmt: off
    assert outline(read(body, "rp { display: none }").root) == [
        "Document", ["H1", "題"], ["Sect", ["H2", "節"],
            ["P", "行", "太"], ["P", "段"], ["P", "後"],
            ["BlockQuote", ["P", "引用", ["Code", "x"], ["Quote lang=ko", "“", "말", "”"]]],
            ["L", ["LI", ["Lbl", "1. "], ["LBody", "一", ["L", ["LI", ["Lbl", "◦ "], ["LBody", "二"]]]]],
                  ["LI", ["Lbl", "2. "], ["LBody", ["P", "三"]]]],
            ["L", ["LI", ["Lbl", "語"], ["LBody", "義"]], ["LI", ["Lbl", "語二"], ["LBody", "義二"]]],
            ["P", "{", ["Ruby", ["RB", "石破"], ["RT", "いしば"]], "}", ["Span", "EPA"]]],
    ]
    # fmt: on


def test_an_abbreviation_says_what_it_stands_for(read: Read) -> None:
    (span,) = read('<p><abbr title="経済連携協定">EPA</abbr></p>').root.all("Span")
    assert (span.text, span.expansion) == ("EPA", "経済連携協定")


def test_a_list_says_how_it_is_numbered(read: Read) -> None:
    body = '<ol><li>一</ol><ul><li>二</ul><ol style="list-style-type: upper-roman"><li>三</ol>'
    found = [each.attributes.get("ListNumbering") for each in read(body).root.all("L")]
    assert found == ["Decimal", "Disc", "UpperRoman"]


def test_what_pages_and_lines_cut_in_two_is_one_element(read: Read) -> None:
    text = "本文" * 400
    body = f"<section><p>{text}</p></section><ul><li>{text}</li></ul>"
    root = read(body).root
    assert [bare(each.text) for each in root.all("P")] == [text]
    assert [bare(each.text) for each in root.all("LBody")] == [text]
    assert len(root.all("Sect")) == 1


def test_a_table_over_pages_is_one_and_its_head_is_said_once(read: Read) -> None:
    rows = "".join(f"<tr><th scope=row>行{n}</th><td>{n}</td></tr>" for n in range(80))
    head = "<thead><tr><th>項</th><th>値</th></tr></thead>"
    tagged = read(f"<table><caption>表</caption>{head}<tbody>{rows}</tbody></table>")
    (table,) = tagged.root.all("Table")
    assert [each.role for each in table.children] == ["Caption", "THead", "TBody"]
    assert [each.text for each in table.all("THead", "Caption")] == ["表", "項値"]
    assert len(table.all("TD")) == 80
    repeated = [text for kind, text in tagged.artifacts if kind == "Pagination"]
    assert repeated == ["項", "値"] * (len(tagged.pages) - 1)


def test_running_heads_and_page_numbers_are_artifacts(read: Read) -> None:
    css = """@page { @top-left { content: '走' } @bottom-right { content: counter(page) } }
    @page { @left-top { content: '傍' } } .stays { position: fixed; top: 0 }"""
    tagged = read(
        '<div class="stays"><p>印</p></div><h1>題</h1><p style="break-before: page">文', css
    )
    kinds = [(kind, text) for kind, text in tagged.artifacts if text]
    assert sorted(kinds) == sorted(
        [("Header", "走")] * 2
        + [("Footer", "1"), ("Footer", "2"), ("Pagination", "印")]
        + [("Pagination", "傍")] * 2
    )
    assert sorted(each.text for each in tagged.root.all("P")) == ["印", "文"]


def test_what_only_decorates_is_an_artifact(read: Read) -> None:
    body = f'<p>文<img src="{picture(9, 9)}" alt=""><span aria-hidden="true">飾</span></p>'
    tagged = read(body)
    assert outline(tagged.root) == ["Document", ["P", "文"]]
    assert ("Artifact", "飾") in tagged.artifacts


def test_a_figure_has_its_words_and_its_place(read: Read) -> None:
    css = "@page { size: 200px 400px; margin: 0 } body { margin: 0 }"
    css += "img { display: block; margin: 10px }"
    figure = f'<img src="{picture(96, 48)}" alt="図の  説明"><figcaption>題</figcaption>'
    body = f'<figure style="margin: 0">{figure}</figure>'
    root = read(body, css).root
    assert outline(root) == ["Document", ["Div", ["Figure alt=図の 説明", ""], ["Caption", "題"]]]
    # A pixel is three quarters of a point, and points are counted from below.
    assert root.all("Figure")[0].attributes["BBox"] == (7.5, 256.5, 79.5, 292.5)


def test_text_that_shines_through_is_part_of_the_structure(read: Read) -> None:
    root = read('<p>前<span style="opacity: .5; display: inline-block">薄い</span>後</p>').root
    assert outline(root) == ["Document", ["P", "前", "薄い", "後"]]


def test_text_in_contents_is_a_caption_or_an_entry(read: Read) -> None:
    body = '<h1 id="a">題</h1><nav role="doc-toc">目次<ol><li><a href="#a">題</a></li></ol></nav>'
    assert outline(read(body).root)[2] == [
        "TOC",
        ["Caption", "目次"],
        ["TOC", ["TOCI", ["Lbl", "1. "], ["Reference", ["Link", "題", "→"]]]],
    ]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (page(f'<p>文<img src="{picture(9, 9)}">'), "A picture has no alternative text: data:"),
        (
            page("<p>文").replace('<html lang="ja">', "<html>"),
            "The document doesn't say its language",
        ),
    ],
)
def test_what_a_listener_needs_is_missed(
    set_page: Callable[[str], Typeset], html: str, said: str
) -> None:
    (message,) = set_page(html).messages
    assert message.detail.startswith(said)


def test_contents_are_entries_that_lead_to_their_pages(read: Read) -> None:
    css = ".n::after { content: target-counter(attr(data-href), page) }"
    entries = "".join(
        f'<p><span>{n}</span><a href="#s{n}">章{n}</a><span class="n" data-href="#s{n}"></span></p>'
        for n in (1, 2)
    )
    body = f'<nav role="doc-toc"><p>目次</p>{entries}</nav>'
    body += "".join(f'<h1 id="s{n}" style="break-before: page">章{n}</h1>' for n in (1, 2))
    toc = read(body, css).root.children[0]
    assert outline(toc) == [
        "TOC",
        ["Caption", "目次"],
        ["TOCI", ["Reference", "1", ["Link", "章1", "→"], "2"]],
        ["TOCI", ["Reference", "2", ["Link", "章2", "→"], "3"]],
    ]


UNSETTLED = """@counter-style odd { system: fixed; symbols: 'a' 'b' 'c c c' 'd' }
@page { size: 100px 100px; margin: 0 } html { font: 10px/10px 'Noto Sans CJK JP' }
p, body, h1 { margin: 0; font: inherit } .n { width: 1px; orphans: 1; widows: 1 }
.n::after { content: target-counter(attr(data-href), page, odd) }"""


def test_a_page_number_that_does_not_settle_is_told(
    set_page: Callable[[str], Typeset],
) -> None:
    # With three lines the number of page 3 moves its target to page 4, whose number needs one line.
    body = '<div class="n" data-href="#x"></div>' + "<p>a</p>" * 27 + '<h1 id="x">x</h1>'
    (message,) = set_page(page(body, UNSETTLED)).messages
    assert message.kind.code.value == "JK605"
    assert message.detail in (
        "Page number 'ccc' is printed for 'x', which stands on page 'd'",
        "Page number 'd' is printed for 'x', which stands on page 'ccc'",
    )
    settled: tuple[Message, ...] = set_page(
        page(body.replace("<p>a</p>", "", 3), UNSETTLED)
    ).messages
    assert settled == ()


def test_contents_name_the_pages_that_they_lead_to(read: Read) -> None:
    made = random.Random(6)  # noqa: S311 - the same every time
    css = ".n::after { content: target-counter(attr(data-href), page) }"
    for _ in range(3):
        chapters = made.randint(5, 60)
        entries = "".join(
            f'<p><a href="#s{n}">章</a><span class="n" data-href="#s{n}"></span></p>'
            for n in range(chapters)
        )
        body = f'<nav role="doc-toc">{entries}</nav>'
        for n in range(chapters):
            apart = ' style="break-before: page"' if made.random() < 0.5 else ""
            body += f'<h1 id="s{n}"{apart}>題</h1><p>{"本文" * made.randint(1, 500)}</p>'
        tagged = read(body, css)
        printed = [bare(each.text).removeprefix("章") for each in tagged.root.all("TOCI")]
        links = [each.links[0].target for toc in tagged.root.all("TOC") for each in toc.all("Link")]
        assert printed == [str(each) for each in links]
        assert len(tagged.pages) > 5
