"""A data file before anything is made of it: texts, and where each of them stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from jkreport.diagnostics import Place, Problems

MOST_ROWS = 100_000
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
