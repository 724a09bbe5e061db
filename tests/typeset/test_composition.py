"""Where lines may grow and where they may not break."""

import pytest

from jkreport.typeset.composition import growing, kept_words, steps


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("日本と韓国。", ("日本と韓国。",)),
        ("日本 and 한국", ("日本 ", " ")),
        ("12回", ("回",)),
        ("つまり――だ……", ("つまり", "だ")),
        ("葛\U000e0100城", ("葛\U000e0100城",)),
        ("ＪＡ１", ("ＪＡ１",)),
        ("한국어", ()),
        ("", ()),
    ],
)
def test_wide_letters_and_spaces_grow(text: str, parts: tuple[str, ...]) -> None:
    assert tuple(text[start:end] for start, end in growing(text, wide=True)) == parts


def test_other_text_grows_at_spaces_alone() -> None:
    assert growing("日本 と\u00a0韓国", wide=False) == ((2, 3), (4, 5))


@pytest.mark.parametrize(
    ("text", "count"), [("日本", 2), ("か\u3099", 1), ("葛\U000e0100\ufe00", 1), ("", 0)]
)
def test_marks_take_no_step_of_their_own(text: str, count: int) -> None:
    assert steps(text) == count


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("정상회담은 12회 열렸다.", ("정상회담은", "12회", "열렸다.")),
        ("한국(ROK)은 APEC에서", ("한국(ROK)은", "APEC에서")),
        ("한국/일본 서울—도쿄", ("한국", "일본", "서울", "도쿄")),
        ("日韓関係の行方 in Tokyo", ()),
        ("石破茂가", ("石破茂가",)),
        ("서울\u200b도쿄 가", ("서울", "도쿄")),
        ("", ()),
    ],
)
def test_words_with_korean_letters_are_kept(text: str, words: tuple[str, ...]) -> None:
    assert tuple(text[start:end] for start, end in kept_words(text)) == words
