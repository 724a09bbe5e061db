"""Fonts are cut down by the HarfBuzz of a wheel: the same bytes on every system, and sooner.

The engine would copy each font file as soon as a letter of it is drawn, and keep all of them until the end: 20 MB each.
They are read when they are cut down, one after the other.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Mapping
from typing import Any

from weasyprint.pdf import fonts

from jkreport.typeset.engine.refinement import Refinement

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

_read = fonts.get_hb_object_data


def _content(font: Any) -> bytes:
    """Give what goes into the document: a font that was cut down, or else its whole file."""
    cut: bytes | None = vars(font)["cut"]
    return bytes(_read(font.hb_face)) if cut is None else cut


def _keep(font: Any, content: bytes | None) -> None:
    vars(font)["cut"] = content


def _not_yet(face: Any) -> None:
    """Read nothing of a font that has just been met."""


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

    fonts.Font._harfbuzz_subset = _subset  # noqa: SLF001
    fonts.Font.file_content = property(_content, _keep)
    fonts.get_hb_object_data = _not_yet
    # The engine asks for the system's library before it takes this way.
    fonts.harfbuzz_subset = fonts.harfbuzz_subset or True


SUBSET = Refinement(
    name="subset",
    stands_on=(
        (fonts.Font, "_harfbuzz_subset", "self, to_unicode, hinting"),
        (fonts, "get_hb_object_data", "hb_object, ot_color, glyph"),
    ),
    apply=_apply_subset,
)
