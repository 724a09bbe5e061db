"""Change bars: beside what an element says has changed, in the outer margin, drawn when all pages stand.

They take no room, so that lines and pages break as they do without them.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint import document
from weasyprint.formatting_structure import boxes
from weasyprint.pdf.stream import Stream

from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.engine.spreads import NAME as SPREAD
from jkreport.typeset.engine.walking import is_line, within

CHANGED, GONE = "data-changed", "data-gone"
"""What elements carry that have changed (`text`: by an author, `data`: by data alone), or that others stood after."""
_MM = 96 / 25.4
_AWAY, _WIDTH = 5 * _MM, 0.45 * _MM
_DASH, _GAP = 1.1 * _MM, 0.8 * _MM
_WEDGE = 1.3 * _MM
# Lines of one paragraph, and paragraphs that follow each other, have one bar.
_NEAR = 2.5 * _MM
_INK = 0.15
# What stands so far off the middle of a page, as a part of its width, stands in a column at its left.
_ASIDE = 0.15


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Bar:
    """A bar on a page, in pixels: at which side, of which kind, from where to where; a wedge where `GONE`."""

    right: bool
    kind: str
    top: float
    bottom: float


def draw_bars(pages: Sequence[Any]) -> None:
    """Have each page draw its bars when it is painted."""
    spread, bars = 0, [list[Bar]() for _ in pages]
    gone: dict[Any, tuple[int, Bar]] = {}
    for number, page in enumerate(pages):
        spread = spread + 1 if page._page_box.page_type.name == SPREAD else 0  # noqa: SLF001
        for element, bar in _bars(page._page_box, left=bool(spread % 2)):  # noqa: SLF001
            if bar.kind == GONE:
                gone[element] = number, bar  # where the element ends
            else:
                bars[number].append(bar)
    for number, bar in gone.values():
        bars[number].append(bar)
    for page, found in zip(pages, bars, strict=True):
        if found:
            page.paint = _Painting(page=page, bars=_joined(sorted(found)))


@dataclass(frozen=True, slots=True)
class _Painting:
    page: Any
    bars: Sequence[Bar]

    def __call__(self, stream: Any, scale: float = 1) -> None:
        document.Page.paint(self.page, stream, scale)
        with stream.artifact(), stream.stacked():
            stream.transform(a=scale, d=scale)
            stream.set_color_rgb(_INK, _INK, _INK)
            for bar in self.bars:
                self._draw(stream, bar)

    def _draw(self, stream: Any, bar: Bar) -> None:
        box = self.page._page_box  # noqa: SLF001
        edge = box.content_box_x()
        x = edge + box.width + _AWAY if bar.right else edge - _AWAY - _WIDTH
        if bar.kind == GONE:
            tip, back = (x - _WEDGE, x + _WIDTH) if bar.right else (x + _WIDTH + _WEDGE, x)
            stream.move_to(tip, bar.bottom)
            stream.line_to(back, bar.bottom - _WEDGE)
            stream.line_to(back, bar.bottom + _WEDGE)
            stream.close()
        elif bar.kind == "data":
            y = bar.top
            while y < bar.bottom:
                stream.rectangle(x, y, _WIDTH, min(_DASH, bar.bottom - y))
                y += _DASH + _GAP
        else:
            stream.rectangle(x, bar.top, _WIDTH, bar.bottom - bar.top)
        stream.fill()


def _bars(page: Any, *, left: bool) -> Iterator[tuple[Any, Bar]]:
    """Give the bars of a page, each with its element."""
    middle = page.content_box_x() + page.width * (0.5 - _ASIDE)
    for box in within(page, closed=is_line):
        element = box.element
        if element is None or is_line(box) or "::" in (box.element_tag or ""):
            continue
        kind, gone = element.get(CHANGED), element.get(GONE)
        y, height = (box.border_box_y(), box.border_height()) if kind or gone else (0, 0)
        right = not left and box.border_box_x() + box.border_width() / 2 > middle
        if kind and height > 0:
            yield element, Bar(right=right, kind=kind, top=y, bottom=y + height)
        if gone:
            yield element, Bar(right=right, kind=GONE, top=y + height, bottom=y + height)


def _joined(bars: Sequence[Bar]) -> list[Bar]:
    """Join bars of a kind that follow each other; where one kind covers another the solid one stays."""
    found: list[Bar] = []
    for bar in bars:
        before = found[-1] if found else None
        if (
            before is not None
            and (before.right, before.kind) == (bar.right, bar.kind)
            and bar.kind != GONE
            and bar.top <= before.bottom + _NEAR
        ):
            found[-1] = Bar(
                right=bar.right,
                kind=bar.kind,
                top=before.top,
                bottom=max(before.bottom, bar.bottom),
            )
        else:
            found.append(bar)
    return found


def _apply() -> None:
    """Nothing of the engine is replaced."""


BARS = Refinement(
    name="change bars",
    stands_on=(
        (document.Page, "paint", "self, stream, scale"),
        (Stream, "artifact", "self"),
        (boxes.Box, "border_height", "self"),
    ),
    apply=_apply,
)
