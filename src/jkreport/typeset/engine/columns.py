"""Columns of the same height are tried without laying out again what stands in them.

The engine lays all columns out, a little higher each time, until the last one isn't the highest: fifty times for a page
of an annex. What has fitted into a column once has the same lines wherever it fits again: only its place is another.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, block

from jkreport.typeset.engine.refinement import Refinement

_layout_plainly = block.block_level_layout


@dataclass(frozen=True, slots=True)
class _Fitting:
    """A box that was laid out in a column: where it lies below the place that it was given, and how far it reaches."""

    box: Any
    moved: float
    reach: float
    margins: Sequence[float]
    rest: Sequence[Any]


# What has been tried in each column, which is the same box as long as heights are tried.
_TRIED: WeakKeyDictionary[Any, dict[Any, _Fitting]] = WeakKeyDictionary()


def _layout(  # noqa: PLR0913, PLR0917 - as the engine calls it
    context: Any,
    box: Any,
    bottom_space: Any,
    skip_stack: Any,
    containing_block: Any,
    page_is_empty: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    adjoining_margins: Any,
    *rest: Any,
) -> Any:
    """Lay out a block, unless it stands in a column where it has been tried already."""
    given = (
        *(context, box, bottom_space, skip_stack, containing_block, page_is_empty),
        *(absolute_boxes, fixed_boxes, adjoining_margins, *rest),
    )
    if not containing_block.is_column or skip_stack is not None or any(rest):
        return _layout_plainly(*given)
    place = box.position_y
    tried = _TRIED.setdefault(containing_block, {})
    # Without any room, what comes next is laid out to see how much it would need.
    key = box, bottom_space == inf, page_is_empty, tuple(adjoining_margins)
    known = tried.get(key)
    if known is not None and _fits(context, place + known.reach, bottom_space):
        return _moved(known, place)
    before = _beside(context, absolute_boxes, fixed_boxes)
    laid_out = _layout_plainly(*given)
    whole = laid_out[0] is not None and laid_out[1] is None
    if whole and before == _beside(context, absolute_boxes, fixed_boxes) == _NOTHING:
        tried[key] = _fitting(laid_out, place)
    return laid_out


def _fits(context: Any, end: float, bottom_space: float) -> bool:
    return bottom_space == inf or end <= context.page_bottom - bottom_space


_NOTHING = (0, 0, 0, 0, 0)


def _beside(context: Any, absolute_boxes: Sequence[Any], fixed_boxes: Sequence[Any]) -> Any:
    """Count what isn't in the flow: with any of it, a block is laid out each time."""
    return (
        len(absolute_boxes),
        len(fixed_boxes),
        len(context.excluded_shapes),
        len(context.current_page_footnotes),
        len(context.broken_out_of_flow),
    )


def _fitting(laid_out: Any, place: float) -> _Fitting:
    box, _, _, margins, *_ = laid_out
    ends = [box.border_box_y() + box.border_height() + max(0.0, box.margin_bottom), *_ends(box)]
    return _Fitting(
        box=box.copy(),
        moved=box.position_y - place,
        reach=max(ends) - place,
        margins=tuple(margins),
        rest=(laid_out[1], laid_out[2], *laid_out[4:]),
    )


def _ends(box: Any) -> Iterator[float]:
    """Give where the lines of a box end: they may reach out of it."""
    for each in box.descendants():
        if isinstance(each, boxes.LineBox):
            yield each.position_y + each.height


def _moved(known: _Fitting, place: float) -> Any:
    """Give what the engine would, but for what is inside the box, which nobody looks at in a trial."""
    box = known.box.copy()
    box.position_y = place + known.moved
    resume_at, next_page, *others = known.rest
    return box, resume_at, dict(next_page), list(known.margins), *others


def _apply() -> None:
    block.block_level_layout = _layout


COLUMNS = Refinement(
    name="columns",
    stands_on=(
        (
            block,
            "block_level_layout",
            (
                "context, box, bottom_space, skip_stack, containing_block, page_is_empty, "
                "absolute_boxes, fixed_boxes, adjoining_margins, first_letter_style, "
                "first_line_style, discard, max_lines"
            ),
        ),
        (
            block,
            "_in_flow_layout",
            (
                "context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes, "
                "adjoining_margins, bottom_space, position_y, skip_stack, first_letter_style, "
                "first_line_style, discard, next_page, max_lines"
            ),
        ),
        (boxes.Box, "border_box_y", "self"),
        (LayoutContext, "overflows_page", "self, bottom_space, position_y"),
    ),
    apply=_apply,
)
