"""The structure of a document is found by us, and its marks are put where it is painted."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.logger import LOGGER
from weasyprint.pdf.stream import Stream

from jkreport.typeset.engine.elements import Elements
from jkreport.typeset.engine.gather import gather
from jkreport.typeset.engine.headers import head_cells
from jkreport.typeset.engine.notes import tie
from jkreport.typeset.engine.quiet import hush
from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.engine.shape import shape

_mark_plainly = Stream.marked


def prepare(document: Any, described: Mapping[str, str]) -> None:
    """Find the structure of a document that is laid out and not painted yet.

    `described` says, by addresses inside the document, what links to them are called.
    """
    if not document.metadata.lang:
        LOGGER.error("The document doesn't say its language")
    structure = gather(document.pages, document.metadata.lang or "")
    structure.described = described
    hush(structure.root)
    shape(structure.root, structure.notes)
    tie(structure.root, structure.notes, structure.calls_again)
    tables = (node for node in structure.root.walk() if node.role == "Table")
    for number, table in enumerate(tables, 1):
        head_cells(table, f"t{number}")
    for box, properties in structure.artifacts.items():
        box.artifact = properties
    document.structure = structure


@contextmanager
def _marked(stream: Any, box: Any, tag: str) -> Iterator[None]:
    """Mark what is painted as a part of the structure, or as an artifact with its properties."""
    properties = getattr(box, "artifact", None)
    if properties is None or stream._tags is None:  # noqa: SLF001
        with _mark_plainly(stream, box, tag):
            if stream._tags is not None:  # noqa: SLF001
                stream._tags[box]["stream"] = stream  # noqa: SLF001
            yield
        return
    listed = {
        name: pydyf.Array(value) if isinstance(value, list) else value
        for name, value in properties.items()
    }
    stream.begin_marked_content("Artifact", pydyf.Dictionary(listed) if listed else None)
    try:
        yield
    finally:
        stream.end_marked_content()


def _add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """Write the structure that was found before the pages were painted."""
    del pdf_version
    Elements(pdf, document, page_streams).write()
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _apply() -> None:
    weasyprint.pdf.add_tags = _add_tags
    Stream.marked = _marked


TAGS = Refinement(
    name="tags",
    stands_on=(
        (weasyprint.pdf, "add_tags", "pdf, document, pdf_version, page_streams"),
        (Stream, "marked", "self, box, tag"),
        (Stream, "begin_marked_content", "self, tag, property_list"),
        (boxes.Box, "hit_area", "self"),
        (weasyprint.pdf, "add_links", "links_and_anchors, matrix, pdf, page, names, tags"),
    ),
    apply=_apply,
)
