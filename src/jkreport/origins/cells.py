"""What comes from a source, whatever its kind: names of columns, and rows of texts."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jkreport.data.raw import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from jkreport.data.scalars import written
from jkreport.diagnostics import Code
from jkreport.values import ValueFault


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """Columns by name, and rows of as many texts; empty where there was nothing."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def __post_init__(self) -> None:
        """Refuse what no table has.

        Raises:
            ValueFault: two columns have one name, or there are too many of them, or of rows.
        """
        twice = sorted({each for each in self.columns if self.columns.count(each) > 1})
        if twice:
            raise ValueFault(Code.SOURCE_DIFFERS, f"the column '{twice[0]}' stands twice")
        if (
            len(self.columns) > MOST_COLUMNS
            or len(self.rows) > MOST_ROWS
            or len(self.columns) * len(self.rows) > MOST_CELLS
        ):
            message = f"it has {len(self.rows):,} rows and {len(self.columns):,} columns"
            hint = f"at most {MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns and {MOST_CELLS:,} cells are read"
            raise ValueFault(Code.SOURCE_REFUSED, message, hint)


def text_of(value: object) -> str:
    """Give the text of a value as a source holds it; a number without an exponent, a date as ISO 8601 has it.

    >>> text_of(None), text_of(Decimal("1E+2")), text_of(1.5), text_of(True)
    ('', '100', '1.5', 'true')
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str() | int() | float() | Decimal() | dt.date():
            return written(value) or ""
        case _:
            return str(value)


def grid_of(records: Iterable[Mapping[str, object]]) -> Grid:
    """Make a grid of records; its columns are those of all of them, in the order in which they first stand."""
    rows = list(records)
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    return Grid(
        columns=columns,
        rows=[tuple(text_of(row.get(name)) for name in columns) for row in rows],
    )
