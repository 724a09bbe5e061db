"""Where a line may grow and where it may not break: text in, ranges of characters out."""

import re
import unicodedata
from collections.abc import Iterator


def _characters(*ranges: tuple[int, int]) -> str:
    """Give the inside of a character class."""
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_SPACES = " \u00a0"
# Ideographs, kana, their punctuation, and full-width forms. Not in it: the marks that are set in
# pairs and stay together, such as the dash and the ellipsis.
_WIDE = _characters(
    (0x3001, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF01, 0xFF9F),
    (0x20000, 0x3FFFF),
)
_SELECTORS = _characters((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
_GROWING = re.compile(f"[{_WIDE}{_SELECTORS}{_SPACES}]+")
_GROWING_SPACES = re.compile(f"[{_SPACES}]+")

_HANGUL = _characters((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
# A word goes from space to space; a slash or a dash inside it may end a line.
_INSIDE = r"[^\s\u200b/\u2014\u2015\u2013]"
_WORD = re.compile(f"{_INSIDE}*[{_HANGUL}]{_INSIDE}*")


def growing(text: str, *, wide: bool) -> tuple[tuple[int, int], ...]:
    """Give the ranges in which a justified line grows: spaces, and wide characters if wanted.

    >>> growing("日本 and 韓国", wide=True)
    ((0, 3), (6, 9))
    >>> growing("日本 and 韓国", wide=False)
    ((2, 3), (6, 7))
    """
    pattern = _GROWING if wide else _GROWING_SPACES
    return tuple(found.span() for found in pattern.finditer(text))


def steps(text: str) -> int:
    """Count what a reader sees as characters; marks stand on the one before them.

    >>> steps("か\u3099葛\U000e0100")
    2
    """
    marks = sum(bool(unicodedata.combining(each)) or _is_selector(each) for each in text)
    return len(text) - marks


def kept_words(text: str, after: int = 0) -> Iterator[tuple[int, int]]:
    """Give the range of each word that a line should not break in: those with a Korean letter.

    Words that end before `after` are left out.

    >>> list(kept_words("제2차 石破茂 정상회담(首脳会談)은"))
    [(0, 3), (8, 19)]
    """
    for found in _WORD.finditer(text):
        if found.end() - found.start() > 1 and found.end() > after:
            yield found.span()


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
