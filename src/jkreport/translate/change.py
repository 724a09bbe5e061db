"""What has changed in a text: character by character, or word by word where a language has words between spaces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from jkreport.languages import Language

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a change: what was taken away and what was put there; the same twice where nothing has changed."""

    before: str
    after: str


def change(before: str, after: str, language: Language) -> tuple[Piece, ...]:
    """Give the pieces of two texts in turn; joined they give both."""
    cut = _WORDS.findall if language.keep_words else list
    old: Sequence[str] = cut(before)
    new: Sequence[str] = cut(after)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return tuple(
        Piece("".join(old[i:j]), "".join(new[k:m])) for _, i, j, k, m in matcher.get_opcodes()
    )


def as_marked(pieces: Sequence[Piece], *, around: int = 24) -> str:
    """Give a change in one line, [-taken away-]{+put there+}, with so many characters of what is the same around it."""
    line = ""
    for number, each in enumerate(pieces):
        if each.before == each.after:
            line += _shortened(each.after, number == 0, number == len(pieces) - 1, around)
        else:
            line += (f"[-{each.before}-]" if each.before else "") + (
                f"{{+{each.after}+}}" if each.after else ""
            )
    return " ".join(line.split("\n"))


def _shortened(text: str, first: bool, last: bool, around: int) -> str:  # noqa: FBT001 - where it stands
    head, tail = ("" if first else text[:around]), ("" if last else text[-around:])
    if len(head) + len(tail) >= len(text):
        return text
    return f"{head}…{tail}"
