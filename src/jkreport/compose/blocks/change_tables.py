"""Tables of changes: their heads, and their rows below the sections or blocks that they tell of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol, TypeVar

from jkreport.compose.newness import Newness
from jkreport.compose.setter import Caption
from jkreport.compose.writer import Row
from jkreport.languages import Label

_SHORT = 5
Cells = list[Row]
"""A row of a table, cell by cell, each in every language."""
Heads = tuple[tuple[str, Label], ...]
"""The heads of a table, each behind how its column is aligned."""
NUMBERS: Heads = (
    ("text", "change_what"),
    ("number", "change_before"),
    ("number", "change_now"),
    ("number", "change_by"),
)


class Located(Protocol):
    """What tells of a block."""

    @property
    def block(self) -> str:
        """The name of the block."""
        ...


_Located = TypeVar("_Located", bound=Located)


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Rows under a head."""

    head: Row
    rows: list[Cells]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A table of changes of one kind; `columns` are the heads, each behind how its column is aligned."""

    kind: str
    title: tuple[Caption, ...]
    columns: list[tuple[str, Row]]
    groups: list[Group]

    @property
    def short(self) -> bool:
        """Whether it is kept on one page."""
        return sum(len(each.rows) for each in self.groups) <= _SHORT


def part_of(new: Newness, kind: str, title: Label, heads: Heads, groups: list[Group]) -> Part:
    """Give a table with its title and heads in each language."""
    return Part(
        kind=kind,
        title=tuple(
            Caption(lang=each.lang, number="", html=each.html) for each in new.labels(title)
        ),
        columns=[(align, new.labels(name)) for align, name in heads],
        groups=groups,
    )


def listed(rows: list[Cells]) -> list[Group]:
    """Give rows as they are, under no head."""
    return [Group(head=(), rows=rows)] if rows else []


def by_section(new: Newness, rows: Iterable[tuple[str, Cells]]) -> list[Group]:
    """Put rows, each behind the block that it tells of, in the order of printing below their sections."""
    inside = new.places.ordered(rows, lambda row: row[0])
    return [
        Group(head=head, rows=[cells for _, cells in members])
        for head, members in groupby(inside, key=lambda row: new.places.section(row[0]))
    ]


def by_block(new: Newness, changes: Iterable[_Located]) -> Iterator[tuple[str, list[_Located]]]:
    """Give the blocks that changes tell of, in the order of printing, each with those that tell of it."""
    inside = new.places.ordered(changes, lambda each: each.block)
    for block, members in groupby(inside, key=lambda each: each.block):
        yield block, list(members)
