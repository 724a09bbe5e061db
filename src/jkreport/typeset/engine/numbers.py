"""Page numbers inside the pages, as in the contents, are set when all pages stand.

The engine knows the page of a target only when it has laid out everything, and then begins again. Here the number gets
a place of a fixed width, and is put there at the end.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text import line_break

from jkreport.typeset.engine.refinement import Refinement

ATTRIBUTE = "data-page-of"
"""What an element carries that shows the number of a page: the address of the target, `#minerals`."""

PLACES = f'[{ATTRIBUTE}]::after {{ content: "00" }}'
"""CSS that keeps a place for two digits; a number that stands at the right may have more."""

LOOKED_UP = f"[{ATTRIBUTE}]::after {{ content: target-counter(attr({ATTRIBUTE}), page) }}"
"""CSS that lets the engine look numbers up itself, at the price of a second layout."""


def put_numbers(pages: Iterable[Any], anchors: Mapping[str, int]) -> None:
    """Write the number of its target's page into each place that was kept."""
    for page in pages:
        for box in _places(page._page_box):  # noqa: SLF001
            number = anchors.get(box.element.get(ATTRIBUTE).removeprefix("#"))
            if number is not None:
                _write(box, str(number))


def _places(page: Any) -> Iterator[Any]:
    for box in page.descendants(placeholders=True):
        if (
            isinstance(box, boxes.TextBox)
            and box.element is not None
            and box.element_tag.endswith("::after")
            and box.element.get(ATTRIBUTE)
        ):
            yield box


def _write(box: Any, number: str) -> None:
    """Put a number into the place of another: at its right end, or in its middle within a line of text."""
    layout = line_break.create_layout(number, box.style, None, None, 0)
    width, _ = line_break.line_size(layout.get_first_line()[0], box.style)
    spare = box.width - width
    layout.deactivate()
    box.text, box.pango_layout, box.justification_spacing = number, layout, 0
    box.width = width
    box.position_x += spare if box.style["text_align_all"] in ("right", "end") else spare / 2


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
