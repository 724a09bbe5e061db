"""Dates written from the year down, part by part, as in Japanese and Korean."""

from collections.abc import Callable, Sequence

from jkreport.languages.base import DateStyle
from jkreport.values import Interval, Moment

Part = tuple[str, str]
"""A number and what is written after it: ("17", "日")."""

Writer = Callable[[Moment], Sequence[Part]]


def cut(moment: Moment, style: DateStyle) -> Moment:
    """Give the moment no more precise than the style prints it."""
    match style:
        case "year":
            return Moment(moment.year_number)
        case "month":
            return Moment(moment.year_number, moment.month_number)
        case "full" | "era" | "short":
            return moment


def numbers(moment: Moment) -> tuple[int, ...]:
    """Give year, month and day as far as they are known.

    >>> numbers(Moment(2026, 1))
    (2026, 1)
    """
    known = (moment.year_number, moment.month_number, moment.day_number)
    return tuple(each for each in known if each)


def dated(date: Moment | Interval, write: Writer, *, space: str, wave: str) -> str:
    """Print a date by its parts; of an interval, what both ends share is said once."""
    if isinstance(date, Moment):
        return _text(write(date), space)
    first, last = write(date.first), write(date.last)
    if first == last:
        return _text(first, space)
    shared = _shared(first, last)
    head, tails = first[:shared], (first[shared:], last[shared:])
    from_, to = (_text(tail, space) for tail in tails)
    if all(len(tail) == 1 for tail in tails) and tails[0][0][1] == tails[1][0][1]:
        from_ = tails[0][0][0]  # 17～19日: the counter stands once, at the end
    return _text(head, space) + (space if head else "") + from_ + wave + to


def _shared(first: Sequence[Part], last: Sequence[Part]) -> int:
    """Count the leading parts that both have, none if one date is a part of the other."""
    count = 0
    for one, other in zip(first, last, strict=False):
        if one != other:
            break
        count += 1
    return 0 if count in (len(first), len(last)) else count


def _text(parts: Sequence[Part], space: str) -> str:
    return space.join(number + counter for number, counter in parts)
