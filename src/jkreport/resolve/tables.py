"""Tables as authors ask for them; a table's file is read when it is first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jkreport.data import Column, KeyValue, Table, file_of, read_table
from jkreport.diagnostics import Code, ContentError, Diagnostic, Problems, nearest
from jkreport.files import DATA_LIMIT, Files
from jkreport.model.origins import Snapshot
from jkreport.model.tables import MeasureType, TableSpec
from jkreport.model.text import Localized
from jkreport.resolve.dates import DateValue
from jkreport.resolve.pinned import check_snapshot, sha256
from jkreport.values import Cell, Derived, Moment, Quantity, ValueFault

_OF_A_COLUMN = (
    "first", "last", "max", "min", "sum", "first_key", "last_key", "max_key", "min_key", "rank", "where",
)  # fmt: skip


@dataclass(slots=True)
class Tables:
    """All tables of a workspace, each read once."""

    specs: Mapping[str, TableSpec]
    files: Files
    problems: Problems
    snapshots: Mapping[str, Snapshot] = field(default_factory=dict)
    _read: dict[str, Table] = field(default_factory=dict)

    def table(self, table_id: str) -> Table:
        """Give a table.

        Raises:
            ValueFault: there is no such table, or it can't be read (the reasons are among the problems).
        """
        spec = self.specs.get(table_id)
        if spec is None:
            raise ValueFault(
                Code.UNKNOWN_NAME, f"there is no table '{table_id}'", nearest(table_id, self.specs)
            )
        if table_id not in self._read:
            self._read[table_id] = self._table(spec)
        return self._read[table_id]

    def _table(self, spec: TableSpec) -> Table:
        try:
            data = self.files.read(file_of(spec), spec.file.place, limit=DATA_LIMIT)
        except ContentError as error:
            self.problems.take(_without_snapshot(spec, error.diagnostic))
            self._excuse(spec)
            return Table(spec=spec, rows=(), complete=False)
        check_snapshot(spec, data, self.snapshots, self._hash_of, self.problems)
        table = read_table(spec, data, self.problems)
        if not (table.complete or table.rows):
            self._excuse(spec)
        return table

    def _excuse(self, spec: TableSpec) -> None:
        """Leave out that rows are missing where none could be read."""
        for code in (Code.NO_SUCH_ROW, Code.NO_DATA):
            self.problems.excuse(code, f"'{spec.id}'")

    def _hash_of(self, table_id: str) -> str:
        """Give the sha256 of the file of a table; empty when there is no such table or file."""
        spec = self.specs.get(table_id)
        if spec is None:
            return ""
        try:
            return sha256(self.files.read(file_of(spec), spec.file.place, limit=DATA_LIMIT))
        except ContentError:
            return ""


def _without_snapshot(spec: TableSpec, found: Diagnostic) -> Diagnostic:
    if spec.origin is None or found.code is not Code.FILE_MISSING:
        return found
    message = f"the table '{spec.id}' has not been retrieved yet"
    remedy = f"jkreport data refresh {spec.id}"
    return Diagnostic(code=Code.NO_SNAPSHOT, place=spec.origin.place, message=message, hint=remedy)


def refuse_untimely(spec: TableSpec, cut_off: Moment) -> None:
    """Refuse a table that holds for a day after the cut-off date, or whose data are too old for it.

    Raises:
        ValueFault: it does, or they are.
    """
    _refuse_later(spec, cut_off)
    _refuse_old(spec, cut_off)


def _refuse_old(spec: TableSpec, cut_off: Moment) -> None:
    age, next_ = spec.rules.max_age, spec.rules.expected_next
    day = cut_off.end
    if age is not None and spec.as_of is not None and age.after(spec.as_of.end) < day:
        message = f"the table '{spec.id}' is of {spec.as_of}, and the brief of {cut_off}: its data may be {age} old"
        raise ValueFault(Code.DATA_TOO_OLD, message, f"max_age: {age.place}")
    if next_ is not None and next_.end < day:
        message = f"new data for the table '{spec.id}' were expected on {next_}, and the brief is of {cut_off}"
        hint = f"renew the table, then expected_next: {spec.rules.expected_place}"
        raise ValueFault(Code.DATA_OVERDUE, message, hint)


def _refuse_later(spec: TableSpec, cut_off: Moment) -> None:
    if spec.as_of is not None and spec.as_of.start > cut_off.end:
        raise ValueFault(
            Code.AFTER_CUT_OFF,
            f"the table '{spec.id}' is of {spec.as_of}, after the brief's cut-off date {cut_off}",
            "move the brief's as_of, or take an earlier table",
        )


@dataclass(frozen=True, slots=True)
class TableViews:
    """All tables, by their ids; one that holds for a day after the cut-off date gives no values."""

    _tables: Tables
    _cut_off: Moment

    def __getattr__(self, name: str) -> "TableView":
        """Give a table."""
        return self[name]

    def __getitem__(self, name: str) -> "TableView":
        """Give a table."""
        table = self._tables.table(str(name))
        refuse_untimely(table.spec, self._cut_off)
        return TableView(table)


@dataclass(frozen=True, slots=True)
class TableView:
    """A table, by the names of its measures."""

    _table: Table

    def __getattr__(self, name: str) -> "MeasureView":
        """Give a measure."""
        return self[name]

    def __getitem__(self, name: str) -> "MeasureView":
        """Give a measure."""
        return MeasureView(self._table, self._table.column(str(name)))

    @property
    def label(self) -> "Labels":
        """The labels of codes, keys and measures."""
        return Labels(self._table)

    @property
    def as_of(self) -> DateValue:
        """The day on which its source says that it holds."""
        if self._table.spec.as_of is None:
            raise ValueFault(
                Code.VALUE_MISSING, f"the table '{self._table.spec.id}' has no as-of date"
            )
        spec = self._table.spec
        sources = tuple(each.value for each in spec.sources)
        origin = Cell(table=spec.id, measure="", key=(), sources=sources, as_of=spec.as_of)
        return DateValue(self._table.spec.as_of, origin=origin)


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a table."""

    _table: Table

    def __getitem__(self, name: object) -> Localized:
        """Give the label of a code, a key or a measure."""
        return self._table.label(name)


def _as_key(value: object) -> object:
    """Give a date as precisely as it is asked for, and all else as it is."""
    match value:
        case DateValue(date=Moment() as date, style="year"):
            return Moment(date.year_number)
        case DateValue(date=Moment() as date, style="month"):
            return Moment(date.year_number, date.month_number)
        case DateValue():
            return value.date
        case _:
            return value


@dataclass(frozen=True, slots=True)
class MeasureView:
    """A measure, by the keys of its rows, or as a whole."""

    _table: Table
    _column: Column

    def __getitem__(self, keys: object) -> Quantity | Localized:
        """Give the value of a row: a quantity, or a text."""
        asked = keys if isinstance(keys, tuple) else (keys,)
        asked = tuple(_as_key(each) for each in asked)
        if self._column.measure.type is MeasureType.TEXT:
            return self._table.text(self._column.measure.name, *asked)
        return self._column.value(*asked)

    def __getattr__(self, name: str) -> object:
        """Give what holds for the whole column, such as its sum."""
        if name.startswith("_") or name not in _OF_A_COLUMN:
            raise ValueFault(
                Code.TEXT_UNDEFINED, f"a measure has no '{name}'", nearest(name, _OF_A_COLUMN)
            )
        if name == "where":
            return lambda *keys: MeasureView(self._table, self._column.where(*keys))
        found = getattr(self._column, name)
        return self._said(found, name) if name.endswith("_key") else found

    def _said(self, key: KeyValue | tuple[KeyValue, ...], name: str) -> object:
        """Give a key as it is printed: a date, a label, or what it is."""
        if isinstance(key, tuple):
            raise ValueFault(
                Code.WRONG_TYPE, "this row has several keys", "narrow the rows by where(…) first"
            )
        if isinstance(key, Moment):
            own = getattr(self._column, name.removesuffix("_key")).provenance
            return DateValue(key, origin=Derived(formula=name.replace("_", " "), inputs=(own,)))
        try:
            return self._table.label(key)
        except ValueFault:
            return key
