"""A timeline that goes on overleaf says so above its events, on every page but its first."""

from pathlib import Path

import pypdfium2
import pytest

from jkreport.typeset import Job, Typesetter

pytestmark = pytest.mark.typeset

SHEETS = [
    (Path(__file__).parents[2] / f"styles/policy-brief/{name}.css").read_text(encoding="utf-8")
    for name in ("timeline", "pair")
]
STYLE = f"""
{"".join(SHEETS)}
@page {{ size: 200mm 100mm; margin: 10mm }}
html {{ --line: 16pt; --pair-line: 16pt; --pair-size: 10pt; --pair-gap: 8mm; --pair-width: 180mm;
  --table-size: 9pt; --small: 7pt; --muted: gray; --hairline: gray; --dates: 6;
  font: 10pt/16pt 'Noto Serif CJK JP' }}
p {{ margin: 0 }}
"""
AGAIN = "図1（続き）"


def pages(typesetter: Typesetter, events: list[str], layout: str = "single") -> list[list[str]]:
    """Give the lines of text of each page."""
    rows = "".join(
        f'<div class="row event"><div class="side"><span class="what">{each}</span></div></div>'
        for each in events
    )
    again = f'<p class="continued" aria-hidden="true">{AGAIN}</p>'
    body = f'<div class="block timeline"><div class="events">{again}{rows}</div></div>'
    html = f"<html lang=ja class={layout}><title>a</title><style>{STYLE}</style><body>{body}"
    result = typesetter.submit(Job(name="a", html=html)).result()
    assert result.messages == ()
    with pypdfium2.PdfDocument(result.pdf) as document:
        return [page.get_textpage().get_text_bounded().split() for page in document]


@pytest.mark.parametrize("layout", ["single", "'pair parallel'", "'pair stacked'"])
def test_a_timeline_says_overleaf_that_it_goes_on(typesetter: Typesetter, layout: str) -> None:
    events = [f"第{number}回会談" for number in range(1, 41)]
    first, *others = pages(typesetter, events, layout)
    assert [each[0] for each in others] == [AGAIN] * len(others) != []
    assert first + [event for page in others for event in page[1:]] == events


def test_a_timeline_of_one_page_says_nothing(typesetter: Typesetter) -> None:
    assert pages(typesetter, ["第1回会談", "第2回会談"]) == [["第1回会談", "第2回会談"]]


def test_an_event_higher_than_a_page_is_still_set(typesetter: Typesetter) -> None:
    long = "<br>".join(f"議題{number}" for number in range(30))
    set_pages = pages(typesetter, ["会談", long, "閉会"])
    lines = [line for page in set_pages for line in page if line != AGAIN]
    assert lines == ["会談", *(f"議題{number}" for number in range(30)), "閉会"]
