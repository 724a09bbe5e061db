"""The patterns by which the engine reads HTML are made once, not for every attribute."""

import re
from collections.abc import Iterable
from typing import Any

from tinyhtml5 import inputstream

from jkreport.typeset.engine.refinement import Refinement


class _Patterns(dict[tuple[Iterable[str], bool], re.Pattern[str]]):
    """Patterns for runs of characters, or of all others, each made when it is first asked for.

    The parser means to keep them, and keeps each under a key by which it never looks for one.
    """

    def __missing__(self, key: tuple[Iterable[str], bool]) -> re.Pattern[str]:
        characters, opposite = key
        listed = "".join(f"\\x{ord(each):02x}" for each in characters)
        self[key] = re.compile(f"[{'' if opposite else '^'}{listed}]+")
        return self[key]


def _apply() -> None:
    patterns: Any = _Patterns()
    inputstream.characters_until_regex = patterns


PARSING = Refinement(
    name="parsing",
    stands_on=((inputstream.HTMLUnicodeInputStream, "chars_until", "self, characters, opposite"),),
    apply=_apply,
)
