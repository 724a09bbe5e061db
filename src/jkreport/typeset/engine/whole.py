"""What isn't to be parted stays whole, unless too much of a page would be left empty before it.

A style says how much that is by `--empty: 0.33`, next to `break-inside: avoid`.
"""

# ruff: noqa: ANN401 - the engine ships no types

from functools import wraps
from typing import Any

from weasyprint.layout import block

from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.engine.state import variable


def _sparing(plainly: Any) -> Any:
    """Give a way to lay out blocks in which one that begins too high to be moved to the next page may be parted."""

    @wraps(plainly)
    def layout(context: Any, box: Any, *rest: Any, **named: Any) -> Any:
        if not context.in_column and block.avoid_page_break(box.style["break_inside"], context):
            most = variable(box.style, "empty")
            page = context.current_footnote_area.page
            if most and context.page_bottom - box.position_y > most * page.height:
                box = box.copy()
                box.style = box.style.copy()
                box.style["break_inside"] = "auto"
        return plainly(context, box, *rest, **named)

    return layout


def _apply() -> None:
    # The grid changes the same function before.
    block.block_container_layout = _sparing(block.block_container_layout)


WHOLE = Refinement(
    name="whole",
    stands_on=(
        (
            block,
            "block_container_layout",
            (
                "context, box, bottom_space, skip_stack, page_is_empty, absolute_boxes, "
                "fixed_boxes, adjoining_margins, first_letter_style, first_line_style, "
                "discard, max_lines"
            ),
        ),
        (block, "avoid_page_break", "page_break, context"),
    ),
    apply=_apply,
)
