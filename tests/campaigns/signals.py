"""C6: builds get a signal at random moments; they end in two seconds, with its status, and leave nothing."""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._ground import Brief, Ground

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_GRACE = 2.0


def campaign(ground: Ground, count: int, seed: int) -> tuple[Counter[str], float]:
    """Send each signal to so many builds; count what came of it, and give the longest time that one took to end."""
    _ground.adopt_orphans()
    # A shell that runs this in the background has SIGINT ignored, nohup SIGHUP, and so would every build.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    found: Counter[str] = Counter()
    longest, brief = 0.0, ground.brief
    for number in range(count):
        brief.write(number)
        for each in SIGNALS:
            # At a terminal the whole group gets it, from a service the process alone.
            said, took = end(brief, each, chance.uniform(0, ground.usual), group=number % 2 == 0)
            found[said] += 1
            longest = max(longest, took)
            found.update(_ground.broken(brief.folder, *ground.versions))
            left = _ground.left_over(brief.root, brief.cache)
            found.update(f"left over: {name}" for name in left)
    return found, longest


def end(brief: Brief, number: signal.Signals, moment: float, *, group: bool) -> tuple[str, float]:
    """Send a signal at a moment of a build; say how it ended, and how long that took."""
    with _ground.started(brief.command("--no-cache"), brief.variables()) as process:
        time.sleep(moment)
        began = time.monotonic()
        if process.poll() is None:
            (os.killpg if group else os.kill)(process.pid, number)
        _, said = process.communicate()
        took = time.monotonic() - began
    orphans = _ground.orphans_after(max(0.0, _GRACE - took))
    if orphans:
        return f"outlived by {orphans[0]}", took
    if took > _GRACE:
        return f"{number.name} took {took:.1f} s", took
    if process.returncode == 0:
        return "too late", took
    # Before Python has started, the signal itself ends it; a shell tells both alike.
    if process.returncode not in (128 + number, -number):
        return f"{number.name} gave {process.returncode}: {said}", took
    return (f"{number.name} left a trace: {said}" if "Traceback" in said else "ended"), took


def main() -> int:
    """Run the campaign and print its row."""
    choice = _ground.arguments(__doc__, count=50)
    with tempfile.TemporaryDirectory() as folder:
        found, longest = campaign(_ground.prepared(Path(folder)), choice.count, choice.seed)
    wrong = {what: times for what, times in found.items() if what not in {"ended", "too late"}}
    reached = (
        f"{found['ended']} ended within {longest:.1f} s, {found['too late']} had just finished; "
    )
    reached += str(wrong) if wrong else "0 left over, 0 orphans, 0 traces"
    goal = "exit 129, 130, 143 in ≤ 2 s, no temp, no orphan"
    what = f"SIGINT, SIGTERM, SIGHUP at {choice.count} moments each"
    return _ground.tell("C6", what, goal, reached, held=not wrong)


if __name__ == "__main__":
    sys.exit(main())
