"""Notes at the foot keep the order of their calls; one that is called again on its page isn't set a second time.

What a note says of the one right above it (`data-after`), it says only there; elsewhere it says the rest.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import LayoutContext, page

from jkreport.typeset.engine.refinement import Refinement

ATTRIBUTE = "data-call"
"""What an element carries that is a note: the same for each call of the same note."""

_AFTER, _OTHERWISE = "data-after", "data-unless-after"

SHOWN = f"[{_OTHERWISE}] {{ display: inline !important }}"
"""CSS that shows what is said elsewhere; without the refinement it stays hidden everywhere."""

_copy_plainly = boxes.FootnoteAreaBox.deepcopy
_layout_plainly = LayoutContext.layout_footnote
_make_page_plainly = page.remake_page


def is_same(element: Any, other: Any) -> bool:
    """Whether two elements are one note, called twice."""
    return element.get(ATTRIBUTE) is not None and element.get(ATTRIBUTE) == other.get(ATTRIBUTE)


def _layout_footnote(context: Any, footnote: Any) -> bool:
    """Add a note to the page, unless it stands there, or waits for the next one."""
    if not hasattr(context, "order_of_notes"):
        context.order_of_notes = {each.element: at for at, each in enumerate(context.footnotes)}
    standing = (*context.current_page_footnotes, *context.reported_footnotes)
    if _stands(footnote, standing):
        context.footnotes.remove(footnote)
        return False
    return bool(_layout_plainly(context, footnote))


def _make_page(index: int, context: Any, root_box: Any, html: Any) -> Any:
    """Make a page; notes that have waited for it come in the order of their calls."""
    context.reported_footnotes.sort(key=lambda each: context.order_of_notes.get(each.element, 0))
    return _make_page_plainly(index, context, root_box, html)


def _stands(footnote: Any, standing: Iterable[Any]) -> bool:
    return any(is_same(footnote.element, each.element) for each in standing)


def _copy(area: Any) -> Any:
    """Copy the notes of a page, to lay them out; each says what holds where it stands."""
    copied = _copy_plainly(area)
    above = None
    for note in copied.children:
        for box in (note, *note.descendants()):
            if box.children:
                box.children = [each for each in box.children if _holds(each.element, above)]
        above = note.element.get(ATTRIBUTE)
    return copied


def _holds(element: Any, above: str | None) -> bool:
    after, otherwise = element.get(_AFTER), element.get(_OTHERWISE)
    return (after is None or after == above) and (otherwise is None or otherwise != above)


def _apply() -> None:
    boxes.FootnoteAreaBox.deepcopy = _copy
    LayoutContext.layout_footnote = _layout_footnote
    page.remake_page = _make_page


REPEATS = Refinement(
    name="repeats",
    stands_on=(
        (LayoutContext, "layout_footnote", "self, footnote"),
        (page, "remake_page", "index, context, root_box, html"),
        (boxes.FootnoteAreaBox, "deepcopy", "self"),
    ),
    apply=_apply,
)
