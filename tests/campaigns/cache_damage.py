"""C5: entries of the cache are damaged; each is made again, and the files are the right ones."""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._ground import Brief

_AT_ONCE = 10
Damage = Callable[[bytes, bytes, random.Random], bytes]


def _flip(data: bytes, _: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


DAMAGES: Mapping[str, Damage] = {
    "one bit flipped": _flip,
    "cut short": lambda data, _, chance: data[: chance.randrange(1, len(data))],
    "emptied": lambda _, __, ___: b"",
    "another's content": lambda _, other, __: other,
}


def campaign(briefs: Sequence[Brief], count: int, seed: int) -> Counter[str]:
    """Damage so many entries of the cache that briefs share; count those that were made again, and what is wrong."""
    chance = random.Random(seed)  # noqa: S311 - places, not secrets
    found: Counter[str] = Counter()
    for brief in briefs:
        _ground.run([*_ground.JKREPORT, "cache", "clear"], brief.variables())
    for brief in briefs:
        brief.build("--quiet")
    expected = [_ground.hashes(brief.folder) for brief in briefs]
    kept = {path: path.read_bytes() for path in sorted(briefs[0].cache.glob("contents/*"))}
    done = 0
    while done < count:
        chosen = chance.sample(sorted(kept), min(_AT_ONCE, count - done))
        for number, path in enumerate(chosen, done):
            other = kept[chance.choice([each for each in kept if each != path])]
            way = list(DAMAGES.values())[number % len(DAMAGES)]
            path.write_bytes(way(kept[path], other, chance))
        done += len(chosen)
        found.update(rebuilt(briefs, expected))
        made = sum(path.is_file() and path.read_bytes() == kept[path] for path in chosen)
        found["made again"] += made
        found["not made again"] += len(chosen) - made
    return +found


def rebuilt(briefs: Sequence[Brief], expected: Sequence[Mapping[str, str]]) -> list[str]:
    """Build all briefs, and say what is wrong with them."""
    wrong = []
    for brief, files in zip(briefs, expected, strict=True):
        ended = brief.build("--quiet")
        if (ended.status, ended.err) != (0, ""):
            wrong.append(ended.err)
        if _ground.hashes(brief.folder) != files:
            wrong.append(f"'{brief.name}' has other files")
    return wrong


def main() -> int:
    """Run the campaign and print its row."""
    choice = _ground.arguments(__doc__, count=200)
    with tempfile.TemporaryDirectory() as folder:
        briefs = (_ground.minimal(Path(folder)), _ground.everything(Path(folder)))
        found = campaign(briefs, choice.count, choice.seed)
    held = found == Counter({"made again": choice.count})
    reached = f"{found['made again']}/{choice.count} made again, " + (
        "right sha256" if held else str(dict(found))
    )
    what = f"{choice.count} cache entries: a bit flipped, cut, emptied, swapped"
    goal = f"{choice.count}/{choice.count} rebuilt, right sha256"
    return _ground.tell("C5", what, goal, reached, held=held)


if __name__ == "__main__":
    sys.exit(main())
