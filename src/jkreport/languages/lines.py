"""What a soft line break between two characters stands for."""

import unicodedata

_WIDE = {"W", "F", "H", "A"}


def joined_as_japanese(before: str, after: str) -> str:
    """Give a space between two words of a script that writes spaces, else nothing."""
    if not before or not after:
        return ""
    return " " if _spaced(before[-1]) and _spaced(after[0]) else ""


def _spaced(character: str) -> bool:
    """Say whether the character belongs to a script that parts words by spaces, as Hangul does.

    Punctuation that both scripts have (“ ” … —, East Asian width A) counts as Japanese; letters of
    that width (Greek, Cyrillic) don't.
    """
    width = unicodedata.east_asian_width(character)
    if width not in _WIDE:
        return not character.isspace()
    if width == "A":
        return character.isalpha()
    return unicodedata.name(character, "").startswith("HANGUL SYLLABLE")
