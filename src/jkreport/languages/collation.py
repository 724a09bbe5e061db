"""Sorting keys: classes of characters in a dictionary's order."""

import unicodedata
from collections.abc import Callable

from jkreport.languages.base import Sorting

_LEVEL = "\u0001"


def sorted_under(
    word: str, spoken: str, fold: Callable[[str], str], place: Callable[[str], tuple[int, str]]
) -> Sorting:
    """Give the key and head of a word.

    `fold` gives the letters that count at first; `place` gives of a letter the class that orders
    scripts, and the head. Spaces and signs don't count (letter by letter); then the full spelling
    decides, so no two words share a key.
    """
    letters = "".join(each for each in fold(spoken) if each.isalnum()) or fold(spoken)
    key = "".join(f"{place(each)[0]}{each}" for each in letters)
    head = place(letters[0])[1] if letters else ""
    return Sorting(key=_LEVEL.join((key, spoken, word)), head=head)


def latin_folded(text: str) -> str:
    """Give small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(each for each in decomposed if not unicodedata.combining(each))
    return unicodedata.normalize("NFC", bare).casefold()


def is_latin(letter: str) -> bool:
    """Say whether a folded letter is one of a to z."""
    return letter.isascii() and letter.isalpha()
