"""Where a line may end, and what a soft line break between two characters stands for."""

import re
import unicodedata
from collections.abc import Iterable

_WIDE = {"W", "F", "H", "A"}

# 行頭禁則 (JLREQ 3.1.7): closing brackets, hyphens, dividing marks, middle dots, stops, commas, iteration marks, the
# prolonged sound mark, small kana; percent and other signs that stand behind a number.
NEVER_FIRST = (
    "」』）〉》】〕］｝〗〙”’)]}»"
    "‐–〜～゠"
    "！？!?‼⁇⁈⁉"
    "・：；:;/"
    "。．.、，,"
    "ヽヾゝゞ々〻"
    "ーぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "％‰%℃°′″"
)
# 行末禁則 (JLREQ 3.1.8): opening brackets; currency and other signs that stand before a number.
NEVER_LAST = "「『（〈《【〔［｛〖〘“‘([{«￥＄￡€£$¥№＃#"

# A number as it is printed: 4,500  3.2  10:30  2026.1.13
NUMBER = r"[0-9０-９]+(?:[.,:．，：][0-9０-９]+)*"
# EEZ, CPTPP, U.S.-ROK, COVID-19: what begins with a capital, with what a hyphen, a stop or & adds to it.
ABBREVIATION = r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9]*(?:[.&‐-]+[A-Z0-9][A-Za-z0-9]*)*\.?"
# ……, ――: marks that are set in pairs.
PAIRS = "[…‥]{2,}|[―—─]{2,}"


def kept_numbers(units: Iterable[str], *, signs: str, myriads: str, before: str, after: str) -> str:
    """Give the pattern of a number with what belongs to it: ±0.5, 82万4,500人, 168억 달러, (1).

    `before` are letters that stand before a number (第), `after` single letters that count behind
    it, `myriads` the class of those inside it with the space that may follow.
    """
    # The longest first, and always in one order: the pattern is part of what an edition is found by in the cache.
    ordered = sorted(set(units) - {""}, key=lambda each: (-len(each), each))
    words = "|".join(map(re.escape, ordered))
    groups = rf"{NUMBER}(?:{myriads}(?:{NUMBER})?)*"
    return rf"[{before}{signs}]?{groups}(?: ?(?:{words})|{after})?"


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
