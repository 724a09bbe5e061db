"""A printed table as a grid of cells, before it is written in any markup."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from jkreport.model.text import Text
from jkreport.values import Cell, Quantity


class Align(Enum):
    """How the cells of a column stand: numbers stand on their decimal point."""

    TEXT = "text"
    NUMBER = "number"
    CENTER = "center"


class RowKind(Enum):
    """What a row of the body is: the head of a group, data, or a total under a rule."""

    GROUP = "group"
    DATA = "data"
    TOTAL = "total"


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A text in each language of the edition, in its order; `origin` is the cell of data that holds it, if one does.

    What an author wrote is a `Text`, Markdown with its place; what the page says by itself is a
    plain string.
    """

    by_language: Mapping[str, Text | str]
    origin: Cell | None = field(default=None, compare=False)

    @property
    def alike(self) -> bool:
        """Whether all languages say the same, so that once is enough."""
        return len({str(text) for text in self.by_language.values()}) == 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number cut before its decimal point.

    `pad` is what the longest fraction of the column has more, `.00` or `0`: set after the fraction,
    but not shown, it brings the decimal points of the column under each other.
    """

    whole: str
    fraction: str = ""
    pad: str = ""

    def __str__(self) -> str:
        return self.whole + self.fraction


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A number as each language of the edition prints it, with the sign that stands beside it; `quantity` is itself."""

    by_language: Mapping[str, Figure]
    flag: str = ""
    quantity: Quantity | None = field(default=None, compare=False)

    @property
    def alike(self) -> bool:
        """Whether all languages print the same, so that once is enough."""
        return len(set(self.by_language.values())) == 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Sign:
    """A sign in place of a number, as in the source."""

    text: str


Content = Words | Number | Sign | None
"""What stands in a cell; None: nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadCell:
    """A head over one or more columns; it names their unit when the table has no line for all."""

    words: Words
    unit: Words | None = None
    align: Align = Align.CENTER
    colspan: int = 1
    rowspan: int = 1
    scope: Literal["col", "colgroup"] = "col"


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyCell:
    """A cell of the body; one with a scope is the head of its row or of the rows below."""

    content: Content
    align: Align = Align.TEXT
    colspan: int = 1
    scope: Literal["", "row", "rowgroup"] = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyRow:
    """A row of the body; one that stands `apart` belongs to none of the groups above it."""

    kind: RowKind
    cells: tuple[BodyCell, ...]
    apart: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class LegendEntry:
    """A sign that the table prints in place of a number or beside one, and what it means."""

    sign: str
    meaning: Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table as it is printed.

    `unit` is the whole line above the table, there when several columns of numbers share one unit;
    otherwise each head names its own. Rows leave out the cells that a span covers.
    """

    columns: tuple[Align, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    body: tuple[BodyRow, ...]
    unit: Words | None = None
    legend: tuple[LegendEntry, ...] = ()
