"""The boxes of a page, as what is done when all pages stand goes through them."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder


def boxes_of(root: Any, closed: Callable[[Any], bool] = lambda _: False) -> Iterator[Any]:
    """Give a box and all that are in it, in their order, without what is inside of closed ones."""
    todo = [root]
    while todo:
        box = todo.pop()
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        yield box
        if not closed(box):
            todo.extend(reversed(getattr(box, "children", ())))


def within(page: Any, closed: Callable[[Any], bool]) -> Iterator[Any]:
    """Give what stands on a page, without running heads, texts and what is inside of closed boxes."""
    for box in boxes_of(page, lambda each: isinstance(each, boxes.MarginBox) or closed(each)):
        if box is not page and not isinstance(box, (boxes.MarginBox, boxes.TextBox)):
            yield box


def is_line(box: Any) -> bool:
    """Whether a box is a line of text."""
    return isinstance(box, boxes.LineBox)


def is_solid(box: Any) -> bool:
    """Whether a box is a line, a picture or a table: what shows, whatever stands around it."""
    return isinstance(box, (boxes.LineBox, boxes.ReplacedBox)) or bool(box.is_table_wrapper)
