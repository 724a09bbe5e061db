"""Measure what docs/performance.md promises, and print its table.

Two commands that are compared run in pairs, one right after the other and in changing order, so
that a slow moment of the machine meets both; what is told is the median of the pairs' ratios.
Nothing is written but to a temporary folder.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from itertools import count as counted
from pathlib import Path
from statistics import median

import pikepdf

from jkreport import Workspace

ROOT = Path(__file__).resolve().parents[2]
JKREPORT = str(Path(sys.executable).with_name("jkreport"))
PANDAS = (sys.executable, "-c", "import pandas")
IMPORTS = (sys.executable, "-c", "import pandas, weasyprint")
ENGINE_ALONE = (
    "import sys, weasyprint; weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])"
)


SETTING = ROOT / "tests" / "bench" / "setting.py"
UNGUARDED = ROOT / "tests" / "bench" / "unguarded"
# What is changed in the brief, over and over: a sentence of the Korean edition and of the pair.
BRIEF_FILE, WORDS, CHANGED = (
    "content/briefs/brief-2026.yaml",
    "실행으로 옮기기",
    "실행으로 {}번 옮기기",
)

# What is changed in its data: a cell that sentences, a key number and worked-out values print.
CELL_FILE, CELL = "content/data/investment.csv", "2024,61"

DOCUMENTS = (
    "brief-2026",
    "government-record",
    "policy-recommendations",
    "joint-vision",
    "commentary",
    "explainer",
)

BRIEF = """title: {{ja: 例 {number}, ko: 예 {number}}}
as_of: 2026-03-16
editions: [ja, ko]
citations: notes
sections: [part-{number}]
"""
SECTION = """title: {{ja: 章 {number}, ko: 장 {number}}}
blocks:
""" + "".join(
    f"""  - id: words-{block}
    text:
      ja: 貿易額は{{{{{{{{ data.trade.total[2011] }}}}}}}}で、会談は{{{{{{{{ events.summits.count }}}}}}}}を数えた。
      ko: 무역액은 {{{{{{{{ data.trade.total[2011] }}}}}}}}이며 회담은 {{{{{{{{ events.summits.count }}}}}}}} 열렸다.
"""
    for block in range(20)
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """One run of a command: how long it took, and the memory of the largest process in it."""

    seconds: float
    megabytes: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A line of the table; the goal is the most that the value may be, or none."""

    what: str
    value: float
    unit: str
    detail: str
    goal: float | None = None

    def __str__(self) -> str:
        goal = "" if self.goal is None else f"≤ {self.goal:g}{self.unit}"
        holds = "" if self.goal is None else ("yes" if self.value <= self.goal else "no")
        value = f"{self.value:.0f}" if self.value >= 100 else f"{self.value:.2f}"
        return f"| {self.what} | {value}{self.unit} | {goal} | {holds} | {self.detail} |"


def run(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Run:
    """Run a command; one that fails ends the measurement, with what it said."""
    environment = {**os.environ, **(variables or {})}
    with tempfile.TemporaryFile() as said:
        actions = [(os.POSIX_SPAWN_DUP2, said.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)]
        start = time.perf_counter()
        child = os.posix_spawn(command[0], list(command), environment, file_actions=actions)
        # The usage of a child that was waited for has the largest of its own children in it.
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) != 0:
            said.seek(0)
            told = said.read().decode(errors="replace")
            raise SystemExit(f"bench: this command failed: {' '.join(command)}\n{told}")
    return Run(seconds=seconds, megabytes=usage.ru_maxrss * 1024 / 1e6)


def pairs(
    ours: Callable[[], Run], theirs: Callable[[], Run], count: int
) -> Iterator[tuple[Run, Run]]:
    """Run two commands side by side; a first pair warms the machine and is thrown away."""
    ours(), theirs()
    for number in range(count):
        if number % 2 == 0:
            yield ours(), theirs()
        else:
            behind = theirs()
            yield ours(), behind


def compared(
    what: str, measured: Sequence[tuple[Run, Run]], goal: float | None, against: str
) -> Row:
    """Make the row that tells how many times as long our command took as the other."""
    ours = median(mine.seconds for mine, _ in measured)
    theirs = median(other.seconds for _, other in measured)
    ratio = median(mine.seconds / other.seconds for mine, other in measured)
    detail = f"{ours:.2f} s against {theirs:.2f} s of {against}"
    return Row(what=what, value=ratio, unit="", goal=goal, detail=detail)


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
    for each in ("content", "styles"):
        shutil.copytree(ROOT / each, folder / "workspace" / each)
    path = folder / "workspace" / BRIEF_FILE
    text = path.read_text("utf-8")
    if text.count(WORDS) != 1:
        raise SystemExit(f"bench: {BRIEF_FILE} has no longer one '{WORDS}'")
    numbers = counted(1)
    here = ["--workspace", str(folder / "workspace")]

    def changed() -> Run:
        path.write_text(text.replace(WORDS, CHANGED.format(next(numbers))), "utf-8")
        return run([JKREPORT, "build", brief, *here], {"JKREPORT_CACHE": str(folder / "cache")})

    build = partial(run, [*whole(brief, folder / "out"), *here])
    return compared("one sentence changed", list(pairs(changed, build, count)), 0.8, "all editions")


def one_cell(brief: str, count: int, folder: Path) -> list[Row]:
    """Measure all new editions after a cell of the data has changed: in a fresh process, and in one that goes on."""
    root = folder / "celled"
    for each in ("content", "styles"):
        shutil.copytree(ROOT / each, root / each)
    path = root / CELL_FILE
    text = path.read_text("utf-8")
    if text.count(CELL) != 1:
        raise SystemExit(f"bench: {CELL_FILE} has no longer one '{CELL}'")
    numbers = counted(62)

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


def checks(brief: str, count: int, folder: Path) -> list[Row]:
    """Measure checks in a fresh process: of a brief as it was before, and of one looked at anew."""
    kept = {"JKREPORT_CACHE": str(folder / "checked")}
    again = partial(run, [JKREPORT, "check", brief], kept)
    anew = partial(run, [JKREPORT, "check", brief, "--no-cache"])
    pandas = partial(run, PANDAS)
    against = '`python -c "import pandas"`'
    return [
        compared("check, nothing changed", list(pairs(again, pandas, count)), 1.0, against),
        compared("check, all anew", list(pairs(anew, pandas, count)), None, against),
        *changed_checks(brief, count, folder),
        *many_briefs(count, folder),
    ]


def changed_checks(brief: str, count: int, folder: Path) -> Iterator[Row]:
    """Measure checks after a sentence, and after a cell of the data has changed."""
    root, kept = folder / "edited", {"JKREPORT_CACHE": str(folder / "edited-checked")}
    for each in ("content", "styles"):
        shutil.copytree(ROOT / each, root / each)
    check = [JKREPORT, "check", brief, "--workspace", str(root)]
    run(check, kept)
    numbers = counted(62)

    def changed(path: Path, old: str, new: str) -> Run:
        text, number = path.read_text("utf-8"), next(numbers)
        # A digit in one language alone would be a fault.
        new = new.format(number=number, letter=chr(ord("가") + number))
        path.write_text(text.replace(old, new), "utf-8")
        try:
            return run(check, kept)
        finally:
            path.write_text(text, "utf-8")

    for what, file, old, new in (
        ("a sentence changed", BRIEF_FILE, WORDS, f"{{letter}} {WORDS}"),
        ("a cell changed", CELL_FILE, CELL, "2024,{number}"),
    ):
        measured = pairs(partial(changed, root / file, old, new), partial(run, PANDAS), count)
        yield compared(f"check, {what}", list(measured), None, "`import pandas`")


def many_briefs(count: int, folder: Path) -> list[Row]:
    """Measure the check of a workspace of a hundred briefs: when nothing has changed, and when one text has."""
    root, kept = folder / "hundred", {"JKREPORT_CACHE": str(folder / "hundred-checked")}
    lay_hundred_briefs(root)
    check = [JKREPORT, "check", "--workspace", str(root)]
    run(check, kept)
    text, numbers = root / "content/sections/part-7.yaml", counted(1)

    def changed() -> Run:
        text.write_text(SECTION.format(number=f"7-{next(numbers)}"), "utf-8")
        return run(check, kept)

    return [
        compared(
            "check of 100 briefs, nothing changed",
            list(pairs(partial(run, check, kept), partial(run, PANDAS), count)),
            None,
            "`import pandas`",
        ),
        compared(
            "check of 100 briefs, a text changed",
            list(pairs(changed, partial(run, PANDAS), count)),
            None,
            "`import pandas`",
        ),
    ]


def lay_hundred_briefs(root: Path) -> None:
    """Make a hundred briefs of twenty paragraphs each, with the store of this repository."""
    shutil.copytree(
        ROOT / "content",
        root / "content",
        ignore=shutil.ignore_patterns("briefs", "sections", "*.lock"),
    )
    for name in ("briefs", "sections"):
        (root / "content" / name).mkdir()
    for number in range(100):
        (root / f"content/briefs/brief-{number}.yaml").write_text(
            BRIEF.format(number=number), "utf-8"
        )
        (root / f"content/sections/part-{number}.yaml").write_text(
            SECTION.format(number=number), "utf-8"
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


Measure = Callable[[str, int, Path], list[Row]]
ROWS: Mapping[str, Measure] = {
    "nothing": lambda brief, count, _: [nothing_anew(brief, count)],
    "all": all_editions,
    "lines": lines,
    "sentence": lambda brief, count, folder: [one_sentence(brief, count, folder)],
    "cell": one_cell,
    "guards": lambda brief, count, folder: [guards(brief, count, folder)],
    "check": checks,
    "six": lambda _brief, _count, folder: [every_brief(folder)],
}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--brief", default="brief-2026", help="the brief to build")
    parser.add_argument("--pairs", type=int, default=7, help="how many pairs of runs to take")
    parser.add_argument(
        "--rows", action="append", choices=ROWS, metavar="NAME", help=f"only: {', '.join(ROWS)}"
    )
    choice = parser.parse_args()
    os.chdir(ROOT)
    run([JKREPORT, "build", choice.brief])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [
            row
            for measure in choice.rows or ROWS
            for row in ROWS[measure](choice.brief, choice.pairs, folder)
        ]
    cores = len(os.sched_getaffinity(0))
    told = f"{choice.pairs} pairs on {cores} cores, CPython {sys.version.split()[0]}"
    table = [
        "| measure | value | goal | holds | detail |",
        "|---|---|---|---|---|",
        *map(str, rows),
    ]
    sys.stdout.write(f"Medians of {told}, WeasyPrint {version('weasyprint')}.\n\n")
    sys.stdout.write("\n".join(table) + "\n")


if __name__ == "__main__":
    main()
