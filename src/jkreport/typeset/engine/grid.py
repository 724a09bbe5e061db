"""What isn't text takes whole lines, so that the text after it stands on the grid of lines again."""

# ruff: noqa: ANN401 - the engine ships no types

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block
from weasyprint.text.line_break import strut

from jkreport.typeset.engine.refinement import Refinement

_CLASSES = frozenset({"block", "lead"})
# What holds no lines of text, and so may be moved down by a part of one.
_MOVED = frozenset({"table", "chart", "image", "key-numbers", "timeline"})
# What the sums of heights may be off, in pixels.
_NEARLY = 0.05


@dataclass(slots=True)
class _Grid:
    """The distance of two lines of text in pixels, as the root of the document has it."""

    line: float = 0.0


_GRID = _Grid()
_container_layout = block.block_container_layout


def _layout(
    context: Any, box: Any, bottom_space: Any, skip_stack: Any, *rest: Any, **named: Any
) -> Any:
    """Lay out a block; one of a brief's blocks is made as high as lines are."""
    if box.element_tag == "html":
        _GRID.line = strut(box.style)[0]
    laid_out = _container_layout(context, box, bottom_space, skip_stack, *rest, **named)
    new_box, resume_at, *_ = laid_out
    if new_box is not None and resume_at is None and _GRID.line and _counts(context, new_box):
        _fill(context, new_box, continued=skip_stack is not None)
    return laid_out


def _counts(context: Any, box: Any) -> bool:
    # A cell stands where its row does.
    return (
        box.element is not None
        and not isinstance(box, boxes.TableCellBox)
        and (_is_block(box) or _is_in_text(box))
        and box.is_in_normal_flow()
        and not context.in_column
    )


def _is_block(box: Any) -> bool:
    return not _CLASSES.isdisjoint(box.element.get("class", "").split())


def _is_in_text(box: Any) -> bool:
    """Whether it is a small table among paragraphs, which has no class."""
    return box.element_tag == "table" and box.is_table_wrapper and not box.element.get("class")


def _fill(context: Any, box: Any, *, continued: bool) -> None:
    """Add what is missing to a whole line: half above and half below, or, at the top of a page, all below."""
    top = context.current_footnote_area.page.content_box_y()
    missing = -(box.border_box_y() + box.border_height() - top) % _GRID.line
    if _NEARLY < missing < _GRID.line - _NEARLY:
        box.height += missing
        moved = not _MOVED.isdisjoint(box.element.get("class", "").split())
        if moved and not continued and box.border_box_y() > top + _NEARLY:
            for child in box.children:
                child.translate(dy=missing / 2)


def _apply() -> None:
    block.block_container_layout = _layout


GRID = Refinement(
    name="grid",
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
    ),
    apply=_apply,
)
