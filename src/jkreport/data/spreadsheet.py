"""Excel workbooks: one sheet or range of cells, exactly as its author sees it.

openpyxl takes long to import, so it is imported when a workbook is read.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from jkreport.data.raw import MOST_ROWS, RawRow, RawTable, enough
from jkreport.data.scalars import written
from jkreport.data.workbooks import MOST_CELLS, UnfitWorkbookError, contents_of
from jkreport.diagnostics import Code, ContentError, Place, Problems, nearest
from jkreport.model.tables import TableSpec

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

# A compound file: what Excel wrote before 2007, and what it still wraps around an encrypted workbook.
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
# What a number format shows as it stands: such a percent sign multiplies nothing.
_LITERAL = re.compile(r'"[^"]*"|\\.')
_DECIMALS = re.compile(r"[#,]*0\.(0+)(?:[_ );%].*)?")


@dataclass(frozen=True, slots=True)
class _Area:
    """Cells of a sheet with the values that were last calculated, and those that never were."""

    name: str
    values: "Worksheet"
    uncalculated: frozenset[str]
    bounds: tuple[int, int, int, int]

    @property
    def lines(self) -> range:
        return range(self.bounds[1], self.bounds[3] + 1)

    @property
    def columns(self) -> range:
        return range(self.bounds[0], self.bounds[2] + 1)


def raw_from_spreadsheet(
    spec: TableSpec, data: bytes, file: str, problems: Problems
) -> RawTable | None:
    """Read the sheet and range that the table names; merged cells all hold one value."""
    with problems.gathered():
        area = _area(spec, *_workbook(data, file), file)
        _check_hidden(area, file, problems)
        merged = _merged(area)
        rows = [_row(area, line, merged, file, problems) for line in area.lines]
        rows = [row for row in rows if not row.empty]
        if rows:
            return RawTable(head=rows[0], rows=rows[1:])
        place = Place(file=file, cell=area.name)
        problems.add(Code.NO_DATA, place, f"the sheet '{area.name}' is empty")
    return None


def _workbook(data: bytes, file: str) -> tuple["Workbook", Mapping[str, frozenset[str]]]:
    """Open a workbook; give it with the cells of each sheet whose formula has no value."""
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415 - see the module

    place = Place(file=file)
    try:
        contents = contents_of(data)
        with warnings.catch_warnings():
            # Of features that openpyxl leaves out, such as drop-down lists.
            warnings.simplefilter("ignore")
            reader = ExcelReader(BytesIO(data), data_only=True, keep_links=False)
            reader.read()
        parts = {sheet.name: rel.target for sheet, rel in reader.parser.find_sheets()}
    except UnfitWorkbookError as error:
        raise ContentError(Code.FILE_TOO_LARGE, place, str(error)) from None
    except Exception as error:
        hint = "it is cut short, damaged or of another kind: save it anew as .xlsx"
        if data.startswith(_OLD_OR_LOCKED):
            hint = (
                "it is an old .xls workbook, or one with a password: save it as .xlsx without one"
            )
        raise ContentError(
            Code.FILE_UNREADABLE, place, "not a readable .xlsx workbook", hint
        ) from error
    return reader.wb, {
        name: contents.uncalculated.get(part, frozenset()) for name, part in parts.items()
    }


def _area(
    spec: TableSpec, workbook: "Workbook", uncalculated: Mapping[str, frozenset[str]], file: str
) -> _Area:
    sheets = {sheet.title: sheet for sheet in workbook.worksheets}
    visible = [name for name, sheet in sheets.items() if sheet.sheet_state == "visible"]
    if not spec.sheet and len(visible) != 1:
        message = f"the workbook '{spec.file}' has {len(visible)} sheets"
        raise ContentError(Code.MISSING_KEY, spec.place, message, f"sheet: {' or '.join(visible)}")
    name = spec.sheet or visible[0]
    if name not in sheets:
        message = f"the workbook '{spec.file}' has no sheet '{name}'"
        raise ContentError(Code.UNKNOWN_NAME, spec.place, message, nearest(name, visible))
    if name not in visible:
        raise ContentError(Code.TABLE_SHAPE, Place(file=file, cell=name), "the sheet is hidden")
    bounds = _bounds(spec, sheets[name])
    if bounds[3] - bounds[1] > MOST_ROWS:
        raise ContentError(
            Code.TABLE_TOO_LONG,
            Place(file=file, cell=name),
            f"the table has more than {MOST_ROWS:,} rows",
        )
    if (bounds[3] - bounds[1] + 1) * (bounds[2] - bounds[0] + 1) > MOST_CELLS:
        message = f"the table has more than {MOST_CELLS:,} cells"
        raise ContentError(
            Code.TABLE_TOO_LONG, Place(file=file, cell=name), message, "name a `range`"
        )
    return _Area(name, sheets[name], uncalculated.get(name, frozenset()), bounds)


def _bounds(spec: TableSpec, sheet: "Worksheet") -> tuple[int, int, int, int]:
    """Give first column, first row, last column and last row."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - see the module

    if not spec.range:
        return 1, 1, sheet.max_column, sheet.max_row
    try:
        left, top, right, bottom = range_boundaries(spec.range)
        return int(left), int(top), int(right), int(bottom)
    except (TypeError, ValueError) as error:
        message = f"'{spec.range}' is not a range of cells such as A3:D20"
        raise ContentError(Code.BAD_VALUE, spec.place, message) from error


def _check_hidden(area: _Area, file: str, problems: Problems) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - see the module

    rows, columns = area.values.row_dimensions, area.values.column_dimensions
    hint = "show it, or take it out of the range"
    for line in area.lines:
        if line in rows and rows[line].hidden and not enough(problems):
            place = Place(file=file, cell=f"{area.name}!{line}:{line}")
            problems.add(Code.TABLE_SHAPE, place, f"row {line} is hidden", hint)
    hidden = sorted((each.min or 0, each.max or 0) for each in columns.values() if each.hidden)
    # One entry stands for a run of columns.
    reached = area.columns.start
    for first, last in hidden:
        for column in range(max(first, reached), min(last + 1, area.columns.stop)):
            letter = get_column_letter(column)
            place = Place(file=file, cell=f"{area.name}!{letter}:{letter}")
            problems.add(Code.TABLE_SHAPE, place, f"column {letter} is hidden", hint)
            reached = column + 1


def _merged(area: _Area) -> dict[tuple[int, int], tuple[int, int]]:
    """Give, for each cell under a merged one, the cell that holds the value."""
    return {
        (line, column): (merged.min_row, merged.min_col)
        for merged in area.values.merged_cells.ranges
        for line, column in _inside(merged.bounds, area)
    }


def _inside(bounds: tuple[int, int, int, int], area: _Area) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = bounds
    for line in range(max(top, area.lines.start), min(bottom + 1, area.lines.stop)):
        for column in range(max(left, area.columns.start), min(right + 1, area.columns.stop)):
            yield line, column


def _row(
    area: _Area,
    line: int,
    merged: dict[tuple[int, int], tuple[int, int]],
    file: str,
    problems: Problems,
) -> RawRow:
    texts, spots = [], []
    for column in area.columns:
        at_line, at_column = merged.get((line, column), (line, column))
        value = area.values.cell(at_line, at_column)
        spot = f"{area.name}!{area.values.cell(line, column).coordinate}"
        if value.value is None and value.coordinate in area.uncalculated:
            hint = "open the workbook, let it calculate and save it"
            place = Place(file=file, cell=spot)
            problems.add(Code.FORMULA_WITHOUT_VALUE, place, "the formula has no value", hint)
        texts.append(_text(value))
        spots.append(spot)
    return RawRow(file=file, texts=tuple(texts), spots=tuple(spots))


def _text(cell: "Cell") -> str:
    """Give what the cell holds, with the decimals and the percent sign that its format shows.

    Excel calculates with 15 digits; the ones behind are the computer's, not the author's.
    """
    if isinstance(cell.value, float | int) and not isinstance(cell.value, bool):
        number = (
            Decimal(f"{cell.value or 0:.15g}")
            if isinstance(cell.value, float)
            else Decimal(cell.value)
        )
        return _number(number, cell.number_format or "")
    return "" if cell.value is None else (written(cell.value) or str(cell.value))


def _number(number: Decimal, form: str) -> str:
    if not number.is_finite():
        return str(number)
    sign = "%" if "%" in _LITERAL.sub("", form) else ""
    if sign:
        number = number.scaleb(2)
    match = _DECIMALS.fullmatch(form)
    text = format(number, "f")
    lacking = len(match[1]) - len(text.partition(".")[2]) if match else 0
    if lacking > 0:
        text += ("" if "." in text else ".") + "0" * lacking
    return text + sign
