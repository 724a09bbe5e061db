"""Every Han letter of the brief is drawn as its country writes it: its glyph, not just its font, is looked at."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
import uharfbuzz as hb

from jkreport import Workspace
from jkreport.diagnostics import Place, Problems
from jkreport.typeset import find_fonts
from jkreport.typeset.pdf.marks import _letters as letters_of
from jkreport.typeset.sfnt import faces

pytestmark = [pytest.mark.typeset, pytest.mark.xdist_group("brief-2026")]

FACES = {"ja": "JP", "ko": "KR"}
HAN = ("\u4e00", "\u9fff")
ROOT = Path(__file__).parents[1]


class Drawn(NamedTuple):
    """A letter as it is painted: its language, its glyph and the font's name."""

    lang: str
    letter: str
    glyph: int
    font: str


@cache
def face(family: str, *, bold: bool) -> hb.Font:
    """Load a face of the fonts that pages are set in here."""
    problems = Problems()
    found = find_fonts([family], problems, Place(file="workspace.yaml"))
    assert problems.found == []
    (path,) = (each.path for each in found if each.bold is bold)
    index = next(number for number, each in enumerate(faces(path)) if family in each.families)
    return hb.Font(hb.Face(hb.Blob.from_file_path(path), index))


def expected(letter: str, lang: str, name: str) -> int | None:
    """Give the glyph of a letter in a country's face of the family and weight that a font has."""
    kind = "Serif" if "Serif" in name else "Sans"
    drawn_by = face(f"Noto {kind} CJK {FACES[lang]}", bold=name.endswith("Bold"))
    glyph = drawn_by.get_nominal_glyph(ord(letter))
    return None if glyph is None else int(glyph)


def languages(document: pikepdf.Pdf) -> Mapping[tuple[int, int], str]:
    """Give the language of each mark, by page and number; what stands in a figure isn't text."""
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    found: dict[tuple[int, int], str] = {}

    def look(element: pikepdf.Object, inherited: str, where: int) -> None:
        lang = str(element.get("/Lang", inherited))
        where = pages[element["/Pg"].objgen] if "/Pg" in element else where
        kids = element["/K"] if "/K" in element else pikepdf.Array()
        if str(element.get("/S", "")) == "/Figure":
            return
        for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
            kind = str(kid.get("/Type", "")) if isinstance(kid, pikepdf.Dictionary) else ""
            if not isinstance(kid, pikepdf.Dictionary):
                found[where, int(kid)] = lang
            elif kind == "/MCR":
                found[pages[kid["/Pg"].objgen], int(kid["/MCID"])] = lang
            elif kind != "/OBJR":
                look(kid, lang, where)

    look(document.Root.StructTreeRoot.K, str(document.Root.Lang), 0)
    return found


def drawn(document: pikepdf.Pdf) -> Iterator[Drawn]:
    """Give all that is painted as text, letter by letter."""
    of_mark = languages(document)
    for number, page in enumerate(document.pages):
        langs: list[str] = []
        name, letters = "", dict[int, str]()
        for instruction in pikepdf.parse_content_stream(page):
            operands, kind = list(instruction.operands), str(instruction.operator)
            if kind in ("BDC", "BMC"):
                mark = operands[1].get("/MCID") if len(operands) > 1 else None
                outer = langs[-1] if langs else ""
                langs.append(outer if mark is None else of_mark.get((number, int(mark)), ""))
            elif kind == "EMC":
                langs.pop()
            elif kind == "Tf":
                name, letters = read_font(page.Resources.Font[str(operands[0])])
            elif kind in ("Tj", "TJ") and langs and langs[-1]:
                for glyph in glyphs(operands[0]):
                    yield Drawn(langs[-1], letters.get(glyph, ""), glyph, name)


def read_font(used: pikepdf.Object) -> tuple[str, dict[int, str]]:
    """Give the name of a font, and the letters of its glyphs."""
    return str(used.BaseFont), letters_of(used.ToUnicode.read_bytes().decode("ascii"))


def glyphs(shown: pikepdf.Object) -> Iterator[int]:
    """Give the glyphs that are shown; fonts keep the numbers that glyphs have in the whole font."""
    for piece in shown if isinstance(shown, pikepdf.Array) else [shown]:
        if isinstance(piece, pikepdf.String):
            codes = bytes(piece)
            for start in range(0, len(codes), 2):
                yield int.from_bytes(codes[start : start + 2], "big")


def counted(pdf: Path) -> Counter[str]:
    """Count the Han letters of each language; one with another country's glyph is a fault."""
    seen: Counter[str] = Counter()
    wrong = set()
    with pikepdf.open(pdf) as document:
        for each in drawn(document):
            if HAN[0] <= each.letter <= HAN[1]:
                seen[each.lang] += 1
                if each.glyph != expected(each.letter, each.lang, each.font):
                    wrong.add(each)
    assert wrong == set()
    return seen


@pytest.mark.parametrize(("edition", "least"), [("ja", 8000), ("ko", 800), ("ja-ko", 8000)])
def test_every_han_letter_is_drawn_as_its_country_writes_it(
    brief_2026: Path, edition: str, least: int
) -> None:
    # A Korean edition cites Japanese works.
    assert counted(brief_2026 / f"brief-2026.{edition}.pdf")["ja"] > least


def test_korean_pages_have_the_letters_of_korea(tmp_path: Path) -> None:
    report = Workspace.open(ROOT).build("specimen", out=tmp_path, editions=("ko",))
    assert report.diagnostics == ()
    assert counted(report.editions[0].pdf)["ko"] >= len("骨直海")


def test_the_countries_differ() -> None:
    for font in ("Noto-Serif-CJK", "Noto-Sans-CJK", "Noto-Serif-CJK-Bold", "Noto-Sans-CJK-Bold"):
        assert expected("海", "ja", font) != expected("海", "ko", font)
