"""Which header cells belong to each data cell of a table, by scopes and spans."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jkreport.typeset.engine.nodes import CELLS, Node

_COLUMN = frozenset({"col", "colgroup"})
_ROW = frozenset({"row", "rowgroup"})
_HEAD = -1
_GROUPS = frozenset({"THead", "TBody", "TFoot"})


@dataclass(frozen=True, eq=False, slots=True)
class _Cell:
    """A cell and the slots that it takes: columns x to right, rows y to bottom, ends excluded."""

    node: Node
    x: int
    y: int
    right: int
    bottom: int
    group: int
    scope: str


@dataclass(slots=True)
class _Heads:
    """The header cells: of each row, and those above that have been met, by column."""

    rows: dict[int, list[_Cell]] = field(default_factory=dict)
    columns: dict[int, list[_Cell]] = field(default_factory=dict)
    group: list[_Cell] = field(default_factory=list)

    def meet(self, cell: _Cell) -> None:
        """Take a header cell that stands above or before what comes."""
        if cell.scope in _COLUMN:
            for x in range(cell.x, cell.right):
                self.columns.setdefault(x, []).append(cell)
        elif cell.scope == "rowgroup":
            # The next head of a group takes the place of the one before, and of what is inside that.
            self.group = [each for each in self.group if each.x < cell.x]
            self.group.append(cell)

    def forget_body(self) -> None:
        """Leave a body: what heads it heads nothing outside."""
        self.group = []
        for column in self.columns.values():
            column[:] = [each for each in column if each.group == _HEAD]

    def of(self, cell: _Cell) -> list[Node]:
        """Give the header cells of a data cell."""
        rows = (head for y in range(cell.y, cell.bottom) for head in self.rows.get(y, ()))
        columns = (head for x in range(cell.x, cell.right) for head in self.columns.get(x, ()))
        found = (
            *self.group,
            *(each for each in rows if each.right <= cell.x),
            *sorted(columns, key=lambda each: each.y),
        )
        return [each.node for each in dict.fromkeys(found)]


def head_cells(table: Node, name: str) -> None:
    """Give each header cell its scope, and each data cell the cells that head it.

    Heads of groups come first, then those of rows and of columns, outer ones before inner ones.
    Header cells that head something get an identifier: `name` and a number.
    """
    cells = list(_cells(table))
    heads = _Heads(rows=_heads_of_rows(cells))
    number, group = 0, _HEAD
    for cell in cells:
        if cell.group != group:
            heads.forget_body()
            group = cell.group
        if cell.node.role == "TH":
            cell.node.attributes["Scope"] = "/Row" if cell.scope in _ROW else "/Column"
            heads.meet(cell)
            continue
        found = [each for each in heads.of(cell) if next(each.leaves(), None) is not None]
        for head in found:
            if not head.identifier:
                number += 1
                head.identifier = f"{name}.{number}"
        cell.node.attributes["Headers"] = tuple(each.identifier for each in found)


def _heads_of_rows(cells: Iterable[_Cell]) -> dict[int, list[_Cell]]:
    rows: dict[int, list[_Cell]] = {}
    for cell in cells:
        if cell.node.role == "TH" and cell.scope == "row":
            for y in range(cell.y, cell.bottom):
                rows.setdefault(y, []).append(cell)
    return rows


def _cells(table: Node) -> Iterator[_Cell]:
    """Give the cells from the top left on, each in its slots; those of the head are in a group of their own."""
    y = 0
    for number, (role, rows) in enumerate(_row_groups(table)):
        taken: dict[int, int] = {}
        last = y + len(rows)
        group = _HEAD if role == "THead" else number
        for row in rows:
            x = 0
            data = any(each.role == "TD" for each in row.children)
            for node in row.children:
                if node.role not in CELLS:
                    continue
                while taken.get(x, 0) > y:
                    x += 1
                right = x + int(node.attributes.get("ColSpan", 1))
                bottom = min(y + int(node.attributes.get("RowSpan", 1)), last)
                taken.update(dict.fromkeys(range(x, right), bottom))
                scope = _scope(node, in_head=group == _HEAD, beside_data=data)
                yield _Cell(node, x, y, right, bottom, group, scope)
                x = right
            y += 1


def _row_groups(table: Node) -> Iterator[tuple[str, list[Node]]]:
    loose = [each for each in table.children if each.role == "TR"]
    if loose:
        yield "TBody", loose
    order = sorted(
        (each for each in table.children if each.role in _GROUPS),
        key=lambda each: ("THead", "TBody", "TFoot").index(each.role),
    )
    for each in order:
        yield each.role, [row for row in each.children if row.role == "TR"]


def _scope(node: Node, *, in_head: bool, beside_data: bool) -> str:
    said = node.element.get("scope", "") if node.element is not None else ""
    if said in _COLUMN | _ROW:
        return str(said)
    return "col" if in_head or not beside_data else "row"
