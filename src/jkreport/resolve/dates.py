"""Dates as authors ask for them."""

from dataclasses import dataclass, field, replace

from jkreport.diagnostics import Code
from jkreport.languages import DateStyle
from jkreport.values import Interval, Moment, Provenance, ValueFault, parse_date


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date, how much of it is printed, and where it comes from if that is data."""

    date: Moment | Interval
    style: DateStyle = "full"
    origin: Provenance | None = field(default=None, compare=False)

    @property
    def year(self) -> "DateValue":
        """The year alone."""
        return replace(self, style="year")

    @property
    def month(self) -> "DateValue":
        """Year and month."""
        return replace(self, style="month")

    @property
    def era(self) -> "DateValue":
        """With the era year, in a language that counts by eras."""
        return replace(self, style="era")

    @property
    def short(self) -> "DateValue":
        """As in tables."""
        return replace(self, style="short")


def date_of(value: object) -> Moment | Interval:
    """Read a date that an author wrote in an expression, or took from a value.

    Raises:
        ValueFault: it is no date.
    """
    if isinstance(value, DateValue):
        return value.date
    if isinstance(value, Moment | Interval):
        return value
    try:
        return parse_date(str(value))
    except ValueError as error:
        raise ValueFault(Code.BAD_DATE, str(error)) from None
