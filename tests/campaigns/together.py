"""C3: eight builds of one brief at once; all of them do well, and there is one result."""

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._ground import Brief, Ground

_STILL = 60.0


def campaign(ground: Ground, rounds: int, builds: int) -> Counter[str]:
    """Start so many builds at once, so often; count what came of it."""
    found: Counter[str] = Counter()
    brief = ground.brief
    for number in range(rounds):
        brief.write(number)
        if number % 2:
            _ground.run([*_ground.JKREPORT, "cache", "clear"], brief.variables())
        found.update(together(brief, builds))
        if _ground.hashes(brief.folder) != ground.versions[number % 2]:
            found["other files"] += 1
        found.update(_ground.left_over(brief.root, brief.cache))
    return found


def together(brief: Brief, builds: int) -> list[str]:
    """Start builds at once, half of them without the cache, and say how each ended."""
    processes = [
        subprocess.Popen(
            brief.command("--quiet", *(("--no-cache",) if number % 2 else ())),
            env=brief.variables(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(builds)
    ]
    ended: list[str] = []
    moved = time.monotonic()
    while processes:
        for each in [each for each in processes if each.poll() is not None]:
            processes.remove(each)
            moved = time.monotonic()
            _, said = each.communicate()
            ended.append("well" if (each.returncode, said) == (0, "") else said)
        if time.monotonic() - moved > _STILL:
            for each in processes:
                each.kill()
                each.communicate()
            return [*ended, "deadlock"]
        time.sleep(0.02)
    return ended


def main() -> int:
    """Run the campaign and print its row."""
    choice = _ground.arguments(__doc__, rounds=25, builds=8)
    with tempfile.TemporaryDirectory() as folder:
        found = campaign(_ground.prepared(Path(folder)), choice.rounds, choice.builds)
    wrong = {what: times for what, times in found.items() if what != "well"}
    reached = f"{found['well']} of {choice.rounds * choice.builds} well; " + (
        str(wrong) if wrong else "1 sha256 each, nothing stood still for 60 s"
    )
    goal = f"{choice.rounds}/{choice.rounds} all ok, 1 sha256, no deadlock > 60 s"
    what = f"{choice.builds} builds at once × {choice.rounds}"
    return _ground.tell("C3", what, goal, reached, held=not wrong)


if __name__ == "__main__":
    sys.exit(main())
