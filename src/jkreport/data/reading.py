"""Data files become tables; all faults of a file are found in one go."""

import posixpath
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial

from jkreport.data.delimited import raw_from_text
from jkreport.data.encodings import decoded
from jkreport.data.export import unquieted
from jkreport.data.header import Header, is_text, read_header
from jkreport.data.keys import read_key, said
from jkreport.data.long import Readers, long_rows
from jkreport.data.numbers import NotANumber, read_number, without_flag
from jkreport.data.parquet import raw_from_parquet
from jkreport.data.raw import MOST_ROWS, RawColumns, RawRow, RawTable, enough
from jkreport.data.rows import Entry, Missing, Row
from jkreport.data.rules import check_cells, check_rows
from jkreport.data.spreadsheet import raw_from_spreadsheet
from jkreport.data.table import Table
from jkreport.diagnostics import Code, Place, Problems
from jkreport.model.tables import Key, KeyType, Measure, MeasureType, TableSpec
from jkreport.model.text import Localized, Text
from jkreport.values import ValueFault

_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_LEAST_SCALE, _MOST_SCALE = Decimal("1e-12"), Decimal("1e20")


def read_table(spec: TableSpec, data: bytes, problems: Problems) -> Table:
    """Read a table from the bytes of its file; its format is told by the file's suffix.

    Whatever is wrong is added to `problems`; the table then holds what could be read and says that
    it isn't complete.
    """
    found = Problems()
    raw = read_raw(spec, data, found)
    _report_scales(spec, found)
    rows: Sequence[Row] = () if raw is None else _rows(spec, raw, found)
    formulas = {each.place for each in found.found if each.code is Code.FORMULA_WITHOUT_VALUE}
    for each in found.found:
        # That the cell is empty follows from its formula.
        if each.place not in formulas or each.code is Code.FORMULA_WITHOUT_VALUE:
            problems.take(each)
    return Table(spec=spec, rows=rows, complete=not found.errors)


def file_of(spec: TableSpec) -> str:
    """Give the path of a table's file; it stands beside the YAML that describes it."""
    return posixpath.join(posixpath.dirname(spec.place.file), spec.file.value)


def read_raw(spec: TableSpec, data: bytes, problems: Problems) -> RawTable | None:
    """Read the cells of a table's file as texts; None, and what is wrong, when that can't be done."""
    file = file_of(spec)
    suffix = posixpath.splitext(file)[1].lower()
    if suffix in _DELIMITERS:
        text = decoded(data, spec.encoding, Place(file=file), problems)
        return None if text is None else raw_from_text(text, _DELIMITERS[suffix], file, problems)
    if suffix == ".xlsx":
        return raw_from_spreadsheet(spec, data, file, problems)
    if suffix == ".parquet":
        return raw_from_parquet(data, file, problems, spec.most_rows)
    message = f"'{spec.file}' is in no format that can be read"
    problems.add(
        Code.BAD_VALUE, spec.file.place, message, "a data file is .csv, .tsv, .xlsx or .parquet"
    )
    return None


def _report_scales(spec: TableSpec, problems: Problems) -> None:
    for measure in spec.measures:
        scale = measure.scale
        if not (scale.is_finite() and _LEAST_SCALE <= scale <= _MOST_SCALE):
            problems.add(
                Code.BAD_VALUE,
                measure.place,
                f"the scale of '{measure.name}' is not a usual number",
            )


def _rows(spec: TableSpec, raw: RawTable, problems: Problems) -> Sequence[Row]:
    header = read_header(spec, raw.head, problems)
    if isinstance(raw.rows, RawColumns) and len(raw.rows) > MOST_ROWS:
        return _long(spec, header, raw.rows, problems)
    rows: dict[tuple[str, ...], Row] = {}
    written: dict[tuple[str, ...], RawRow] = {}
    for each in raw.rows:
        if enough(problems):
            problems.add(Code.LIMIT, each.place(), "too many faults; the rest is not read")
            break
        row = None if each.empty else _row(spec, header, each, problems)
        if row is None:
            continue
        if row.key in rows:
            message = f"the row {said(row.key)} stands twice"
            problems.add(Code.DUPLICATE_ROW, row.place, message, f"first at {rows[row.key].place}")
        rows.setdefault(row.key, row)
        written.setdefault(row.key, each)
    if not problems.errors:
        # What several rows have to do with each other can be told only when all could be read.
        found = tuple(rows.values())
        check_rows(spec, found, lambda row, name: header.place(written[row.key], name), problems)
    if not rows and not problems.errors:
        problems.add(Code.NO_DATA, raw.head.place(), "the table has a header and no rows")
    return tuple(rows.values())


def _long(spec: TableSpec, header: Header, raw: RawColumns, problems: Problems) -> Sequence[Row]:
    """Read a table of more rows than are kept one by one."""
    readers = Readers(
        keys={key.name: partial(_key, key, header) for key in spec.keys},
        names={
            key.name: partial(_text, header.texts[key.name]) for key in spec.keys if is_text(key)
        },
        measures={each.name: partial(_measured, spec, each, header) for each in spec.measures},
    )
    rows = None if problems.errors else long_rows(spec, raw, header, readers, problems)
    if rows is None or problems.errors:
        return ()

    def place(row: Row, name: str) -> Place:
        return Place(file=raw.file, cell=f"{name}[{row.place.cell.rpartition('[')[2]}")

    check_rows(spec, rows, place, problems)
    return rows


def _measured(
    spec: TableSpec, measure: Measure, header: Header, raw: RawRow, problems: Problems
) -> tuple[Entry | None, str]:
    """Read a cell by itself, and hold it against its limits."""
    entry, flag = _entry(spec, measure, header, raw, problems)
    if entry is not None:
        row = Row(key=(), cells={measure.name: entry}, names={}, place=raw.place())
        check_cells(measure, row, lambda name: header.place(raw, name), problems)
    return entry, flag


def _row(spec: TableSpec, header: Header, raw: RawRow, problems: Problems) -> Row | None:
    """Read a row; None when its keys can't be read."""
    keys = [_key(key, header, raw, problems) for key in spec.keys]
    cells: dict[str, Entry] = {}
    flags: dict[str, str] = {}
    for measure in spec.measures:
        entry, flag = _entry(spec, measure, header, raw, problems)
        if entry is not None:
            cells[measure.name] = entry
        if flag:
            flags[measure.name] = flag
    names = {
        key.name: _text(header.texts[key.name], raw, problems) for key in spec.keys if is_text(key)
    }
    for name, wording in names.items():
        if not wording.all():
            problems.add(Code.VALUE_MISSING, wording.place, f"the key '{name}' is empty")
    known = tuple(key for key in keys if key is not None)
    if len(known) < len(keys):
        return None
    row = Row(key=known, cells=cells, names=names, flags=flags, place=raw.place())
    for measure in spec.measures:
        check_cells(measure, row, lambda name: header.place(raw, name), problems)
    return row


def _key(key: Key, header: Header, raw: RawRow, problems: Problems) -> str | None:
    column = header.id if key.type is KeyType.TEXT else header.columns.get(key.name)
    if column is None:
        return None
    try:
        return read_key(key, unquieted(raw.texts[column].strip()))
    except ValueFault as fault:
        problems.add(fault.code, raw.place(column), fault.message, fault.hint)
        return None


def _entry(
    spec: TableSpec, measure: Measure, header: Header, raw: RawRow, problems: Problems
) -> tuple[Entry | None, str]:
    """Read a cell, and the sign beside its number."""
    if is_text(measure):
        return _text(header.texts[measure.name], raw, problems), ""
    column = header.columns.get(measure.name)
    if column is None:
        return None, ""
    text = raw.texts[column].strip(" \u3000\t\n")
    mark = text if text in spec.missing else unquieted(text)
    if mark in spec.missing:
        return Missing(mark=mark, meaning=spec.missing[mark]), ""
    if not text:
        hint = "write a mark such as '-' and say under `missing` what it means; '' is a mark too"
        problems.add(
            Code.VALUE_MISSING, raw.place(column), f"the cell of '{measure.name}' is empty", hint
        )
        return None, ""
    bare, flag = without_flag(text, spec.flags)
    try:
        return _number(spec, measure, bare), flag
    except NotANumber as fault:
        problems.add(Code.NOT_A_NUMBER, raw.place(column), fault.message, fault.hint)
        return None, ""


def _number(spec: TableSpec, measure: Measure, text: str) -> Decimal:
    percent = measure.unit.code == "percent" and measure.scale == 1
    number = read_number(text, negative=spec.negative, percent=percent)
    if measure.type is MeasureType.INTEGER:
        if number != number.to_integral_value():
            raise NotANumber(
                f"'{text}' is not a whole number", "a measure with decimals has `type: decimal`"
            )
        return number.quantize(Decimal(1))
    return number


def _text(columns: Mapping[str, int], raw: RawRow, problems: Problems) -> Localized:
    """Read a text of a row; the column for all languages serves those that have none."""
    texts = {
        language: Text(value=unquieted(raw.texts[column].strip()), place=raw.place(column))
        for language, column in columns.items()
        if raw.texts[column].strip()
    }
    common = texts.pop("", None)
    place = raw.place(min(columns.values(), default=0))
    missing = [language for language in columns if language and language not in texts]
    if texts and missing and common is None:
        for language in missing:
            problems.add(
                Code.LANGUAGE_MISSING, raw.place(columns[language]), f"the text has no '{language}'"
            )
    return Localized(texts=texts, common=common, place=place)
