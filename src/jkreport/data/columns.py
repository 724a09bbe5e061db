"""A measure of a table as a series of quantities: first and last, extremes, sums and ranks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from jkreport.data.keys import TIME, asked_keys, key_value, said, said_keys
from jkreport.data.long import LongRows, having, known_keys, numbers_in
from jkreport.data.rows import Row, quantity_of, scaled
from jkreport.diagnostics import Code, nearest
from jkreport.model.tables import Measure, TableSpec
from jkreport.values import BUILT_IN_UNITS, Cell, Derived, Display, Moment, Quantity, ValueFault
from jkreport.values.quantity import exactly, total

_DIGITS = 80
KeyValue = str | Moment
"""A key as expressions get it: a date, or the code of anything else."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A measure over the rows of a table, or over those whose first keys are `fixed`."""

    spec: TableSpec
    measure: Measure
    rows: Sequence[Row]
    fixed: tuple[str, ...] = ()

    def value(self, *keys: object) -> Quantity:
        """Give the quantity of the row with these keys, those that are fixed left away.

        Raises:
            ValueFault: there is no such row, or no number in it.
        """
        return quantity_of(self.spec, self.measure, self._row(keys))

    def where(self, *keys: object) -> "Column":
        """Give the part whose next keys are these.

        Raises:
            ValueFault: there are no such rows.
        """
        fixed = self.fixed + asked_keys(self.spec, keys, len(self.fixed))
        rows = having(self.rows, {index: {each} for index, each in enumerate(fixed)})
        if not rows:
            raise no_such_row(self.spec, self.rows, fixed)
        return replace(self, rows=rows, fixed=fixed)

    @property
    def first(self) -> Quantity:
        """The quantity of the earliest row; of the first in the file when no key is a date."""
        return self._quantity(self._ordered()[0])

    @property
    def last(self) -> Quantity:
        """The quantity of the latest row; of the last in the file when no key is a date."""
        return self._quantity(self._ordered()[-1])

    @property
    def max(self) -> Quantity:
        """The largest quantity; of equal ones the first in the file."""
        return self._quantity(self._largest())

    @property
    def min(self) -> Quantity:
        """The smallest quantity; of equal ones the first in the file."""
        return self._quantity(self._smallest())

    @property
    def sum(self) -> Quantity:
        """The sum of all rows; of a long table its origin is the measure, not each of its cells."""
        if isinstance(self.rows, LongRows):
            return self._total(self.rows)
        return total(self._all())

    @property
    def first_key(self) -> KeyValue | tuple[KeyValue, ...]:
        """The key of `first`."""
        return self._key(self._ordered()[0])

    @property
    def last_key(self) -> KeyValue | tuple[KeyValue, ...]:
        """The key of `last`."""
        return self._key(self._ordered()[-1])

    @property
    def max_key(self) -> KeyValue | tuple[KeyValue, ...]:
        """The key of `max`."""
        return self._key(self._largest())

    @property
    def min_key(self) -> KeyValue | tuple[KeyValue, ...]:
        """The key of `min`."""
        return self._key(self._smallest())

    def rank(self, *keys: object) -> Quantity:
        """Give the place of a row among those it competes with, 1 for the largest.

        It competes with the rows that differ from it in the first key that is no date: countries
        of the same year, not years. Where all keys are dates, all rows compete. Equals share a
        place.

        Raises:
            ValueFault: there is no such row, or a competing one has no number.
        """
        row = self._row(keys)
        own = self._quantity(row)
        rivals = [self._quantity(each) for each in self._rivals(row)]
        place = 1 + sum(each.number > own.number for each in rivals)
        inputs = (own.provenance, *(each.provenance for each in rivals if each != own))
        provenance = Derived(formula="rank", inputs=inputs)
        return Quantity(
            number=Decimal(place),
            unit=BUILT_IN_UNITS["rank"],
            provenance=provenance,
            display=Display(decimals=0),
        )

    def _rivals(self, row: Row) -> list[Row]:
        keys = list(enumerate(self.spec.keys))[len(self.fixed) :]
        rank_by = next((index for index, key in keys if key.type not in TIME), None)
        if rank_by is None:
            return list(self.rows)
        return [
            each for each in self.rows if _without(each.key, rank_by) == _without(row.key, rank_by)
        ]

    def _row(self, keys: Sequence[object]) -> Row:
        wanted = self.fixed + asked_keys(self.spec, keys, len(self.fixed))
        if len(wanted) < len(self.spec.keys):
            message = f"{len(keys)} keys are given; {said_keys(self.spec, len(self.fixed))}"
            raise ValueFault(Code.NO_SUCH_ROW, message)
        if isinstance(self.rows, LongRows):
            found = self.rows.find(wanted)
        else:
            found = next((row for row in self.rows if row.key == wanted), None)
        if found is None:
            raise no_such_row(self.spec, self.rows, wanted)
        return found

    def _ordered(self) -> list[Row]:
        if not self.rows:
            raise ValueFault(Code.NO_DATA, f"table '{self.spec.id}' has no rows")
        times = [index for index, key in enumerate(self.spec.keys) if key.type in TIME]
        return sorted(self.rows, key=lambda row: [row.key[index] for index in times])

    def _largest(self) -> Row:
        numbers = self._numbers()
        return self.rows[numbers.index(max(numbers))]

    def _smallest(self) -> Row:
        numbers = self._numbers()
        return self.rows[numbers.index(min(numbers))]

    def _numbers(self) -> list[Decimal]:
        """Give every number as far as they are compared: before its scale, which is none that turns them round."""
        if isinstance(self.rows, LongRows) and self.rows:
            numbers = numbers_in(self.rows, self.measure.name)
            if numbers is not None:
                return numbers
        return [each.number for each in self._all()]

    def _total(self, rows: LongRows) -> Quantity:
        numbers = numbers_in(rows, self.measure.name)
        if not numbers:
            return total(self._all())  # which tells of what is missing
        first = self._quantity(rows[0])
        with localcontext(prec=_DIGITS):
            summed = exactly(scaled(sum(numbers, Decimal(0)), self.measure.scale))
        sources = tuple(each.value for each in self.spec.sources)
        whole = Cell(
            table=self.spec.id,
            measure=self.measure.name,
            key=self.fixed,
            sources=sources,
            as_of=self.spec.as_of,
        )
        provenance = Derived(formula="sum", inputs=(whole,))
        return replace(first, number=summed, provenance=provenance)

    def _all(self) -> list[Quantity]:
        """Give every quantity; a sum or an extreme over a gap would be wrong without showing it."""
        if not self.rows:
            raise ValueFault(Code.NO_DATA, f"table '{self.spec.id}' has no rows")
        return [self._quantity(row) for row in self.rows]

    def _quantity(self, row: Row) -> Quantity:
        return quantity_of(self.spec, self.measure, row)

    def _key(self, row: Row) -> KeyValue | tuple[KeyValue, ...]:
        pairs = zip(self.spec.keys, row.key, strict=True)
        values = tuple(key_value(key, text) for key, text in pairs)[len(self.fixed) :]
        return values[0] if len(values) == 1 else values


def no_such_row(spec: TableSpec, rows: Sequence[Row], wanted: tuple[str, ...]) -> ValueFault:
    """Word the fault that no row has these keys, with the keys that were perhaps meant."""
    message = f"table '{spec.id}' has no row {said(wanted)}"
    for index, value in enumerate(wanted):
        before = {at: {each} for at, each in enumerate(wanted[:index])}
        known = known_keys(having(rows, before), index)
        if value not in known:
            return ValueFault(
                Code.NO_SUCH_ROW, message, f"{spec.keys[index].name}: {nearest(value, known)}"
            )
    return ValueFault(Code.NO_SUCH_ROW, message)


def _without(key: tuple[str, ...], index: int) -> tuple[str, ...]:
    return key[:index] + key[index + 1 :]
