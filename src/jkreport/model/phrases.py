"""Named phrases: words that a number chooses."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from jkreport.diagnostics import Place
from jkreport.model.text import Localized


class PhraseOf(Enum):
    """What chooses the words of a phrase."""

    CHANGE_RATE = "change_rate"  # from the first value to the second, in percent
    CHANGE = "change"  # the same in the unit of the values
    VALUE = "value"  # one value itself


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """The words for numbers of `least` and more, up to the step above; None: for all that are left.

    `forms` are the same in other forms that sentences need, by name.
    """

    least: Decimal | None
    text: Localized
    forms: Mapping[str, Localized]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """A phrase with its steps from the highest down; `rule` says by which rule, or whose, they are cut."""

    id: str
    of: PhraseOf
    rule: str
    steps: tuple[Step, ...]
    place: Place
