"""Measure what docs/performance.md promises, and print its table.

Nothing is written but to a temporary folder, and to the build folder of the brief.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

# This is run as a script, whose own folder alone would be searched.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.builds import (
    all_editions,
    every_brief,
    guards,
    lines,
    nothing_anew,
    one_cell,
    one_sentence,
)
from tests.bench.checks import checks
from tests.bench.measuring import JKREPORT, ROOT, Row, run

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
