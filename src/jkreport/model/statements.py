"""What several sources state of one and the same fact, and which of it is preferred."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jkreport.diagnostics import Place
from jkreport.model.names import Name
from jkreport.model.text import Localized, Text
from jkreport.values import NO_UNIT, Interval, Moment, Unit

_NAMED = re.compile(r"\b(data|events)(?:\.|\[['\"])([a-z][a-z0-9_]*)")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What one source states of a fact.

    It has a `value`, an expression that asks for data of the workspace, or what stands in no table: a `number`, a
    `date` or a `text`. With both a `value` and a `text`, the words are what is stated of the value. `keys` gives key
    columns of a whole measure the names that they have in the others.
    """

    id: str
    value: Text | None = None
    number: Decimal | None = None
    unit: Unit = NO_UNIT
    date: Moment | Interval | None = None
    text: Localized | None = None
    sources: tuple[Name, ...] = ()
    locator: Localized | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    place: Place

    @property
    def asks(self) -> tuple[tuple[str, str], ...]:
        """The tables and lists of events that its expression names: `("data", "trade")`."""
        found = _NAMED.findall(self.value.value) if self.value is not None else []
        return tuple(dict.fromkeys((kind, name) for kind, name in found))


@dataclass(frozen=True, kw_only=True, slots=True)
class Preference:
    """The statement of a fact that texts go by alone, and why."""

    fact: str
    statement: Name
    reason: str
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """Something of which several sources speak; numbers that differ by no more than `within` agree.

    `within` is in the unit of the numbers; `percent` in percent of the larger one.
    """

    id: str
    about: Localized
    statements: Mapping[str, Statement]
    within: Decimal = Decimal(0)
    percent: Decimal = Decimal(0)
    prefer: Preference | None = None
    place: Place

    def allows(self, one: Decimal, other: Decimal) -> bool:
        """Whether two numbers are near enough to be the same."""
        larger = max(abs(one), abs(other))
        return abs(one - other) <= max(self.within, larger * self.percent / _HUNDRED)
