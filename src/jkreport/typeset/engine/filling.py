"""The last page before a new beginning isn't left almost empty.

What would stand there is taken in by pages that are a line longer, or else joined by some of the page before. A style
asks for it by `--least: 0.25` on the root: how much of a page is to be filled.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint import layout
from weasyprint.layout import page as layout_page
from weasyprint.text.line_break import strut

from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.engine.state import variable
from jkreport.typeset.engine.walking import is_solid, within

# Lines that pages are longer by to take in what is left, and parts of a page that move to the last one.
_LONGER = 1
_MOVED = (0.1, 0.2, 0.3)
# The page before the last keeps more than this.
_KEPT = 0.6


@dataclass(slots=True)
class _Height:
    """By how much the page that is being made is higher than its style says, in pixels."""

    more: float = 0.0


@dataclass(frozen=True, slots=True)
class _Made:
    """Pages, how the engine goes on after each, and the notes not yet set before each and after all."""

    pages: Sequence[Any]
    makers: Sequence[Any]
    notes: Sequence[Sequence[Any]]


_HEIGHT = _Height()
_all_pages = layout.make_all_pages
_page_height = layout_page.page_height


def _higher(box: Any, context: Any, *rest: Any) -> None:
    _page_height(box, context, *rest)
    box.height += _HEIGHT.more
    box.margin_bottom -= _HEIGHT.more


def _make_all(context: Any, root_box: Any, html: Any, pages: Sequence[Any]) -> Iterator[Any]:
    """Make all pages, those up to each new beginning together."""
    least = variable(root_box.style, "least")
    if pages or not least:
        yield from _all_pages(context, root_box, html, pages)
        return
    context.rendered_notes = []
    setting = _Setting(context, root_box, html)
    start, going_on = 0, True
    while going_on:
        made = setting.until_beginning(start)
        made = setting.filled(start, made, least)
        yield from made.pages
        start += len(made.pages)
        going_on = context.page_maker[start][0] is not None or bool(context.reported_footnotes)
    context.broken_out_of_flow.clear()
    context.reported_footnotes.clear()


@dataclass(frozen=True, slots=True)
class _Setting:
    """A document whose pages are being made."""

    context: Any
    root: Any
    html: Any

    def until_beginning(self, start: int, more: Sequence[float] = ()) -> _Made:
        """Make the pages up to the next new beginning, the first of them higher by so much each."""
        del self.context.page_maker[start + 1 :]
        pages: list[Any] = []
        notes = [list(self.context.footnotes)]
        while not pages or not self._begins(start + len(pages), pages[-1]):
            index = start + len(pages)
            self.context.page_maker[index][-1].update(
                content_changed=False, pages_wanted=False, anchors=[], content_lookups=[]
            )
            _HEIGHT.more = more[len(pages)] if len(pages) < len(more) else 0.0
            page, _ = layout_page.remake_page(index, self.context, self.root, self.html)
            # The foot stays where it is.
            page.height -= _HEIGHT.more
            page.margin_bottom += _HEIGHT.more
            _HEIGHT.more = 0.0
            pages.append(page)
            notes.append(list(self.context.footnotes))
        return _Made(pages, self.context.page_maker[start + 1 :], notes)

    def _begins(self, index: int, page: Any) -> bool:
        resume_at, following, *_ = self.context.page_maker[index]
        if resume_at is None:
            return not self.context.reported_footnotes
        name = following["page"]
        return following["break"] != "any" or bool(name and name != page.page_type.name)

    def filled(self, start: int, made: _Made, least: float) -> _Made:
        """Give pages of which the last isn't almost empty, where there is a way to that."""
        *before, last = made.pages
        if not before or _fill(last) >= least or self._waits():
            return made
        line = strut(self.root.style)[0]
        taken_in = self._again(start, made, [line * _LONGER] * len(before))
        if taken_in is not None and len(taken_in.pages) == len(before):
            return taken_in
        for part in _MOVED:
            lines = round(part * last.height / line)
            tried = self._again(start, made, [0.0] * (len(before) - 1) + [-lines * line])
            if tried is not None and len(tried.pages) == len(made.pages):
                *_, shorter, last = tried.pages
                if _fill(last) >= least and _fill(shorter) > _KEPT:
                    return tried
        return self._restored(start, made)

    def _again(self, start: int, made: _Made, more: Sequence[float]) -> _Made | None:
        """Make pages anew, the first of them with other heights; nothing if something is left over then."""
        kept = next(at for at, each in enumerate(more) if each)
        self._restored(start, made)
        self.context.footnotes[:] = made.notes[kept]
        tried = self.until_beginning(start + kept, more[kept:])
        if self._waits():
            self.context.reported_footnotes.clear()
            self.context.broken_out_of_flow.clear()
            return None
        pages = [*made.pages[:kept], *tried.pages]
        makers = [*made.makers[:kept], *tried.makers]
        return _Made(pages, makers, [*made.notes[:kept], *tried.notes])

    def _restored(self, start: int, made: _Made) -> _Made:
        self.context.page_maker[start + 1 :] = made.makers
        self.context.footnotes[:] = made.notes[-1]
        return made

    def _waits(self) -> bool:
        return bool(self.context.reported_footnotes or self.context.broken_out_of_flow)


def _fill(page: Any) -> float:
    """Give how much of a page is filled; one with notes at its foot is filled to its end."""
    root, notes, *_ = page.children
    if notes.children:
        return 1.0
    seen = (box for box in within(root, closed=is_solid) if is_solid(box))
    ends = (box.border_box_y() + box.border_height() for box in seen)
    return float((max(ends, default=0.0) - page.content_box_y()) / page.height)


def _apply() -> None:
    layout.make_all_pages = _make_all
    layout_page.page_height = _higher


FILLING = Refinement(
    name="filling",
    stands_on=(
        (layout, "make_all_pages", "context, root_box, html, pages"),
        (layout_page, "remake_page", "index, context, root_box, html"),
        (layout_page, "page_height", "box, context, containing_block_height"),
    ),
    apply=_apply,
)
