"""Which columns and rows of a data table a block prints; wrong names are told with the nearest."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jkreport.data import Row, Table
from jkreport.data.keys import TIME, read_key
from jkreport.data.long import having, known_keys
from jkreport.diagnostics import Code, Problems, nearest
from jkreport.model.blocks.tables import Column, ColumnGroup, TableBlock
from jkreport.model.names import Name
from jkreport.model.tables import Key, KeyType, Measure
from jkreport.model.text import Localized
from jkreport.values import ValueFault


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen:
    """A column that a block prints: of a key or a measure, perhaps under a named merged head."""

    source: Key | Measure
    label: Localized | None = None
    decimals: int | None = None
    above: tuple[tuple[str, Localized], ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A printed row: one row of the table, or one for each value of the key that is pivoted."""

    rows: Mapping[str, Row]
    group: str = ""
    total: bool = False

    @property
    def any(self) -> Row:
        """One of its rows; all share the keys that aren't pivoted."""
        return next(iter(self.rows.values()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What is printed, all names resolved; `heads` are the pivoted values in print order."""

    columns: tuple[Chosen, ...]
    group: Key | None
    pivot: Key | None
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


def plan_of(block: TableBlock, table: Table, problems: Problems) -> Plan:
    """Resolve the names of a block against its table."""
    rows = _filtered(block, table, problems)
    group = _key(block.rows.group, table, problems)
    pivot = _key(block.rows.pivot, table, problems)
    if block.rows.pivot is not None and pivot is not None and pivot == group:
        message = f"'{pivot.name}' can't be both group and pivot"
        problems.add(Code.BAD_VALUE, block.rows.pivot.place, message)
    total = _total(block, table, pivot, problems)
    columns = tuple(
        each
        for each in _columns(block, table, problems)
        if each.source is not group and each.source is not pivot
    )
    lines = _lines(table, rows, group, pivot, total)
    return Plan(
        columns=columns,
        group=group,
        pivot=pivot,
        heads=() if pivot is None else values_in_order(table, pivot, rows),
        lines=lines,
    )


def values_in_order(table: Table, key: Key, rows: Sequence[Row]) -> tuple[str, ...]:
    """Give the values of a key that occur: categories as declared, dates by time."""
    index = table.spec.keys.index(key)
    found = dict.fromkeys(row.key[index] for row in rows)
    if key.type is KeyType.CATEGORY:
        return tuple(value for value in key.values if value in found)
    return tuple(sorted(found) if key.type in TIME else found)


def _columns(block: TableBlock, table: Table, problems: Problems) -> list[Chosen]:
    if not block.columns:
        sources: list[Key | Measure] = [*table.spec.keys, *table.spec.measures]
        return [Chosen(source=source) for source in sources]
    chosen: list[Chosen] = []
    for number, each in enumerate(block.columns):
        above = ((f"group {number}", each.label),) if isinstance(each, ColumnGroup) else ()
        for column in each.columns if isinstance(each, ColumnGroup) else (each,):
            source = _source(column, table, problems)
            if source is not None:
                chosen.append(
                    Chosen(source=source, label=column.label, decimals=column.decimals, above=above)
                )
    return chosen


def _source(column: Column, table: Table, problems: Problems) -> Key | Measure | None:
    name = column.name
    found = table.spec.key(name.value) or table.spec.measure(name.value)
    if found is None:
        known = [each.name for each in table.spec.keys]
        known += [each.name for each in table.spec.measures]
        message = f"table '{table.spec.id}' has no column '{name}'"
        problems.add(Code.UNKNOWN_NAME, name.place, message, nearest(name.value, known))
    return found


def _key(name: Name | None, table: Table, problems: Problems) -> Key | None:
    found = None if name is None else table.spec.key(name.value)
    if name is not None and found is None:
        known = [each.name for each in table.spec.keys]
        message = f"table '{table.spec.id}' has no key '{name}'"
        problems.add(Code.UNKNOWN_NAME, name.place, message, nearest(name.value, known))
    return found


def _filtered(block: TableBlock, table: Table, problems: Problems) -> Sequence[Row]:
    rows = table.rows
    for name, values in block.rows.where.items():
        place = values[0].place if values else block.place
        key = _key(Name(name, place), table, problems)
        if key is not None:
            wanted = _wanted(key, values, table, problems)
            index = table.spec.keys.index(key)
            rows = having(rows, {index: wanted})
    if not rows and table.complete and not problems.errors:
        problems.add(
            Code.NO_DATA, block.place, f"no row of table '{table.spec.id}' is left to print"
        )
    return rows


def _wanted(key: Key, values: Sequence[Name], table: Table, problems: Problems) -> set[str]:
    index = table.spec.keys.index(key)
    known = known_keys(table.rows, index)
    wanted = set()
    for value in values:
        try:
            wanted.add(read_key(key, value.value))
        except ValueFault as fault:
            problems.add(fault.code, value.place, fault.message, fault.hint)
            continue
        if table.complete and not wanted <= known:
            message = f"no row of table '{table.spec.id}' has '{value}' as its '{key.name}'"
            problems.add(Code.NO_SUCH_ROW, value.place, message, nearest(value.value, known))
        wanted &= known
    return wanted


def _total(block: TableBlock, table: Table, pivot: Key | None, problems: Problems) -> str:
    """Give the key value whose rows are totals, checked against the rows there are."""
    name = block.rows.total
    if name is None:
        return ""
    known = {
        row.key[index]
        for index, key in enumerate(table.spec.keys)
        if key != pivot and key.type in {KeyType.CATEGORY, KeyType.TEXT}
        for row in table.rows
    }
    if name.value not in known and table.complete:
        message = f"no row of table '{table.spec.id}' has the key '{name}'"
        problems.add(Code.NO_SUCH_ROW, name.place, message, nearest(name.value, known))
    return name.value


def _lines(
    table: Table, rows: Sequence[Row], group: Key | None, pivot: Key | None, total: str
) -> tuple[Line, ...]:
    """Put rows together that differ in the pivot only; groups in print order, totals last."""
    keys = table.spec.keys
    together: dict[tuple[str, ...], dict[str, Row]] = {}
    for row in rows:
        rest = tuple(value for key, value in zip(keys, row.key, strict=True) if key is not pivot)
        value = "" if pivot is None else row.key[keys.index(pivot)]
        together.setdefault(rest, {})[value] = row
    order = [] if group is None else list(values_in_order(table, group, rows))
    lines = []
    for rest, members in together.items():
        value = "" if group is None else next(iter(members.values())).key[keys.index(group)]
        is_total = bool(total) and total in rest
        # The total of all groups stands below them, in none.
        value = "" if is_total and value == total else value
        lines.append(Line(rows=members, group=value, total=is_total))
    places = {value: place for place, value in enumerate([*order, ""])}
    return tuple(sorted(lines, key=lambda line: (places[line.group], line.total)))
