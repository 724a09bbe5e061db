"""Rows of a table, and the quantities in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from jkreport.data.keys import said
from jkreport.diagnostics import Code, Place
from jkreport.model.tables import Mark, Measure, TableSpec
from jkreport.model.text import Localized
from jkreport.values import Cell, Display, Quantity, ValueFault

_PRECISION = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A sign in place of a number, and what the table says that it means."""

    mark: str
    meaning: Mark


Entry = Decimal | Missing | Localized
"""What a cell holds; a number is as it was written, before the measure's scale."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row: its keys in their one form, its cells by measure, and the wording of text keys.

    `flags` are the signs that stand beside numbers, by measure.
    """

    key: tuple[str, ...]
    cells: Mapping[str, Entry]
    names: Mapping[str, Localized]
    flags: Mapping[str, str] = field(default_factory=dict)
    place: Place


def quantity_of(spec: TableSpec, measure: Measure, row: Row) -> Quantity:
    """Give the number of a cell with its unit and origin.

    Raises:
        ValueFault: there is none.
    """
    where = f"'{measure.name}' of row {said(row.key)} of table '{spec.id}'"
    match row.cells.get(measure.name):
        case Decimal() as number:
            return _quantity(spec, measure, row, number)
        case Missing(mark=mark, meaning=meaning):
            message = f"{where} is marked '{mark}' ({meaning.value})"
            raise ValueFault(Code.VALUE_MISSING, message, f"the cell: {row.place}")
        case Localized():
            raise ValueFault(Code.WRONG_TYPE, f"{where} is a text", f"the cell: {row.place}")
        case None:
            raise ValueFault(
                Code.VALUE_MISSING, f"{where} could not be read", f"the cell: {row.place}"
            )


def _quantity(spec: TableSpec, measure: Measure, row: Row, number: Decimal) -> Quantity:
    full = scaled(number, measure.scale)
    decimals = measure.decimals
    if decimals is None and (measure.scale == 1 or decimals_of(full)):
        decimals = decimals_of(full)
    provenance = Cell(
        table=spec.id,
        measure=measure.name,
        key=row.key,
        sources=tuple(source.value for source in spec.sources),
        as_of=spec.as_of,
        flag=spec.flags[row.flags[measure.name]].value if measure.name in row.flags else "",
    )
    display = Display(decimals=decimals, form=measure.form)
    return Quantity(number=full, unit=measure.unit, provenance=provenance, display=display)


def decimals_of(number: Decimal) -> int:
    """Count the decimals that a number is written with."""
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def scaled(number: Decimal, scale: Decimal) -> Decimal:
    """Multiply exactly; where decimals are left, they are those that the number was written with.

    >>> scaled(Decimal("0.110"), Decimal(100)), scaled(Decimal("39.4"), Decimal(100_000_000))
    (Decimal('11.0'), Decimal('3940000000'))
    """
    if scale == 1:
        return number
    with localcontext(prec=_PRECISION):
        power = scale.normalize()
        if power.as_tuple().digits == (1,):
            number = number.scaleb(power.adjusted())
        else:
            number = (number * scale).normalize() if number * scale else number * 0
        return (
            number.quantize(Decimal(1))
            if number == number.to_integral_value() and not decimals_of(number)
            else number
        )
