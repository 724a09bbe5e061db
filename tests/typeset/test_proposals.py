"""Proposals of the style `policy-brief` break over pages between their lines, never behind a label."""

from pathlib import Path

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from jkreport.typeset import Job, LineRules, Typesetter

pytestmark = pytest.mark.typeset

SHEET = (Path(__file__).parents[2] / "styles/policy-brief/recommendations.css").read_text(
    encoding="utf-8"
)
STYLE = f"""
{SHEET}
@page {{ size: 120mm 200pt; margin: 20pt }}
html {{ --line: 16pt; --accent: red; --muted: gray; --structure: black; font: 10pt/16pt 'Noto Serif CJK JP' }}
body, p, dl, dt, dd {{ margin: 0; orphans: 2; widows: 2 }}
"""
GROUND = "起重機は古く、荷を待つ船は増えた。" * 5
PROPOSAL = f"""<div class="recommendation"><div class="card">
<p class="head">提言1</p><p class="proposal">起重機を増やす。</p>
<dl class="grounds">
<div class="ground"><dt>背景</dt><dd><p>{GROUND}</p></dd></div>
<div class="ground"><dt>含意</dt><dd><p>{GROUND}</p></dd></div>
</dl></div></div>"""


def printed(typesetter: Typesetter, above: int) -> bytes:
    html = (
        f"<html lang=ja><title>a</title><style>{STYLE}</style><body>{'<p>港</p>' * above}{PROPOSAL}"
    )
    result = typesetter.submit(Job(name="a", html=html, rules={"ja": LineRules()})).result()
    assert result.messages == ()
    return result.pdf


def pages(typesetter: Typesetter, above: int) -> list[list[str]]:
    with pypdfium2.PdfDocument(printed(typesetter, above)) as document:
        return [str(page.get_textpage().get_text_range()).split("\r\n") for page in document]


@pytest.mark.parametrize("above", range(1, 10))
def test_no_page_ends_with_a_label_or_with_a_proposal_without_grounds(
    typesetter: Typesetter, above: int
) -> None:
    *before, _last = pages(typesetter, above)
    assert len(before) == 1
    assert [
        page[-1] for page in before if page[-1] in {"背景", "含意", "提言1", "起重機を増やす。"}
    ] == []


@pytest.mark.parametrize("above", range(1, 6))
def test_the_rule_of_a_parted_proposal_ends_with_its_last_line(
    typesetter: Typesetter, above: int
) -> None:
    with pypdfium2.PdfDocument(printed(typesetter, above)) as document:
        assert len(document) == 2
        for page in document:
            text = page.get_textpage()
            lowest = min(text.get_rect(each)[1] for each in range(text.count_rects()))
            (rule,) = page.get_objects(filter=[FPDF_PAGEOBJ_PATH])
            # A line has its leading below its letters.
            assert 0 <= lowest - rule.get_bounds()[1] < 6
