"""What a language knows of its plain prose."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.languages.prose import PROSE

# A text, and the numbers in it: figures and sure words alone.
SURE = [
    ("ja", "2025年8月23日", "2025 8 23"),
    ("ja", "令和7年、令和元年、昭和64年", "2025 2019 1989"),
    ("ja", "２０２５年に８２万４，５００人", "2025 824500"),
    ("ja", "1兆2,000億ドルと3千万人", "1200000000000 30000000"),
    ("ja", "二〇二五年に二十三か国、千九百六十五年", "2025 23 1965"),
    ("ja", "2023～24年、2025年6月～2026年1月", "2023 2024 2025 6 2026 1"),
    ("ja", "第6回、4.3％、G7、F-35、COVID-19、一部、十分、三者", "6 4.3"),
    ("ja", "（1）と1人当たり", "1 1"),
    ("ja", "二億三千万人、三万四千ドル、数百万人、何十億円", "230000000 34000"),
    ("ja", "昭和四十年、平成三年、明治元年", "1965 1991 1868"),
    ("ja", "3割、七割、3割引、2割る", "30 30 2"),
    ("ja", "30GW、30 GW、5kW、2GBと5G、3B", "30 30 5 2"),
    ("ja", "2025.6.22、2025/6/22、2025-06-22", "2025 6 22 2025 6 22 2025 6 22"),
    ("ko", "2025년 8월 23일", "2025 8 23"),
    ("ko", "82만 4,500명, 168억 달러, 3천만 명", "824500 16800000000 30000000"),
    ("ko", "1조 2,000억 달러와 100만큼, 3조항", "1200000000000 100 3"),
    ("ko", "이십삼 개국, 이천이십오 년, 이〇년", "23 2025"),
    ("ko", "2023~24년, 17~19일", "2023 2024 17 19"),
    ("ko", "제6차 회의, 코로나19, G7, 한편, 세계, 네트워크, 열차", "6"),
    ("ko", "한중일 3국, 약10개국", "10"),
    ("ko", "2025. 6. 22.과 2025.6.22, 2025. 13. 1.", "2025 6 22 2025 6 22 2025 13 1"),
    ("ko", "3할, 3할당, 30 GW와 30GW", "30 3 30 30"),
    ("en", "In June 2025, 1.5 million people; the 3rd of 12", "6 2025 1500000 3 12"),
]
# What a sure number of another text may be said as.
POSSIBLE = [
    ("ja", "五つの課題", 5),
    ("ja", "首位に立つ", 1),
    ("ja", "第三国", 3),
    ("ja", "半年後に", 6),
    ("ja", "正午に", 12),
    ("ko", "다섯 가지", 5),
    ("ko", "열두 나라", 12),
    ("ko", "하루에", 1),
    ("ko", "닷새간의", 5),
    ("ko", "석 달 만에", 3),
    ("ko", "넉 달 동안", 4),
    ("ko", "시월에", 10),
    ("ko", "셋 중 하나", 1),
    ("ko", "둘째, 협력", 2),
    ("ko", "첫 번째는", 1),
    ("ko", "일주일 동안", 1),
    ("ko", "반년 뒤", 6),
    ("en", "five years", 5),
]


@pytest.mark.parametrize(("code", "text", "expected"), SURE)
def test_numbers_are_read(code: str, text: str, expected: str) -> None:
    found = [each.value for each in PROSE[code].numbers(text) if each.sure]
    assert found == [Decimal(each) for each in expected.split()]


@pytest.mark.parametrize(("code", "text", "value"), POSSIBLE)
def test_small_numbers_in_words_may_be_meant(code: str, text: str, value: int) -> None:
    assert value in [each.value for each in PROSE[code].numbers(text) if not each.sure]


@pytest.mark.parametrize(
    ("code", "form", "text", "starts"),
    [
        ("ko", "중국", "중국은 중국어와 대중국 중국의", [0, 10, 13]),
        ("ko", "북한", "대북한 정책과 북한산, 북한.", [1, 8, 13]),
        ("ko", "일본해", "일본해와 일본해상자위대", [0]),
        ("ko", "경제안보", "경제안보기금", [0]),
        ("ko", "FTA", "FTA를 FTAA는 한일 FTA", [0, 14]),
        ("ja", "クアッド", "クアッドとクアッドコプター", [0]),
        ("ja", "FTA", "日韓FTAとFTAA", [2]),
        ("en", "art", "art, party; Art", [0]),
    ],
)
def test_a_form_counts_where_it_is_a_word(
    code: str, form: str, text: str, starts: list[int]
) -> None:
    prose = PROSE[code]
    found = [each.start() for each in re.finditer(re.escape(form), text)]
    whole = [each for each in found if prose.begins(text, each, form)]
    assert [each for each in whole if prose.ends(text, each + len(form), form)] == starts


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("ja", "韓日関係、韓日議員連盟、韓米日", ["韓日", "韓米日"]),
        (
            "ko",
            "일한 관계, 통일한 나라, 함께 일한 사람, 일한의원연맹, 미일한",
            ["일한", "일한", "미일한"],
        ),
    ],
)
def test_the_order_of_the_other_side_is_found(code: str, text: str, found: list[str]) -> None:
    assert [text[each.start : each.end] for each in PROSE[code].orders(text)] == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("ja", "慶應義塾大学の張濟國氏と獨立、韓國", ["獨立", "韓國"]),
        ("ja", "シャトル외교 강화と", ["외교 강화"]),
        ("ko", "한한령(限韓令), ‘문재인(文在寅)’, 首脳 회담, シャトル", ["シャトル", "首脳"]),
        ("en", "the 首脳 and 정상", ["首脳", "정상"]),
    ],
)
def test_another_language_is_found(code: str, text: str, found: list[str]) -> None:
    assert [text[each.start : each.end] for each in PROSE[code].foreign(text)] == found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2025년8월", 1),
        ("2025년 8월", 0),
        ("82만4,500명", 1),
        ("168억달러를", 1),
        ("168억 달러를", 0),
        ("12 %", 1),
        ("30GW", 1),
        ("좋은 조건", 0),
        ("3억원에", 1),
    ],
)
def test_korean_spaces(text: str, wrong: int) -> None:
    assert len(list(PROSE["ko"].spaces(text))) == wrong


@pytest.mark.parametrize(
    ("code", "text", "lone"),
    [
        ("ja", "「甲『乙』丙」（丁）", ""),
        ("ja", "「甲", "「"),
        ("ko", "‘갑’과 “을”, it’s ’90", ""),
        ("ko", "1) 갑\n2) 을", ""),
        ("ko", "갑) 을", ""),
        ("ko", "정상 간) 을", ")"),
        ("en", "(a [b)", "([)"),
    ],
)
def test_lone_marks(code: str, text: str, lone: str) -> None:
    assert "".join(sorted(text[each.start] for each in PROSE[code].unpaired(text))) == "".join(
        sorted(lone)
    )


@given(
    st.sampled_from(sorted(PROSE)),
    st.text(max_size=60)
    | st.text(
        "0123456789,.年月日第万億兆년월일제만억조 ~～一二三十百千이삼십백천한두열세가지개국（)「」‘’",
        max_size=40,
    ),
)
def test_any_text_is_looked_at(code: str, text: str) -> None:
    prose = PROSE[code]
    for each in prose.numbers(text):
        assert 0 <= each.start < each.end <= len(text)
    looks = (
        prose.foreign,
        prose.widths,
        prose.spaces,
        prose.orders,
        prose.left_blank,
        prose.unpaired,
    )
    for look in looks:
        for found in look(text):
            assert 0 <= found.start <= found.end <= len(text)
    assert prose.sentences(text) >= 0
