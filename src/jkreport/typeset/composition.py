"""Where a line grows, where it gains or loses space, by what its characters are; text in, places out.

A place is a number of characters: place 3 lies between the third character and the fourth.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# Kinds of characters, a letter each (JLREQ 3.1.1, by how they behave):
WIDE = "W"  # ideographs and kana
FULL = "F"  # signs as wide as these, full-width forms
NARROW = "N"  # Latin, Greek and Cyrillic letters, digits and the signs that read with them
OPENING = "O"  # empty in its first half
CLOSING = "C"  # empty in its second half
MIDDLE = "M"  # empty on both sides
SPACE = "S"
JOINED = "T"  # takes no place of its own: marks on a letter, joiners
OTHER = "X"

# Characters by number: letters of a language stand in `languages` alone.
_STOPS = frozenset(map(chr, (0x3001, 0x3002, 0xFF0C, 0xFF0E)))
_MIDDLES = frozenset(map(chr, (0x30FB, 0xFF1A, 0xFF1B)))
_WIDE_MARK = {"W", "F", "A"}
_SIGNS = frozenset("%‰°$£€¥±")
_WIDE_BLOCKS = (
    (0x3001, 0x30FF),
    (0x31F0, 0x31FF),
    (0x3400, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF01, 0xFF9F),
    (0x20000, 0x3FFFF),
)
KOREAN = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))
_WIDE_KINDS = f"[{WIDE}{FULL}{OPENING}{CLOSING}{MIDDLE}]"


class _Kinds(dict[int, str]):
    """Tells the kind of each character, and remembers it."""

    def __missing__(self, code: int) -> str:
        kind = self[code] = _kind(chr(code))
        return kind


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if unicodedata.east_asian_width(character) in _WIDE_MARK:
        if category in {"Ps", "Pi"}:
            return OPENING
        if category in {"Pe", "Pf"} or character in _STOPS:
            return CLOSING
    if character in _MIDDLES:
        return MIDDLE
    if character in " \u00a0":
        return SPACE
    if unicodedata.combining(character) or category in {"Mn", "Me", "Cf"} or character == "\u200b":
        return JOINED
    if any(first <= ord(character) <= last for first, last in _WIDE_BLOCKS):
        full = ord(character) in range(0xFF01, 0xFF5F) or category[0] not in "LN"
        return FULL if full else WIDE
    if any(first <= ord(character) <= last for first, last in KOREAN):
        return OTHER
    # Numbers in circles and the like are as wide as ideographs.
    letter = category[0] == "L" or category == "Nd" or (category == "No" and character < "\u2100")
    return NARROW if letter or character in _SIGNS else OTHER


_KINDS = _Kinds()
_GAP = re.compile(f"{WIDE}{JOINED}*(?={NARROW})|{NARROW}{JOINED}*(?={WIDE})")
_AFTER_CLOSING = re.compile(f"{CLOSING}{JOINED}*(?=[{OPENING}{CLOSING}{MIDDLE}])")
_BEFORE_OPENING = re.compile(f"[{OPENING}{MIDDLE}]{JOINED}*(?={OPENING})")
_ELASTIC = re.compile(
    f"{_WIDE_KINDS}{JOINED}*(?=[^{JOINED}{SPACE}])|[{NARROW}{OTHER}]{JOINED}*(?={_WIDE_KINDS})"
    f"|{SPACE}(?=[^{JOINED}])"
)
_SPACES = re.compile(f"{SPACE}(?=.)")


def kinds(text: str) -> str:
    """Give the kind of each character.

    >>> kinds("「EEZ」は、 한국")
    'ONNNCWCSXX'
    """
    return text.translate(_KINDS)


def gaps(kinds: str) -> Iterator[int]:
    """Give the places between kanji or kana and Latin letters or digits (JLREQ 3.2.6).

    >>> list(gaps(kinds("第5回APEC、（2国）")))
    [1, 2, 3, 10]
    """
    return (found.end() for found in _GAP.finditer(kinds))


def meetings(kinds: str) -> Iterator[tuple[int, int]]:
    """Give the places where marks meet, so that one half is too much, and which mark holds it.

    >>> list(meetings(kinds("と、「（言")))
    [(2, 1), (3, 3)]
    """
    for found in _AFTER_CLOSING.finditer(kinds):
        yield found.end(), found.start()
    for found in _BEFORE_OPENING.finditer(kinds):
        yield found.end(), found.end()


@cache
def _elastic(*, wide: bool) -> re.Pattern[str]:
    return _ELASTIC if wide else _SPACES


def elastic(kinds: str, *, wide: bool) -> Iterator[int]:
    """Give the places where a justified line grows: after spaces, and beside wide letters if wanted.

    >>> list(elastic(kinds("日本 and 韓国"), wide=True))
    [1, 3, 7, 8]
    >>> list(elastic(kinds("日本 and 韓国"), wide=False))
    [3, 7]
    """
    return (found.end() for found in _elastic(wide=wide).finditer(kinds))


def weight(kinds: str) -> int:
    """Count the letters: what a reader sees as words, not as marks.

    >>> weight(kinds("した。」"))
    2
    """
    return sum(kinds.count(each) for each in (WIDE, NARROW, OTHER))
