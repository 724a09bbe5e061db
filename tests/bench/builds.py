"""What builds cost: of nothing, of all, after a change, with and without the guards."""

import sys
import time
from functools import partial
from hashlib import sha256
from itertools import count as counted
from pathlib import Path
from statistics import median

import pikepdf
from tests.bench.changing import (
    BRIEF_FILE,
    CELL,
    CELL_FILE,
    CHANGED,
    WORDS,
    copied,
    holding_one,
)
from tests.bench.measuring import JKREPORT, ROOT, Row, Run, compared, pairs, run

from jkreport import Workspace

IMPORTS = (sys.executable, "-c", "import pandas, weasyprint")
ENGINE_ALONE = (
    "import sys, weasyprint; weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])"
)
SETTING = ROOT / "tests" / "bench" / "setting.py"
UNGUARDED = ROOT / "tests" / "bench" / "unguarded"

DOCUMENTS = (
    "brief-2026",
    "government-record",
    "policy-recommendations",
    "joint-vision",
    "commentary",
    "explainer",
)


def nothing_anew(brief: str, count: int) -> Row:
    """Measure a build when everything is current."""
    nothing = partial(run, [JKREPORT, "build", brief])
    measured = list(pairs(nothing, partial(run, IMPORTS), count))
    return compared("nothing to do", measured, 0.25, '`python -c "import pandas, weasyprint"`')


def all_editions(brief: str, count: int, folder: Path) -> list[Row]:
    """Measure a build of all editions from the start."""
    page = max((ROOT / "build" / brief).glob("*.html"), key=lambda path: path.stat().st_size)
    alone = [sys.executable, "-c", ENGINE_ALONE, str(page), str(folder / "alone.pdf")]
    build = partial(run, whole(brief, folder / "out"))
    measured = list(pairs(build, partial(run, alone), count))
    seconds = median(mine.seconds for mine, _ in measured)
    pages = sum(page_count(path) for path in (folder / "out").rglob("*.pdf"))
    return [
        compared("all editions", measured, 2.0, f"WeasyPrint alone on `{page.name}`"),
        Row(
            what="largest process",
            value=max(mine.megabytes for mine, _ in measured),
            unit=" MB",
            goal=500,
            detail="peak resident memory, of all runs",
        ),
        Row(
            what="speed",
            value=pages / seconds,
            unit=" pages/s",
            detail=f"{pages} pages of all editions in {seconds:.2f} s",
        ),
    ]


def lines(brief: str, count: int, folder: Path) -> list[Row]:
    """Measure what lines, tags and the archive cost: an edition set by us and by the engine untouched."""
    page = ROOT / "build" / brief / f"{brief}.ja.html"
    mine, theirs = folder / "mine.pdf", folder / "theirs.pdf"
    ours = partial(run, [sys.executable, str(SETTING), str(page), str(mine)])
    alone = partial(run, [sys.executable, "-c", ENGINE_ALONE, str(page), str(theirs)])
    measured = list(pairs(ours, alone, count))
    sizes = mine.stat().st_size, theirs.stat().st_size
    return [
        compared("setting", measured, 1.25, f"WeasyPrint alone on `{page.name}`"),
        Row(
            what="size",
            value=sizes[0] / sizes[1],
            unit="",
            goal=1.15,
            detail=f"{sizes[0] // 1024} KiB against {sizes[1] // 1024} KiB of the same",
        ),
    ]


def whole(brief: str, out: Path) -> list[str]:
    """Give the command that sets every edition anew."""
    return [JKREPORT, "build", brief, "--force", "--no-cache", "--out", str(out)]


def one_sentence(brief: str, count: int, folder: Path) -> Row:
    """Measure a build after a sentence has changed that one of the two languages prints."""
    root = copied(folder / "workspace")
    path = root / BRIEF_FILE
    text, numbers = holding_one(path, WORDS), counted(1)
    here = ["--workspace", str(root)]

    def changed() -> Run:
        path.write_text(text.replace(WORDS, CHANGED.format(next(numbers))), "utf-8")
        return run([JKREPORT, "build", brief, *here], {"JKREPORT_CACHE": str(folder / "cache")})

    build = partial(run, [*whole(brief, folder / "out"), *here])
    return compared("one sentence changed", list(pairs(changed, build, count)), 0.8, "all editions")


def one_cell(brief: str, count: int, folder: Path) -> list[Row]:
    """Measure all new editions after a cell of the data has changed: in a fresh process, and in one that goes on."""
    root = copied(folder / "celled")
    path = root / CELL_FILE
    text, numbers = holding_one(path, CELL), counted(62)

    def change() -> None:
        path.write_text(text.replace(CELL, f"2024,{next(numbers)}"), "utf-8")

    def fresh() -> Run:
        change()
        return run([JKREPORT, "build", brief, "--workspace", str(root)])

    def warm() -> Run:
        change()
        start = time.perf_counter()
        report = Workspace.open(root).build(brief)
        seconds = time.perf_counter() - start
        if not report.ok or report.current:
            raise SystemExit(f"bench: '{brief}' wasn't built anew: {report.diagnostics}")
        return Run(seconds=seconds, megabytes=0)

    build = partial(run, [*whole(brief, folder / "out"), "--workspace", str(root)])
    return [
        compared("one cell changed", list(pairs(fresh, build, count)), 1.0, "all editions"),
        compared(
            "one cell changed, by the library in a warm process",
            list(pairs(warm, build, count)),
            1.0,
            "all editions",
        ),
    ]


def guards(brief: str, count: int, folder: Path) -> Row:
    """Measure what all guards together cost, against the same build without them."""
    build = whole(brief, folder / "out")
    without = partial(run, build, {"PYTHONPATH": str(UNGUARDED)})
    return compared(
        "guards", list(pairs(partial(run, build), without, count)), 1.15, "a build without them"
    )


def every_brief(folder: Path) -> Row:
    """Measure a build of the brief and of those after the five documents, and see that a second one is the same."""
    written: list[dict[str, str]] = []
    runs: list[Run] = []
    for number in range(2):
        out = folder / f"every-{number}"
        runs.append(
            run([JKREPORT, "build", *DOCUMENTS, "--force", "--no-cache", "--out", str(out)])
        )
        written.append(
            {path.name: sha256(path.read_bytes()).hexdigest() for path in out.rglob("*.pdf")}
        )
    if written[0] != written[1]:
        raise SystemExit("bench: a second build of all briefs gave other bytes")
    pages = sum(page_count(path) for path in (folder / "every-0").rglob("*.pdf"))
    seconds = min(each.seconds for each in runs)
    largest = max(each.megabytes for each in runs)
    return Row(
        what="six briefs",
        value=seconds,
        unit=" s",
        detail=f"{pages} pages in {len(written[0])} editions, {largest:.0f} MB, the same bytes twice",
    )


def page_count(path: Path) -> int:
    """Count the pages of a PDF."""
    with pikepdf.open(path) as document:
        return len(document.pages)
