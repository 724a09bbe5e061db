"""A note that is called again on the page where it stands is not set a second time."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable
from typing import Any

from weasyprint.layout import LayoutContext

from jkreport.typeset.engine.refinement import Refinement

ATTRIBUTE = "data-call"
"""What an element carries that is a note: the same for each call of the same note."""

_layout_plainly = LayoutContext.layout_footnote


def is_same(element: Any, other: Any) -> bool:
    """Whether two elements are one note, called twice."""
    return element.get(ATTRIBUTE) is not None and element.get(ATTRIBUTE) == other.get(ATTRIBUTE)


def _layout_footnote(context: Any, footnote: Any) -> bool:
    """Add a note to the page, unless it stands there, or waits for the next one."""
    standing = (*context.current_page_footnotes, *context.reported_footnotes)
    if _stands(footnote, standing):
        context.footnotes.remove(footnote)
        return False
    return bool(_layout_plainly(context, footnote))


def _stands(footnote: Any, standing: Iterable[Any]) -> bool:
    return any(is_same(footnote.element, each.element) for each in standing)


def _apply() -> None:
    LayoutContext.layout_footnote = _layout_footnote


REPEATS = Refinement(
    name="repeats",
    stands_on=((LayoutContext, "layout_footnote", "self, footnote"),),
    apply=_apply,
)
