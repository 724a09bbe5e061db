"""Headings that ask for it are set in lines of about one length, and break between phrases."""

import pypdfium2
import pytest

from jkreport.typeset import Job, LineRules, Typesetter

pytestmark = pytest.mark.typeset

RULES = {"ja": LineRules(justify_cjk=True), "ko": LineRules(keep_words=True)}
STYLE = """
@page { size: 120mm 60mm; margin: 10mm }
html { font: 16pt/1.5 'Noto Serif CJK JP' }
:lang(ko) { font-family: 'Noto Serif CJK KR' }
h1 { font-size: 16pt; margin: 0 }
.phrase { --phrase: 1; white-space: nowrap }
"""


def rows(typesetter: Typesetter, code: str, body: str, style: str) -> list[str]:
    page = f"<html lang={code}><title>a</title><style>{STYLE}h1 {{ {style} }}</style><body>"
    result = typesetter.submit(Job(name="a", html=f"{page}<h1>{body}</h1>", rules=RULES)).result()
    assert result.messages == ()
    with pypdfium2.PdfDocument(result.pdf) as document:
        return str(document[0].get_textpage().get_text_range()).split("\r\n")


@pytest.mark.parametrize(
    ("code", "body", "before", "after"),
    [
        (
            "ja",
            "経済安全保障と供給網をめぐる協力の課題",
            ["経済安全保障と供給網をめぐる協力", "の課題"],
            ["経済安全保障と供給網", "をめぐる協力の課題"],
        ),
        (
            "ko",
            "경제안보와 공급망을 둘러싼 한일 협력 과제",
            ["경제안보와 공급망을 둘러싼 한일", "협력 과제"],
            ["경제안보와 공급망을", "둘러싼 한일 협력 과제"],
        ),
    ],
)
@pytest.mark.parametrize("align", ["left", "center"])
def test_a_heading_is_balanced(
    typesetter: Typesetter, code: str, body: str, before: list[str], after: list[str], align: str
) -> None:
    style = f"text-align: {align};"
    assert rows(typesetter, code, body, style) == before
    assert rows(typesetter, code, body, f"{style} --balance: 1") == after


def test_a_phrase_is_held_together_unless_no_line_can_hold_it(typesetter: Typesetter) -> None:
    body = "<span class=phrase>新しい</span><span class=phrase>供給網をめぐる</span>"
    assert rows(typesetter, "ja", body, "width: 8em") == ["新しい", "供給網をめぐる"]
    assert rows(typesetter, "ja", body, "width: 5em") == ["新しい供給", "網をめぐる"]


def test_a_heading_of_one_line_or_of_running_text_stays(typesetter: Typesetter) -> None:
    assert rows(typesetter, "ja", "課題", "--balance: 1") == ["課題"]
    whole = "経済安全保障と供給網をめぐる協力の課題"
    justified = rows(typesetter, "ja", whole, "text-align: justify; --balance: 1")
    assert justified == rows(typesetter, "ja", whole, "text-align: justify")
