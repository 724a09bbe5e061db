"""Facing pages: laid out as one wide page, so that both stay in step, then cut in two.

A wide page is one whose style calls it `spread`. Its columns are the elements of the class `side`: those in the
language of the document make the left page, those in another one the right page.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from weasyprint import document, layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as layout_page
from weasyprint.layout.background import layout_backgrounds

from jkreport.typeset.engine.refinement import Refinement

NAME = "spread"
_COLUMN = "side"


@dataclass(slots=True)
class _Spreads:
    """Which pages of the document that is being laid out are spreads, by their numbers; what fetches pictures."""

    wide: dict[int, bool] = field(default_factory=dict)
    pictures: Any = None

    def place(self, number: int) -> int:
        """Give the number that a page has once the spreads before it are cut: the left one's of a spread."""
        return number + sum(wide for other, wide in self.wide.items() if other < number)

    @property
    def total(self) -> int:
        """How many pages there are once all are cut."""
        return len(self.wide) + sum(self.wide.values())


_SPREADS = _Spreads()
_make_page = layout_page.make_page
_make_margin_boxes = layout.make_margin_boxes


def _page(
    context: Any, root_box: Any, page_type: Any, resume_at: Any, page_number: int, page_state: Any
) -> Any:
    if page_number == 1:
        _SPREADS.wide.clear()
    _SPREADS.wide[page_number] = page_type.name == NAME
    return _make_page(context, root_box, page_type, resume_at, page_number, page_state)


def _margin_boxes(context: Any, page: Any, state: Any) -> Iterator[Any]:
    """Make running heads and feet; those of a spread have a number on either side."""
    _SPREADS.pictures = context.get_image_from_uri
    # A second layout may have needed fewer pages; the maker of pages knows one more than there are.
    for number in [number for number in _SPREADS.wide if number >= len(context.page_maker)]:
        del _SPREADS.wide[number]
    if not any(_SPREADS.wide.values()):
        yield from _make_margin_boxes(context, page, state)
        return
    number = _SPREADS.place(context.current_page)
    if not _SPREADS.wide[context.current_page]:
        yield from _make_margin_boxes(context, page, _numbered(state, number))
        return
    for side, own in (("left", number), ("right", number + 1)):
        made = _make_margin_boxes(context, page, _numbered(state, own))
        yield from (box for box in made if side in box.at_keyword)


def _numbered(state: Any, number: int) -> Any:
    own = deepcopy(state)
    own[1]["page"], own[1]["pages"] = [number], [_SPREADS.total]
    return own


def cut(pages: Iterable[Any], language: str) -> list[Any]:
    """Give the pages with two in the place of each spread: in the language of the document, and in the other."""
    found = []
    for page in pages:
        box = page._page_box  # noqa: SLF001
        if box.page_type.name != NAME:
            found.append(page)
            continue
        found += [document.Page(_half(box, language, right=right)) for right in (False, True)]
    return found


def _half(page: Any, language: str, *, right: bool) -> Any:
    """Copy one half of a spread; what is in no column stands on the left page."""
    half = page.copy_with_children([])
    width = page.margin_width() / 2
    half.margin_right = page.margin_right
    half.width = width - page.margin_left - page.margin_right
    for child in page.children:
        kept = _kept(child, language, half.width, right=right)
        if kept is not None:
            kept.translate(dx=-width if right else 0)
            half.children = [*half.children, kept]
    # Where backgrounds are painted was settled on the wide page.
    layout_backgrounds(half, _SPREADS.pictures)
    return half


def _kept(box: Any, language: str, width: float, *, right: bool) -> Any:
    """Copy what of a box belongs to one half, None if nothing does."""
    if isinstance(box, boxes.MarginBox):
        return box if ("right" in box.at_keyword) == right else None
    if box.element is not None and box.element.get("class", "") == _COLUMN:
        return box if (box.style["lang"] == language) != right else None
    if isinstance(box, boxes.FootnoteAreaBox):
        return _notes(box, language, width, right=right)
    if not isinstance(box, boxes.ParentBox) or isinstance(box, boxes.LineBox):
        return None if right else box
    children = [_kept(each, language, width, right=right) for each in box.children]
    kept = box.copy_with_children([each for each in children if each is not None])
    if right:
        kept.position_x += kept.width - width if kept.width > width else 0
    kept.width = min(kept.width, width)
    return kept


def _notes(area: Any, language: str, width: float, *, right: bool) -> Any:
    """Copy the notes of one half, moved down to the foot of the page."""
    own = [each for each in area.children if (each.style["lang"] == language) != right]
    if not own:
        return None
    removed = sum(each.margin_height() for each in area.children if each not in own)
    y = area.content_box_y()
    for note in own:
        note.translate(dy=y - note.position_y)
        y += note.margin_height()
    kept = area.copy_with_children(own)
    kept.height -= removed
    if right:
        kept.position_x += kept.width - width
    kept.width = width
    kept.translate(dy=removed)
    return kept


def _apply() -> None:
    layout_page.make_page = _page
    layout.make_margin_boxes = _margin_boxes


SPREADS = Refinement(
    name="spreads",
    stands_on=(
        (
            layout_page,
            "make_page",
            "context, root_box, page_type, resume_at, page_number, page_state",
        ),
        (layout, "make_margin_boxes", "context, page, state"),
        (layout, "layout_backgrounds", "page, get_image_from_uri"),
        (document.Page, "__init__", "self, page_box"),
        (boxes.ParentBox, "copy_with_children", "self, new_children"),
    ),
    apply=_apply,
)
