"""Numbers in figures and in words as prose has them, with 万, 억 and million."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from jkreport.languages.prose.base import Kind, Written

_WIDE_DIGITS = str.maketrans("０１２３４５６７８９，．", "0123456789,.")
FIGURE = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
# G7, F-35, COVID-19, 5G: digits that belong to a name.
BEFORE = r"(?<![A-Za-z0-9.,])(?<![A-Za-z][-‐–])"
# 30GW counts gigawatts, as 30 GW does.
_SYMBOLS = r"[kMGTP](?:Wh?|Hz|B|J|Pa|V)|Hz|Wh|TEU"
AFTER = rf"(?:(?=(?:{_SYMBOLS})(?![A-Za-z0-9]))|(?![A-Za-z0-9]*[A-Z][A-Za-z]*(?![A-Za-z]*%)))"
# 2025. 6. 22., 2025/6/22, 2025-06-22
_POINTED = re.compile(
    r"(?<![0-9.,/-])([12][0-9]{3})(?P<between>\. ?|/|-)(0?[1-9]|1[0-2])(?P=between)(0?[1-9]|[12][0-9]|3[01])(?![0-9/-])"
)
_SECOND_OF_RANGE = re.compile(r"[~～〜–-]\Z")

_CENTURY = 100
_YEARS = 1000, 3000
_MYRIAD = 4

Meaning = Callable[[str, int, int], Kind]
"""Tells from a text what the number from one place to another counts."""


def narrow(text: str) -> str:
    """Give a text with half-width figures; every character keeps its place."""
    return text.translate(_WIDE_DIGITS)


def in_figures(
    text: str, pattern: re.Pattern[str], scales: Mapping[str, int], meaning: Meaning
) -> list[Written]:
    """Find numbers in figures.

    `pattern` matches a whole one, such as 82万4,500; `scales` gives the power of ten of each letter that counts in it.
    """
    found: list[Written] = []
    for match in pattern.finditer(text):
        value = _value(match[0], scales)
        kind = meaning(text, match.start(), match.end())
        found.append(Written(start=match.start(), end=match.end(), value=value, kind=kind))
    return _ranges(text, found)


def pointed_dates(text: str) -> list[Written]:
    """Find the years, months and days of dates in figures alone."""
    kinds = {1: Kind.YEAR, 3: Kind.MONTH, 4: Kind.DAY}
    return [
        Written(
            start=match.start(group),
            end=match.end(group),
            value=Decimal(match[group]),
            kind=kind,
        )
        for match in _POINTED.finditer(text)
        for group, kind in kinds.items()
    ]


def tenths(text: str, each: Written, sign: re.Pattern[str]) -> Written:
    """Count tenths as percent, where the sign of tenths follows: 3割 and 3할 are 30%."""
    if each.kind is not Kind.NUMBER or not sign.match(text, each.end):
        return each
    return replace(each, value=each.value * 10)


def _value(written: str, scales: Mapping[str, int]) -> Decimal:
    total, group, pending = Decimal(0), Decimal(0), Decimal(0)
    for part in re.findall(rf"{FIGURE}|[^\d\s,.]+", written):
        if part[0].isdigit():
            pending = Decimal(part.replace(",", ""))
            continue
        for letter in _units(part, scales):
            power = scales[letter]
            if power >= _MYRIAD:
                total += (group + pending) * Decimal(10) ** power
                group = Decimal(0)
            else:
                group += pending * Decimal(10) ** power
            pending = Decimal(0)
    return total + group + pending


def _units(part: str, scales: Mapping[str, int]) -> list[str]:
    return [part] if part in scales else [letter for letter in part if letter in scales]


def _ranges(text: str, found: list[Written]) -> list[Written]:
    """Give the first end of a range the kind of the last one, and the last of 2023–24 its century."""
    for index in range(len(found) - 1, 0, -1):
        first, last = found[index - 1], found[index]
        between = text[first.end : last.start].strip()
        if not _SECOND_OF_RANGE.fullmatch(between):
            continue
        if first.kind is Kind.NUMBER and last.kind.dated:
            found[index - 1] = _with(first, first.value, last.kind)
        elif _is_year(text, first) and last.value < _CENTURY:
            found[index - 1] = _with(first, first.value, Kind.YEAR)
            century = first.value // _CENTURY * _CENTURY
            found[index] = _with(last, century + last.value, Kind.YEAR)
    return found


def _is_year(text: str, each: Written) -> bool:
    return text[each.start : each.end].isdigit() and _YEARS[0] <= each.value < _YEARS[1]


def _with(each: Written, value: Decimal, kind: Kind) -> Written:
    return Written(start=each.start, end=each.end, value=value, kind=kind, sure=each.sure)


def spelled(word: str, digits: Mapping[str, int], scales: Mapping[str, int]) -> int:
    """Give the value of a number in words, 二十三 or 이십삼; digits alone are read one by one: 二〇二五."""
    if not any(letter in scales for letter in word):
        return int("".join(str(digits[letter]) for letter in word))
    total = group = pending = 0
    for letter in word:
        if letter in digits:
            pending = digits[letter]
        elif scales[letter] >= _MYRIAD:
            total += (group + pending or 1) * 10 ** scales[letter]
            group = pending = 0
        else:
            group += (pending or 1) * 10 ** scales[letter]
            pending = 0
    return total + group + pending


def merged(sure: list[Written], maybe: list[Written]) -> tuple[Written, ...]:
    """Give both in the order of the text; of two that overlap the one that is sure counts."""
    taken = [(each.start, each.end) for each in sure]
    apart = [
        each
        for each in maybe
        if all(each.end <= start or each.start >= end for start, end in taken)
    ]
    return tuple(sorted((*sure, *apart), key=lambda each: each.start))
