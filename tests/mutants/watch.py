"""What has to hold of every spoilt input: it ends in time, nothing is raised, and what is told is told well."""

import faulthandler
import re
import signal
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from jkreport import Diagnostic

LONGEST = 5
"""Seconds of the processor after which an input hangs."""
_NEVER = 120
# Words of Python's that no author knows.
_INSIDES = re.compile(
    r"Traceback|NoneType|object at 0x|<class|<function|KeyError|IndexError|has no attribute|unhashable"
    r"|Decimal\(|\[<|codec can't|takes \d+ positional|subscriptable|not iterable"
)


class Hanging(BaseException):
    """An input takes longer than it may."""


@dataclass(slots=True)
class Trial:
    """One spoilt input: where it is kept, what was done to it, and what doesn't hold of it."""

    name: str
    done: str = ""
    told: tuple[Diagnostic, ...] = ()
    passed: bool = False
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.name} ({self.done})" + "".join(f"\n    {each}" for each in self.wrong)


@contextmanager
def watched(trial: Trial) -> Iterator[None]:
    """Note whatever is raised inside, and that it hangs."""
    signal.signal(signal.SIGPROF, _hang)
    # Native code that never returns can't be interrupted: it ends the process, with its name.
    faulthandler.dump_traceback_later(_NEVER, exit=True)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    except Hanging:
        trial.wrong.append(f"hangs: more than {LONGEST} s")
    except Exception as error:  # noqa: BLE001 - that there is none is what is tested
        frames = traceback.extract_tb(error.__traceback__)[-3:]
        where = " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in reversed(frames))
        trial.wrong.append(f"raises {error!r:.300} at {where}")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()


def _hang(_signal: int, _frame: FrameType | None) -> None:
    raise Hanging


def look_at(trial: Trial, root: Path, found: Sequence[Diagnostic]) -> None:
    """See that each message has a place that exists, and words that an author understands."""
    look_at_words(trial, found)
    for each in found:
        fault = _misplaced(root, each)
        if fault:
            trial.wrong.append(f"{fault}: {each.place}: {each.code.value} {each.message}")


def look_at_words(trial: Trial, found: Sequence[Diagnostic]) -> None:
    """See that each message has words that an author understands."""
    trial.told = tuple(found)
    for each in found:
        if _INSIDES.search(each.message + each.hint) or not each.message.strip():
            trial.wrong.append(f"not an author's words: {each.place}: {each.message} {each.hint}")


def _misplaced(root: Path, each: Diagnostic) -> str:
    path, place = root / each.place.file, each.place
    if place.file.startswith("styles/"):
        return ""
    if not path.is_file():
        return "no such file"
    if path.suffix in {".xlsx", ".parquet"}:
        # A file that is none of its kind has no cells.
        return (
            ""
            if place.cell or each.code.slug in {"file-unreadable", "file-too-large"}
            else "no cell"
        )
    if not (place.line and place.column):
        return "no line and column"
    lines = re.split(
        "\r\n|\r|\n", path.read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    )
    if place.line > len(lines):
        return f"the file has {len(lines)} lines"
    # Bytes that are no UTF-8 count as they stand.
    width = max(len(lines[place.line - 1]), len(lines[place.line - 1].encode()))
    return f"the line has {width} characters" if place.column > width + 1 else ""
