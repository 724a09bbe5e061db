"""The columns that a chart names, and the rows that it shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from jkreport.charts.records import Record, records_of
from jkreport.data.long import having, known_keys
from jkreport.data.rows import Row
from jkreport.data.table import Table
from jkreport.diagnostics import Code, ContentError, Problems, nearest
from jkreport.model.blocks.figures import Chart, ChartForm
from jkreport.model.names import Name
from jkreport.model.tables import Key, KeyType, Measure, MeasureType, TableSpec
from jkreport.values import Quantity

_MOST_ROWS = 10_000
_TIMES = {KeyType.YEAR, KeyType.MONTH, KeyType.DATE, KeyType.INTEGER}


@dataclass(frozen=True, kw_only=True, slots=True)
class Columns:
    """The channels of a chart, looked up in the description of its table."""

    block: Chart
    spec: TableSpec

    def names(self, channel: str) -> tuple[Name, ...]:
        """Give the columns of a channel; none is a fault."""
        names = self.block.channels.get(channel, ())
        if not names:
            form = self.block.form.value
            raise ContentError(
                Code.MISSING_KEY,
                self.block.place,
                f"a chart of the form '{form}' needs '{channel}'",
                self._known(),
            )
        return names

    def one(self, channel: str) -> Name:
        """Give the one column of a channel; more are a fault."""
        names = self.names(channel)
        if len(names) > 1:
            message = f"'{channel}' takes one column, not {len(names)}"
            raise ContentError(Code.CHART, names[1].place, message, f"leave '{names[1]}' away")
        return names[0]

    def key(self, name: Name) -> Key:
        """Give a key column."""
        key = self.spec.key(name.value)
        if key is not None:
            return key
        if self.spec.measure(name.value) is not None:
            known = nearest(name.value, (each.name for each in self.spec.keys))
            raise ContentError(
                Code.WRONG_TYPE, name.place, f"'{name}' is a measure; a key is expected", known
            )
        raise self.unknown(name)

    def measure(self, name: Name) -> Measure:
        """Give a measure that holds numbers."""
        measure = self.spec.measure(name.value)
        numbers = [each.name for each in self.spec.measures if each.type is not MeasureType.TEXT]
        if measure is not None and measure.name in numbers:
            return measure
        if measure is not None:
            message = f"'{name}' holds text; a measure of numbers is expected"
            raise ContentError(Code.WRONG_TYPE, name.place, message, nearest(name.value, numbers))
        if self.spec.key(name.value) is not None:
            message = f"'{name}' is a key; a measure is expected"
            raise ContentError(Code.WRONG_TYPE, name.place, message, nearest(name.value, numbers))
        raise self.unknown(name)

    def colour(self) -> Key | None:
        """Give the key that tells series apart, if the chart names one."""
        if not self.block.channels.get("colour"):
            return None
        return self.key(self.one("colour"))

    def measures(self, channel: str) -> tuple[Measure, ...]:
        """Give the measures of a channel, all of one unit and scale."""
        names = self.names(channel)
        measures = tuple(self.measure(name) for name in names)
        for name, measure in zip(names, measures, strict=True):
            if measure.unit != measures[0].unit:
                units = f"'{measures[0].unit.code}' and '{measure.unit.code}'"
                message = f"'{names[0]}' and '{name}' have different units: {units}"
                raise ContentError(Code.UNITS_DIFFER, name.place, message, "draw a chart for each")
        return measures

    def filtered(self, column: str, values: Sequence[Name]) -> Name:
        """Give a column that rows are chosen by, where its first value stands."""
        return Name(column, values[0].place if values else self.block.place)

    def unknown(self, name: Name) -> ContentError:
        """Word the fault that there is no such column."""
        message = f"the table '{self.spec.id}' has no column '{name}'"
        return ContentError(
            Code.UNKNOWN_NAME, name.place, message, nearest(name.value, self._all())
        )

    def _known(self) -> str:
        return nearest("", self._all())

    def _all(self) -> list[str]:
        return [*(key.name for key in self.spec.keys), *(each.name for each in self.spec.measures)]


def tell_unknown(block: Chart, spec: TableSpec, problems: Problems) -> None:
    """Tell of every column that a chart names and its table doesn't have."""
    columns = Columns(block=block, spec=spec)
    named = [name for names in block.channels.values() for name in names]
    named += [columns.filtered(column, names) for column, names in block.where.items()]
    for name in named:
        if spec.key(name.value) is None and spec.measure(name.value) is None:
            problems.take(columns.unknown(name).diagnostic)


def is_time(key: Key) -> bool:
    """Tell whether the distance between two of its values means something."""
    return key.type in _TIMES


def shown(block: Chart, table: Table) -> tuple[Record, ...]:
    """Give the rows that pass the chart's filters; none at all is a fault."""
    columns = Columns(block=block, spec=table.spec)
    found: Sequence[Row] = table.rows
    for column, names in block.where.items():
        key = _filter(columns, column, names)
        position = table.spec.keys.index(key)
        found = having(found, {position: {name.value for name in names}})
        if not found and table.rows:
            raise _empty(table, key, names)
    if not found:
        raise ContentError(
            Code.NO_DATA, block.place, f"the table '{table.spec.id}' has no rows to draw"
        )
    if len(found) > _MOST_ROWS:
        message = f"{len(found)} rows are too many for a chart: {_MOST_ROWS} are drawn at most"
        hint = "show fewer with 'where', or sum them up in the data file"
        raise ContentError(Code.CHART, block.place, message, hint)
    return records_of(table, found)


def _filter(columns: Columns, column: str, names: Sequence[Name]) -> Key:
    key = columns.key(columns.filtered(column, names))
    for name in names:
        if key.type is KeyType.CATEGORY and name.value not in key.values:
            message = f"the key '{key.name}' has no value '{name}'"
            raise ContentError(
                Code.UNKNOWN_NAME, name.place, message, nearest(name.value, key.values)
            )
    return key


def _empty(table: Table, key: Key, names: Sequence[Name]) -> ContentError:
    values = ", ".join(f"'{name}'" for name in names)
    known = known_keys(table.rows, table.spec.keys.index(key))
    there = nearest(names[0].value if names else "", known)
    message = f"no row of '{table.spec.id}' passes the filter '{key.name}': {values}"
    place = names[0].place if names else table.spec.place
    return ContentError(Code.NO_DATA, place, message, there)


def numbers_of(block: Chart, table: Table) -> tuple[Quantity, ...]:
    """Give every number that a chart of a complete table shows, row by row; of raw Vega-Lite all that it is given.

    Raises:
        ContentError: the chart asks for what the table doesn't have.
    """
    named = {name.value for names in block.channels.values() for name in names}
    return tuple(
        value
        for each in shown(block, table)
        for measure, value in each.values.items()
        if isinstance(value, Quantity) and (block.form is ChartForm.VEGA or measure in named)
    )
