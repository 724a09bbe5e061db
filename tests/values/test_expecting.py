"""What a sentence expects of a number."""

from decimal import Decimal

import pytest

from jkreport.diagnostics import Code
from jkreport.values import BUILT_IN_UNITS, Cell, Derived, Quantity, ValueFault


def quantity(number: str, unit: str = "percent") -> Quantity:
    cell = Cell(table="t", measure="m", key=(number,))
    return Quantity(number=Decimal(number), unit=BUILT_IN_UNITS[unit], provenance=cell)


SMALL, LARGE = quantity("2.5"), quantity("12.5")
THIRD = Quantity(
    number=Decimal(3),
    unit=BUILT_IN_UNITS["rank"],
    provenance=Derived(formula="rank", inputs=(SMALL.provenance,)),
)


@pytest.mark.parametrize(
    ("value", "what", "base"),
    [
        (LARGE, "rise", SMALL),
        (SMALL, "fall", LARGE),
        (SMALL, "no change", SMALL),
        (SMALL, "no rise", SMALL),
        (SMALL, "no rise", LARGE),
        (LARGE, "no fall", SMALL),
        (LARGE.change_from(SMALL), "rise", None),
        (SMALL.change_rate_from(LARGE), "fall", None),
        (LARGE, ">0", None),
        (LARGE, " >= 12.5 ", None),
        (LARGE, "<=12.5", None),
        (LARGE, "!= 3", None),
        (quantity("16800000000", "USD"), "<20,000,000,000", None),
        (quantity("-3"), "== -3", None),
        (THIRD, "rank==3", None),
        (THIRD, "<4", None),
    ],
)
def test_what_is_as_expected_stays_as_it_is(
    value: Quantity, what: str, base: Quantity | None
) -> None:
    assert value.expects(what, base) == value


@pytest.mark.parametrize(
    ("value", "what", "base", "message"),
    [
        (SMALL, "rise", LARGE, "the text expects 'rise', but the value is 2.5 percent, from 12.5"),
        (SMALL, "rise", SMALL, "the text expects 'rise', but the value is 2.5 percent, from 2.5"),
        (LARGE, "no rise", SMALL, "the text expects 'no rise', but the value is 12.5 percent, from 2.5"),
        (LARGE.change_from(SMALL), "fall", None, "the text expects 'fall', but the value is 10 point"),
        (SMALL, ">2.5", None, "the text expects '>2.5', but the value is 2.5 percent"),
        (SMALL, ">=50", None, "the text expects '>=50', but the value is 2.5 percent"),
        (SMALL, "!=2.50", None, "the text expects '!=2.50', but the value is 2.5 percent"),
        (THIRD, "rank==1", None, "the text expects 'rank==1', but the value is 3 rank"),
    ],
)  # fmt: skip
def test_what_is_not_as_expected_contradicts_its_sentence(
    value: Quantity, what: str, base: Quantity | None, message: str
) -> None:
    with pytest.raises(ValueFault) as fault:
        value.expects(what, base)
    assert (fault.value.code, fault.value.message) == (Code.CONTRADICTED, message)


@pytest.mark.parametrize(
    ("what", "base", "code"),
    [
        ("rise", None, Code.EXPECTATION),
        ("growth", None, Code.EXPECTATION),
        ("> much", None, Code.EXPECTATION),
        (">1.2.3", None, Code.EXPECTATION),
        ("rank==1", None, Code.EXPECTATION),
        ("rise", quantity("3", "USD"), Code.UNITS_DIFFER),
    ],
)
def test_what_cannot_be_expected_is_refused(what: str, base: Quantity | None, code: Code) -> None:
    with pytest.raises(ValueFault) as fault:
        SMALL.expects(what, base)
    assert fault.value.code is code
