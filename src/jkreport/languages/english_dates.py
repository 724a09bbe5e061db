"""Dates in English: day, month, year."""

from jkreport.languages.base import DateStyle
from jkreport.languages.dates import cut, numbers
from jkreport.values import Interval, Moment

# From a table: `calendar` would follow the locale of the machine.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LETTERS_IF_SHORT = 3


def english_date(date: Moment | Interval, style: DateStyle) -> str:
    """Print 13 January 2026; of an interval, what both ends share is said once."""
    if isinstance(date, Moment):
        return " ".join(_words(cut(date, style), style))
    first, last = (_words(cut(each, style), style) for each in (date.first, date.last))
    if first == last:
        return " ".join(first)
    return _between(first, last)


def _words(moment: Moment, style: DateStyle) -> list[str]:
    year, *rest = numbers(moment)
    words = [str(year)]
    if rest:
        words.insert(0, _MONTHS[rest[0] - 1][: _LETTERS_IF_SHORT if style == "short" else None])
    return [*map(str, rest[1:]), *words]


def _between(first: list[str], last: list[str]) -> str:
    """Join both ends: the dash is closed between single words, 17–19 August, else open."""
    shared = 0
    while len(first) == len(last) and first[-1 - shared] == last[-1 - shared]:
        shared += 1
    end = len(first) - shared
    start = first[:end]
    dash = "–" if len(start) == len(last) - shared == 1 else " – "
    return " ".join(start) + dash + " ".join(last)
