"""English prose."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jkreport.languages.prose.base import HOLE, Found, Kind, Prose, Written
from jkreport.languages.prose.figures import AFTER, BEFORE, FIGURE, in_figures, merged, narrow

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_FIGURES = re.compile(rf"{BEFORE}(?:{FIGURE})(?:[ -](?:{'|'.join(_SCALES)}))?{AFTER}")
_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
_WORD_NUMBER = re.compile(rf"\b({'|'.join((*_WORDS, *_ORDINALS))})\b", re.IGNORECASE)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b")
_BESIDE_MONTH = re.compile(rf"(?:{'|'.join(_MONTHS)}) $")
_MONTH_AFTER = re.compile(rf" (?:{'|'.join(_MONTHS)})\b")
_ORDINAL = re.compile("(?:st|nd|rd|th)\\b")
_SENTENCE = re.compile(r"(?<=[^\s.][^\s.])[.!?]+[”’)\]]*(?=\s|$)|\n\s*\n")
_WORD = re.compile(r"[A-Za-z0-9]|" + HOLE)
_EAST_ASIAN = re.compile("[ぁ-ヺー一-鿿가-힣]+")
_WIDE = re.compile("[！-～、。]+")
_REACH = 40
_MOST_DAYS, _FIGURES_OF_A_DAY = 31, 2
_PLAIN_YEAR = re.compile("[12][0-9]{3}")


def _meaning(text: str, start: int, end: int) -> Kind:
    value, after = text[start:end], text[end : end + _REACH]
    if _ORDINAL.match(after):
        return Kind.ORDINAL
    if value.isdigit():
        beside = _BESIDE_MONTH.search(text[max(start - _REACH, 0) : start]) or _MONTH_AFTER.match(
            after
        )
        if beside and len(value) <= _FIGURES_OF_A_DAY and int(value) <= _MOST_DAYS:
            return Kind.DAY
        if _PLAIN_YEAR.fullmatch(value):
            return Kind.YEAR
    return Kind.NUMBER


class EnglishProse(Prose):
    """English prose."""

    code = "en"
    pairs = (("(", ")"), ("[", "]"), ("{", "}"), ("“", "”"), ("‘", "’"))
    measured = re.compile(
        r"(?:%| percent| percentage points?"
        r"| (?:dollars|yen|won|euros|people|times|cases|items|ships|flights|tons|kW|GW|km))"
    )
    density = 2.3

    def numbers(self, text: str) -> tuple[Written, ...]:
        """Give all numbers: 1.5 million, June, five."""
        plain = narrow(text)
        sure = in_figures(plain, _FIGURES, _SCALES, _meaning)
        months = [
            Written(
                start=match.start(), end=match.end(),
                value=Decimal(_MONTHS.index(match[0]) + 1), kind=Kind.MONTH,
            )
            for match in _MONTH.finditer(plain)
        ]  # fmt: skip
        return merged(sure + months, [_in_words(each) for each in _WORD_NUMBER.finditer(plain)])

    def sentences(self, text: str) -> int:
        """Count the sentences."""
        return sum(1 for each in _SENTENCE.split(text) if _WORD.search(each))

    def foreign(self, text: str) -> Iterator[Found]:
        """Give Japanese and Korean."""
        for match in _EAST_ASIAN.finditer(text):
            yield Found(start=match.start(), end=match.end())

    def widths(self, text: str) -> Iterator[Found]:
        """Give full-width letters, figures and marks."""
        for match in _WIDE.finditer(text):
            yield Found(start=match.start(), end=match.end())

    def begins(self, text: str, start: int, form: str) -> bool:
        """Say whether a word begins."""
        return not start or not (text[start - 1].isalnum() and form[0].isalnum())

    def ends(self, text: str, end: int, form: str) -> bool:
        """Say whether a word ends."""
        return end >= len(text) or not (text[end].isalnum() and form[-1].isalnum())


def _in_words(match: re.Match[str]) -> Written:
    word = match[0].lower()
    ordinal = word in _ORDINALS
    value = (_ORDINALS if ordinal else _WORDS).index(word)
    return Written(
        start=match.start(), end=match.end(), value=Decimal(value),
        kind=Kind.ORDINAL if ordinal else Kind.NUMBER, sure=False,
    )  # fmt: skip
