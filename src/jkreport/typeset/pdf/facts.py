"""A finished PDF is opened and looked at before it replaces the one that stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.typeset.pdf.opening import opened

if TYPE_CHECKING:
    import pikepdf


@dataclass(frozen=True, kw_only=True, slots=True)
class PdfFacts:
    """What a PDF says of itself; `fonts` names the embedded fonts, without tags, sorted."""

    pages: int
    title: str
    language: str
    fonts: tuple[str, ...]


def checked_pdf(pdf: bytes, place: Place) -> PdfFacts:
    """Open a PDF and read every page; raise `ContentError` if it is damaged or lacks a font."""
    try:
        with opened(pdf) as document:
            fonts = dict(embedded_fonts(document))
            for page in document.pages:
                page.contents_coalesce()
                page.Contents.read_bytes()
            facts = PdfFacts(
                pages=len(document.pages),
                title=str(document.docinfo.get("/Title", "")),
                language=str(document.Root.get("/Lang", "")),
                fonts=tuple(sorted(fonts)),
            )
    except (KeyError, AttributeError, ValueError) as error:
        raise ContentError(Code.ENGINE, place, f"the engine made a damaged PDF: {error}") from error
    bare = [name for name, embedded in fonts.items() if not embedded]
    if bare or not facts.pages:
        what = f"it lacks the font {', '.join(bare)}" if bare else "it has no pages"
        raise ContentError(Code.ENGINE, place, f"the engine made a PDF that can't be used: {what}")
    return facts


def embedded_fonts(document: "pikepdf.Pdf") -> Iterator[tuple[str, bool]]:
    """Give each font's name and whether its file is embedded."""
    for each in document.objects:
        if (
            getattr(each, "_type_name", "") == "dictionary"
            and each.get("/Type") == "/FontDescriptor"
        ):
            name = str(each.get("/FontName", "")).removeprefix("/").partition("+")[2]
            yield name, any(f"/FontFile{kind}" in each for kind in ("", "2", "3"))
