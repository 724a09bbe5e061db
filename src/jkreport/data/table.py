"""A data table that has been read: it answers for values, series and labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jkreport.data.columns import Column, no_such_row
from jkreport.data.export import csv_of
from jkreport.data.frames import frame_of
from jkreport.data.keys import asked_keys, said_keys
from jkreport.data.long import LongRows
from jkreport.data.rows import Row, quantity_of
from jkreport.diagnostics import Code, nearest
from jkreport.model.tables import KeyType, Measure, TableSpec
from jkreport.model.text import Localized
from jkreport.values import Quantity, ValueFault

if TYPE_CHECKING:
    from jkreport.data.frames import Frame


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """The rows of a data table, in the order of its file.

    A table that isn't `complete` lost rows or cells to faults that have been reported; that
    something isn't found in it says nothing.
    """

    spec: TableSpec
    rows: Sequence[Row]
    complete: bool = True
    _by_key: Mapping[tuple[str, ...], Row] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        long = isinstance(self.rows, LongRows)
        object.__setattr__(self, "_by_key", {} if long else {row.key: row for row in self.rows})

    def value(self, measure: str, *keys: object) -> Quantity:
        """Give the quantity of a measure in the row with these keys.

        Raises:
            ValueFault: there is no such measure or row, or no number in it.
        """
        found = self.measure(measure)
        return quantity_of(self.spec, found, self.row(*keys))

    def text(self, measure: str, *keys: object) -> Localized:
        """Give the text of a measure in the row with these keys.

        Raises:
            ValueFault: there is no such measure or row, or it holds no texts.
        """
        entry = self.row(*keys).cells.get(self.measure(measure).name)
        if not isinstance(entry, Localized):
            raise ValueFault(Code.WRONG_TYPE, f"'{measure}' of table '{self.spec.id}' is no text")
        return entry

    def column(self, measure: str) -> Column:
        """Give a measure over all rows.

        Raises:
            ValueFault: there is no such measure.
        """
        return Column(spec=self.spec, measure=self.measure(measure), rows=self.rows)

    def label(self, value: object) -> Localized:
        """Give what a category's code, a row's id, a key or a measure is called.

        Raises:
            ValueFault: it is none of them.
        """
        code = str(value)
        labels = self._labels()
        if code not in labels:
            message = f"table '{self.spec.id}' has no label for '{code}'"
            raise ValueFault(Code.UNKNOWN_NAME, message, nearest(code, labels))
        return labels[code]

    def row(self, *keys: object) -> Row:
        """Give the row with these keys.

        Raises:
            ValueFault: there is none.
        """
        wanted = asked_keys(self.spec, keys)
        if len(wanted) < len(self.spec.keys):
            raise ValueFault(
                Code.NO_SUCH_ROW, f"{len(keys)} keys are given; {said_keys(self.spec)}"
            )
        found = (
            self.rows.find(wanted) if isinstance(self.rows, LongRows) else self._by_key.get(wanted)
        )
        if found is None:
            raise no_such_row(self.spec, self.rows, wanted)
        return found

    def measure(self, name: str) -> Measure:
        """Give a measure by name.

        Raises:
            ValueFault: there is none.
        """
        found = self.spec.measure(name)
        if found is None:
            known = [each.name for each in self.spec.measures]
            message = f"table '{self.spec.id}' has no measure '{name}'"
            raise ValueFault(Code.UNKNOWN_NAME, message, nearest(name, known))
        return found

    def csv(self) -> str:
        """Write the table as CSV that reads back as it is, each line ending with a line feed.

        Numbers are exact and before their scale. A text that a spreadsheet program would take for a formula has an
        apostrophe before it.
        """
        return csv_of(self.spec, self.rows)

    def frame(self) -> "Frame":
        """Give a pandas data frame with the columns of `csv`, a row for each of the table.

        Numbers are exact `Decimal` values before their scale, None where a mark stands in place of one; all else is
        text.
        """
        return frame_of(self.spec, self.rows)

    def _labels(self) -> dict[str, Localized]:
        """Give all labels by name; of one name the value of a key goes before a column."""
        found = {measure.name: measure.label for measure in self.spec.measures}
        found.update({key.name: key.label for key in self.spec.keys})
        for index, key in enumerate(self.spec.keys):
            if key.type is KeyType.TEXT:
                found.update({row.key[index]: row.names[key.name] for row in self.rows})
        for key in reversed(self.spec.keys):
            found.update(key.values)
        return found
