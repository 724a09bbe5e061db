"""Numbers as statistics write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.data.numbers import NotANumber, folded, read_number

NUMBERS = st.decimals(
    min_value=-(10**15), max_value=10**15, allow_nan=False, allow_infinity=False, places=3
)
WIDE = str.maketrans("0123456789,.-", "０１２３４５６７８９，．－")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"),
        ("11.0", "11.0"),
        (" 1,234,567.50 ", "1234567.50"),
        ("１２，３４５．６", "12345.6"),
        ("-5", "-5"),
        ("−7", "-7"),
        ("－7", "-7"),
        ("+3.2", "3.2"),
        ("▲56", "-56"),
        ("△ 1.5", "-1.5"),
    ],
)
def test_a_number_keeps_the_decimals_that_it_was_written_with(text: str, number: str) -> None:
    read = read_number(text, negative=["▲", "△"])
    assert str(read) == number


@pytest.mark.parametrize("text", ["(12)", "（12）", "( 12 )"])
def test_parentheses_are_a_sign_where_they_are_declared(text: str) -> None:
    assert read_number(text, negative=["()"]) == Decimal(-12)


def test_a_percent_sign_may_follow_where_the_unit_is_percent() -> None:
    assert read_number("11.30％", percent=True) == Decimal("11.30")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("▲56", "a sign of its own is declared in the table's YAML: negative: ['▲']"),
        ("(56)", "negatives in parentheses are declared in the table's YAML: negative: ['()']"),
        (
            "397p",
            "what 'p' says of a number is declared in the table's YAML, as in flags: {'p': provisional}",
        ),
        (
            "397 r",
            "what 'r' says of a number is declared in the table's YAML, as in flags: {'r': provisional}",
        ),
        ("1.2e5", "write all digits instead of the exponent 'e5'"),
        ("11.3%", "'%' is the unit; it stands in the table's YAML: unit: percent"),
        (
            "39億",
            "'億' stands in the table's YAML (unit: …, scale: …), or makes a text of the column",
        ),
        (
            "39억",
            "'억' stands in the table's YAML (unit: …, scale: …), or makes a text of the column",
        ),
        ("1,23", "commas stand before every three digits, as in 1,234,567"),
        ("12,3456", "commas stand before every three digits, as in 1,234,567"),
        ("1234,567", "commas stand before every three digits, as in 1,234,567"),
        ("0123", "a number has no leading zeros; codes are keys or texts"),
        (".5", "digits stand on both sides of the point"),
        ("5.", "digits stand on both sides of the point"),
    ],
)
def test_what_is_no_number_is_refused_with_what_would_be_one(text: str, hint: str) -> None:
    with pytest.raises(NotANumber) as caught:
        read_number(text)
    assert (caught.value.message, caught.value.hint) == (f"'{text}' is not a number", hint)


@pytest.mark.parametrize(
    "text",
    ["nan", "inf", "-Infinity", "", "-", "1_000", "0x10", "①", "10²", "½", "٣", "--1", "1 2"],
)
def test_what_only_a_machine_takes_for_a_number_is_none(text: str) -> None:
    with pytest.raises(NotANumber):
        read_number(text, negative=["▲", "()"])


def test_a_number_of_endless_digits_is_refused() -> None:
    with pytest.raises(NotANumber, match="more than 24 digits"):
        read_number("9" * 1_000_000)


@given(
    NUMBERS,
    st.sampled_from(["-", "−", "－", "▲", "△"]),
    st.sampled_from(["", ","]),
    st.sampled_from(["", "wide"]),
)
def test_however_a_number_is_written_it_is_read_back(
    number: Decimal,
    minus: str,
    grouped: str,
    wide: str,
) -> None:
    digits = format(abs(number), f"{grouped}f")
    text = (minus if number < 0 else "") + (digits.translate(WIDE) if wide else digits)
    read = read_number(text, negative=["▲", "△"])
    assert read == number
    assert f"{abs(read):f}" == f"{abs(number):f}"


@given(st.text())
def test_any_text_is_a_finite_number_or_none(text: str) -> None:
    try:
        number = read_number(text, negative=["▲", "()"], percent=True)
    except NotANumber:
        return
    assert number.is_finite()


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
