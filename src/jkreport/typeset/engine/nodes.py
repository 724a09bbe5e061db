"""A document's structure between layout and file: one node for each source element, on however many pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Union

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
"""Roles that hold blocks: lines of text stand in a paragraph inside them."""

BLOCKS = GROUPING | {
    *("P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "LBody", "Table", "THead", "TBody"),
    *("TFoot", "TR", "TH", "TD", "Caption", "TOC", "TOCI", "Note"),
}
"""Roles of what isn't part of a line."""

CELLS = frozenset({"TH", "TD"})


@dataclass(frozen=True, eq=False, slots=True)
class Leaf:
    """A piece of text or a picture, painted on a page (counted from 0)."""

    box: Any
    page: int


@dataclass(frozen=True, eq=False, slots=True)
class Area:
    """What can be clicked on a page for the link that holds it: where the link's box lies."""

    box: Any
    page: int


@dataclass(eq=False, slots=True)
class Node:
    """An element of the structure: its role, what it holds in reading order, and what it says.

    `element` is the element of the HTML that it stands for, if there is one. `lang` is the
    language of its own text; what differs from the parent's gets written. `target` is where a link
    leads that the HTML doesn't have. `box` is the first box, on `page`.
    """

    role: str
    lang: str
    element: Any = None
    kids: list[Union["Node", Leaf, Area]] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    alt: str = ""
    expansion: str = ""
    identifier: str = ""
    target: "Node | None" = None
    box: Any = None
    page: int = 0

    @property
    def children(self) -> list["Node"]:
        """The nodes that it holds, without text and pictures of its own."""
        return [each for each in self.kids if isinstance(each, Node)]

    def walk(self) -> Iterator["Node"]:
        """Give it and all that it holds, in reading order."""
        todo = [self]
        while todo:
            node = todo.pop()
            yield node
            todo.extend(reversed(node.children))

    def leaves(self) -> Iterator[Leaf]:
        """Give all text and pictures in it, in reading order."""
        todo: list[Node | Leaf | Area] = [self]
        while todo:
            each = todo.pop()
            if isinstance(each, Leaf):
                yield each
            elif isinstance(each, Node):
                todo.extend(reversed(each.kids))

    def holding(self, role: str, kids: list[Union["Node", Leaf, Area]]) -> "Node":
        """Give a new node in this one's language and for its element, which holds `kids`."""
        return Node(role=role, lang=self.lang, element=self.element, kids=kids, page=self.page)


def prune(root: Node, kept: Callable[[Node], bool]) -> None:
    """Take out every node that holds nothing, unless it is to be kept as it is."""
    for node in reversed(list(root.walk())):
        node.kids = [
            each for each in node.kids if not isinstance(each, Node) or each.kids or kept(each)
        ]
