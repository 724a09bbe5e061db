"""All contact with WeasyPrint; what reaches into its insides is a refinement, probed first.

Pinned to version 70. A refinement whose probe fails is left out: documents are set without it,
and say so.
"""

# ruff: noqa: ANN401 - the engine ships no types

import inspect
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint
from PIL import Image
from weasyprint.pdf import fonts as pdf_fonts

from jkreport.typeset.fetcher import BASE, Fetcher
from jkreport.typeset.jobs import Job

_SERIES = "70."


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendered:
    """A document that the engine has set."""

    pdf: bytes = b""
    pages: int = 0
    anchors: Mapping[str, int] = field(default_factory=dict)


def render(job: Job, fetcher: Fetcher) -> Rendered:
    """Set a document; what the engine has to say about it goes to its log and to the fetcher."""
    document = weasyprint.HTML(string=job.html, base_url=BASE, url_fetcher=fetcher).render()
    _link_once(document.pages)
    pdf = document.write_pdf(finisher=_dated(job.epoch), pdf_tags=True)
    return Rendered(pdf=pdf, pages=len(document.pages), anchors=_anchors(document.pages))


def warm_up() -> None:
    """Load what every document needs, but nothing that starts a thread: forks follow."""
    Image.preinit()


def missing_refinements() -> tuple[str, ...]:
    """Name the refinements that this version of the engine doesn't take."""
    return _MISSING


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


def _dated(epoch: int) -> Callable[[Any, Any], None]:
    stamp = pydyf.String(time.strftime("D:%Y%m%d%H%M%SZ", time.gmtime(epoch)))

    def finish(_: Any, pdf: Any) -> None:
        # The engine dates attachments by the clock.
        for each in pdf.objects:
            parameters = each.extra.get("Params") if isinstance(each, pydyf.Stream) else None
            if parameters and "CheckSum" in parameters:
                parameters["CreationDate"] = parameters["ModDate"] = stamp

    return finish


# Tables that only layout needs, and layout is done; the same ones that the engine drops.
_NOT_EMBEDDED = (
    b"BASE",
    b"DSIG",
    b"EBDT",
    b"EBLC",
    b"EBSC",
    b"GPOS",
    b"GSUB",
    b"JSTF",
    b"LTSH",
    b"PCLT",
    b"SVG ",
)


def _subset(font: Any, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: FBT001
    """Cut a font down to the glyphs used by the HarfBuzz of a wheel, the same everywhere."""
    import uharfbuzz as hb  # noqa: PLC0415 - its absence is a missing refinement

    wanted = hb.SubsetInput()
    wanted.glyph_set.update(to_unicode)
    flags = hb.SubsetFlags
    wanted.flags = flags.PASSTHROUGH_UNRECOGNIZED | flags.DESUBROUTINIZE | flags.RETAIN_GIDS
    if not hinting:
        wanted.flags |= flags.NO_HINTING
    if font.missing:
        wanted.flags |= flags.NOTDEF_OUTLINE
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _NOT_EMBEDDED)
    face = hb.Face(hb.Blob(font.file_content), font.index)
    font.file_content = bytes(hb.subset(face, wanted).blob.data)
    font.index = 0


def _apply_subset() -> None:
    import uharfbuzz  # noqa: F401, PLC0415 - as above

    pdf_fonts.Font._harfbuzz_subset = _subset  # noqa: SLF001
    # The engine asks for the system's library before it takes this way.
    pdf_fonts.harfbuzz_subset = pdf_fonts.harfbuzz_subset or True


@dataclass(frozen=True, kw_only=True, slots=True)
class Refinement:
    """A change to the engine's insides: what it stands on, and how it is made."""

    name: str
    stands_on: tuple[tuple[Any, str, str], ...]
    apply: Callable[[], None]

    def taken(self) -> bool:
        """Make the change if all that it stands on is as it was when this was written."""
        if not weasyprint.__version__.startswith(_SERIES):
            return False
        for owner, name, parameters in self.stands_on:
            function = getattr(owner, name, None)
            if function is None or ", ".join(inspect.signature(function).parameters) != parameters:
                return False
        try:
            self.apply()
        except (ImportError, AttributeError):
            return False
        return True


_REFINEMENTS = (
    Refinement(
        name="subset",
        stands_on=((pdf_fonts.Font, "_harfbuzz_subset", "self, to_unicode, hinting"),),
        apply=_apply_subset,
    ),
)
_MISSING = tuple(each.name for each in _REFINEMENTS if not each.taken())
