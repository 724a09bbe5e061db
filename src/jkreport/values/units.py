"""Units by their code; what a unit is called in a language stands with the language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A unit of measure, a currency or a counter.

    `wording` is for units that a workspace adds: what each language appends to the number, spaces included.
    """

    code: str
    wording: Mapping[str, str] = field(default_factory=dict, hash=False)


NO_UNIT = Unit(code="none")

BUILT_IN_UNITS: Mapping[str, Unit] = {
    code: Unit(code=code)
    for code in (
        *("percent", "point", "times", "person", "country", "rank", "year", "month", "day", "item"),
        *("case", "proposal", "flight", "school", "place", "ratio"),
        *("USD", "JPY", "KRW", "EUR", "kW", "GW", "ton", "km", "none"),
    )
}
