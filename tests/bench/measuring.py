"""What the benchmarks measure with: runs of commands, pairs of them, and the rows of the table.

Two commands that are compared run in pairs, one right after the other and in changing order, so
that a slow moment of the machine meets both; what is told is the median of the pairs' ratios.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
JKREPORT = str(Path(sys.executable).with_name("jkreport"))


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
