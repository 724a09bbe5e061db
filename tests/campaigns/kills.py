"""C1: builds are killed at random moments; no file is ever partial, and the next build leaves none over."""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._ground import Brief, Ground

_WRITING = 0.06
_GRACE = 2.0


def campaign(ground: Ground, count: int, seed: int) -> Counter[str]:
    """Kill so many builds; count what came of it, faults under their own words."""
    _ground.adopt_orphans()
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    found: Counter[str] = Counter()
    brief, versions = ground.brief, ground.versions
    for number in range(count):
        target = (number + 1) % 2
        brief.write(target)
        # One in four with the cache, which is empty then; one in two killed while it writes.
        words = () if number // 2 % 4 == 3 else ("--no-cache",)
        if not words:
            _ground.run([*_ground.JKREPORT, "cache", "clear"], brief.variables())
        found[kill(brief, words, chance, ground.usual if number % 2 else None)] += 1
        for wrong in _ground.broken(brief.folder, versions[1 - target], versions[target]):
            found[wrong] += 1
        found.update(after(brief, versions[target]))
    return found


def kill(brief: Brief, words: tuple[str, ...], chance: random.Random, usual: float | None) -> str:
    """Kill a build at some moment of its usual time, or as it writes; say whether it was still at work."""
    with _ground.started(brief.command(*words), brief.variables()) as process:
        if usual is not None:
            time.sleep(chance.uniform(0, usual))
        elif process.stderr is not None:
            for line in process.stderr:
                if line.endswith(": writing\n"):
                    break
            time.sleep(chance.uniform(0, _WRITING))
        process.kill()
        status = process.wait()
        orphans = _ground.orphans_after(_GRACE)
        if orphans:
            return f"outlived by {orphans[0]}"
        return "killed" if status < 0 else "too late"


def after(brief: Brief, expected: object) -> list[str]:
    """Build once more, and say what isn't as it should be then."""
    ended = brief.build("--quiet")
    wrong = [] if (ended.status, ended.err) == (0, "") else [f"the next build: {ended.err}"]
    if _ground.hashes(brief.folder) != expected:
        wrong.append("the next build has other files")
    if not _ground.agrees(brief.folder):
        wrong.append("the manifest is wrong")
    return [*wrong, *(f"left over: {each}" for each in _ground.left_over(brief.root, brief.cache))]


def main() -> int:
    """Run the campaign and print its row."""
    choice = _ground.arguments(__doc__, count=200)
    with tempfile.TemporaryDirectory() as folder:
        found = campaign(_ground.prepared(Path(folder)), choice.count, choice.seed)
    wrong = {what: times for what, times in found.items() if what not in {"killed", "too late"}}
    reached = f"{found['killed']} killed at work, {found['too late']} just after; " + (
        str(wrong) if wrong else "0 partial or corrupt, 0 left over, 0 orphans"
    )
    goal = "0 partial or corrupt PDFs, 0 stale temps after the next run"
    return _ground.tell("C1", f"{choice.count} × kill -9 of a build", goal, reached, held=not wrong)


if __name__ == "__main__":
    sys.exit(main())
