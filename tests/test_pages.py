"""The pages of two briefs as pictures: nothing runs off the paper, and no page has a hole."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from jkreport import Report

pytestmark = [pytest.mark.typeset, pytest.mark.xdist_group("brief-2026")]

ROOT = Path(__file__).parents[1]
EDITIONS = (
    ("brief-2026", "ja"),
    ("brief-2026", "ko"),
    ("brief-2026", "ja-ko"),
    ("policy-recommendations", "ja"),
    ("policy-recommendations", "ja-ko"),
)
DOTS_PER_INCH = 40
WHITE = 250
# From the edge of the paper, in millimetres: running heads and feet stand inside, and nothing else outside.
EDGE = 10
TOP, BOTTOM = 24, 272
# A page end may stay empty where a figure, a table or a heading with its text would not fit.
LARGEST_HOLE = 0.3
# The last page is filled to a quarter; the one before may have given some of its lines for that.
LAST_HOLES = (0.4, 0.75)
FRONT = 2  # the cover and the contents are as long as they are


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A page in grey, row by row from the top."""

    rows: tuple[bytes, ...]

    def row(self, millimetres: float) -> int:
        return min(round(millimetres / 25.4 * DOTS_PER_INCH), len(self.rows))

    def inked(self, first: float, last: float) -> list[int]:
        """Give the rows with ink between two distances from the top."""
        start, end = self.row(first), self.row(last)
        return [number for number in range(start, end) if min(self.rows[number]) < WHITE]

    def beyond(self, edge: float) -> int:
        """Count the dots of ink nearer to the left, right or lower edge."""
        side = self.row(edge)
        dots = b"".join(row[:side] + row[-side:] for row in self.rows) + b"".join(self.rows[-side:])
        return sum(dot < WHITE for dot in dots)


def pictures(pdf: Path) -> list[Picture]:
    command = ["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", str(pdf), str(pdf.with_suffix(""))]
    subprocess.run(command, check=True)
    files = sorted(pdf.parent.glob(f"{pdf.stem}-*.pgm"))
    return [picture(each.read_bytes()) for each in files]


def picture(pgm: bytes) -> Picture:
    """Read a grey picture (netpbm P5)."""
    kind, size, most, dots = pgm.split(b"\n", 3)
    assert (kind, most) == (b"P5", b"255")
    width, height = (int(number) for number in size.split())
    return Picture(rows=tuple(dots[row * width : (row + 1) * width] for row in range(height)))


@pytest.fixture(scope="module")
def proposals(press: Callable[[str], Report]) -> Path:
    """Give the outputs of the brief whose proposals are half a page long."""
    return press("policy-recommendations").editions[0].pdf.parent


@pytest.fixture(scope="module", params=EDITIONS, ids="-".join)
def pdf(
    request: pytest.FixtureRequest,
    brief_2026: Path,
    proposals: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    brief, edition = request.param
    name = f"{brief}.{edition}.pdf"
    folder = brief_2026 if brief == "brief-2026" else proposals
    copy = tmp_path_factory.mktemp("pages") / name
    copy.write_bytes((folder / name).read_bytes())
    return copy


@pytest.fixture(scope="module")
def pages(pdf: Path) -> list[Picture]:
    return pictures(pdf)


def test_nothing_comes_near_the_edge_of_the_paper(pages: list[Picture]) -> None:
    _cover, *inside = pages
    assert [number for number, page in enumerate(inside, 2) if page.beyond(EDGE)] == []


def test_every_page_is_filled_to_its_end(pages: list[Picture]) -> None:
    holes = {}
    limits = [*[LARGEST_HOLE] * (len(pages) - FRONT - 2), *LAST_HOLES]
    for number, (page, limit) in enumerate(zip(pages[FRONT:], limits, strict=True), FRONT + 1):
        lowest = page.inked(TOP, BOTTOM)[-1]
        hole = (page.row(BOTTOM) - lowest) / (page.row(BOTTOM) - page.row(TOP))
        if hole > limit:
            holes[number] = round(hole, 2)
    assert holes == {}
