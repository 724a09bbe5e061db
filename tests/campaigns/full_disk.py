"""C2: disks of fifty sizes run full; the old files stay, and each build says so in one line."""

import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._disks import PAGE, disk, entered, fill, seal
from tests.campaigns._ground import Ground

_OUTPUT = 74


def campaign(ground: Ground, sizes: int, seed: int) -> Counter[str]:
    """Build on disks of so many sizes; count how often the old files stayed, and what is wrong."""
    chance = random.Random(seed)  # noqa: S311 - sizes, not secrets
    found: Counter[str] = Counter()
    brief, folder = ground.brief, ground.standing.parent
    ground.restore()
    needed = sum(path.stat().st_size for path in ground.standing.iterdir())
    for number in range(sizes):
        free = chance.randrange(needed * number // sizes, needed * (number + 1) // sizes)
        with disk(folder / "disk", needed + _room(ground.standing)) as out:
            shutil.copytree(ground.standing, out / brief.name)
            fill(out, free)
            ended = brief.build("--quiet", "--out", str(out))
            said = _judged(ended, out, "No space left on device")
            found["kept"] += not said and _ground.hashes(out / brief.name) == ground.old
            found.update(said)
            found.update(f"left over: {name}" for name in _ground.left_over(out))
    found.update(read_only(ground))
    found.update(elsewhere(ground))
    return found


def read_only(ground: Ground) -> list[str]:
    """Say what is wrong with a build onto a disk that is mounted read-only."""
    with disk(ground.standing.parent / "disk", 1 << 24) as out:
        shutil.copytree(ground.standing, out / ground.brief.name)
        seal(out)
        ended = ground.brief.build("--quiet", "--out", str(out))
        wrong = _judged(ended, out, "Read-only file system")
        if _ground.hashes(out / ground.brief.name) != ground.old:
            wrong.append("a read-only disk has other files")
        return wrong


def _room(folder: Path) -> int:
    """Give what the files of a folder and their names take on a disk."""
    pages = sum(path.stat().st_size // PAGE + 1 for path in folder.iterdir())
    return (pages + 24) * PAGE


def _judged(ended: _ground.Ended, out: Path, reason: str) -> list[str]:
    """Say what is wrong with how a build on a disk that takes nothing ended."""
    told = ended.err.startswith(str(out)) and ended.err.endswith(f"can't be written: {reason}\n")
    if ended.status == _OUTPUT and told and ended.err.count("\n") == 1:
        return []
    return [f"status {ended.status}: {ended.err}"]


def elsewhere(ground: Ground) -> Iterator[str]:
    """Fill the disks of the cache and of temporary files; say where a build that can do without them doesn't."""
    folder, brief = ground.standing.parent, ground.brief
    for name, cache, temporary in (
        ("a full cache", True, False),
        ("full temporary files", False, True),
        ("both full", True, True),
    ):
        with disk(folder / "small", 8 * PAGE) as small:
            fill(small, 0)
            ended = brief.build(
                "--quiet",
                JKREPORT_CACHE=str(small / "cache" if cache else brief.cache),
                TMPDIR=str(small if temporary else folder),
            )
            right = (ended.status, ended.err) == (0, "")
            right = right and _ground.hashes(brief.folder) == ground.new
            told = name == "both full" and not _judged(ended, small, "No space left on device")
            if not (right or told):
                yield f"{name}: status {ended.status}: {ended.err}"


def main() -> int:
    """Run the campaign and print its row."""
    choice = _ground.arguments(__doc__, sizes=50)
    goal = f"old file intact {choice.sizes}/{choice.sizes}, exit 74"
    if not entered("tests.campaigns.full_disk", sys.argv[1:]):
        return 0
    with tempfile.TemporaryDirectory() as folder:
        found = campaign(_ground.prepared(Path(folder)), choice.sizes, choice.seed)
    held = found == Counter(kept=choice.sizes)
    reached = f"{found['kept']}/{choice.sizes} old files intact, exit 74, one line; " + (
        "a full cache and TMPDIR cost time alone" if held else str(dict(found))
    )
    return _ground.tell("C2", f"disk full at {choice.sizes} sizes", goal, reached, held=held)


if __name__ == "__main__":
    sys.exit(main())
