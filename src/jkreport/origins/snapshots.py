"""Snapshots: what came from a source as the CSV that the table reads, and how two of them differ."""

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO

from jkreport.data import Row, Table, file_of, read_table
from jkreport.data.export import quieted
from jkreport.data.header import ID, is_text
from jkreport.data.keys import read_key, said
from jkreport.data.rows import Missing
from jkreport.data.rules import exceeds
from jkreport.diagnostics import Code, Problems, nearest
from jkreport.model.tables import Key, KeyType, Measure, TableSpec
from jkreport.model.text import Localized
from jkreport.origins.cells import Grid
from jkreport.origins.formats import told
from jkreport.values import ValueFault

_SHOWN = 6


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A cell that isn't what it was."""

    key: tuple[str, ...]
    measure: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """What differs between the snapshot that stands and what the source gives now."""

    added: tuple[tuple[str, ...], ...] = ()
    removed: tuple[tuple[str, ...], ...] = ()
    changed: tuple[Change, ...] = ()
    new_columns: tuple[str, ...] = ()
    lost_columns: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.changed, self.new_columns, self.lost_columns))

    def lines(self, most: int = _SHOWN) -> Iterator[str]:
        """Say what differs, a line for each, `most` of each kind."""
        for sign, columns in (("+", self.new_columns), ("-", self.lost_columns)):
            yield from (f"{sign} column '{each}'" for each in columns[:most])
        for sign, keys in (("+", self.added), ("-", self.removed)):
            yield from (f"{sign} row {said(each)}" for each in keys[:most])
            if len(keys) > most:
                yield f"{sign} {len(keys) - most} rows more"
        for each in self.changed[:most]:
            yield f"~ {each.measure} {said(each.key)}: {each.old} → {each.new}"
        if len(self.changed) > most:
            yield f"~ {len(self.changed) - most} values more"


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A snapshot that holds what the table declares."""

    data: bytes
    table: Table
    columns: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The hash of the file."""
        return hashlib.sha256(self.data).hexdigest()


def taken(spec: TableSpec, grid: Grid) -> Taken:
    """Make the snapshot of what came: the table's columns alone, in their order, sorted by key.

    Raises:
        ValueFault: a column is missing, or what came isn't what the table declares.
    """
    origin = spec.origin
    names = dict(origin.columns) if origin is not None else {}
    header = [names.get(each, each) for each in grid.columns]
    lost = [each for each in names if each not in grid.columns]
    if lost:
        hint = nearest(lost[0], grid.columns)
        raise ValueFault(Code.SOURCE_DIFFERS, f"the source has no column '{lost[0]}'", hint)
    wanted = list(_wanted(spec, header))
    if not names:
        # Nothing was said of names, so a column more is one that somebody should know of.
        wanted += [each for each in header if each not in wanted]
    indices = [header.index(each) for each in wanted if each in header]
    rows = [[row[index] for index in indices] for row in grid.rows]
    kept = [header[index] for index in indices]
    data = _csv(spec, kept, rows)
    problems = Problems()
    table = read_table(spec, data, problems)
    if not table.complete:
        raise _told(spec, data, problems)
    return Taken(data=data, table=table, columns=grid.columns)


def _wanted(spec: TableSpec, header: Sequence[str]) -> Iterator[str]:
    columns: tuple[Key | Measure, ...] = (*spec.keys, *spec.measures)
    for column in columns:
        if column.type is KeyType.TEXT:
            yield ID
        if is_text(column):
            stem = f"{column.name}:"
            yield from (each for each in header if each == column.name or each.startswith(stem))
        else:
            yield column.name


def _csv(spec: TableSpec, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    numbers = {each.name for each in spec.measures if not is_text(each)}
    keys = [ID if key.type is KeyType.TEXT else key.name for key in spec.keys]
    columns = [header.index(each) for each in keys if each in header]

    def order(row: Sequence[str]) -> list[tuple[int, int, str]]:
        return [_order(spec, i, row[column]) for i, column in enumerate(columns)]

    ordered = sorted(rows, key=order) if len(columns) == len(keys) else rows
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    for row in ordered:
        cells = zip(header, row, strict=True)
        writer.writerow(
            each.strip() if name in numbers else quieted(_one_line(each)) for name, each in cells
        )
    return stream.getvalue().encode()


def _one_line(text: str) -> str:
    return text.strip().replace("\r\n", "\n").replace("\r", "\n")


def _order(spec: TableSpec, index: int, text: str) -> tuple[int, int, str]:
    """Give what a row is sorted by: its key in the one form; one that can't be read is told of later."""
    key = spec.keys[index]
    try:
        found = read_key(key, text.strip())
    except ValueFault:
        return (1, 0, text)
    if key.type is KeyType.INTEGER:
        return (0, int(found), "")
    if key.type is KeyType.CATEGORY:
        return (0, list(key.values).index(found), "")
    return (0, 0, found)


def _told(spec: TableSpec, data: bytes, problems: Problems) -> ValueFault:
    """Make one fault of what is wrong with a snapshot that was not taken, with the line that it is about."""
    first = problems.sorted()[0]
    fault = told(problems)
    lines = data.decode().split("\n")
    if first.place.file == file_of(spec) and 1 < first.place.line <= len(lines):
        fault.message += f": {lines[first.place.line - 1][: _SHOWN * 20]}"
    return fault


def difference(old: Table | None, old_columns: Sequence[str], new: Taken) -> Difference:
    """Compare what stands with what came."""
    if old is None:
        return Difference(added=tuple(row.key for row in new.table.rows))
    before = {row.key: row for row in old.rows}
    after = {row.key: row for row in new.table.rows}
    measures = [each.name for each in new.table.spec.measures]
    changes = (
        Change(key=key, measure=name, old=_shown(before[key], name), new=_shown(row, name))
        for key, row in after.items()
        if key in before
        for name in measures
        if _shown(before[key], name) != _shown(row, name)
    )
    return Difference(
        added=tuple(key for key in after if key not in before),
        removed=tuple(key for key in before if key not in after),
        changed=tuple(changes),
        new_columns=_without(new.columns, old_columns) if old_columns else (),
        lost_columns=_without(old_columns, new.columns),
    )


def _without(columns: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(each for each in columns if each not in others)


def _shown(row: Row, name: str) -> str:
    """Give a cell as it is compared and shown: the number, the sign with what stands beside it, the texts."""
    flag = row.flags.get(name, "")
    match row.cells.get(name):
        case Decimal() as number:
            return format(number, "f") + (f" {flag}" if flag else "")
        case Missing(mark=mark):
            return mark
        case Localized() as text:
            return " / ".join(each.value for each in text.all())
        case None:
            return ""


def refusals(found: Difference, old: Table | None, new: Taken) -> Iterator[tuple[str, str, str]]:
    """Give what a person has to agree to before it is taken: what to accept, what it is, and a remedy."""
    lost, gained = found.lost_columns, found.new_columns
    if lost or gained:
        which = [*(f"without '{each}'" for each in lost), *(f"with '{each}'" for each in gained)]
        yield "columns", f"the source has other columns: {', '.join(which)}", ""
    if old is None:
        return
    before, after = len(old.rows), len(new.table.rows)
    if after < before:
        gone = ", ".join(said(key) for key in found.removed[:_SHOWN])
        more = " …" if len(found.removed) > _SHOWN else ""
        yield "rows", f"the source has {after:,} rows, {before:,} stand: {gone}{more}", ""
    yield from _revisions(old, new)


def _revisions(old: Table, new: Taken) -> Iterator[tuple[str, str, str]]:
    before: Mapping[tuple[str, ...], Row] = {row.key: row for row in old.rows}
    for measure in new.table.spec.measures:
        most = measure.limits.revision
        if most is None:
            continue
        for row in new.table.rows:
            was = before[row.key].cells.get(measure.name) if row.key in before else None
            now = row.cells.get(measure.name)
            if not (isinstance(was, Decimal) and isinstance(now, Decimal)):
                continue
            if exceeds(was, now, most) and not measure.limits.known(row.key, now):
                message = f"'{measure.name}' {said(row.key)} goes from {was:f} to {now:f}, more than {most:f}% apart"
                hint = f"acknowledged: [{{key: {said(row.key)}, value: {now:f}, reason: …}}]"
                yield "revisions", message, hint
