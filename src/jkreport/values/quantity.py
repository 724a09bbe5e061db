"""Quantities: a number, its unit, where it came from, and how it is to be printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import Enum

from jkreport.diagnostics import Code
from jkreport.values.dates import Moment
from jkreport.values.expecting import holds
from jkreport.values.faults import ValueFault
from jkreport.values.units import BUILT_IN_UNITS, NO_UNIT, Unit

_PERCENT, _POINT, _RATIO = (BUILT_IN_UNITS[code] for code in ("percent", "point", "ratio"))
_HUNDRED = Decimal(100)
_CHANGES = frozenset({"change", "change rate"})
_PRECISION = 60
_MOST_DECIMALS = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A cell of a data table: the origin of a number; `flag` is what its source says of it, `provisional` say."""

    table: str
    measure: str
    key: tuple[str, ...]
    sources: tuple[str, ...] = ()
    as_of: Moment | None = None
    flag: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """Events that were counted: the origin of a number."""

    events: str
    members: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Derived:
    """A number worked out from others."""

    formula: str
    inputs: tuple["Provenance", ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """What a source states of a fact of `statements.yaml`: the origin of a number that stands in no table."""

    fact: str
    statement: str
    sources: tuple[str, ...] = ()


Leaf = Cell | Counted | Stated
"""Where a number comes from that wasn't worked out."""
Provenance = Leaf | Derived


def leaves_of(provenance: Provenance) -> Iterator[Leaf]:
    """Give every cell, count and statement that a number was worked out from."""
    match provenance:
        case Cell() | Counted() | Stated():
            yield provenance
        case Derived():
            for each in provenance.inputs:
                yield from leaves_of(each)


def cells_of(provenance: Provenance) -> Iterator[Cell]:
    """Give every cell that a number was worked out from."""
    return (each for each in leaves_of(provenance) if isinstance(each, Cell))


class Form(Enum):
    """How a large number is printed."""

    MIXED = "mixed"  # 39億4,000万
    DECIMAL = "decimal"  # 39.4億


@dataclass(frozen=True, kw_only=True, slots=True)
class Display:
    """How a quantity is printed, whatever the language.

    `decimals` is the number of printed decimals (None: as many as the number has). `signed` prints + and −. `unit`
    False leaves the unit away. `scale` prints the number in that multiple without naming it, as in a table whose
    head names it.
    """

    decimals: int | None = None
    form: Form = Form.MIXED
    signed: bool = False
    unit: bool = True
    scale: Decimal | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Quantity:
    """A number with its unit and provenance; what is derived from it keeps both.

    The number is exact and full: 168億ドル is 16 800 000 000 USD.
    """

    number: Decimal
    unit: Unit = NO_UNIT
    provenance: Provenance
    display: Display = field(default_factory=Display)

    def change_from(self, other: "Quantity") -> "Quantity":
        """Give the signed difference; of percentages in percentage points."""
        self._same_unit(other)
        unit = _POINT if self.unit == _PERCENT else self.unit
        derived = self._derived(exactly(self.number - other.number), unit, "change", other)
        return derived.signed

    def change_rate_from(self, other: "Quantity") -> "Quantity":
        """Give the signed change in percent of the other, one decimal."""
        self._same_unit(other)
        rate = _HUNDRED * (self.number - other.number) / self._divisor(other)
        return self._derived(rate, _PERCENT, "change rate", other, decimals=1).signed

    def ratio_to(self, other: "Quantity") -> "Quantity":
        """Give how many times the other it is, one decimal."""
        self._same_unit(other)
        return self._derived(self.number / self._divisor(other), _RATIO, "ratio", other, decimals=1)

    def share_of(self, other: "Quantity") -> "Quantity":
        """Give its share of the other in percent, one decimal."""
        self._same_unit(other)
        share = _HUNDRED * self.number / self._divisor(other)
        return self._derived(share, _PERCENT, "share", other, decimals=1)

    def plus(self, other: "Quantity") -> "Quantity":
        """Give the sum of both."""
        self._same_unit(other)
        return self._derived(exactly(self.number + other.number), self.unit, "sum", other)

    def minus(self, other: "Quantity") -> "Quantity":
        """Give the difference without a sign of its own."""
        self._same_unit(other)
        return self._derived(exactly(self.number - other.number), self.unit, "difference", other)

    def expects(self, what: str, base: "Quantity | None" = None) -> "Quantity":
        """Give the same if it is what the text says of it: `rise`, `fall`, `no rise`, `no fall`, `no change`, `>0` ….

        A rise or a fall is one from `base`; of a change or a change rate it is its own sign.

        Raises:
            ValueFault: it isn't, or nothing of the kind can be expected.
        """
        if base is not None:
            self._same_unit(base)
        change = isinstance(self.provenance, Derived) and self.provenance.formula in _CHANGES
        before = base.number if base is not None else Decimal(0) if change else None
        if holds(str(what), self.number, before, self.unit.code):
            return self
        compared = f", from {exactly(base.number):f}" if base is not None else ""
        raise ValueFault(
            Code.CONTRADICTED,
            f"the text expects '{what}', but the value is {exactly(self.number):f} {self.unit.code}{compared}",
            "change the sentence, in every language, and then what it expects",
        )

    def range_to(self, other: "Quantity") -> "QuantityRange":
        """Give the range from this to the other."""
        self._same_unit(other)
        return QuantityRange(low=self, high=other)

    def round(self, decimals: int) -> "Quantity":
        """Give it rounded half up; negative decimals round to tens, hundreds and so on."""
        if abs(decimals) > _MOST_DECIMALS:
            raise ValueFault(
                Code.BAD_VALUE, f"there are {_MOST_DECIMALS} decimals at most, not {decimals}"
            )
        number = round_half_up(self.number, decimals)
        display = replace(self.display, decimals=max(decimals, 0))
        return replace(self, number=number, display=display)

    @property
    def abs(self) -> "Quantity":
        """The same without its sign."""
        return replace(self, number=abs(self.number), display=replace(self.display, signed=False))

    @property
    def signed(self) -> "Quantity":
        """The same, printed with its sign."""
        return replace(self, display=replace(self.display, signed=True))

    @property
    def plain(self) -> "Quantity":
        """The same, printed without its unit."""
        return replace(self, display=replace(self.display, unit=False))

    @property
    def decimal(self) -> "Quantity":
        """The same, a large number printed with one myriad unit and decimals."""
        return replace(self, display=replace(self.display, form=Form.DECIMAL))

    @property
    def mixed(self) -> "Quantity":
        """The same, a large number printed with all its myriad units."""
        return replace(self, display=replace(self.display, form=Form.MIXED))

    @property
    def unsaid(self) -> str:
        """Nothing, for a sentence that depends on a number without printing it."""
        return ""

    @property
    def as_of(self) -> Moment:
        """The day on which its source says that it holds."""
        if isinstance(self.provenance, Cell) and self.provenance.as_of is not None:
            return self.provenance.as_of
        raise ValueFault(Code.VALUE_MISSING, "this value has no as-of date of its own")

    def _same_unit(self, other: object) -> None:
        if not isinstance(other, Quantity):
            raise ValueFault(Code.UNITS_DIFFER, f"{other!r} is not a value of a table")
        if other.unit != self.unit:
            raise ValueFault(
                Code.UNITS_DIFFER,
                f"the units differ: '{self.unit.code}' and '{other.unit.code}'",
            )

    def _divisor(self, other: "Quantity") -> Decimal:
        if not other.number:
            raise ValueFault(Code.VALUE_MISSING, "a share of zero does not exist")
        return other.number

    def _derived(
        self,
        number: Decimal,
        unit: Unit,
        formula: str,
        other: "Quantity",
        *,
        decimals: int | None = None,
    ) -> "Quantity":
        provenance = Derived(formula=formula, inputs=(self.provenance, other.provenance))
        display = replace(self.display, decimals=decimals)
        return Quantity(number=number, unit=unit, provenance=provenance, display=display)


@dataclass(frozen=True, kw_only=True, slots=True)
class QuantityRange:
    """From one quantity to another of the same unit."""

    low: Quantity
    high: Quantity

    @property
    def provenance(self) -> Derived:
        """Where both ends come from."""
        return Derived(formula="range", inputs=(self.low.provenance, self.high.provenance))


def exactly(number: Decimal) -> Decimal:
    """Give the number without trailing zeros that an operation left."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """Round halves away from zero, as the statistics offices of both countries do.

    >>> round_half_up(Decimal("-0.25"), 1)
    Decimal('-0.3')
    """
    with localcontext(prec=_PRECISION):
        rounded = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        return rounded if decimals > 0 else Decimal(int(rounded))


def total(quantities: Sequence[Quantity]) -> Quantity:
    """Give the sum of one or more quantities of one unit."""
    first, *rest = quantities
    for other in rest:
        first._same_unit(other)  # noqa: SLF001 - the same module
    number = exactly(sum((each.number for each in quantities), Decimal(0)))
    inputs = tuple(each.provenance for each in quantities)
    return replace(first, number=number, provenance=Derived(formula="sum", inputs=inputs))
