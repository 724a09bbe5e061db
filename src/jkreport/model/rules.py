"""What a table's YAML says must hold of its data."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from jkreport.diagnostics import Place
from jkreport.values import Moment

_MONTHS = 12


class Monotone(Enum):
    """How the values of a measure go from one row to the next in time; equal ones are allowed."""

    RISING = "rising"
    FALLING = "falling"


@dataclass(frozen=True, kw_only=True, slots=True)
class Acknowledged:
    """A value that changes more than is allowed, and may: that of a row, as long as it is this one."""

    key: tuple[str, ...]
    value: Decimal
    reason: str
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What must hold of each value of a measure; numbers are those of the file, changes are in percent.

    `change` is the most from one row to the next in time, `revision` the most by which a refresh may change a value.
    """

    required: bool = False
    unique: bool = False
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    enum: tuple[str, ...] = ()
    monotone: Monotone | None = None
    change: Decimal | None = None
    revision: Decimal | None = None
    acknowledged: tuple[Acknowledged, ...] = ()

    def known(self, key: tuple[str, ...], value: Decimal) -> bool:
        """Whether somebody has acknowledged that this row has this value."""
        return any(each.key == key and each.value == value for each in self.acknowledged)


@dataclass(frozen=True, kw_only=True, slots=True)
class SumRule:
    """Parts that add up to a whole: measures of a row, or rows that differ in one `key`; of these, `measures` do.

    `within` is how much both may differ, in numbers of the file.
    """

    parts: tuple[str, ...]
    whole: str
    key: str = ""
    measures: tuple[str, ...] = ()
    within: Decimal = Decimal(0)
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class UniqueRule:
    """Columns of which no two rows have the same values."""

    columns: tuple[str, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Age:
    """How old data may be, counted in days or in months of the calendar."""

    days: int = 0
    months: int = 0
    place: Place

    def after(self, day: dt.date) -> dt.date:
        """Give the last day on which what was true on a day is young enough."""
        total = day.year * _MONTHS + day.month - 1 + self.months
        year, month = divmod(total, _MONTHS)
        last = monthrange(min(year, dt.MAXYEAR), month + 1)[1]
        moved = dt.date(min(year, dt.MAXYEAR), month + 1, min(day.day, last))
        return moved + dt.timedelta(days=self.days)

    def __str__(self) -> str:
        return f"{self.days} days" if self.days else f"{self.months} months"


@dataclass(frozen=True, kw_only=True, slots=True)
class Frozen:
    """The data may not change; `sha256` pins the file of a table that isn't retrieved from anywhere."""

    sha256: str = ""
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What must hold of a table as a whole."""

    sums: tuple[SumRule, ...] = ()
    unique: tuple[UniqueRule, ...] = ()
    max_age: Age | None = None
    expected_next: Moment | None = None
    expected_place: Place | None = None
    frozen: Frozen | None = None
