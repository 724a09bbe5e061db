"""Where a line may end in each language."""

import pytest

from jkreport.build.making import line_rules
from jkreport.languages import LANGUAGES
from jkreport.typeset import LineRules
from jkreport.typeset.breaks import kept_words, opportunities


def ends(code: str, text: str) -> tuple[str, str]:
    """Set a stroke where a line of running text may end, and one of a narrow column."""
    # The engine never ends a line before a space.
    places = [index for index in range(1, len(text)) if text[index] != " "]
    found = opportunities(text, places, line_rules(LANGUAGES[code]))
    return _parted(text, found.wide), _parted(text, found.narrow)


def _parted(text: str, places: object) -> str:
    assert isinstance(places, tuple)
    return "".join("|" * (index in places) + each for index, each in enumerate(text))


@pytest.mark.parametrize(
    ("code", "parted"),
    [
        ("ja", "は|12回|だ"),
        ("ja", "に|168億ドル|を"),
        ("ja", "約82万4,500人|が"),
        ("ja", "第5回|と|3.2％|増"),
        ("ja", "±0.5|が|3.2ポイント|を"),
        ("ja", "1か月|と|5か国"),
        ("ja", "は|EEZ|と|CPTPP|と|U.S.-ROK|の"),
        ("ja", "「言っ|た」|と|……|だ|――|が"),
        ("ja", "カー|ド、|時々、|（注）"),
        ("ja", "3,000万～|4,500万kW|の"),
        ("ko", "총 |168억 달러를"),
        ("ko", "모두 |82만 4,500명이"),
        ("ko", "제2차 |정상회담(ROK)은"),
        ("ko", "서울/|도쿄|—|오사카"),
    ],
)
def test_numbers_abbreviations_and_words_stay_whole(code: str, parted: str) -> None:
    text = parted.replace("|", "")
    wide, narrow = ends(code, text)
    assert (wide, narrow) == (parted, parted)


@pytest.mark.parametrize(
    ("code", "wide", "narrow"),
    [
        ("ja", "は|2026年1月13日|に", "は|2026年|1月|13日|に"),
        ("ja", "令和8年1月|に", "令和8年|1月|に"),
        ("ko", "오는 |2026년 1월 13일", "오는 |2026년 |1월 |13일"),
    ],
)
def test_a_date_parts_in_a_narrow_column_alone(code: str, wide: str, narrow: str) -> None:
    text = wide.replace("|", "")
    assert ends(code, text) == (wide, narrow)


def test_without_rules_the_engine_s_places_stand() -> None:
    found = opportunities("12回は", (1, 3), LineRules())
    assert (found.wide, found.narrow, found.last, found.any) == ((1, 3), (1, 3), (1, 3), (1, 3))


@pytest.mark.parametrize(
    ("code", "parted"),
    [
        ("ko", "역내포괄적경제동반자협정|(RCEP)에는"),
        ("ko", "군사비밀정보보호협정|(GSOMIA·|지소미아)에 |따른"),
        ("ko", "에너지·|금속광물자원기구"),
        ("ko", "한·일·중 |협력과 |국회·|정부"),
        ("ko", "중·일 |관계는 |미(美) |정부와 |9·19합의"),
        ("ko", "회담|(2025년 |6월)은 |그림(1)"),
        ("ja", "日|中・|韓|（R）|の"),
    ],
)
def test_long_words_may_end_a_line_after_a_dot_and_before_a_bracket(code: str, parted: str) -> None:
    text = parted.replace("|", "")
    places = [index for index in range(1, len(text)) if text[index] != " "]
    found = opportunities(text, places, line_rules(LANGUAGES[code], part_words=True))
    assert _parted(text, found.last) == parted


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
