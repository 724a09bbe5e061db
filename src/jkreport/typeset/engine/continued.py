"""What goes on overleaf says so, and only there: a table above its head, a timeline above its events."""

# ruff: noqa: ANN401 - the engine ships no types

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, table

from jkreport.typeset.engine.refinement import Refinement

ROW = "continued"
"""The class of what is printed where a block goes on: the first row of a head, or the first of several blocks."""

SHOWN = f"tr.{ROW} {{ display: table-row !important }} p.{ROW} {{ display: block !important }}"
"""CSS that shows it; without the refinement it stays hidden everywhere."""

_table_layout = table.table_layout
_box_layout = block.block_box_layout


def _layout(
    context: Any, table: Any, bottom_space: Any, skip_stack: Any, *rest: Any, **named: Any
) -> Any:
    """Lay out a table, or what is left of it, with the row in its head if it goes on."""
    head: Any = table.children[0] if table.children else None
    rows = list(head.children) if head is not None and head.is_header else []
    if rows and skip_stack is None and _says_so(rows[0]):
        head.children = rows[1:]
    try:
        return _table_layout(context, table, bottom_space, skip_stack, *rest, **named)
    finally:
        if rows:
            head.children = rows


def _layout_blocks(
    context: Any, box: Any, bottom_space: Any, skip_stack: Any, *rest: Any, **named: Any
) -> Any:
    """Lay out blocks of which the first says that they go on, or what is left of them."""
    first = box.children[0] if box.children else None
    if not isinstance(first, boxes.BlockBox) or not _says_so(first):
        return _box_layout(context, box, bottom_space, skip_stack, *rest, **named)
    if skip_stack is None:
        return _box_layout(context, box, bottom_space, {1: None}, *rest, **named)
    ((reached, inside),) = skip_stack.items()
    if inside is None and reached > 1:
        # It takes the place of what was set last, so that all that follows keeps its number.
        children = [*box.children[: reached - 1], first, *box.children[reached:]]
        marked = box.copy_with_children(children)
        laid_out = _box_layout(context, marked, bottom_space, {reached - 1: None}, *rest, **named)
        if laid_out[0] is not None and laid_out[1] not in ({reached: None}, {reached - 1: None}):
            return laid_out
    return _box_layout(context, box, bottom_space, skip_stack, *rest, **named)


def _says_so(box: Any) -> bool:
    return box.element is not None and box.element.get("class") == ROW


def _apply() -> None:
    block.table_layout = _layout
    block.block_box_layout = _layout_blocks


CONTINUED = Refinement(
    name="continued",
    stands_on=(
        (
            block,
            "table_layout",
            (
                "context, table, bottom_space, skip_stack, containing_block, "
                "page_is_empty, absolute_boxes, fixed_boxes"
            ),
        ),
        (
            block,
            "block_box_layout",
            (
                "context, box, bottom_space, skip_stack, containing_block, page_is_empty, "
                "absolute_boxes, fixed_boxes, adjoining_margins, first_letter_style, "
                "first_line_style, discard, max_lines"
            ),
        ),
    ),
    apply=_apply,
)
