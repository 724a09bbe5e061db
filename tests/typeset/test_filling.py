"""The last page before a new beginning is not left almost empty where a style asks for that."""

import pypdfium2
import pytest

from jkreport.typeset import Job, Typesetter

pytestmark = pytest.mark.typeset

# Ten lines a page.
STYLE = """
@page { size: 100mm 220pt; margin: 30pt 10mm }
html { font: 10pt/16pt 'Noto Serif CJK JP'; LEAST }
body, p { margin: 0 }
.whole { break-inside: avoid }
section { break-before: page }
.note { float: footnote }
"""
AFTER = "<section>次章</section>"


def pages(typesetter: Typesetter, body: str, least: str = "--least: 0.25") -> list[list[str]]:
    """Give the lines of text of each page."""
    style = STYLE.replace("LEAST", least)
    html = f"<html lang=ja><title>a</title><style>{style}</style><body>{body}"
    result = typesetter.submit(Job(name="a", html=html)).result()
    assert result.messages == ()
    with pypdfium2.PdfDocument(result.pdf) as document:
        return [page.get_textpage().get_text_bounded().split() for page in document]


def lines(count: int, first: int = 1) -> list[str]:
    return [f"第{number}行" for number in range(first, first + count)]


def paragraphs(said: list[str]) -> str:
    return "".join(f"<p>{each}</p>" for each in said)


def test_a_line_that_is_left_is_taken_in_by_longer_pages(typesetter: Typesetter) -> None:
    said = lines(22)
    assert pages(typesetter, paragraphs(said) + AFTER) == [said[:11], said[11:], ["次章"]]
    assert pages(typesetter, paragraphs(said) + AFTER, "") == [
        said[:10],
        said[10:20],
        said[20:],
        ["次章"],
    ]


def test_what_is_too_much_for_that_is_joined_by_lines_of_the_page_before(
    typesetter: Typesetter,
) -> None:
    said = lines(12)
    blocks = paragraphs(said[:10]) + f"<div class=whole>{paragraphs(said[10:])}</div>"
    found = pages(typesetter, blocks + AFTER)
    assert [line for page in found for line in page] == [*said, "次章"]
    assert [len(page) for page in found] == [9, 3, 1]


def test_a_page_that_is_filled_enough_stays(typesetter: Typesetter) -> None:
    said = lines(14)
    assert pages(typesetter, paragraphs(said) + AFTER) == [said[:10], said[10:], ["次章"]]


def test_notes_stay_with_the_lines_that_move(typesetter: Typesetter) -> None:
    said = lines(12)
    said[9] = '第10行<span class="note">注記</span>'
    found = pages(typesetter, paragraphs(said) + AFTER)
    text = "".join(line for page in found for line in page)
    assert [text.count(each) for each in ("注記", "第10行", "第12行", "次章")] == [1, 1, 1, 1]
    page = next(page for page in found if any("注記" in line for line in page))
    assert any("第10行" in line for line in page)
