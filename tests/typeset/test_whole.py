"""What isn't to be parted moves whole to the next page, unless that leaves too much of its page empty."""

import pypdfium2
import pytest

from jkreport.typeset import Job, Typesetter

pytestmark = pytest.mark.typeset

# Ten lines a page.
STYLE = """
@page { size: 100mm 220pt; margin: 30pt 10mm }
html { font: 10pt/16pt 'Noto Serif CJK JP' }
body, p { margin: 0 }
table { border-spacing: 0; line-height: 16pt }
td { padding: 0 }
.whole { break-inside: avoid; EMPTY }
"""


def pages(
    typesetter: Typesetter, before: int, whole: str, empty: str = "--empty: 0.33"
) -> list[int]:
    """Give how many lines each page has, of lines of text and then what isn't to be parted."""
    text = "".join(f"<p>第{number}行</p>" for number in range(before))
    style = STYLE.replace("EMPTY", empty)
    html = f"<html lang=ja><title>a</title><style>{style}</style><body>{text}{whole}"
    result = typesetter.submit(Job(name="a", html=html)).result()
    assert result.messages == ()
    with pypdfium2.PdfDocument(result.pdf) as document:
        return [len(page.get_textpage().get_text_bounded().split()) for page in document]


def paragraphs(count: int) -> str:
    return f"<div class=whole>{''.join(f'<p>第{each}段落</p>' for each in range(count))}</div>"


def table(rows: int) -> str:
    cells = "".join(f"<tr><td>表の第{each}列" for each in range(rows))
    return f"<div class=whole><table>{cells}</table></div>"


def test_what_begins_low_on_a_page_moves_whole_to_the_next(typesetter: Typesetter) -> None:
    assert pages(typesetter, 7, paragraphs(6)) == [7, 6]
    assert pages(typesetter, 7, table(6)) == [7, 6]


def test_what_begins_so_high_that_a_hole_would_be_left_is_parted(typesetter: Typesetter) -> None:
    assert pages(typesetter, 6, paragraphs(6)) == [10, 2]
    assert pages(typesetter, 6, table(6)) == [10, 2]


def test_without_a_limit_it_is_never_parted(typesetter: Typesetter) -> None:
    assert pages(typesetter, 2, table(9), "") == [2, 9]


def test_what_is_longer_than_a_page_is_parted_on_the_next(typesetter: Typesetter) -> None:
    assert pages(typesetter, 8, table(12)) == [8, 10, 2]
