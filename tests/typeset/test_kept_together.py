"""What the style `policy-brief` keeps on one page: leads with what follows, lists with contents."""

from pathlib import Path

import pypdfium2
import pytest

from jkreport.build.making import line_rules
from jkreport.languages import LANGUAGES
from jkreport.typeset import Job, Typesetter

pytestmark = pytest.mark.typeset

SHEETS = [
    (Path(__file__).parents[2] / f"styles/policy-brief/{name}.css").read_text(encoding="utf-8")
    for name in ("type", "headings", "figures", "contents", "back")
]
RULES = {code: line_rules(language) for code, language in LANGUAGES.items()}
# Pages of twenty lines.
STYLE = f"""
{"".join(SHEETS)}
@page {{ size: 160mm 360pt; margin: 20pt }}
html {{ --line: 16pt; --size: 10pt; --title-1: 12pt; --title-2: 11pt; --small: 8pt; --margin: 0;
  --ink: black; --structure: black; --muted: gray; --hairline: gray; --numeral: gray;
  font-family: 'Noto Serif CJK JP' }}
"""
TEXT = "起重機は古く、荷を待つ船は増えた。" * 4
HEAD = "<header class=head><h{0}>{1}</h{0}></header>"


def pages(typesetter: Typesetter, body: str) -> list[list[str]]:
    """Give the lines of text of each page."""
    html = f"<html lang=ja class=single><title>a</title><style>{STYLE}</style><body><main>{body}"
    result = typesetter.submit(Job(name="a", html=html, rules=RULES)).result()
    assert result.messages == ()
    with pypdfium2.PdfDocument(result.pdf) as document:
        return [str(page.get_textpage().get_text_range()).split("\r\n") for page in document]


def chapter(above: int, kind: str, following: str) -> str:
    return (
        f"<section class=depth-1>{'<p>港の荷</p>' * above}</section>"
        f"<section class=depth-1>{HEAD.format(2, '章')}"
        f"<div class='lead {kind}'><p>要旨</p></div>{following}</section>"
    )


@pytest.mark.parametrize("kind", ["long", ""])
@pytest.mark.parametrize("above", range(8, 16))
def test_a_lead_stands_with_two_lines_of_the_text_below_its_first_subheading(
    typesetter: Typesetter, above: int, kind: str
) -> None:
    section = f"<section class=depth-2>{HEAD.format(3, '節')}<div class='block text'><p>{TEXT}</p></div></section>"
    found = pages(typesetter, chapter(above, kind, section))
    whole = next(page for page in found if "章" in page)
    assert [each for each in whole if each in {"章", "要旨", "節"}] == ["章", "要旨", "節"]
    assert len(whole) - whole.index("節") > 2


@pytest.mark.parametrize(("kind", "last"), [("long", "要旨"), ("", "港の荷")])
def test_a_long_lead_may_end_a_page_before_a_text(
    typesetter: Typesetter, kind: str, last: str
) -> None:
    text = f"<div class='block whole'><p>{TEXT}</p></div>{'<p>港の荷</p>' * 16}"
    style = "<style>.whole { break-inside: avoid }</style>"
    first, *_ = pages(typesetter, style + chapter(13, kind, text))
    assert first[-1] == last


def contents(entries: int, *lists: int) -> str:
    of = "".join(
        "<nav><p class=title>目次</p>"
        + f"<p class='entry depth-2'><a>図{number}</a></p>" * length
        + "</nav>"
        for number, length in enumerate(lists)
    )
    own = "<p class='entry depth-2'><a>章の題</a></p>" * entries
    return (
        f"<section><nav class='block contents'>{own}</nav>"
        f"<div class='block contents lists'>{of}</div></section>"
    )


@pytest.mark.parametrize(
    ("entries", "lists", "counts"),
    [
        (6, (4, 4), [16]),
        (6, (12, 12), [6 + 13, 13]),
        (18, (4, 4), [18, 10]),
    ],
    ids=["on the page of the contents", "the first of them there", "on a page of their own"],
)
def test_lists_leave_no_page_of_contents_half_empty(
    typesetter: Typesetter, entries: int, lists: tuple[int, ...], counts: list[int]
) -> None:
    assert list(map(len, pages(typesetter, contents(entries, *lists)))) == counts


def glossary(words: int, above: int) -> str:
    rows = "".join(
        f"<div class=row><div class=side><p class=glossed><span class=word>語{number}</span>説明</p></div></div>"
        for number in range(words)
    )
    text = "<p>港の荷</p>"
    return f"{text * above}<div class='block glossary'>{rows}</div>{text * 20}"


@pytest.mark.parametrize(
    ("words", "above", "parts"),
    [(7, 17, [7, 0]), (7, 18, [4, 3]), (11, 17, [6, 5]), (13, 16, [10, 3])],
)
def test_no_word_of_a_glossary_stands_alone(
    typesetter: Typesetter, words: int, above: int, parts: list[int]
) -> None:
    found = pages(typesetter, glossary(words, above))
    assert [sum(line.count("語") for line in page) for page in found][:2] == parts


def test_no_work_cited_stands_alone(typesetter: Typesetter) -> None:
    works = "".join(f"<li>著作{number}" for number in range(3))
    for above in range(16, 20):
        found = pages(
            typesetter, f"{'<p>港の荷</p>' * above}<div class=bibliography><ol>{works}</ol></div>"
        )
        assert 1 not in [sum("著作" in line for line in page) for page in found]


def test_a_large_figure_has_no_gaps(typesetter: Typesetter) -> None:
    def width(kind: str) -> float:
        body = f"<p><span style='font: 400 30pt Noto Serif CJK JP' class='{kind}'>82万4,500</span>人</p>"
        html = f"<html lang=ja><title>a</title><style>{STYLE}</style><body>{body}"
        result = typesetter.submit(Job(name="a", html=html, rules=RULES)).result()
        with pypdfium2.PdfDocument(result.pdf) as document:
            page = document[0].get_textpage()
            return float(page.get_charbox(7)[2] - page.get_charbox(0)[0])

    # Two gaps of a quarter of 30 points.
    assert width("") - width("digits") == pytest.approx(15, abs=0.1)
