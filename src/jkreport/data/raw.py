"""A data file before anything is made of it: texts, and where each of them stands."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from jkreport.diagnostics import Place, Problems

MOST_ROWS = 100_000
"""Of a table, unless `workspace.yaml` allows Parquet files more."""
CELLS_PER_ROW = 20
CODES = "I"
"""The kind of array that holds the numbers of a column's texts."""
MOST_COLUMNS = 1_000
MOST_CELLS = 2_000_000
MOST_LETTERS = 32_767
"""In one cell; spreadsheets allow as many."""
MOST_BYTES = 100_000_000
MOST_FAULTS = 100

Spot = tuple[int, int] | str
"""Line and column in a text file, or the name of a cell."""


def enough(problems: Problems) -> bool:
    """Say whether a file has shown so many faults that more of them help nobody."""
    return len(problems.found) >= MOST_FAULTS


def place_of(file: str, spot: Spot) -> Place:
    """Give the place of a spot in a file."""
    if isinstance(spot, str):
        return Place(file=file, cell=spot)
    return Place(file=file, line=spot[0], column=spot[1])


@dataclass(frozen=True, kw_only=True, slots=True)
class RawRow:
    """One row: a text and a spot for each column."""

    file: str
    texts: tuple[str, ...]
    spots: tuple[Spot, ...]

    def place(self, column: int = 0) -> Place:
        """Give the place of a cell."""
        return place_of(self.file, self.spots[column])

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it, as in the rows that spreadsheets leave below a table."""
        return not any(text.strip() for text in self.texts)


@dataclass(frozen=True, kw_only=True, slots=True)
class RawTable:
    """The rows of a file; the first is the header, all are as long as it, none is empty."""

    head: RawRow
    rows: Sequence[RawRow]


@dataclass(frozen=True, kw_only=True, slots=True)
class RawColumn:
    """A column of many rows: its distinct texts, and for each row the number of its text."""

    name: str
    texts: Sequence[str]
    codes: "array[int]"


@dataclass(frozen=True, kw_only=True, slots=True)
class RawColumns(Sequence[RawRow]):
    """The rows of a file that is kept by column; each row is made when it is asked for."""

    file: str
    columns: tuple[RawColumn, ...]

    def __len__(self) -> int:
        return len(self.columns[0].codes) if self.columns else 0

    @overload
    def __getitem__(self, index: int) -> RawRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[RawRow]: ...
    def __getitem__(self, index: int | slice) -> RawRow | Sequence[RawRow]:
        """Give a row, or several."""
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        return RawRow(
            file=self.file,
            texts=tuple(each.texts[each.codes[index]] for each in self.columns),
            spots=tuple(f"{each.name}[{index + 1}]" for each in self.columns),
        )

    def __iter__(self) -> Iterator[RawRow]:
        return (self[index] for index in range(len(self)))
