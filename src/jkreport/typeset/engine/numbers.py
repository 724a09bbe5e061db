"""Page numbers inside the pages, as in the contents, are set when all pages stand.

The engine knows the page of a target only when it has laid out everything, and then begins again. Here the number gets
a place of a fixed width, and is put there at the end.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text import line_break

from jkreport.typeset.engine.justify import refill
from jkreport.typeset.engine.pieces import Piece, leaves
from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.engine.shaping import shaped

ATTRIBUTE = "data-page-of"
"""What an element carries that shows the number of a page: the address of the target, `#minerals`."""

PLACES = f'[{ATTRIBUTE}]::after {{ content: "00" }}'
"""CSS that keeps a place for two digits; a number that stands at the right may have more."""

LOOKED_UP = f"[{ATTRIBUTE}]::after {{ content: target-counter(attr({ATTRIBUTE}), page) }}"
"""CSS that lets the engine look numbers up itself, at the price of a second layout."""


def put_numbers(pages: Iterable[Any], anchors: Mapping[str, int]) -> None:
    """Write the number of its target's page into each place that was kept."""
    for page in pages:
        for line, box in _places(page._page_box):  # noqa: SLF001
            number = anchors.get(box.element.get(ATTRIBUTE).removeprefix("#"))
            if number is not None:
                _write(line, box, str(number))


def _places(page: Any) -> Iterator[tuple[Any, Any]]:
    lines = [
        each for each in page.descendants(placeholders=True) if isinstance(each, boxes.LineBox)
    ]
    for line in lines:
        yield from ((line, leaf) for leaf in list(leaves(line)) if _is_place(leaf))


def _is_place(box: Any) -> bool:
    return (
        isinstance(box, boxes.TextBox)
        and box.element is not None
        and box.element_tag.endswith("::after")
        and bool(box.element.get(ATTRIBUTE))
    )


def _write(line: Any, box: Any, number: str) -> None:
    """Put a number into the place of another: at its right end, or within a line of text, which closes up to it."""
    if isinstance(box.pango_layout, Piece) and box.style["text_align_all"] not in ("right", "end"):
        _write_in_text(line, box, number)
        return
    layout = line_break.create_layout(number, box.style, None, None, 0)
    width, _ = line_break.line_size(layout.get_first_line()[0], box.style)
    spare = box.width - width
    layout.deactivate()
    box.text, box.pango_layout, box.justification_spacing = number, layout, 0
    box.width = width
    box.position_x += spare if box.style["text_align_all"] in ("right", "end") else spare / 2


def _write_in_text(line: Any, box: Any, number: str) -> None:
    kept = box.pango_layout
    measured = shaped(number, box.style)
    if measured is None:
        return
    piece = replace(kept, shaped=measured, start=0, end=len(number))
    change = piece.width - kept.width
    box.text, box.pango_layout = number, piece
    box.width += change
    refill(line, box, change)


def _apply() -> None:
    """Nothing is replaced: places are kept by CSS and filled through the pages."""


NUMBERS = Refinement(
    name="numbers",
    stands_on=(
        (
            line_break,
            "create_layout",
            "text, style, context, max_width, justification_spacing",
        ),
        (line_break, "line_size", "line, style"),
        (boxes.Box, "descendants", "self, placeholders"),
    ),
    apply=_apply,
)
