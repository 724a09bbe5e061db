"""Headings of several lines are balanced: set in the narrowest measure that adds no line.

A style asks for it by `--balance: 1`.
"""

# ruff: noqa: ANN401 - the engine ships no types

from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline

from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.engine.state import COMPOSITION, variable

# Longer ones are running text.
_MOST_LINES = 5
_STEPS = 8
_split = inline.split_inline_box
_lines_of = inline.iter_line_boxes


def _iter_line_boxes(
    context: Any,
    box: Any,
    position_y: Any,
    bottom_space: Any,
    skip_stack: Any,
    containing_block: Any,
    *rest: Any,
) -> Any:
    """Set the lines of a paragraph, in a narrower measure if it is to be balanced."""
    if skip_stack is None:
        box.spare = _spare(context, box, containing_block) if _asks(box) else 0.0
    yield from _lines_of(
        context, box, position_y, bottom_space, skip_stack, containing_block, *rest
    )


def _asks(box: Any) -> bool:
    wanted = COMPOSITION.knows(box.style["lang"]) and variable(box.style, "balance")
    return bool(wanted) and box.style["text_align_all"] != "justify"


def _split_inline_box(
    context: Any, box: Any, position_x: Any, max_x: Any, *rest: Any, **more: Any
) -> Any:
    if isinstance(box, boxes.LineBox):
        max_x -= getattr(box, "spare", 0.0)
    return _split(context, box, position_x, max_x, *rest, **more)


def _spare(context: Any, box: Any, containing_block: Any) -> float:
    """Give how much narrower a paragraph can be set without another line."""
    # A number that floats beside a heading takes no part.
    inside = [each for each in box.children if each.is_in_normal_flow()]
    if not all(_is_plain(each) for each in inside):
        return 0.0
    trial = box.copy_with_children(inside)
    trial.position_y, trial.spare = 0.0, 0.0
    inline.resolve_percentages(trial, containing_block)
    before, COMPOSITION.measure = COMPOSITION.measure, inf
    try:
        return _narrowed(context, trial, containing_block)
    finally:
        COMPOSITION.measure = before


def _narrowed(context: Any, trial: Any, containing_block: Any) -> float:
    count = _count(context, trial, containing_block.width, containing_block)
    if not 1 < count <= _MOST_LINES:
        return 0.0
    narrow, wide = containing_block.width / count / 2, containing_block.width
    for _ in range(_STEPS):
        middle = (narrow + wide) / 2
        if _count(context, trial, middle, containing_block) <= count:
            wide = middle
        else:
            narrow = middle
    return float(containing_block.width - wide)


def _is_plain(box: Any) -> bool:
    if isinstance(box, boxes.InlineBox):
        return all(_is_plain(each) for each in box.children)
    return isinstance(box, boxes.TextBox)


def _count(context: Any, trial: Any, width: float, containing_block: Any) -> int:
    """Count the lines that a paragraph has in a measure; too wide a word counts as many."""
    count, skip_stack = 0, None
    while count <= _MOST_LINES:
        skip_stack = inline.skip_first_whitespace(trial, skip_stack)
        if skip_stack == "continue":
            break
        line, skip_stack, *_ = _split(
            context,
            trial,
            0.0,
            width,
            0.0,
            skip_stack,
            containing_block,
            [],
            [],
            [],
            [],
            [],
            None,
            None,
        )
        if line.width > width + 1:
            return _MOST_LINES + 1
        count += 1
        if skip_stack is None:
            break
    return count


def _apply() -> None:
    block.iter_line_boxes = _iter_line_boxes
    inline.split_inline_box = _split_inline_box


BALANCE = Refinement(
    name="balance",
    stands_on=(
        (
            block,
            "iter_line_boxes",
            (
                "context, box, position_y, bottom_space, skip_stack, containing_block, "
                "absolute_boxes, fixed_boxes, first_letter_style, first_line_style"
            ),
        ),
        (
            inline,
            "split_inline_box",
            (
                "context, box, position_x, max_x, bottom_space, skip_stack, containing_block, "
                "absolute_boxes, fixed_boxes, line_placeholders, waiting_floats, line_children, "
                "first_letter_style, first_line_style"
            ),
        ),
        (inline, "skip_first_whitespace", "box, skip_stack"),
    ),
    apply=_apply,
)
