"""Notes and the marks that call them, and all links, lead to each other in the structure of a PDF."""

import random
import re

import pytest
from tests.typeset.structures import Read, outline, picture

from jkreport.typeset.pdf import bare

pytestmark = pytest.mark.typeset

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
