"""Notes and their calls lead to each other, and every link says what it is."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from jkreport.typeset.engine.nodes import Node


def tie(
    root: Node, notes: Iterable[tuple[Node, Node]], calls_again: Iterable[tuple[Node, Node]]
) -> None:
    """Number notes, and make a link of each call and of each note's mark where the HTML has none."""
    for number, note in enumerate((each for each in root.walk() if each.role == "Note"), 1):
        note.identifier = f"note-{number}"
    for call, note in notes:
        _link(call, note)
        mark = next((each for each in note.children if each.role == "Lbl"), None)
        if mark is not None:
            _link(mark, call)
    for call, note in calls_again:
        _link(call, note)


def _link(node: Node, target: Node) -> None:
    link = node.holding("Link", node.kids)
    link.target = target
    node.kids = [link]


def text_of(element: Any, left_out: Collection[Any]) -> str:
    """Give the text of an element, in one line, without the elements that are left out."""
    return " ".join("".join(_texts(element, left_out)).split())


def _texts(element: Any, left_out: Collection[Any]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child not in left_out and child.tag not in ("rp", "rt"):
            yield from _texts(child, left_out) if child.tag != "img" else (child.get("alt") or "",)
        yield child.tail or ""
