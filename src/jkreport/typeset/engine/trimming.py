"""A box that goes on overleaf ends with its last line, where its style says so: `--trimmed: 1`.

By CSS Fragmentation a parted box is as high as what is left of the page, and a rule at its side runs on below the text.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.engine.state import variable
from jkreport.typeset.engine.walking import is_line, is_solid, within


def trim(pages: Sequence[Any]) -> None:
    """End the parts of boxes that go on overleaf with what shows of them."""
    going_on: set[Any] = set()
    for page in reversed(pages):
        marked = [box for box in within(page._page_box, closed=is_line) if _is_marked(box)]  # noqa: SLF001
        for box in marked:
            if box.element in going_on:
                _trim(box)
        going_on.update(box.element for box in marked)


def _is_marked(box: Any) -> bool:
    return box.element is not None and bool(variable(box.style, "trimmed"))


def _trim(box: Any) -> None:
    shown = (each for each in within(box, closed=is_solid) if is_solid(each))
    bottoms = [each.position_y + each.margin_height() for each in shown]
    if bottoms:
        box.height = min(box.height, max(bottoms) - box.content_box_y())


def _apply() -> None:
    """Nothing of the engine is replaced."""


TRIMMING = Refinement(
    name="trimming",
    stands_on=(
        (boxes.Box, "margin_height", "self"),
        (boxes.Box, "content_box_y", "self"),
    ),
    apply=_apply,
)
