"""Notes beside the text of the style `policy-brief`: whole, alone, and without width in its lines."""

from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.typeset import Job, LineRules, Typesetter
from jkreport.typeset.engine.margins import Span, places
from jkreport.typeset.pdf.structure import read_structure

pytestmark = pytest.mark.typeset

SHEET = (Path(__file__).parents[2] / "styles/policy-brief/side-notes.css").read_text(
    encoding="utf-8"
)
SIDE, MEASURE = 24, 100
STYLE = f"""
{SHEET}
@page {{ size: {SIDE + MEASURE + 10}mm 100mm; margin: 10mm 10mm 10mm {SIDE}mm }}
html {{ --line: 16pt; --margin: 18mm; --small: 7pt; --muted: gray; --ink: black; }}
html {{ --sans: 'Noto Sans CJK JP'; --serif: 'Noto Serif CJK JP'; font: 10pt/16pt 'Noto Serif CJK JP' }}
body {{ margin: 0 2mm 0 0 }}
p {{ margin: 0; text-align: justify }}
"""
NOTE = '<span class="call">1</span><span class="side-note">港湾の統計</span>'


INCH = 25.4
TEXT = "<p>" + "起重機は古く、荷を待つ船は増えた。" * 9 + "</p>"
LONG = "港湾の統計は年に一度まとめられる。"


def set_pages(typesetter: Typesetter, body: str) -> bytes:
    html = f"<html lang=ja><title>a</title><style>{STYLE}</style><body>{body}"
    rules = {"ja": LineRules(justify_cjk=True)}
    result = typesetter.submit(Job(name="a", html=html, rules=rules)).result()
    assert result.messages == ()
    return result.pdf


def note(said: str) -> str:
    return f'注<span class="side-note" role="doc-footnote">{said}</span>'


def margins(pdf: bytes) -> list[str]:
    """Give what stands in the margin of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage() for page in document]
        beside = [text.get_text_bounded(right=(SIDE - 1) / INCH * 72) for text in texts]
    return ["".join(each.split()) for each in beside]


def extent(pdf: bytes, said: str) -> tuple[float, float]:
    """Give from where to where a text stands on the first page, in points from its foot."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].get_textpage()
        found = page.search(said).get_next()
        assert found is not None
        boxes = [page.get_charbox(found[0] + each) for each in range(found[1])]
    return min(each[1] for each in boxes), max(each[3] for each in boxes)


def right_edge(typesetter: Typesetter, notes: int) -> float:
    """Give how far right the text reaches that calls notes in its first line, in millimetres."""
    text = f"起重機{NOTE}" * notes + "起重機は古く、荷を待つ船は増えた。" * 9
    with pypdfium2.PdfDocument(set_pages(typesetter, f"<p>{text}</p>")) as document:
        page = document[0].get_textpage()
        return (
            max(float(page.get_charbox(each)[2]) for each in range(page.count_chars())) / 72 * INCH
        )


@pytest.mark.parametrize("notes", range(4))
def test_lines_that_call_notes_end_where_the_others_do(typesetter: Typesetter, notes: int) -> None:
    assert right_edge(typesetter, notes) <= SIDE + MEASURE


def test_a_note_that_the_page_would_cut_moves_up(typesetter: Typesetter) -> None:
    last = f"<p>船が着く。{note(LONG * 4)}</p>"
    pages = margins(set_pages(typesetter, TEXT + TEXT + last + TEXT))
    assert pages == [LONG * 4, ""]


def test_notes_that_a_margin_does_not_hold_go_on_overleaf_in_their_order(
    typesetter: Typesetter,
) -> None:
    notes = [f"{number}{LONG * 3}" for number in range(1, 5)]
    first = "<p>" + "".join(map(note, notes)) + TEXT.removeprefix("<p>")
    pdf = set_pages(typesetter, first + TEXT * 5)
    pages = margins(pdf)
    assert ["".join(pages), pages[1] != "", pages[2]] == ["".join(notes), True, ""]
    assert [each.text for each in read_structure(pdf).root.all("Note")] == notes


def test_a_note_stands_clear_of_what_reaches_into_the_margin(typesetter: Typesetter) -> None:
    table = "<table style='margin-left: -18mm; width: 60mm'><tr><td style='height: 20mm; vertical-align: top'>一覧表"
    pdf = set_pages(
        typesetter, f"<p>船{note(LONG * 2 + '終')}が着く。</p>{table}</table>{TEXT * 5}"
    )
    top = extent(pdf, "一覧表")[1]
    assert extent(pdf, "終")[1] < top - 20 / INCH * 72
    assert extent(pdf, LONG)[1] < top - 20 / INCH * 72


def test_what_stands_out_to_the_left_below_a_call_keeps_its_place(typesetter: Typesetter) -> None:
    inset = "style='margin-left: 20mm; --inset: 20mm'"
    body = f"<p {inset}>船{note(LONG * 2)}が着く。</p><p>含意</p>{TEXT}"
    with pypdfium2.PdfDocument(set_pages(typesetter, body)) as document:
        page = document[0].get_textpage()
        found = page.search("含意").get_next()
        assert found is not None
        left = page.get_charbox(found[0])[0]
    assert left / 72 * INCH == pytest.approx(SIDE, abs=1)


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 30)), max_size=6),
    st.lists(st.integers(0, 100), max_size=6),
)
def test_places_keep_the_order_and_cover_nothing(
    notes: list[tuple[int, int]], edges: list[int]
) -> None:
    edges = sorted(edges)
    free = [Span(*each) for each in zip(edges[::2], edges[1::2], strict=False)]
    wanted = sorted(notes)
    found = places(wanted, free)
    if found is None:
        assert wanted
        return
    ends = [y + height for y, (_, height) in zip(found, wanted, strict=True)]
    assert all(end <= y for end, y in zip(ends, found[1:], strict=False))
    for y, end in zip(found, ends, strict=True):
        assert any(span.top <= y and end <= span.bottom for span in free)


def test_a_note_stands_as_near_to_its_call_as_others_let_it() -> None:
    free = [Span(0, 100)]
    assert places([(10, 20), (15, 20), (95, 20)], free) == (10, 30, 80)
    assert places([(50, 30), (60, 30), (70, 30)], free) == (10, 40, 70)
    assert places([(0, 60), (10, 50)], free) is None
    assert places([(35, 20)], [Span(0, 40), Span(60, 100)]) == (60,)
    assert places([(70, 35)], [Span(0, 40), Span(60, 90)]) == (5,)
