"""Lines grow between wide letters, or at spaces, each by the rules of the job."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from jkreport.typeset.engine.pieces import Piece, leaves
from jkreport.typeset.measured import WIDEST

_justify_spaces = inline.justify_line


@dataclass(slots=True)
class _Leaf:
    """A piece of text in a line, and whether the line grows before it; or an object in the line."""

    box: Any
    piece: Piece | None
    seam: bool


def _justify(context: Any, line: Any, extra: float) -> None:
    """Fill a line by growing it between wide characters and at spaces alike."""
    found = _leaves(line)
    pieces = [each.piece for each in found if each.piece]
    if not pieces or line.style["direction"] != "ltr":
        _justify_spaces(context, line, extra)
        return
    extra += _trimmed(line, found[-1])
    places = sum(each.growth for each in pieces) + sum(each.seam for each in found)
    size = min(each.shaped.measured.size for each in pieces)
    wide = any(each.shaped.measured.rules.justify_cjk for each in pieces)
    gap = extra / places if places else 0.0
    if 0 < gap <= WIDEST[wide] * size:
        _grow(line, gap, 0.0, iter(found))
    else:
        line.ragged = extra > 0


def _leaves(line: Any) -> Sequence[_Leaf]:
    found: list[_Leaf] = []
    for box in leaves(line):
        layout = getattr(box, "pango_layout", None)
        piece = layout if isinstance(layout, Piece) else None
        seam = bool(found) and _seam(found[-1], piece)
        if not (isinstance(box, boxes.TextBox) and not box.text):
            found.append(_Leaf(box=box, piece=piece, seam=seam))
    return found


def _seam(before: _Leaf, piece: Piece | None) -> bool:
    """Whether a line grows between two of its pieces."""
    if piece is not None:
        return piece.start == 0 and piece.shaped.measured.grows_at_start(piece.joint)
    if before.piece is None:
        return False
    return before.piece.shaped.measured.grows_at_end(before.piece.end)


def _trimmed(line: Any, last: _Leaf) -> float:
    """Take the empty half from a mark that ends a line, if it still has it; give its width."""
    if last.piece is None or last.piece.tail:
        return 0.0
    last.piece.tail = last.piece.shaped.measured.tail(last.piece.end)
    for box in _around(line, last.box):
        box.width += last.piece.tail
    return -last.piece.tail


def _around(box: Any, inner: Any) -> list[Any]:
    """Give a box, those in it that hold another one, and that one; what is empty may follow it on the line."""
    if box is inner:
        return [box]
    for child in reversed(getattr(box, "children", ())):
        found = _around(child, inner) if child.is_in_normal_flow() else []
        if found:
            return [box, *found]
    return []


def _grow(box: Any, gap: float, advance: float, found: Iterator[_Leaf]) -> float:
    """Move and widen a box and those inside it; give how far what follows has to move."""
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += advance
        before = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _grow(child, gap, advance, found)
        box.width += advance - before
        return advance
    if isinstance(box, boxes.TextBox) and not box.text:
        box.position_x += advance
        return advance
    leaf = next(found)
    seam = gap if leaf.seam else 0.0
    if leaf.piece is None:
        box.translate(advance + seam, 0)
        return advance + seam
    # What stands before a piece is drawn with it.
    box.position_x += advance
    leaf.piece.gap += gap
    leaf.piece.seam += seam
    grown = seam + leaf.piece.growth * gap
    box.width += grown
    return advance + grown


def refill(line: Any, box: Any, change: float) -> None:
    """Keep the end of a line in its place when a box in it has become wider, or narrower, by so much."""
    _move_after(line, box, change)
    found = _leaves(line)
    grown = any(each.piece.gap or each.piece.seam for each in found if each.piece)
    places = sum(each.piece.growth for each in found if each.piece)
    places += sum(each.seam for each in found)
    if grown and places:
        _grow(line, -change / places, 0.0, iter(found))


def _move_after(parent: Any, box: Any, change: float) -> bool:
    """Move what follows a box; say whether it is in the parent."""
    passed = False
    for child in parent.children:
        if passed:
            child.translate(dx=change)
        elif child is box:
            passed = True
        elif isinstance(child, boxes.InlineBox):
            passed = _move_after(child, box, change)
            child.width += change if passed else 0.0
    return passed


def ragged(pages: Iterable[Any]) -> int:
    """Count the lines that stayed ragged because they would have had to grow too much."""
    return sum(
        getattr(each, "ragged", False)
        for page in pages
        for each in page._page_box.descendants()  # noqa: SLF001
        if isinstance(each, boxes.LineBox)
    )


def apply() -> None:
    """Put it into the engine."""
    inline.justify_line = _justify


STAND_ON = ((inline, "justify_line", "context, line, extra_width"),)
