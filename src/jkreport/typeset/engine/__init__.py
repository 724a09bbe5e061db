"""All contact with WeasyPrint; what reaches into its insides is a refinement, probed first.

Pinned to version 70. A refinement whose probe fails is left out: documents are set without it,
and say so.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import weasyprint
from weasyprint.logger import LOGGER

from jkreport.images import load_formats
from jkreport.typeset.engine import (
    archive,
    bars,
    continued,
    folios,
    margins,
    numbers,
    repeats,
    spreads,
    trimming,
)
from jkreport.typeset.engine.archive import ARCHIVE
from jkreport.typeset.engine.balance import BALANCE
from jkreport.typeset.engine.bars import BARS
from jkreport.typeset.engine.columns import COLUMNS
from jkreport.typeset.engine.continued import CONTINUED
from jkreport.typeset.engine.filling import FILLING
from jkreport.typeset.engine.folios import FOLIOS
from jkreport.typeset.engine.grid import GRID
from jkreport.typeset.engine.justify import ragged
from jkreport.typeset.engine.lines import LINES
from jkreport.typeset.engine.margins import MARGINS
from jkreport.typeset.engine.numbers import NUMBERS
from jkreport.typeset.engine.parsing import PARSING
from jkreport.typeset.engine.refinement import Refinement, take
from jkreport.typeset.engine.repeats import REPEATS
from jkreport.typeset.engine.shaping import forget
from jkreport.typeset.engine.spreads import SPREADS
from jkreport.typeset.engine.state import COMPOSITION
from jkreport.typeset.engine.styles import STYLES
from jkreport.typeset.engine.subset import SUBSET
from jkreport.typeset.engine.tags import TAGS, prepare
from jkreport.typeset.engine.trimming import TRIMMING
from jkreport.typeset.engine.whole import WHOLE
from jkreport.typeset.fetcher import BASE, Fetcher
from jkreport.typeset.jobs import Job

_MISSING = take(
    (
        *(SUBSET, LINES, BALANCE, NUMBERS, CONTINUED, GRID, WHOLE, REPEATS, FILLING),
        *(SPREADS, MARGINS, FOLIOS, TRIMMING, TAGS, ARCHIVE, BARS),
        *(PARSING, STYLES, COLUMNS),
    )
)
# What isn't tagged as we do it doesn't keep the promises that archives and readers are given.
_PROMISING = not {TAGS.name, ARCHIVE.name} & set(_MISSING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """A document that the engine has set."""

    pdf: bytes = b""
    pages: int = 0
    anchors: Mapping[str, int] = field(default_factory=dict)
    ragged: int = 0


def render(job: Job, fetcher: Fetcher) -> Rendered:
    """Set a document; what the engine has to say about it goes to its log and to the fetcher."""
    COMPOSITION.rules = job.rules
    forget()
    variant = archive.VARIANT if _PROMISING else None
    page = weasyprint.HTML(string=job.html, base_url=BASE, url_fetcher=fetcher)
    styles = [weasyprint.CSS(string=_css())]
    document = page.render(stylesheets=styles, pdf_variant=variant)
    anchors = _finished(document, page.etree_element)
    archive.date(document, job.epoch)
    if variant:
        archive.claim(document)

    def finish(_: Any, pdf: Any) -> None:
        archive.attach(pdf, job.attachments, job.epoch)
        archive.finish(pdf)

    pdf = document.write_pdf(finisher=finish, pdf_variant=variant, pdf_tags=True)
    return Rendered(
        pdf=pdf,
        pages=len(document.pages),
        anchors=anchors,
        ragged=ragged(document.pages),
    )


def _finished(document: Any, root: Any) -> dict[str, int]:
    """Do what waits for all pages, from cutting spreads to finding the structure; give the page of each anchor."""
    if _taken(SPREADS):
        document.pages = spreads.cut(document.pages, str(root.get("lang", "")))
    if _taken(MARGINS):
        margins.part_notes(document.pages)
    anchors = _anchors(document.pages)
    if _taken(NUMBERS):
        numbers.put_numbers(document.pages, anchors)
    if _taken(FOLIOS):
        folios.compare(document.pages, {spreads.NAME})
    if _taken(TRIMMING):
        trimming.trim(document.pages)
    if _taken(BARS):
        bars.draw_bars(document.pages)
    _link_once(document.pages)
    if _taken(TAGS):
        prepare(document, _described(root))
    return anchors


def _described(root: Any) -> dict[str, str]:
    """Give what links to places that say so are called, by the addresses of the places."""
    said = ((each.get("id"), each.get("data-contents")) for each in root.iter())
    return {f"#{name}": contents for name, contents in said if name and contents}


def warm_up() -> None:
    """Load what every document needs, but nothing that starts a thread: forks follow."""
    load_formats()


def missing_refinements() -> tuple[str, ...]:
    """Name the refinements that this version of the engine doesn't take."""
    return _MISSING


def _taken(refinement: Refinement) -> bool:
    return refinement.name not in _MISSING


def _css() -> str:
    """Give what the refinements that are taken ask of every document."""
    places = numbers.PLACES if _taken(NUMBERS) else numbers.LOOKED_UP
    going_on = continued.SHOWN if _taken(CONTINUED) else ""
    return places + going_on + (repeats.SHOWN if _taken(REPEATS) else "")


def _anchors(pages: Iterable[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


def _link_once(pages: Iterable[Any]) -> None:
    """Keep one annotation for each link; the engine makes one more for every element inside it."""
    for page in pages:
        page.links = [link for link in page.links if link[3].link]
        for kind, address, _, _ in page.links:
            if kind == "attachment":
                LOGGER.error("A link carries the file %s; attach it to the document", address)
