"""Notes in the margin: each whole, beside its call where there is room, and never over anything else.

The engine would set them upon each other, over what reaches into the margin, and part them where the page ends.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline
from weasyprint.logger import LOGGER

from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.engine.walking import is_solid, within

_CLASS = "side-note"
# A note that has to part keeps as many lines on either side.
_FEWEST_LINES = 2
# What sums of heights may be off, in pixels.
_NEARLY = 0.05
_float_layouts = {module: module.float_layout for module in (block, inline)}


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the margin where nothing stands, from top to bottom."""

    top: float
    bottom: float


def part_notes(pages: Iterable[Any]) -> None:
    """Move the notes of each page to where they are whole and alone.

    A note goes down where another stands, and up where it would leave the page. Where a margin holds less than all its
    notes, they fill it from its top, and what is left begins the margin of the next page.
    """
    loose: list[Any] = []
    for page in pages:
        box = page._page_box  # noqa: SLF001
        own = _notes(box)
        for note in loose:
            note.translate(dy=box.content_box_y() - note.position_y)
        loose = _set(loose, own, box) if loose or own else []
    if loose:
        LOGGER.error("The margin of the last page holds less than its notes")


def places(wanted: Sequence[tuple[float, float]], free: Sequence[Span]) -> tuple[float, ...] | None:
    """Give where notes stand, in their order, of which each wants a place and has a height; None if they don't fit."""
    lowest, edge = [], -inf
    for top, height in wanted:
        found = [max(top, edge, span.top) for span in free]
        fits = [
            y for y, span in zip(found, free, strict=True) if y + height <= span.bottom + _NEARLY
        ]
        lowest.append(min(fits, default=inf))
        edge = lowest[-1] + height
    found, edge = [], inf
    for limit, (_, height) in zip(reversed(lowest), reversed(wanted), strict=True):
        tops = [min(limit, edge - height, span.bottom - height) for span in free]
        fits = [y for y, span in zip(tops, free, strict=True) if y >= span.top - _NEARLY]
        if not fits:
            return None
        edge = max(fits)
        found.append(edge)
    return tuple(reversed(found))


def _set(loose: Sequence[Any], own: Sequence[Any], page: Any) -> list[Any]:
    """Move the notes of a page, those left from the one before first; give what doesn't fit there."""
    notes = [*loose, *own]
    free = _free(notes, page)
    found = places([(note.position_y, note.margin_height()) for note in notes], free)
    if found is None:
        return _packed([*loose, *map(_taken_out, own)], free, page)
    for note, y in zip(notes, found, strict=True):
        note.translate(dy=y - note.position_y)
    _attach(loose, page)
    return []


def _packed(loose: Iterable[Any], free: Iterable[Span], page: Any) -> list[Any]:
    """Fill the free parts of a margin with notes one below the other; give what is left."""
    rest = list(loose)
    for span in free:
        y = span.top
        while rest:
            note = rest[0]
            note.translate(dy=y - note.position_y)
            fitting = _fitting(note, span.bottom)
            if fitting:
                _attach([_piece(note, 0, fitting)], page)
            if fitting < len(note.children):
                rest[0] = _piece(note, fitting, None)
                break
            y += note.margin_height()
            del rest[0]
    return rest


def _attach(notes: Iterable[Any], page: Any) -> None:
    root = page.children[0]
    root.children = [*root.children, *notes]


def _fitting(note: Any, bottom: float) -> int:
    """Give how many of a note's lines stand above an edge: all, none, or so many that it may part there."""
    lines = note.children
    fitting = sum(line.position_y + line.height <= bottom + _NEARLY for line in lines)
    if fitting < len(lines):
        fitting = min(fitting, len(lines) - _FEWEST_LINES)
    return fitting if fitting >= min(_FEWEST_LINES, len(lines)) else 0


def _taken_out(note: Any) -> Any:
    """Take a note from its page; an empty box, which stays, tells the structure where it belongs."""
    whole = _piece(note, 0, None)
    note.children, note.height = [], 0.0
    return whole


def _piece(note: Any, first: int, end: int | None) -> Any:
    """Copy a part of a note's lines, which begins where the note does."""
    piece = note.copy_with_children(note.children[first:end])
    piece.height = sum(line.height for line in piece.children)
    above = sum(line.height for line in note.children[:first])
    for line in piece.children:
        line.translate(dy=-above)
    return piece


def _free(notes: Sequence[Any], page: Any) -> list[Span]:
    """Give what parts of the margin nothing but notes reaches into."""
    left = min(note.border_box_x() for note in notes)
    right = max(note.border_box_x() + note.border_width() for note in notes)
    top, end = page.content_box_y(), page.content_box_y() + page.height
    free = []
    for first, last in sorted(_reaching(page, left, right)):
        if first > top + _NEARLY:
            free.append(Span(top, first))
        top = max(top, last)
    return [*free, Span(top, end)] if top < end else free


def _reaching(page: Any, left: float, right: float) -> Iterator[tuple[float, float]]:
    """Give from where to where each thing stands that shows between two edges."""
    for box in within(page, closed=_is_note):
        if _is_note(box) or not is_solid(box):
            continue
        x, width = box.border_box_x(), box.border_width()
        if x < right - _NEARLY and x + width > left + _NEARLY:
            yield box.border_box_y(), box.border_box_y() + box.border_height()


def _notes(page: Any) -> list[Any]:
    """Give the notes of a page in the order of the text; the engine mixes those of a line up."""
    notes = [each for each in within(page, closed=_is_note) if _is_note(each)]
    if len(notes) > 1:
        order = {each: number for number, each in enumerate(page.children[0].element.iter())}
        notes.sort(key=lambda note: order[note.element])
    return notes


def _is_note(box: Any) -> bool:
    return (
        box.element is not None
        and box.element_tag == "span"
        and box.element.get("class") == _CLASS
        and box.is_floated()
    )


def _whole(module: Any) -> Any:
    """Give a way to lay out floats in which notes take no heed of the end of the page, nor others of them."""
    plainly = _float_layouts[module]

    def layout(context: Any, box: Any, *others: Any, skip_stack: Any) -> Any:
        *before, bottom_space = others
        if not _is_note(box):
            return plainly(context, box, *before, bottom_space, skip_stack)
        laid_out = plainly(context, box, *before, -inf, skip_stack)
        # Without width in the column, it would still move lines that stand out to the left of its text.
        if laid_out[0] in context.excluded_shapes:
            context.excluded_shapes.remove(laid_out[0])
        return laid_out

    return layout


def _apply() -> None:
    for module in _float_layouts:
        module.float_layout = _whole(module)


_FLOATS = "context, box, containing_block, absolute_boxes, fixed_boxes, bottom_space, skip_stack"

MARGINS = Refinement(
    name="margins",
    stands_on=(
        *((module, "float_layout", _FLOATS) for module in _float_layouts),
        (boxes.Box, "translate", "self, dx, dy, ignore_floats"),
        (boxes.Box, "is_floated", "self"),
        (boxes.ParentBox, "copy_with_children", "self, new_children"),
    ),
    apply=_apply,
)
