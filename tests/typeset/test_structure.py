"""The structure of a PDF says what the HTML says: languages, headers, notes, links, figures."""

import random
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import pytest

from jkreport.typeset import Job, Message, Typeset, Typesetter
from jkreport.typeset.pdf import Element, Tagged, audit, bare, read_structure

pytestmark = pytest.mark.typeset

FACES = '"Noto Sans CJK JP"', '"Noto Sans CJK KR"'
LOOK = f"""
@page {{ size: 120mm 160mm; margin: 10mm }}
html {{ font: 9px/14px {FACES[0]} }} :lang(ko) {{ font-family: {FACES[1]} }}
.note {{ float: footnote }} a {{ color: inherit }}
"""

Read = Callable[..., Tagged]


def page(body: str, css: str = "", lang: str = "ja") -> str:
    head = f"<title>題</title><style>{LOOK}{css}</style>"
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def picture(width: int, height: int) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


@pytest.fixture
def set_page(typesetter: Typesetter) -> Callable[[str], Typeset]:
    return lambda html: typesetter.submit(Job(name="a", html=html)).result()


@pytest.fixture
def read(set_page: Callable[[str], Typeset]) -> Read:
    """Typeset the body of a page; nothing may be said against it, by the engine or by the audit."""

    def made(body: str, css: str = "", lang: str = "ja") -> Tagged:
        result = set_page(page(body, css, lang))
        assert (result.messages, result.without) == ((), ())
        tagged = read_structure(result.pdf)
        assert audit(tagged) == ()
        return tagged

    return made


def outline(element: Element) -> list[object]:
    """Give an element as nested lists: its role with what it says, then what it holds."""
    marks = [f"lang={element.own_lang}"] if element.own_lang else []
    marks += [f"alt={element.alt}"] if element.alt else []
    kids = [
        outline(each) if isinstance(each, Element) else each if isinstance(each, str) else "→"
        for each in element.kids
    ]
    return [" ".join((element.role, *marks)), *kids]


# --- Every kind of element --------------------------------------------------------------------------


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


# --- A2: languages ----------------------------------------------------------------------------------

TAGS = ("p", "span", "em", "div", "li", "td", "th")


class Switching:
    """A document in which languages change at random; each of its words is written once."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - the same every time
        self.spoken: list[tuple[str, str]] = []

    def word(self, lang: str) -> str:
        word = f"{'語' if lang == 'ja' else '말'}{len(self.spoken)}"
        self.spoken.append((word, lang))
        return word

    def inline(self, lang: str, depth: int) -> str:
        parts = []
        for _ in range(self.random.randint(1, 3)):
            own = self.random.choice(("ja", "ko"))
            said = self.random.choice((f' lang="{own}"', ""))
            if depth and self.random.random() < 0.6:
                tag = self.random.choice(("span", "em", "a href='https://a.example'"))
                tag = "span" if depth < 3 and tag[0] == "a" else tag
                inner = self.inline(own if said else lang, depth - 1)
                parts.append(f"<{tag}{said}>{inner}</{tag.split()[0]}>")
            else:
                parts.append(self.word(lang))
        return "".join(parts)

    def block(self, lang: str, depth: int) -> str:
        own = self.random.choice(("ja", "ko"))
        said, held = (f' lang="{own}"', own) if self.random.random() < 0.6 else ("", lang)
        kind = self.random.choice(("p", "div", "ul", "table", "section") if depth else ("p", "div"))
        if kind == "p":
            return f"<p{said}>{self.inline(held, 3)}</p>"
        if kind == "ul":
            return f"<ul{said}><li>{self.inline(held, 2)}</li><li>{self.block(held, 0)}</li></ul>"
        if kind == "table":
            head = f"<thead><tr><th>{self.word(held)}</th></tr></thead>"
            return f"<table{said}>{head}<tr><td>{self.inline(held, 2)}</td></tr></table>"
        inner = (
            "".join(self.block(held, depth - 1) for _ in range(2))
            if depth
            else self.inline(held, 1)
        )
        return f"<{kind}{said}>{inner}</{kind}>"


def spoken(element: Element) -> Iterator[tuple[str, str]]:
    for each in element.kids:
        if isinstance(each, Element):
            yield from spoken(each)
        elif isinstance(each, str) and bare(each) not in ("", "•"):
            yield bare(each), element.lang


def joined(words: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put neighbours of one language together: where a line ends is of no interest here."""
    return [
        ("".join(word for word, _ in run), lang)
        for lang, run in groupby(words, key=lambda each: each[1])
    ]


def test_every_word_has_its_language(read: Read) -> None:
    documents = [Switching(seed) for seed in range(200)]
    for start in range(0, 200, 50):
        part = documents[start : start + 50]
        bodies = [f"<section>{each.block('ja', 2)}</section>" for each in part]
        root = read("<h1>題</h1>" + "".join(bodies)).root
        expected = [("題", "ja"), *(word for each in part for word in each.spoken)]
        assert joined(list(spoken(root))) == joined(expected)
    assert sum(len(each.spoken) for each in documents) > 1000


# --- A3: headers of tables --------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A table as data: the heads of each column from the top down, of each row from the left on, and groups.

    Neighbours with the same head above the same heads are one merged cell, in rows and columns.
    """

    columns: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    corners: tuple[str, ...]


def frame(seed: int) -> Frame:
    made = random.Random(seed)  # noqa: S311 - the same every time
    levels, keys = made.randint(1, 3), made.randint(0, 2)
    width, height = made.randint(1, 5), made.randint(1, 5)
    columns = tuple(sorted({
        (*(f"列{level}{made.choice('甲乙丙')}" for level in range(levels - 1)), f"列{seed}-{x}")
        for x in range(width)
    }))  # fmt: skip
    grouped = made.random() < 0.5
    groups = sorted(made.choice("春夏秋") if grouped else "" for _ in range(height))
    if grouped and made.random() < 0.5:
        groups.append("")  # a total of all groups, in none
    rows = [
        (
            f"群{name}" if name else "",
            tuple(f"行{level}{made.choice('子丑')}" for level in range(keys - 1))
            + ((f"行{seed}-{y}",) if keys else ()),
        )
        for y, name in enumerate(groups)
    ]
    rows = [row for _, run in groupby(rows, key=lambda row: row[0]) for row in sorted(run)]
    return Frame(columns=columns, rows=tuple(rows), corners=tuple(f"隅{n}" for n in range(keys)))


def runs(paths: Sequence[tuple[str, ...]], level: int) -> Iterator[tuple[int, int]]:
    """Give where each merged head of a level starts, and how many it is over."""
    start = 0
    for _, members in groupby(paths, key=lambda path: path[: level + 1]):
        length = len(list(members))
        yield start, length
        start += length


def html_of(table: Frame) -> str:
    levels = len(table.columns[0])
    lines = []
    for level in range(levels):
        cells = [
            f'<th rowspan="{levels}" scope="col">{escape(each)}</th>'
            for each in (table.corners if level == 0 else ())
        ]
        for start, length in runs(table.columns, level):
            scope = "colgroup" if length > 1 else "col"
            cells.append(
                f'<th scope="{scope}" colspan="{length}">{table.columns[start][level]}</th>'
            )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    bodies = []
    for name, run in groupby(table.rows, key=lambda row: row[0]):
        members = [heads for _, heads in run]
        width = len(table.corners) + len(table.columns)
        head = f'<tr><th scope="rowgroup" colspan="{width}">{name}</th></tr>' if name else ""
        bodies.append(f"<tbody>{head}{''.join(body_rows(table, members))}</tbody>")
    return f"<table><thead>{''.join(lines)}</thead>{''.join(bodies)}</table>"


def body_rows(table: Frame, members: Sequence[tuple[str, ...]]) -> Iterator[str]:
    merged = {
        (start, level): length
        for level in range(len(table.corners))
        for start, length in runs(members, level)
    }
    for y, heads in enumerate(members):
        cells = [
            f'<th scope="row" rowspan="{merged[y, level]}">{head}</th>'
            for level, head in enumerate(heads)
            if (y, level) in merged
        ]
        cells += [f"<td>{y}-{x}</td>" for x in range(len(table.columns))]
        yield f"<tr>{''.join(cells)}</tr>"


def expected_headers(table: Frame) -> list[list[str]]:
    return [
        [*([name] if name else []), *heads, *column]
        for name, heads in table.rows
        for column in table.columns
    ]


def headers(table: Element) -> list[list[str]]:
    texts = {each.identifier: bare(each.text) for each in table.all("TH") if each.identifier}
    return [[texts[each] for each in cell.attributes["Headers"]] for cell in table.all("TD")]


def test_every_cell_has_the_headers_that_its_data_have(read: Read) -> None:
    frames = [frame(seed) for seed in range(500)]
    cells = 0
    for start in range(0, 500, 125):
        part = frames[start : start + 125]
        tables = read("<h1>題</h1>" + "".join(map(html_of, part))).root.all("Table")
        for table, source in zip(tables, part, strict=True):
            assert headers(table) == expected_headers(source)
            cells += len(headers(table))
    assert cells > 4000
    assert {len(each.columns[0]) for each in frames} == {1, 2, 3}
    assert {len(each.corners) for each in frames} == {0, 1, 2}


def test_a_cell_over_several_has_the_headers_of_all(read: Read) -> None:
    body = """<table><tr><th>一</th><th>二</th><th>三</th></tr>
    <tr><th scope="row">甲</th><td rowspan="2" colspan="2">大</td></tr><tr><th scope="row">乙</th></tr></table>"""
    (table,) = read(body).root.all("Table")
    assert headers(table) == [["甲", "乙", "二", "三"]]


# --- A4: notes --------------------------------------------------------------------------------------

PLACES = (
    "<p>文{}</p>",
    "<p>文{}と{}。</p>",
    "<ul><li>項{}</li></ul>",
    "<ul><li><p>項{}</p></li></ul>",
    '<p>文<strong>太{}字</strong><span lang="ko">말{}</span></p>',
    "<table><tr><th>頭{}</th></tr><tr><td>値{}</td></tr></table>",
    "<blockquote><p>引{}</p></blockquote>",
    "<div>生{}の行</div>",
    "<h2>節{}</h2>",
    '<p><a href="https://a.example/">繋{}</a></p>',
)


def test_notes_and_calls_lead_to_each_other(read: Read) -> None:
    made = random.Random(4)  # noqa: S311 - the same every time
    notes: list[str] = []
    parts = []
    while len(notes) < 500:
        place = made.choice(PLACES)
        own = []
        for _ in range(place.count("{}")):
            ko = made.random() < 0.3
            notes.append(f"각주{len(notes)}" if ko else f"注記{len(notes)}")
            lang = "ko" if ko else "ja"
            own.append(f'<span class="note" lang="{lang}"><em>{notes[-1]}</em>終</span>')
        parts.append(place.format(*own))
    root = read("<h1>題</h1>" + "".join(parts)).root
    found = root.all("Note")
    assert [bare(each.text) for each in found] == [
        f"{number}.{text}終" for number, text in enumerate(notes, 1)
    ]
    assert [each.identifier for each in found] == [f"note-{n}" for n in range(1, len(notes) + 1)]
    assert [each.lang for each in found] == ["ko" if "각" in text else "ja" for text in notes]


def test_a_note_follows_the_paragraph_that_calls_it(read: Read) -> None:
    body = '<p>一<span class="note">甲</span>二<span class="note">乙</span></p><p>三</p>'
    call, mark = ["Reference", ["Link", "1", "→"]], ["Lbl", ["Link", "1. ", "→"]]
    second, other = ["Reference", ["Link", "2", "→"]], ["Lbl", ["Link", "2. ", "→"]]
    assert outline(read(body).root) == [
        "Document",
        ["P", "一", call, "二", second],
        ["Note", mark, "甲"],
        ["Note", other, "乙"],
        ["P", "三"],
    ]


NUMBERED = (
    ".note::footnote-call, .note::footnote-marker { content: attr(data-number) }"
    ".over { break-before: page }"
)


def again(number: int, text: str) -> str:
    """Give a note, which may have been called before."""
    return f'<span class="note" data-call="{number}" data-number="{number}">{text}</span>'


def test_a_note_called_again_on_its_page_stands_there_once(read: Read) -> None:
    first, other = again(1, "甲"), again(2, "乙")
    body = f"<p>一{first}二{other}三{first}</p><p class=over>四{first}五{first}</p>"
    call, second, mark = [["Link", "1", "→"]], [["Link", "2", "→"]], ["Lbl", ["Link", "1", "→"]]
    tagged = read(body, NUMBERED)
    assert outline(tagged.root) == [
        "Document",
        ["P", "一", ["Reference", *call], "二", ["Reference", *second], "三", ["Reference", *call]],
        ["Note", mark, "甲"],
        ["Note", ["Lbl", ["Link", "2", "→"]], "乙"],
        ["P", "四", ["Reference", *call], "五", ["Reference", *call]],
        # The page overleaf has it again.
        ["Note", mark, "甲"],
    ]
    targets = [each.links[0].target for each in tagged.root.all("Link")]
    assert targets == [1, 1, 1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(("lines", "pages"), [(31, [1]), (32, [1, 2]), (34, [1, 2]), (35, [2])])
def test_a_note_called_again_stands_on_each_page_that_calls_it(
    read: Read, lines: int, pages: list[int]
) -> None:
    # Of 35 lines the first call is the last one with room on its page, but there is none for the note.
    body = f"<p>{'行<br>' * lines}一{again(1, '甲')}<br>二<br>三{again(1, '甲')}<br>四</p>"
    notes = read(body, NUMBERED + "p { orphans: 2; widows: 2 }").root.all("Note")
    assert [(each.page, bare(each.text)) for each in notes] == [(page, "1甲") for page in pages]


# --- A5: links --------------------------------------------------------------------------------------

INSIDE = (
    "一語",
    "<strong>太</strong>字",
    "<em>前<strong>中</strong></em>後<span>末</span>",
    "長い" * 40,
    '긴 글 <b lang="ko">한국어 낱말</b> 여러 줄' * 6,
    "<code>a(b)\\c</code>",
    "<span><span><span>深い</span></span></span>",
    "a &lt;b&gt; &amp; “c” (d) \\ e",
    "<ruby>石破<rt>いしば</rt></ruby>",
    "一<br>二<br>三",
    "𠮷野家",
    f"<img alt='絵の説明' src='{picture(9, 9)}'>",
)
AROUND = (
    "<p>文{}文</p>",
    "<ul><li>{}</li></ul>",
    "<table><tr><th>頭</th></tr><tr><td>{}</td></tr></table>",
    "<h2>節{}</h2>",
    "<div>{}</div>",
    "<blockquote>{}</blockquote>",
)
ADDRESSES = (
    "https://example.org/a?b=c&amp;d=(e)",
    "https://example.org/日本語/한국어",
    "mailto:a@example.org",
    "#target",
    "https://example.org/" + "x" * 300,
)


def words(html: str) -> str:
    """Give the text of a piece of HTML, without readings."""
    html = re.sub(r"<rt>.*?</rt>", "", html.replace("<br>", " "))
    html = re.sub(r"<img alt='(.*?)'[^>]*>", r"\1", html)
    plain = re.sub(r"<[^>]*>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    return plain


def test_every_link_is_one_place_a_line_and_says_its_text(read: Read) -> None:
    made = random.Random(5)  # noqa: S311 - the same every time
    inside = [made.choice(INSIDE) for _ in range(300)]
    parts = [
        made.choice(AROUND).format(f'<a href="{made.choice(ADDRESSES)}">{each}</a>')
        for each in inside
    ]
    root = read('<h1 id="target">題</h1>' + "".join(parts)).root
    links = root.all("Link")
    assert len(links) == 300
    for link, html in zip(links, inside, strict=True):
        assert {bare(each.contents) for each in link.links} == {bare(words(html))}
        lines = [(each.page, round(each.rectangle[1])) for each in link.links]
        assert len(lines) == len(set(lines))
    assert max(len(each.links) for each in links) > 2


QUIET = """<table><caption>{caption}</caption><tr><th>年</th><th>額</th></tr>
<tr><td>2024</td><td><a href="#one" data-quiet>1<span lang="ko">일</span></a></td></tr>
<tr><td>2025</td><td><a href="#one" data-quiet>2</a></td></tr></table>{source}"""
ENTRY = '<p id="one" data-contents="データの出所：貿易">貿易</p>'


def test_quiet_links_are_heard_once_where_the_next_link_to_their_place_is(read: Read) -> None:
    source = '<p><a href="#one">出所</a>：白書</p>'
    first, second = (QUIET.format(caption=each, source=source) for each in ("表1", "表2"))
    root = read(f"{first}<div style='break-before: page'></div>{second}{ENTRY}").root
    assert [cell.text for cell in root.all("TD")] == ["2024", "1일", "2025", "2"] * 2
    links = root.all("Link")
    assert [link.text for link in links] == ["出所", "出所"]
    assert [[each.page for each in link.links] for link in links] == [[1, 1, 1], [2, 2, 2]]
    places = [each.rectangle[1] for each in links[0].links]
    assert places[1] > places[2] > places[0]
    assert {each.contents for link in links for each in link.links} == {"データの出所：貿易"}
    assert {each.target for link in links for each in link.links} == {2}


def test_of_quiet_links_that_no_other_one_follows_the_first_of_each_table_is_heard(
    read: Read,
) -> None:
    before = '<p><a href="#one">出所</a>、<a href="#two">他</a></p>'
    table = QUIET.format(caption="表", source="")
    root = read(f'{before}{table}{table}{ENTRY}<p id="two">他</p>').root
    assert [(each.text, len(each.links)) for each in root.all("Link")] == [
        ("出所", 1),
        ("他", 1),
        ("1일", 2),
        ("1일", 2),
    ]


# --- A6: page numbers -------------------------------------------------------------------------------

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
