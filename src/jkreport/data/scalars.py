"""Values of typed files as the text that an author would have written."""

import datetime as dt
import math
from decimal import Decimal


def written(value: object) -> str | None:
    """Give the text of a value, None if it has none.

    A float is written with the fewest digits that give it back, never with an exponent.

    >>> written(1e16), written(0.1), written(dt.datetime(2025, 2, 1))
    ('10000000000000000', '0.1', '2025-02-01')
    """
    match value:
        case str() | int():  # truth values are integers to Python; no reader takes True for one
            return str(value)
        case float():
            # Nobody writes a sign before zero in a typed file.
            return _digits(Decimal(repr(value or 0.0)), value)
        case Decimal():
            return format(value, "f") if value.is_finite() else str(value)
        case dt.date():
            return _day(value)
        case _:
            return None


def _digits(number: Decimal, value: float) -> str:
    if not math.isfinite(value):
        return repr(value)
    return format(number if number % 1 else number.to_integral_value(), "f")


def _day(value: dt.date) -> str:
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return value.isoformat()
