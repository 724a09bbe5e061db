"""What characters are to a line: where it grows, gains or loses space."""

import pytest

from jkreport.typeset.composition import elastic, gaps, kinds, meetings, weight


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("日々ーゝァ〇", "WWWWWW"),
        ("「』。、・：", "OCCCMM"),
        ("A9é Ω%", "NNNSNN"),
        ("ＪＡ％～！", "FFFFF"),
        ("한①—…-", "XXXXX"),
        ("葛\U000e0100か\u3099\u2060", "WTWTT"),
        ("\u00a0", "S"),
    ],
)
def test_each_character_has_a_kind(text: str, found: str) -> None:
    assert kinds(text) == found


def parts(text: str, places: list[int]) -> str:
    """Set a stroke at each place."""
    return "".join("|" * places.count(index) + each for index, each in enumerate(text))


@pytest.mark.parametrize(
    "parted",
    [
        "第|5|回、GDP",
        "2026|年|1|月|13|日",
        "3.2|の",
        "葛\U000e0100|A",
        "4％と（EEZ）と①",
        "日本 GDP",
        "한국GDP",
        "",
    ],
)
def test_letters_of_two_scripts_stand_apart_but_not_at_marks(parted: str) -> None:
    text = parted.replace("|", "")
    assert parts(text, list(gaps(kinds(text)))) == parted


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("と、「言」。", [(2, 1), (5, 4)]),
        ("」）・「『", [(1, 0), (2, 1), (4, 4), (3, 3)]),
        ("。A「", []),
        ("か）\u2060。", [(3, 1)]),
    ],
)
def test_marks_that_meet_have_half_an_em_too_much(text: str, found: list[tuple[int, int]]) -> None:
    assert sorted(meetings(kinds(text))) == sorted(found)


@pytest.mark.parametrize(
    ("parted", "wide"),
    [
        ("日|本|と|韓|国|。", True),
        ("日|本 |and |한국", True),
        ("つ|ま|り|――|だ|……", True),
        ("葛\U000e0100|城", True),
        ("한국 |日本 |and", False),
        ("日本", False),
    ],
)
def test_a_line_grows_beside_wide_letters_or_after_spaces_alone(parted: str, wide: bool) -> None:  # noqa: FBT001
    text = parted.replace("|", "")
    assert parts(text, list(elastic(kinds(text), wide=wide))) == parted.rstrip("|")


@pytest.mark.parametrize(("text", "count"), [("した。」", 2), ("한 A", 2), ("、", 0)])
def test_marks_and_spaces_carry_no_weight(text: str, count: int) -> None:
    assert weight(kinds(text)) == count
