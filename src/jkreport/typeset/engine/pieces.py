"""Text boxes are cut into lines by what was measured, not by the engine."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline, preferred
from weasyprint.text import line_break

from jkreport.typeset.breaks import kept
from jkreport.typeset.engine.shaping import Shaped, shaped
from jkreport.typeset.engine.state import COMPOSITION, variable
from jkreport.typeset.measured import Joint, Room

# What a piece of text that isn't text looks like from beside it.
_OBJECT = "\ufffc"
# As much of what follows is looked at.
_AHEAD = 16
_split_plainly = inline.split_text_box
_split_line_plainly = line_break.split_first_line
_log_attributes = line_break.get_log_attrs
_next_line = inline.get_next_linebox
_widths = preferred.inline_line_widths
_NOWHERE = Joint()


@dataclass(slots=True)
class Piece:
    """Part of a text on one line, in the place where the engine keeps its own layout of it.

    `lead` stands before it and is in its width, `tail` is what a mark at its end gives up. In a line
    that has grown, `seam` is added before it, and `gap` wherever it grows.
    """

    shaped: Shaped
    start: int
    end: int
    joint: Joint = _NOWHERE
    lead: float = 0.0
    tail: float = 0.0
    gap: float = 0.0
    seam: float = 0.0
    max_width: float | None = None

    first_line_direction = 0

    @property
    def text(self) -> str:
        """What it says."""
        return self.shaped.measured.text[self.start : self.end]

    @property
    def width(self) -> float:
        """How wide it is, before it grows."""
        return self.lead + self.shaped.measured.width(self.start, self.end) + self.tail

    @property
    def grown_lead(self) -> float:
        """What stands before it in a line that has grown."""
        return self.lead + self.seam

    @property
    def growth(self) -> int:
        """How many places it grows at."""
        return self.shaped.measured.growth(self.start, self.end)

    def added(self) -> dict[int, float]:
        """Give what is added behind the characters before a place, beyond their advances."""
        measured = self.shaped.measured
        inside = range(self.start + 1, self.end)
        found = {place: width for place, width in measured.spacing.items() if place in inside}
        if self.gap:
            for place in measured.growing_in(self.start, self.end):
                found[place] = found.get(place, 0.0) + self.gap
        return found

    def __getattr__(self, name: str) -> Any:
        """Give what the engine asks of its layout: where lines under and over the text stand."""
        return getattr(self.shaped.layout, name)

    def reactivate(self, style: Any) -> None:
        """Do nothing: a piece needs no layout to be drawn."""

    def deactivate(self) -> None:
        """Do nothing: the layout is shared by all pieces of a text."""


def _split_text_box(
    context: Any,
    box: Any,
    available_width: Any,
    skip: Any,
    is_line_start: bool = True,  # noqa: FBT001, FBT002
) -> Any:
    """Put as much of a text box on a line as there is room for."""
    piece = _piece_from(box, skip)
    if piece is None:
        return _split_plainly(context, box, available_width, skip, is_line_start)
    piece.max_width = available_width
    if available_width is None:
        return _filled(box, piece), None, False
    measure = available_width if COMPOSITION.measure is None else COMPOSITION.measure
    if not _wraps(box.style, piece, measure):
        return _filled(box, piece), None, False
    at_start = COMPOSITION.first is box and COMPOSITION.skipped == (skip or 0)
    room = Room(
        width=available_width,
        measure=measure,
        # Where widths are only tried, no word is broken.
        at_start=(at_start or is_line_start) and measure != inf,
        growth=_growth_before(box) if piece.shaped.measured.parts else 0,
        breaks_anywhere=_breaks_anywhere(box.style),
        ragged=box.style["text_align_all"] != "justify",
    )
    after = _cut(piece, room)
    if after is None:
        return _filled(box, piece), None, False
    resume = (skip or 0) + len(box.text.encode()[skip:].decode()[:after].encode())
    return (_filled(box, piece) if piece.end > piece.start else None), resume, False


def _wraps(style: Any, piece: Piece, measure: float) -> bool:
    """Whether a text may end its line: a phrase that is held together may if no line can hold it."""
    if style["white_space"] == "normal":
        return True
    return bool(variable(style, "phrase")) and piece.width > measure


def _piece_from(box: Any, skip: Any) -> Piece | None:
    """Give all that is left of a box from a byte on, or None if the engine has to set it."""
    left = box.text.encode()[skip:].decode() if skip else box.text
    if not left:
        return None
    known = getattr(box, "pango_layout", None)
    if isinstance(known, Piece) and known.text.startswith(box.text):
        start = known.start + len(box.text) - len(left)
        return Piece(
            shaped=known.shaped,
            start=start,
            end=start + len(left),
            joint=known.joint,
            lead=known.lead if start == known.start else 0.0,
        )
    found = shaped(box.text, box.style)
    if found is None:
        return None
    start = len(box.text) - len(left)
    joint = getattr(box, "joint", _NOWHERE)
    piece = Piece(shaped=found, start=start, end=len(box.text), joint=joint)
    if COMPOSITION.first is box and COMPOSITION.skipped == (skip or 0):
        piece.lead = found.measured.head(start)
    elif start == 0:
        piece.lead = found.measured.lead(joint)
    return piece


def _cut(piece: Piece, room: Room) -> int | None:
    """End a piece where its line does; give how many characters of it are behind, or None."""
    measured, whole = piece.shaped.measured, piece.end
    if piece.width <= room.width:
        return None
    trimmed = measured.line_width(piece.start, whole, piece.lead)
    if whole == len(measured.text) and trimmed <= room.width:
        piece.tail = measured.tail(measured.seen_end(piece.start, whole))
        return None
    end = measured.line_end(piece.start, piece.lead, room, piece.joint)
    if end >= whole:
        return None
    piece.end = measured.seen_end(piece.start, end)
    piece.tail = measured.tail(piece.end) if piece.end > piece.start else 0.0
    return end - piece.start


def _growth_before(box: Any) -> int:
    """Count the places where a line grows in the texts that stand on it before another."""
    found, on_line = 0, False
    for each in leaves(COMPOSITION.line) if COMPOSITION.line else ():
        if each is box:
            break
        on_line = on_line or each is COMPOSITION.first
        text = shaped(each.text, each.style) if on_line and _is_text(each) and each.text else None
        if text is not None:
            skipped = COMPOSITION.skipped if each is COMPOSITION.first else 0
            start = len(each.text.encode()[:skipped].decode())
            found += text.measured.growth(start, len(each.text))
    return found


def _filled(box: Any, piece: Piece) -> Any:
    """Give a box for a piece, as the engine makes them."""
    new = box.copy_with_text(piece.text)
    new.pango_layout = piece
    new.width, new.height = piece.width, piece.shaped.height
    line_height, _ = line_break.strut(box.style)
    new.margin_top = new.margin_bottom = (line_height - new.height) / 2
    new.baseline = piece.shaped.baseline + new.margin_top
    return new


def _breaks_anywhere(style: Any) -> bool:
    return (
        style["overflow_wrap"] in {"anywhere", "break-word"} or style["word_break"] == "break-all"
    )


def _split_first_line(
    text: str, style: Any, context: Any, max_width: Any, *rest: Any, **more: Any
) -> Any:
    """Measure a first line for the width of a column."""
    found = shaped(text, style) if text else None
    if found is None:
        return _split_line_plainly(text, style, context, max_width, *rest, **more)
    piece = Piece(shaped=found, start=0, end=len(text))
    resume = None
    if max_width is not None and style["white_space"] == "normal":
        anywhere = style["overflow_wrap"] == "anywhere" or style["word_break"] == "break-all"
        measure = 0.0 if anywhere else inf
        room = Room(
            width=max_width,
            measure=measure,
            at_start=False,
            breaks_anywhere=anywhere,
            narrow=True,
        )
        after = _cut(piece, room)
        resume = None if after is None else len(text[:after].encode())
    length = len(piece.text.encode())
    return piece, length, resume, piece.width, found.height, found.baseline


def _inline_line_widths(
    context: Any, box: Any, outer: Any, is_line_start: Any, minimum: Any, *rest: Any, **more: Any
) -> Iterator[Any]:
    """Measure the lines of a paragraph, with the gaps between its pieces if it is one line."""
    seams = 0.0
    if isinstance(box, boxes.LineBox) and not minimum:
        seams = sum(
            each.measured.lead(leaf.joint)
            for leaf in _join(box)
            if (each := shaped(leaf.text, leaf.style)) is not None
        )
    for width in _widths(context, box, outer, is_line_start, minimum, *rest, **more):
        yield (width or 0) + max(0.0, seams)


def leaves(box: Any) -> Iterator[Any]:
    """Give the texts and objects of a paragraph or a line, those that stand in it."""
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for each in box.children:
            if each.is_in_normal_flow():
                yield from leaves(each)
    else:
        yield box


def _join(linebox: Any) -> list[Any]:
    """Tell the texts of a paragraph what stands around each of them; give the texts."""
    found = [each for each in leaves(linebox) if not (_is_text(each) and not each.text)]
    texts = [each.text if _is_text(each) else _OBJECT for each in found]
    after = ""
    for index in range(len(found) - 1, -1, -1):
        if _is_text(found[index]):
            before = texts[index - 1][-1] if index and _level(found, index) else ""
            found[index].joint = Joint(before=before, after=after)
        after = (texts[index] + after)[:_AHEAD]
    return [each for each in found if _is_text(each)]


def _level(found: list[Any], index: int) -> bool:
    """Whether two neighbours stand as one text: raised or small letters stand for themselves."""
    return bool(found[index - 1].style["font_size"] == found[index].style["font_size"])


def _is_text(box: Any) -> bool:
    return isinstance(box, boxes.TextBox)


def _get_next_linebox(
    context: Any,
    linebox: Any,
    position_y: Any,
    bottom_space: Any,
    skip_stack: Any,
    containing_block: Any,
    *rest: Any,
) -> Any:
    """Set a line, knowing its measure and what it begins with."""
    before = COMPOSITION.measure, COMPOSITION.line, COMPOSITION.first, COMPOSITION.skipped
    if skip_stack is None:
        _join(linebox)
    COMPOSITION.measure, COMPOSITION.line = containing_block.width, linebox
    COMPOSITION.first, COMPOSITION.skipped = _first_of(linebox, skip_stack)
    try:
        return _next_line(
            context, linebox, position_y, bottom_space, skip_stack, containing_block, *rest
        )
    finally:
        COMPOSITION.measure, COMPOSITION.line, COMPOSITION.first, COMPOSITION.skipped = before


def _first_of(linebox: Any, skip_stack: Any) -> tuple[Any, int]:
    """Give the text that a line begins with, and how many bytes of it stand on lines before."""
    skip_stack = inline.skip_first_whitespace(linebox, skip_stack)
    if skip_stack == "continue":
        return None, 0
    box, skipped = linebox, 0
    while isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        index, skip_stack = next(iter(skip_stack.items())) if skip_stack else (0, None)
        inside = [each for each in box.children[index:] if each.is_in_normal_flow()]
        if not inside:
            return None, 0
        if inside[0] is not box.children[index]:
            skip_stack = None
        box = inside[0]
    if isinstance(box, boxes.TextBox) and skip_stack:
        (skipped,) = skip_stack
    return box, skipped


def _get_log_attrs(text: str, lang: str | None) -> Any:
    """Say where a line may end between two pieces of text."""
    attributes = _log_attributes(text, lang)
    rules = COMPOSITION.of(lang)
    for start, end in kept(text, rules):
        for index in range(start + 1, end):
            attributes[index].is_line_break = 0
    for index, (before, after) in enumerate(pairwise(text), 1):
        if before in rules.never_last or after in rules.never_first:
            attributes[index].is_line_break = 0
    return attributes


def apply() -> None:
    """Put it into the engine."""
    inline.split_text_box = _split_text_box
    inline.split_first_line = preferred.split_first_line = _split_first_line
    preferred.inline_line_widths = _inline_line_widths
    line_break.get_log_attrs = _get_log_attrs
    inline.get_next_linebox = _get_next_linebox


STAND_ON = (
    (inline, "split_text_box", "context, box, available_width, skip, is_line_start"),
    (
        line_break,
        "split_first_line",
        "text, style, context, max_width, justification_spacing, is_line_start, minimum",
    ),
    (
        preferred,
        "inline_line_widths",
        "context, box, outer, is_line_start, minimum, skip_stack, first_line",
    ),
    (line_break, "get_log_attrs", "text, lang"),
    (inline, "skip_first_whitespace", "box, skip_stack"),
    (line_break.Layout, "get_first_line", "self"),
    (line_break, "line_size", "line, style"),
    (line_break, "strut", "style"),
    (
        inline,
        "get_next_linebox",
        (
            "context, linebox, position_y, bottom_space, skip_stack, containing_block, "
            "absolute_boxes, fixed_boxes, first_letter_style, first_line_style"
        ),
    ),
)
