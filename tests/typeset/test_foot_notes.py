"""Notes at the foot of pages come in the order of their calls, wherever the pages end."""

import re

import pypdfium2
import pytest

from jkreport.typeset import Job, Typesetter

pytestmark = pytest.mark.typeset

STYLE = """
@page { size: 100mm 100mm; margin: 10mm }
html { font: 10pt/16pt 'Noto Serif CJK JP' }
p { margin: 0; orphans: 2; widows: 2 }
.note { float: footnote; font-size: 8pt; line-height: 10pt }
"""
TEXT = "起重機は古く、荷を待つ船は増えた。"


@pytest.mark.parametrize("before", range(3, 6))
def test_notes_that_wait_for_a_page_keep_their_order(typesetter: Typesetter, before: int) -> None:
    notes = [f'{TEXT}<span class="note">注{number}。{TEXT * 4}</span>' for number in range(12)]
    body = f"<p>{'本文。<br>' * before}{TEXT * 4}</p><p>{''.join(notes)}</p>" + f"<p>{TEXT * 9}" * 4
    html = f"<html lang=ja><title>a</title><style>{STYLE}</style><body>{body}"
    result = typesetter.submit(Job(name="a", html=html)).result()
    assert result.messages == ()
    with pypdfium2.PdfDocument(result.pdf) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert re.findall(r"注(\d+)。", "".join(text.split())) == [str(each) for each in range(12)]


def test_what_a_note_says_of_the_one_right_above_it_says_only_there(typesetter: Typesetter) -> None:
    said = ["本書", *[same_as(number) for number in range(3)]]
    notes = [
        f'<span class="note" data-call="{each}">{text}。</span>' for each, text in enumerate(said)
    ]
    first, second = (f"<p>{TEXT}{one}{other}</p>" for one, other in (notes[:2], notes[2:]))
    again = f"<p>{TEXT}{notes[0]}{notes[3]}</p>"
    body = f"{first}<section>{second}</section><section>{again}</section>"
    style = f"{STYLE} section {{ break-before: page }}"
    html = f"<html lang=ja><title>a</title><style>{style}</style><body>{body}"
    result = typesetter.submit(Job(name="a", html=html)).result()
    assert result.messages == ()
    with pypdfium2.PdfDocument(result.pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    assert [re.findall("本書|同上|前掲", page) for page in pages] == [
        ["本書", "同上"],
        ["前掲", "同上"],
        ["本書", "前掲"],
    ]


def same_as(number: int) -> str:
    after = f'<span data-after="{number}">同上</span>'
    return f'{after}<span data-unless-after="{number}" hidden>前掲</span>'
