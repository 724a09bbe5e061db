"""Dates as precise as they are known, in EDTF (ISO 8601-2): 2023, 2023-03-16, 2023-08-17/2023-08-19."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_MOMENT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, a month or a year; 0 stands for a part that isn't known."""

    year_number: int
    month_number: int = 0
    day_number: int = 0

    @property
    def start(self) -> dt.date:
        """The first day that it can mean."""
        return dt.date(self.year_number, self.month_number or 1, self.day_number or 1)

    @property
    def end(self) -> dt.date:
        """The last day that it can mean."""
        month = self.month_number or _LAST_MONTH
        last = calendar.monthrange(self.year_number, month)[1]
        return dt.date(self.year_number, month, self.day_number or last)

    @property
    def year(self) -> "Moment":
        """The year alone."""
        return Moment(self.year_number)

    @property
    def month(self) -> "Moment":
        """Year and month, as far as known."""
        return Moment(self.year_number, self.month_number)

    def __str__(self) -> str:
        """Give EDTF."""
        parts = [f"{self.year_number:04}"]
        if self.month_number:
            parts.append(f"{self.month_number:02}")
        if self.day_number:
            parts.append(f"{self.day_number:02}")
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Interval:
    """From one moment to another, both included."""

    first: Moment
    last: Moment

    @property
    def start(self) -> dt.date:
        """The first day that it can mean."""
        return self.first.start

    @property
    def end(self) -> dt.date:
        """The last day that it can mean."""
        return self.last.end

    def __str__(self) -> str:
        """Give EDTF."""
        return f"{self.first}/{self.last}"


def parse_date(text: str) -> Moment | Interval:
    """Read a date or an interval.

    Raises:
        ValueError: the text is no date in EDTF, the day doesn't exist, or the interval runs backwards.

    >>> str(parse_date("2023-08-17/2023-08-19"))
    '2023-08-17/2023-08-19'
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _moment(text)
    try:
        interval = Interval(_moment(first), _moment(last))
    except ValueError as error:
        raise ValueError(f"{error}: '{text}' would be an interval") from None
    if interval.end < interval.start:
        raise ValueError(f"'{text}' ends before it begins")
    return interval


def _moment(text: str) -> Moment:
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a date such as 2023, 2023-03 or 2023-03-16")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    moment = Moment(year, month, day)
    try:
        _ = moment.start, moment.end
    except ValueError:
        raise ValueError(f"the date '{text}' does not exist") from None
    if (match[2] is not None and month == 0) or (match[3] is not None and day == 0):
        raise ValueError(f"the date '{text}' does not exist")
    return moment
