"""A table that goes on overleaf says so above its head, and only there."""

# ruff: noqa: ANN401 - the engine ships no types

from typing import Any

from weasyprint.layout import block, table

from jkreport.typeset.engine.refinement import Refinement

ROW = "continued"
"""The class of the row of a head that is printed where the table goes on."""

SHOWN = f"tr.{ROW} {{ display: table-row !important }}"
"""CSS that shows the row; without the refinement it stays hidden everywhere."""

_table_layout = table.table_layout


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


def _says_so(row: Any) -> bool:
    return row.element is not None and row.element.get("class") == ROW


def _apply() -> None:
    block.table_layout = _layout


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
    ),
    apply=_apply,
)
