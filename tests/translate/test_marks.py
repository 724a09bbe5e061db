"""What of a text is locked, and what stands around a translator's words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.translate.marks import Role, locked, marks_of, misfit, stray

PIECES = st.sampled_from(
    ["**", "*", "{{ a['}'] }}", "[#id]", "[#id, page]", "[@key, p. 3]", "^[", "]", "[^1]", "[^1]: ",
     "[語](https://a.example)", "{石|いし}", "<sub>", "</sub>", "<br>", "`a*b`", "\\*", "語", "말 ", "\n\n", "- "]
)  # fmt: skip


@given(text=st.lists(PIECES, max_size=12).map("".join))
def test_the_marks_of_a_text_give_the_text_and_nest(text: str) -> None:
    marks = marks_of(text)
    assert "".join(each.literal for each in marks) == text
    open_: list[int] = []
    for each in marks:
        if each.role is Role.OPENS:
            open_.append(each.pair)
        elif each.role is Role.CLOSES:
            assert open_.pop() == each.pair
    assert open_ == []


def kinds(text: str) -> list[tuple[str, str]]:
    return [(each.literal, each.kind) for each in marks_of(text) if each.role is not Role.TEXT]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ data.t.m['a}}b'] }}を", [("{{ data.t.m['a}}", "value")]),
        ("**語**は*語*", [("**", "bold"), ("**", "bold"), ("*", "italic"), ("*", "italic")]),
        ("[#id, page]と[@a; @b, p. 3]", [("[#id, page]", "reference"), ("[@a; @b, p. 3]", "citation")]),
        ("語^[注[@a]]。", [("^[", "note"), ("[@a]", "citation"), ("]", "note")]),
        ("[語](https://a.example)", [("[", "link"), ("](https://a.example)", "link")]),
        ("{石破|いし|ば}", [("{", "reading"), ("|いし|ば}", "reading")]),
        ("H<sub>2</sub>O", [("<sub>", "element"), ("</sub>", "element")]),
        ("* 語\n* 語", []),
        ("2 \\* 3", []),
        ("[^1]\n\n[^1]: 注", [("[^1]", "footnote"), ("[^1]:", "footnote")]),
    ],
)  # fmt: skip
def test_marks_are_known_for_what_they_are(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


def test_what_has_no_partner_is_text() -> None:
    assert kinds("**語") == []
    assert stray("**語") == 1
    assert stray("**語** [語](https://a.example) {石|いし} ^[注]") == 0


def test_spaces_within_what_is_locked_do_not_matter() -> None:
    assert locked("{{ a.b }}") == locked("{{a.b}}")


SOURCE = "{{ a.b }}は[#id]を見よ[@key]。^[注。]"


@pytest.mark.parametrize(
    ("new", "wrong"),
    [
        ("{{a.b}}는 [#id] 참조[@key].^[주.]", ""),
        ("[#id]에서 {{ a.b }}를 본다[@key].", ""),
        ("{{ a.c }}는 [#id] 참조[@key].", "'{{a.b}}' is missing, '{{a.c}}' is not in the source"),
        ("{{ a.b }} {{ a.b }}[#id][@key]", "'{{a.b}}' is not in the source"),
        ("{{ a.b }} [#id]", "'[@key]' is missing"),
        ("{{ a.b }} **[#id][@key]", "an emphasis, a link, a reading or a note has lost its other end"),
    ],
)  # fmt: skip
def test_what_is_locked_has_to_come_back(new: str, wrong: str) -> None:
    assert misfit(SOURCE, "", new) == wrong


def test_what_the_present_wording_has_may_stay() -> None:
    assert (
        misfit(SOURCE, "{{ a.b.plain }}는 [#id] 참조[@key].", "{{ a.b.plain }}을 [#id]에서[@key].")
        == ""
    )
