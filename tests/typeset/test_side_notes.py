"""Notes beside the text of the style `policy-brief` take no width from its lines and give them none."""

from pathlib import Path

import pypdfium2
import pytest

from jkreport.typeset import Job, LineRules, Typesetter

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
p {{ margin: 0; text-align: justify }}
"""
NOTE = '<span class="call">1</span><span class="side-note">港湾の統計</span>'


def right_edge(typesetter: Typesetter, notes: int) -> float:
    """Give how far right the text reaches that calls notes in its first line, in millimetres."""
    text = f"起重機{NOTE}" * notes + "起重機は古く、荷を待つ船は増えた。" * 9
    html = f"<html lang=ja><title>a</title><style>{STYLE}</style><body><p>{text}</p>"
    rules = {"ja": LineRules(justify_cjk=True)}
    result = typesetter.submit(Job(name="a", html=html, rules=rules)).result()
    assert result.messages == ()
    with pypdfium2.PdfDocument(result.pdf) as document:
        page = document[0].get_textpage()
        return (
            max(float(page.get_charbox(each)[2]) for each in range(page.count_chars())) / 72 * 25.4
        )


@pytest.mark.parametrize("notes", range(4))
def test_lines_that_call_notes_end_where_the_others_do(typesetter: Typesetter, notes: int) -> None:
    assert right_edge(typesetter, notes) <= SIDE + MEASURE
