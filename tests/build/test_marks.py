"""`build --marks`: editions with change bars, beside the others and page for page as they are."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pypdf
import pytest

from jkreport import Workspace
from jkreport.typeset.pdf import audit, read_structure

pytestmark = pytest.mark.typeset

EVERYTHING = Path(__file__).parents[1] / "workspaces" / "everything"
EDITIONS = ("ja", "ja-en")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build two editions as they are."""
    root = Path(shutil.copytree(EVERYTHING, tmp_path_factory.mktemp("marks") / "site"))
    assert Workspace.open(root).build("all", editions=EDITIONS).diagnostics == ()
    return root


@pytest.fixture(scope="module")
def plain(site: Path) -> Mapping[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted((site / "build/all").iterdir())}


@pytest.fixture(scope="module")
def marked(site: Path, plain: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Build them with marks since an edition that was kept."""
    report = Workspace.open(site).build("all", editions=EDITIONS, marks="first")
    assert (report.diagnostics, report.without) == ((), ())
    names = [each.pdf.name for each in report.editions]
    assert names == [f"all.{edition}.marks.pdf" for edition in EDITIONS]
    assert plain.keys() < {each.name for each in (site / "build/all").iterdir()}
    return {name: (site / "build/all" / name).read_bytes() for name in names}


def test_what_stands_is_left_as_it_is(
    site: Path, plain: Mapping[str, bytes], marked: Mapping[str, bytes]
) -> None:
    assert marked
    assert {name: (site / "build/all" / name).read_bytes() for name in plain} == dict(plain)
    assert Workspace.open(site).build("all", editions=EDITIONS).current


def _pages(path: Path) -> list[str]:
    """Give the text of each page in the order in which it is painted."""
    command = ["pdftotext", "-raw", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_page_has_the_text_that_it_has_without_bars(
    site: Path, marked: Mapping[str, bytes], edition: str
) -> None:
    assert marked
    with_bars = _pages(site / f"build/all/all.{edition}.marks.pdf")
    without = _pages(site / f"build/all/all.{edition}.pdf")
    assert with_bars[1:] == without[1:]
    assert set(without[0].splitlines()) < set(with_bars[0].splitlines())


def _bars(path: Path) -> list[int]:
    """Count what is painted in the ink of bars on each page."""
    return [
        page.get_contents().get_data().count(b"0.15 0.15 0.15 rg")  # type: ignore[union-attr]
        for page in pypdf.PdfReader(path).pages
    ]


@pytest.mark.parametrize("edition", EDITIONS)
def test_bars_are_painted_and_are_nothing_to_who_listens(
    site: Path, marked: Mapping[str, bytes], edition: str
) -> None:
    name = f"all.{edition}.marks.pdf"
    assert sum(_bars(site / "build/all" / name)) > 1
    assert sum(_bars(site / f"build/all/all.{edition}.pdf")) == 0
    assert audit(read_structure(marked[name])) == ()


def test_the_same_bytes_come_out_twice(site: Path, marked: Mapping[str, bytes]) -> None:
    Workspace.open(site).build("all", editions=("ja",), marks="first", cache=False)
    name = "all.ja.marks.pdf"
    assert (site / "build/all" / name).read_bytes() == marked[name]
