"""What a brief prints besides words: quantities with their origin, and dates with their precision."""

from jkreport.values.dates import Interval, Moment, parse_date
from jkreport.values.faults import ValueFault
from jkreport.values.quantity import (
    Cell,
    Counted,
    Derived,
    Display,
    Form,
    Leaf,
    Provenance,
    Quantity,
    QuantityRange,
    Stated,
    round_half_up,
)
from jkreport.values.units import BUILT_IN_UNITS, NO_UNIT, Unit

__all__ = [
    "BUILT_IN_UNITS",
    "NO_UNIT",
    "Cell",
    "Counted",
    "Derived",
    "Display",
    "Form",
    "Interval",
    "Leaf",
    "Moment",
    "Provenance",
    "Quantity",
    "QuantityRange",
    "Stated",
    "Unit",
    "ValueFault",
    "parse_date",
    "round_half_up",
]
