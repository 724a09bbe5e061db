"""Spoil content files, tables and files from translators; say of each whether it was told of, or read right.

mutations 20000                 so many content files, and half as many of each of the others
mutations --first 20000 20000   the next ones
mutations --replay content-17   one of them, kept, with all that is said of it
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.mutants import returned
from tests.mutants.contents import drawing_once, lay, try_content
from tests.mutants.data import try_table
from tests.mutants.watch import Trial

_BATCH = 250


def batch(kind: str, seeds: range) -> list[Trial]:
    """Try some seeds in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder, drawing_once():
        match kind:
            case "table":
                return [try_table(seed, Path(folder) / str(seed)) for seed in seeds]
            case "returned":
                root = returned.lay(Path(folder))
                return [returned.try_returned(seed, root) for seed in seeds]
            case _:
                root = lay(Path(folder))
                return [try_content(seed, root) for seed in seeds]


def _batches(first: int, count: int) -> Iterator[range]:
    for start in range(first, first + count, _BATCH):
        yield range(start, min(start + _BATCH, first + count))


def campaign(first: int, count: int, jobs: int) -> int:
    """Try them all; give the number of those of which something doesn't hold."""
    wrong = 0
    # An executor raises when a worker dies; a pool would wait for it for ever.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for kind, many in (("content", count), ("table", count // 2), ("returned", count // 2)):
            outcomes: Counter[str] = Counter()
            start = time.monotonic()
            for trials in pool.map(partial(batch, kind), _batches(first, many)):
                for trial in trials:
                    outcomes["wrong" if trial.wrong else "read" if trial.passed else "told"] += 1
                    if trial.wrong:
                        print(trial, flush=True)
            wrong += outcomes["wrong"]
            took = time.monotonic() - start
            print(f"{kind}: {many} spoilt, {dict(outcomes)}, {took:.0f} s", flush=True)
    return wrong


def replay(name: str, folder: Path) -> Trial:
    """Spoil one input again and keep it."""
    shutil.rmtree(folder, ignore_errors=True)
    kind, _, seed = name.partition("-")
    match kind:
        case "table":
            return try_table(int(seed), folder)
        case "returned":
            return returned.try_returned(int(seed), returned.lay(folder), keep=True)
        case _:
            return try_content(int(seed), lay(folder), keep=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="mutations", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--replay", metavar="NAME")
    given = parser.parse_args()
    if given.replay:
        print(replay(given.replay, Path("build/mutants") / given.replay))
        return 0
    return 1 if campaign(given.first, given.count, given.jobs) else 0


if __name__ == "__main__":
    sys.exit(main())
