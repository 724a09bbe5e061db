"""What the names in an expression stand for."""

from collections.abc import Mapping
from dataclasses import dataclass

from jkreport.model.brief import Brief, EditionSpec
from jkreport.model.store import Store
from jkreport.resolve.dates import DateValue
from jkreport.resolve.events import EventLists
from jkreport.resolve.phrases import Phrasing
from jkreport.resolve.statements import Statements
from jkreport.resolve.tables import Tables, TableViews
from jkreport.resolve.terms import Terms
from jkreport.values import Moment

Scope = Mapping[str, object]
FOREVER = Moment(9999)
"""A cut-off date that hides nothing."""


@dataclass(frozen=True, slots=True)
class BriefView:
    """The brief that a text stands in."""

    _brief: Brief

    @property
    def as_of(self) -> DateValue:
        """Its cut-off date."""
        return DateValue(self._brief.as_of)

    @property
    def number(self) -> str:
        """Its number in the series."""
        return self._brief.number


def scope_of(
    store: Store,
    tables: Tables,
    cut_off: Moment,
    brief: Brief | None = None,
    edition: EditionSpec | None = None,
) -> Scope:
    """Give the names that expressions use."""
    naming = brief.naming(edition) if brief is not None and edition is not None else {}
    scope: dict[str, object] = {
        **{name: Phrasing(phrase) for name, phrase in store.phrases.items()},
        "data": TableViews(tables, cut_off),
        "events": EventLists(store, cut_off),
        "term": Terms(store, naming),
        "statements": Statements(store.facts),
    }
    if brief is not None:
        scope["brief"] = BriefView(brief)
    return scope
