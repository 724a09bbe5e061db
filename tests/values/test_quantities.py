"""Quantities: exact arithmetic that keeps unit, origin and the way of printing."""

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.diagnostics import Code
from jkreport.values import (
    BUILT_IN_UNITS,
    Cell,
    Counted,
    Derived,
    Display,
    Form,
    Moment,
    Quantity,
    QuantityRange,
    Unit,
    ValueFault,
    round_half_up,
)
from jkreport.values.quantity import cells_of, total

numbers = st.decimals(-(10**15), 10**15, places=3)
HERE, THERE = (
    Cell(table="t", measure="m", key=(key,), sources=("s",), as_of=Moment(2025)) for key in "ab"
)


def quantity(number: str | int | Decimal, unit: str = "USD", origin: Cell = HERE) -> Quantity:
    return Quantity(number=Decimal(number), unit=BUILT_IN_UNITS[unit], provenance=origin)


LEFT, RIGHT = quantity("12.50", "percent"), quantity("10.0", "percent", THERE)


@pytest.mark.parametrize(
    ("made", "number", "unit", "formula", "display"),
    [
        (LEFT.change_from(RIGHT), "2.5", "point", "change", Display(signed=True)),
        (
            LEFT.change_rate_from(RIGHT),
            "25",
            "percent",
            "change rate",
            Display(decimals=1, signed=True),
        ),
        (LEFT.ratio_to(RIGHT), "1.25", "ratio", "ratio", Display(decimals=1)),
        (LEFT.share_of(RIGHT), "125", "percent", "share", Display(decimals=1)),
        (LEFT.plus(RIGHT), "22.5", "percent", "sum", Display()),
        (LEFT.minus(RIGHT), "2.5", "percent", "difference", Display()),
    ],
)
def test_what_is_derived_keeps_its_origins(
    made: Quantity, number: str, unit: str, formula: str, display: Display
) -> None:
    assert made == Quantity(
        number=Decimal(number),
        unit=BUILT_IN_UNITS[unit],
        provenance=Derived(formula=formula, inputs=(HERE, THERE)),
        display=display,
    )


def test_a_change_of_other_units_keeps_its_unit() -> None:
    assert quantity(3).change_from(quantity(5)).unit == BUILT_IN_UNITS["USD"]
    assert quantity(3).change_from(quantity(5)).number == Decimal(-2)


@pytest.mark.parametrize(
    ("made", "display"),
    [
        (LEFT.signed, Display(signed=True)),
        (LEFT.plain, Display(unit=False)),
        (LEFT.decimal, Display(form=Form.DECIMAL)),
        (LEFT.decimal.mixed, Display(form=Form.MIXED)),
        (LEFT.signed.abs, Display()),
        (LEFT.round(2), Display(decimals=2)),
        (LEFT.plain.signed.decimal, Display(form=Form.DECIMAL, signed=True, unit=False)),
    ],
)
def test_the_way_of_printing_changes_nothing_else(made: Quantity, display: Display) -> None:
    assert made == replace(LEFT, display=display)


def test_without_its_sign_a_number_is_positive() -> None:
    assert quantity("-2.5").abs == quantity("2.5")


def test_a_range_has_two_ends() -> None:
    assert LEFT.range_to(RIGHT) == QuantityRange(low=LEFT, high=RIGHT)


@pytest.mark.parametrize(
    "make",
    [
        Quantity.change_from, Quantity.change_rate_from, Quantity.ratio_to, Quantity.share_of,
        Quantity.plus, Quantity.minus, Quantity.range_to,
    ],
)  # fmt: skip
def test_different_units_do_not_go_together(make: Callable[[Quantity, Quantity], object]) -> None:
    with pytest.raises(ValueFault, match="the units differ: 'percent' and 'USD'") as raised:
        make(LEFT, quantity(1))
    assert raised.value.code is Code.UNITS_DIFFER
    with pytest.raises(ValueFault, match="3 is not a value of a table"):
        make(LEFT, 3)  # type: ignore[arg-type]  # what an author may write


def test_units_of_one_code_and_other_words_differ() -> None:
    ours = replace(quantity(1), unit=Unit(code="USD", wording={"ja": "ドル"}))
    with pytest.raises(ValueFault):
        ours.plus(quantity(1))


@pytest.mark.parametrize("make", [Quantity.change_rate_from, Quantity.ratio_to, Quantity.share_of])
def test_nothing_is_divided_by_zero(make: Callable[[Quantity, Quantity], object]) -> None:
    with pytest.raises(ValueFault) as raised:
        make(quantity(1), quantity(0))
    assert raised.value.code is Code.VALUE_MISSING


def test_a_value_of_a_table_has_its_day_and_a_derived_one_has_none() -> None:
    assert LEFT.as_of == Moment(2025)
    for without in (LEFT.plus(RIGHT), replace(LEFT, provenance=replace(HERE, as_of=None))):
        with pytest.raises(ValueFault, match="this value has no as-of date of its own"):
            _ = without.as_of


def test_all_cells_of_a_derived_value_are_found() -> None:
    counted = replace(LEFT, provenance=Counted(events="e", members=("x",)))
    made = LEFT.plus(RIGHT).plus(counted)
    assert list(cells_of(made.provenance)) == [HERE, THERE]


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [
        ("0.5", 0, "1"), ("-0.5", 0, "-1"), ("2.5", 0, "3"), ("0.25", 1, "0.3"), ("-0.25", 1, "-0.3"),
        ("1.005", 2, "1.01"), ("14", -1, "10"), ("15", -1, "20"), ("-15", -1, "-20"), ("4", 2, "4.00"),
        ("49", -2, "0"), ("50", -2, "100"), ("-0.04", 1, "-0.0"), ("99.95", 1, "100.0"),
    ],
)  # fmt: skip
def test_halves_round_away_from_zero(number: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(number), decimals)) == rounded


@pytest.mark.parametrize("decimals", [21, -21, 10**9, -(10**9)])
def test_nobody_prints_more_decimals(decimals: int) -> None:
    with pytest.raises(ValueFault, match=f"there are 20 decimals at most, not {decimals}"):
        LEFT.round(decimals)


@given(numbers, st.integers(-6, 6))
def test_a_rounded_number_is_the_nearest(number: Decimal, decimals: int) -> None:
    step = Decimal(10) ** -decimals
    rounded = round_half_up(number, decimals)
    assert abs(rounded - number) * 2 <= step
    assert rounded == (number / step).quantize(Decimal(1), ROUND_HALF_UP) * step


@given(numbers, st.integers(-6, 6))
def test_rounding_minds_no_sign_and_is_done_once(number: Decimal, decimals: int) -> None:
    rounded = round_half_up(number, decimals)
    assert round_half_up(-number, decimals) == -rounded
    assert round_half_up(rounded, decimals) == rounded


@given(numbers, numbers)
def test_sums_and_differences_are_exact(one: Decimal, other: Decimal) -> None:
    left, right = quantity(one), quantity(other, origin=THERE)
    assert left.plus(right).number == one + other
    assert left.plus(right).minus(right).number == one
    assert left.change_from(right).number == -right.change_from(left).number
    assert str(left.plus(right).number) == f"{one + other:f}".rstrip("0").rstrip(
        "."
    ) or "." not in str(one + other)


@given(st.lists(numbers, min_size=1, max_size=8))
def test_a_total_is_exact_and_knows_every_cell(found: list[Decimal]) -> None:
    made = total([quantity(each) for each in found])
    assert made.number == sum(found)
    assert made.provenance == Derived(formula="sum", inputs=(HERE,) * len(found))


@given(numbers, numbers.filter(bool))
def test_shares_ratios_and_rates_agree(one: Decimal, other: Decimal) -> None:
    left, right = quantity(one), quantity(other)
    ratio = left.ratio_to(right).number
    for part, whole in (
        (left.share_of(right).number, ratio * 100),
        (left.change_rate_from(right).number, (ratio - 1) * 100),
    ):
        assert abs(part - whole) <= max(abs(whole), Decimal(1)) * Decimal("1e-20")
