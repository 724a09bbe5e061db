"""The specimen: every kind of block, and pages as they have to be, in the styles that come with jkreport."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdf
import pytest

from jkreport import Report
from jkreport.build.loaded import load_workspace
from jkreport.compose.blocks import SETTERS
from jkreport.model.brief import Section

# Both specimens are built once, by the worker that tests whatever there is of them.
pytestmark = pytest.mark.xdist_group("specimen")

ROOT = Path(__file__).parents[1]
LINE, SIZE = 17.5, 9.6
# What the engine may round a position by, in points.
NEARLY = 0.2


def _kinds(sections: tuple[Section, ...]) -> Iterator[type]:
    for section in sections:
        yield from (type(block) for block in section.blocks)
        yield from _kinds(section.sections)


@pytest.mark.parametrize("brief", ["specimen", "specimen-report"])
def test_it_has_every_kind_of_block(brief: str) -> None:
    found = load_workspace(ROOT).brief(brief)
    assert set(SETTERS) - {*_kinds(found.sections), *map(type, found.summary)} <= (
        set() if brief == "specimen" else {*map(type, found.summary)}
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A piece of text on a page: how far its baseline is from the top, in points, its size and its face."""

    text: str
    down: float
    size: float
    face: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page as a reader finds it."""

    width: float
    height: float
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """An edition; `outline` has the title of each section of two levels, its page and how far down it stands."""

    pages: tuple[Page, ...]
    outline: tuple[tuple[str, int, float], ...]
    path: Path


def _page(page: pypdf.PageObject) -> Page:
    lines: list[Line] = []
    width, height = float(page.mediabox.width), float(page.mediabox.height)

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip() and isinstance(font, dict):
            down = height - (tm[5] * cm[3] + cm[5])
            face = str(font["/BaseFont"])
            lines.append(Line(text=text, down=down, size=size * abs(tm[3] * cm[3]), face=face))

    text = page.extract_text(visitor_text=note)
    return Page(width=width, height=height, text=text, lines=tuple(lines))


def _printed(path: Path) -> Printed:
    reader = pypdf.PdfReader(path)
    pages = tuple(_page(page) for page in reader.pages)

    def entries(items: list[object], depth: int) -> Iterator[tuple[str, int, float]]:
        for item in items:
            if isinstance(item, list):
                yield from entries(item, depth + 1) if depth < 2 else ()
            elif isinstance(item, pypdf.generic.Destination):
                number = reader.get_destination_page_number(item) or 0
                yield str(item.title), number + 1, pages[number].height - float(item.top or 0)

    return Printed(pages=pages, outline=tuple(entries(list(reader.outline), 1)), path=path)


@pytest.fixture(scope="module")
def printed(press: Callable[[str], Report]) -> dict[str, Printed]:
    return {
        f"{brief}.{each.id}": _printed(each.pdf)
        for brief in ("specimen", "specimen-report")
        for each in press(brief).editions
    }


ALL = ("specimen.ja", "specimen-report.ko", "specimen-report.ja-ko")


@pytest.mark.typeset
@pytest.mark.parametrize("edition", ALL)
def test_every_page_but_the_cover_says_which_of_how_many_it_is(
    printed: dict[str, Printed], edition: str
) -> None:
    pages = printed[edition].pages
    said = [re.search(r"(\d+) / (\d+)", page.text) for page in pages]
    numbers = [(found[1], found[2]) if found else None for found in said]
    expected = [(str(number), str(len(pages))) for number in range(1, len(pages) + 1)]
    assert numbers == [None, *expected[1:]]


def _numbers_in_contents(printed: Printed, page: int) -> list[int]:
    command = ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(printed.path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    # The lists of figures and tables follow under a line of their own.
    contents = re.split(r"\n\s*(?:図目次|그림 차례)\s*\n", text)[0]
    return [int(found[1]) for found in re.finditer(r"\S +(\d+)$", contents, re.MULTILINE)]


@pytest.mark.typeset
@pytest.mark.parametrize(
    ("edition", "page", "later"),
    [(ALL[0], 2, 0), (ALL[1], 2, 0), (ALL[2], 2, 0), (ALL[2], 3, 1)],
)
def test_the_contents_name_the_pages_on_which_sections_begin(
    printed: dict[str, Printed], edition: str, page: int, later: int
) -> None:
    found = printed[edition]
    sections = [number + later for _, number, _ in found.outline[2:]]
    numbers = _numbers_in_contents(found, page)
    assert len(numbers) > 10
    # The last line of the page is the foot: 2 / 17.
    assert numbers[: len(sections)] == sections


@pytest.mark.typeset
@pytest.mark.parametrize("edition", ALL)
def test_a_heading_keeps_lines_of_what_it_heads(printed: dict[str, Printed], edition: str) -> None:
    found = printed[edition]
    alone = []
    for title, number, down in found.outline[1:]:
        page = found.pages[number - 1]
        foot = page.height - 75
        below = {round(line.down) for line in page.lines if down < line.down < foot}
        if len(below) < 3:
            alone.append(title)
    # A part has a page of its own.
    assert [title for title in alone if not re.match("第.部|제.부", title)] == []


RULE = re.compile(r"^(\| .*\| `([a-z-]+)` (?:(ko) )?)([0-9]+)( \|)$", re.MULTILINE)


def _with_pages(table: str, printed: dict[str, Printed]) -> str:
    """Put the page on which each block stands into a table of rules."""
    destinations: dict[str, dict[str, int]] = {}
    for code in ("ja", "ko"):
        reader = pypdf.PdfReader(printed[f"specimen.{code}"].path)
        destinations[code] = {
            name: (reader.get_destination_page_number(where) or 0) + 1
            for name, where in reader.named_destinations.items()
        }
    return RULE.sub(
        lambda row: f"{row[1]}{destinations[row[3] or 'ja'].get(row[2], 'nowhere')}{row[5]}", table
    )


@pytest.mark.typeset
def test_the_rules_of_setting_name_the_page_that_shows_them(printed: dict[str, Printed]) -> None:
    path = ROOT / "docs" / "typesetting.md"
    text = path.read_text("utf-8")
    lines, pages = (
        text.split(f"\n## {name}\n")[1].split("\n## ")[0] for name in ("Lines", "Pages")
    )
    rows = [row for row in (lines + pages).splitlines() if row.startswith("| ")]
    assert len(RULE.findall(lines + pages)) == len(rows) - 2
    expected = _with_pages(text, printed)
    if os.environ.get("JKREPORT_CORRECT"):
        path.write_text(expected, "utf-8")
    assert text == expected, "JKREPORT_CORRECT=1 puts the pages in"


@pytest.mark.typeset
def test_a_table_says_where_it_goes_on_and_only_there(printed: dict[str, Printed]) -> None:
    pages = printed["specimen.ja"].pages
    begins = [
        number for number, page in enumerate(pages, 1) if "表7出来事の一覧" in _squeezed(page.text)
    ]
    goes_on = [
        number for number, page in enumerate(pages, 1) if "表7（続き）" in _squeezed(page.text)
    ]
    first = begins[-1]
    assert goes_on == [first + 1, first + 2]
    assert all("日付出来事" in _squeezed(pages[number - 1].text) for number in (first, *goes_on))


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.typeset
def test_a_wide_table_has_a_page_on_its_side(printed: dict[str, Printed]) -> None:
    for edition in ("specimen.ja", "specimen-report.ko"):
        sideways = [page for page in printed[edition].pages if page.width > page.height]
        assert len(sideways) == 1
        assert "99.7" not in sideways[0].text
        assert "148" in sideways[0].text


@pytest.mark.typeset
@pytest.mark.parametrize("edition", ["specimen.ja", "specimen-report.ko"])
def test_text_stands_on_the_grid_of_lines(printed: dict[str, Printed], edition: str) -> None:
    places = [
        line.down % LINE
        for page in printed[edition].pages[1:]
        if page.width < page.height
        for line in page.lines
        if "Serif" in line.face and abs(line.size - SIZE) < 0.05
    ]
    assert len(places) > 40
    common = max(places, key=lambda place: sum(abs(place - each) < NEARLY for each in places))
    off = [
        place for place in places if min(abs(place - common), LINE - abs(place - common)) > NEARLY
    ]
    assert off == []


def _numbered(text: str) -> tuple[str, str] | None:
    """Give what kind of number, and which, a piece of text is that begins a caption: 図3, 표 3（続き）."""
    found = re.fullmatch(r"(図|表|그림|표) ?(\d+)(?:（続き）|\(계속\))?", text.strip())
    return ({"図": "그림", "表": "표"}.get(found[1], found[1]), found[2]) if found else None


@pytest.mark.typeset
def test_facing_pages_begin_with_the_same_block(printed: dict[str, Printed]) -> None:
    pages = printed["specimen-report.ja-ko"].pages[1:]
    assert len(pages) % 2 == 0
    spreads = list(zip(pages[::2], pages[1::2], strict=True))
    # The contents list what stands elsewhere, and so do the works cited at the end.
    for left, right in spreads[2:-2]:
        captions = [
            [number for line in page.lines if (number := _numbered(line.text)) is not None]
            for page in (left, right)
        ]
        assert captions[0] == captions[1]
        tops = [
            min((line.down for line in page.lines if line.down > 70), default=0)
            for page in (left, right)
        ]
        assert abs(tops[0] - tops[1]) < LINE
    assert not any(re.search("[가-힣]{2}", left.text) for left, _ in spreads[3:8])
    assert not any(re.search("[ぁ-ん]{2}", right.text) for _, right in spreads[3:8])
