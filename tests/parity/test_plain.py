"""A text as plain prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.diagnostics import Place
from jkreport.languages.prose.base import HOLE
from jkreport.model.text import Text
from jkreport.parity.plain import Mark, plain_of


def text(value: str) -> Text:
    return Text(value=value, place=Place(file="a.yaml", line=1, column=1))


@pytest.mark.parametrize(
    ("written", "prose", "marks"),
    [
        ("輸出{{ data.t.m[1] }}と{{ term.fta }}", f"輸出{HOLE}と{HOLE}", [Mark.VALUE, Mark.TERM]),
        ("**協力**は", "協力は", [Mark.EMPHASIS, Mark.EMPHASIS]),
        ("- 一\n- 二\n1. 三", "一\n二\n三", [Mark.ITEM] * 3),
        ("注^[出所[1]による]。", f"注{HOLE}出所[1]による{HOLE}。", [Mark.FOOTNOTE]),
        ("注[^a]。\n\n[^a]: 出所", f"注{HOLE}。\n\n{HOLE}出所", [Mark.FOOTNOTE]),
        ("[@a, p. 3]と[#b, page]", f"と{HOLE}", [Mark.CITATION, Mark.REFERENCE]),
        ("{石破|いし|ば}氏", "石破氏", [Mark.READING]),
        ("[名](https://a.example/b_(c))と", f"{HOLE}名{HOLE}と", [Mark.LINK]),
        ("\\*星\\* 3 < 5", "*星* 3 < 5", []),
        ("{% if a %}甲{% endif %}{# 注 #}", "甲", [Mark.STATEMENT] * 3),
        ("H<sub>2</sub>O", "H2O", []),
    ],
)
def test_marks_are_taken_out(written: str, prose: str, marks: list[Mark]) -> None:
    found = plain_of(text(written))
    assert (found.prose, [each.mark for each in found.tokens]) == (prose, marks)


@given(st.text(max_size=80) | st.text("[]{}^@#|*_<>()\\%.- \nab1語한:", max_size=60))
def test_each_character_comes_from_its_place(written: str) -> None:
    found = plain_of(text(written))
    assert len(found.prose) == len(found.offsets)
    for character, offset in zip(found.prose, found.offsets, strict=True):
        assert character in {HOLE, written[offset]}
    for each in found.tokens:
        assert written.startswith(each.literal, each.offset)
