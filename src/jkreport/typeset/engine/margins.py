"""Notes in the margin stand below each other, where the engine would set them upon each other."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable
from typing import Any

from weasyprint.formatting_structure import boxes

from jkreport.typeset.engine.refinement import Refinement

_CLASS = "side-note"


def part_notes(pages: Iterable[Any]) -> None:
    """Move notes of the margin down to where the one before ends, and up where they would leave the page."""
    for page in pages:
        box = page._page_box  # noqa: SLF001
        notes = [each for each in box.descendants(placeholders=True) if _is_note(each)]
        notes.sort(key=lambda note: note.position_y)
        free = box.content_box_y()
        for note in notes:
            note.translate(dy=max(0.0, free - note.position_y))
            free = note.position_y + note.margin_height()
        free = box.content_box_y() + box.height
        for note in reversed(notes):
            note.translate(dy=min(0.0, free - note.position_y - note.margin_height()))
            free = note.position_y


def _is_note(box: Any) -> bool:
    return (
        box.element is not None
        and box.element_tag == "span"
        and box.element.get("class") == _CLASS
        and box.is_floated()
    )


def _apply() -> None:
    """Nothing is replaced: notes are moved when all pages stand."""


MARGINS = Refinement(
    name="margins",
    stands_on=(
        (boxes.Box, "descendants", "self, placeholders"),
        (boxes.Box, "translate", "self, dx, dy, ignore_floats"),
        (boxes.Box, "is_floated", "self"),
    ),
    apply=_apply,
)
