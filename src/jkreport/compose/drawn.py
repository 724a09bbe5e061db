"""What an edition has printed from each table, list and fact, by its record."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jkreport.compose.context import Context
from jkreport.compose.entries import name_of
from jkreport.compose.formulas import is_worked
from jkreport.model.names import Name
from jkreport.model.tables import TableSpec
from jkreport.model.text import Localized
from jkreport.provenance import Filled
from jkreport.values import Cell, Counted, Derived, Leaf, Moment, Provenance, Stated
from jkreport.values.quantity import leaves_of

Told = tuple[str, Filled]
"""What was printed, and the expression that it was printed for."""


@dataclass(kw_only=True, slots=True)
class Drawn:
    """What was printed from a table, a list of events or the statements of a fact, in the order of printing.

    Only a table has a `spec`, only a fact `locators`: where its works state it, by statement.

    `worked` has the first printing of each result, by language; it stands with the first table that it comes from.
    """

    title: Localized
    spec: TableSpec | None
    sources: dict[str, Name] = field(default_factory=dict)
    measures: dict[str, None] = field(default_factory=dict)
    locators: dict[str, Localized] = field(default_factory=dict)
    blocks: dict[str, None] = field(default_factory=dict)
    worked: dict[Derived, dict[str, Told]] = field(default_factory=dict)

    @property
    def as_of(self) -> Moment | None:
        """The day on which its source says that the table holds."""
        return self.spec.as_of if self.spec is not None else None


def drawn(context: Context) -> Mapping[str, Drawn]:
    """Give what was printed from each table and then from each list and fact, by the names of their entries."""
    found: dict[str, Drawn] = {}
    for table in context.used.tables:
        _of(context, Cell(table=table, measure="", key=()), found)
    for wording in context.used.record.wordings:
        for printed, filled in wording.values:
            if filled.value is not None:
                _enter(context, filled.value.origin, wording.block, found)
                _enter_worked(context, wording.language, (printed, filled), found)
    for figure in context.used.record.figures:
        whole = Cell(table=figure.table, measure="", key=())
        for origin in (whole, *(each.value.origin for each in figure.numbers)):
            _enter(context, origin, figure.block, found)
    for event in context.used.record.events:
        _enter(context, event.value.origin, event.block, found)
    return dict(sorted(found.items(), key=lambda each: each[1].spec is None))


def _enter(context: Context, origin: Provenance, block: str, found: dict[str, Drawn]) -> None:
    for leaf in leaves_of(origin):
        entry = _of(context, leaf, found)
        entry.blocks[block] = None
        if isinstance(leaf, Cell) and leaf.measure:
            entry.measures[leaf.measure] = None
        if isinstance(leaf, Counted):
            for event in context.store.events[leaf.events].events:
                if event.id in leaf.members:
                    entry.sources.update({each.value: each for each in event.sources})
        if isinstance(leaf, Stated):
            statement = context.store.facts[leaf.fact].statements[leaf.statement]
            entry.sources.update({each.value: each for each in statement.sources})
            if statement.locator is not None:
                entry.locators[statement.id] = statement.locator


def _enter_worked(context: Context, code: str, told: Told, found: dict[str, Drawn]) -> None:
    printed, filled = told
    origin = filled.value.origin if filled.value is not None else None
    if isinstance(origin, Derived) and is_worked(origin) and printed:
        entry = _of(context, next(leaves_of(origin)), found)
        entry.worked.setdefault(origin, {}).setdefault(code, told)


def _of(context: Context, leaf: Leaf, found: dict[str, Drawn]) -> Drawn:
    name = name_of(context, leaf)
    if name not in found:
        found[name] = _made(context, leaf)
    return found[name]


def _made(context: Context, leaf: Leaf) -> Drawn:
    match leaf:
        case Cell(table=table):
            spec = context.store.tables[table]
            own = {each.value: each for each in spec.sources}
            return Drawn(title=spec.title, spec=spec, sources=own)
        case Counted(events=events):
            return Drawn(title=context.store.events[events].title, spec=None)
        case Stated(fact=fact):
            return Drawn(title=context.store.facts[fact].about, spec=None)
