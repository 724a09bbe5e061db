"""Notes at the foot keep the order of their calls; one that is called again on its page isn't set a second time."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable
from typing import Any

from weasyprint.layout import LayoutContext, page

from jkreport.typeset.engine.refinement import Refinement

ATTRIBUTE = "data-call"
"""What an element carries that is a note: the same for each call of the same note."""

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


def _apply() -> None:
    LayoutContext.layout_footnote = _layout_footnote
    page.remake_page = _make_page


REPEATS = Refinement(
    name="repeats",
    stands_on=(
        (LayoutContext, "layout_footnote", "self, footnote"),
        (page, "remake_page", "index, context, root_box, html"),
    ),
    apply=_apply,
)
