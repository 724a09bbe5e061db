"""C7: each single call that a build writes with fails once; files are the old ones or the new ones."""

import errno
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._ground import Brief, Ended, Ground

ERRORS = (errno.ENOSPC, errno.EIO, errno.EDQUOT)
_OUTPUT = 74
_COUNTED = "calls that write: "

# Runs the command line with one call failing: arguments NUMBER ERROR COUNTING, then those of jkreport. What fails is
# counted in this process alone: the others write to memory. With COUNTING it says at the end how many calls there were.
PROGRAM = """
import atexit, io, os, sys
number, error, counting = (int(each) for each in sys.argv[1:4])
sys.argv[1:4] = []
calls = 0
def failing(name, module, when):
    real = getattr(module, name)
    def call(*arguments, **named):
        global calls
        if when(*arguments):
            calls += 1
            if calls == number:
                raise OSError(error, os.strerror(error))
        return real(*arguments, **named)
    setattr(module, name, call)
def writes(path, flags, *_):
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
def opened(file, mode="r", *_):
    return not isinstance(file, int) and any(each in mode for each in "wax+")
failing("open", os, writes)
failing("open", io, opened)
for name in ("write", "pwrite", "fsync", "replace", "mkdir", "ftruncate"):
    failing(name, os, lambda *_: True)
if counting:
    atexit.register(lambda: print("calls that write:", calls, file=sys.stderr))
from jkreport.cli import main
main()
"""


def campaign(ground: Ground, most: int) -> Counter[str]:
    """Let calls fail, at most so many of them, one by one and with each error; count what came of it."""
    found: Counter[str] = Counter()
    ground.restore()
    calls = int(attempt(ground.brief, 0, 0, counting=True).err.rpartition(_COUNTED)[2])
    step = max(1, -(-calls // most))
    for number in range(1, calls + 1, step):
        for error in ERRORS:
            ground.restore()
            ended = attempt(ground.brief, number, error)
            said = judged(ground.brief, ended, ground.versions, error)
            found.update(said or ["as it should be"])
    return found


def attempt(brief: Brief, number: int, error: int, *, counting: bool = False) -> Ended:
    """Build with one call failing."""
    words = brief.command("--quiet")[len(_ground.JKREPORT) :]
    given = [str(each) for each in (number, error, int(counting))]
    return _ground.run([sys.executable, "-c", PROGRAM, *given, *words], brief.variables())


def judged(
    brief: Brief, ended: Ended, versions: tuple[Mapping[str, str], Mapping[str, str]], error: int
) -> list[str]:
    """Say what is wrong with how a build ended, and with what it left."""
    wrong = _ground.broken(brief.folder, *versions)
    wrong += [f"left over: {name}" for name in _ground.left_over(brief.root, brief.cache)]
    if ended.status == 0:
        # It was the cache that couldn't be written, or the number of the process in the lock.
        if ended.err or _ground.hashes(brief.folder) != versions[1]:
            wrong.append(f"status 0, but: {ended.err}")
    elif (
        ended.status != _OUTPUT
        or ended.err.count("\n") != 1
        or not ended.err.endswith(f"can't be written: {os.strerror(error)}\n")
    ):
        wrong.append(f"status {ended.status}: {ended.err}")
    return wrong


def main() -> int:
    """Run the campaign and print its row."""
    choice = _ground.arguments(__doc__, most=1000)
    with tempfile.TemporaryDirectory() as folder:
        found = campaign(_ground.prepared(Path(folder)), choice.most)
    held = found.keys() == {"as it should be"}
    reached = f"{found['as it should be']} faults (ENOSPC, EIO, EDQUOT at each call): " + (
        "0 other files, one line" if held else str(dict(found))
    )
    what = "each open, write, fsync, replace, mkdir of a build fails once"
    return _ground.tell("C7", what, "old or new file, never other", reached, held=held)


if __name__ == "__main__":
    sys.exit(main())
