"""Where a line may grow and where it may not break: text in, ranges of characters out."""

import re
import unicodedata
from collections.abc import Iterator

_SPACES = " \u00a0"
# Ideographs, kana, their punctuation, and full-width forms. Not in it: the marks that are set in
# pairs and stay together, such as the dash and the ellipsis.
_WIDE = "\u3001-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
_MARKS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_GROWING = re.compile(f"[{_WIDE}{_MARKS}{_SPACES}]+")
_GROWING_SPACES = re.compile(f"[{_SPACES}]+")

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
# A word goes from space to space; a slash or a dash inside it may end a line.
_WORD = re.compile(rf"[^\s\u200b/\u2014\u2015\u2013]*[{_HANGUL}][^\s\u200b/\u2014\u2015\u2013]*")


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


def kept_words(text: str) -> Iterator[tuple[int, int]]:
    """Give the range of each word that a line should not break in: those with a Korean letter.

    >>> list(kept_words("제2차 石破茂 정상회담(首脳会談)은"))
    [(0, 3), (8, 19)]
    """
    for found in _WORD.finditer(text):
        if found.end() - found.start() > 1:
            yield found.span()


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
