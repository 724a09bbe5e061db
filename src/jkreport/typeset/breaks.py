"""Where a line may end: what the engine allows, less what a language keeps together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jkreport.typeset.composition import KOREAN
from jkreport.typeset.jobs import LineRules

_HANGUL = "".join(f"{chr(first)}-{chr(last)}" for first, last in KOREAN)
# A word goes from space to space; a slash or a dash inside it may end a line.
_INSIDE = r"[^\s\u200b/\u2014\u2015\u2013]"
_WORD = re.compile(f"{_INSIDE}*[{_HANGUL}]{_INSIDE}*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Opportunities:
    """The places where a line may end, each list in order.

    `wide` are those of a column of running text, `narrow` those of a short line, where a date may
    end a line after its year. `last` are these and those in words that a line may end in rather
    than be left far too short. `any` are all that the engine knows, for what is longer than a line.
    """

    wide: Sequence[int]
    narrow: Sequence[int]
    last: Sequence[int]
    any: Sequence[int]


def opportunities(text: str, allowed: Iterable[int], rules: LineRules) -> Opportunities:
    """Take from the engine's places those that the rules of a language forbid."""
    every = tuple(allowed)
    narrow = _without(_ends(text, every, rules), kept(text, rules))
    wide = _without(narrow, _spans(rules.kept_in_text, text))
    last = tuple(sorted({*narrow, *_in_words(text, rules)}))
    return Opportunities(wide=wide, narrow=narrow, last=last, any=every)


def _in_words(text: str, rules: LineRules) -> tuple[int, ...]:
    """Give the places where a word may be parted that would leave too much of a line empty."""
    found = (end for _, end in _spans(rules.parted, text))
    return _without(_ends(text, found, rules), _spans(rules.kept, text))


def kept(text: str, rules: LineRules) -> Iterator[tuple[int, int]]:
    """Give the ranges that stay on one line: whole words, and what the language says."""
    if rules.keep_words:
        yield from kept_words(text)
    yield from _spans(rules.kept, text)


def kept_words(text: str) -> Iterator[tuple[int, int]]:
    """Give the range of each word that a line should not break in: those with a Korean letter.

    >>> list(kept_words("제2차 石破茂 정상회담(首脳会談)은"))
    [(0, 3), (8, 19)]
    """
    for found in _WORD.finditer(text):
        if found.end() - found.start() > 1:
            yield found.span()


def _ends(text: str, places: Iterable[int], rules: LineRules) -> tuple[int, ...]:
    """Leave out places after which a line would begin, or before which it would end, wrongly."""
    first, last = rules.never_first, rules.never_last
    return tuple(
        each
        for each in places
        if not (each < len(text) and text[each] in first) and text[each - 1] not in last
    )


def _spans(pattern: str, text: str) -> Iterator[tuple[int, int]]:
    if pattern:
        for found in _compiled(pattern).finditer(text):
            yield found.span()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _without(places: Sequence[int], spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    inside = {place for start, end in spans for place in range(start + 1, end)}
    return tuple(each for each in places if each not in inside) if inside else tuple(places)
