"""The head of a printed table: labels above columns, merged where columns share them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from jkreport.compose.grid_parts import Align, HeadCell, Words
from jkreport.compose.grid_plan import Chosen


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """A column of the grid: what it shows, of which value of the pivot, and the heads above it.

    `above` goes from the top down; heads with the same name above neighbours are one cell.
    """

    chosen: Chosen
    pivot: str = ""
    above: tuple[tuple[str, Words], ...] = ()
    words: Words
    unit: Words | None = None
    align: Align


def head_rows(leaves: Sequence[Leaf]) -> tuple[tuple[HeadCell, ...], ...]:
    """Lay the heads out in rows; a head with nothing below it but cells reaches down to them."""
    depth = 1 + max((len(leaf.above) for leaf in leaves), default=0)
    return tuple(_row(leaves, level, depth) for level in range(depth))


def _row(leaves: Sequence[Leaf], level: int, depth: int) -> tuple[HeadCell, ...]:
    cells = []
    numbered = list(enumerate(leaves))
    for _, run in groupby(numbered, key=lambda each: _sharing(each[0], each[1], level)):
        members = [leaf for _, leaf in run]
        above = members[0].above
        if len(above) > level:
            scope: Literal["col", "colgroup"] = "colgroup" if len(members) > 1 else "col"
            cells.append(HeadCell(words=above[level][1], colspan=len(members), scope=scope))
        elif len(above) == level:
            cells.append(_own(members[0], depth - level))
    return tuple(cells)


def _sharing(index: int, leaf: Leaf, level: int) -> tuple[str, ...] | int:
    """Give what neighbours must have in common to stand under one head."""
    names = tuple(name for name, _ in leaf.above[: level + 1])
    return names if len(leaf.above) > level else index


def _own(leaf: Leaf, rowspan: int) -> HeadCell:
    align = Align.TEXT if leaf.align is Align.TEXT else Align.CENTER
    return HeadCell(words=leaf.words, unit=leaf.unit, align=align, rowspan=rowspan)
