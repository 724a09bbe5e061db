"""How wide words are set, about: enough to give a column the width of its longest entry."""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise

# Of a Latin letter or a digit, and of the gap beside kanji, kana or hangul, in em.
_NARROW, _GAP = 0.56, 0.25


def ems(text: str) -> float:
    """Give the width of a text in em, rather too wide than too narrow.

    >>> ems("8月17日")
    4.43
    """
    wide = [unicodedata.east_asian_width(each) in "WF" for each in text]
    gaps = sum(first != second for first, second in pairwise(wide))
    return round(sum(1.0 if each else _NARROW for each in wide) + gaps * _GAP, 2)


def longest(texts: Iterable[str]) -> float:
    """Give the width in em of the widest of several texts, 0 of none."""
    return max(map(ems, texts), default=0.0)
