"""The record of a brief brought together: what its editions print, and the state of all that they print from."""

from collections.abc import Sequence

from jkreport.build.loaded import Loaded
from jkreport.data import file_of
from jkreport.diagnostics import Problems
from jkreport.model.brief import Brief
from jkreport.provenance import (
    EditionRecord,
    EventFacts,
    ListFacts,
    Record,
    SourceFacts,
    TableFacts,
)
from jkreport.provenance.disagreements import disagreements_of
from jkreport.resolve import scope_of
from jkreport.resolve.events import events_until
from jkreport.resolve.matters import Matter, concerned, matters_of
from jkreport.values import Cell, Counted


def record_of_editions(loaded: Loaded, brief: Brief, editions: Sequence[EditionRecord]) -> Record:
    """Bring together what editions print and what they print from."""
    leaves = [leaf for each in editions for leaf in each.leaves]
    disagreements = disagreements_of(editions, matters_in(loaded, brief, editions, Problems()))
    tables = {leaf.table for leaf in leaves if isinstance(leaf, Cell)}
    tables |= {figure.table for each in editions for figure in each.figures}
    lists = {leaf.events for leaf in leaves if isinstance(leaf, Counted)}
    # Sorted: what is told of a record follows its order, and that of a set is another in each process.
    facts = {name: _table(loaded, name) for name in sorted(tables)}
    sources = {name for each in editions for name in each.sources}
    sources |= {name for leaf in leaves for name in leaf.sources}
    sources |= {name for each in facts.values() for name in each.sources}
    sources |= {name for each in disagreements for said in each.statements for name in said.sources}
    return Record(
        brief=brief.id,
        as_of=str(brief.as_of),
        tables=facts,
        lists={name: _list(loaded, brief, name) for name in sorted(lists)},
        sources={
            name: _source(loaded, name) for name in sorted(sources & loaded.store.sources.keys())
        },
        editions=tuple(editions),
        disagreements=disagreements,
    )


def matters_in(
    loaded: Loaded, brief: Brief, editions: Sequence[EditionRecord], problems: Problems
) -> tuple[Matter, ...]:
    """Give the facts that editions print something of, as a brief's cut-off date lets their statements be seen."""
    leaves = (leaf for each in editions for leaf in each.leaves)
    facts = concerned(loaded.store.facts.values(), leaves)
    scope = scope_of(loaded.store, loaded.tables, brief.as_of, brief)
    return matters_of(facts, scope, problems)


def _table(loaded: Loaded, name: str) -> TableFacts:
    spec = loaded.store.tables[name]
    file = file_of(spec)
    return TableFacts(
        title=spec.title.plain(),
        file=file,
        sha256=loaded.files.digests.get(file, ""),
        as_of=str(spec.as_of or ""),
        sources=tuple(each.value for each in spec.sources),
    )


def _list(loaded: Loaded, brief: Brief, name: str) -> ListFacts:
    events = loaded.store.events[name]
    file = events.place.file
    return ListFacts(
        title=events.title.plain(),
        file=file,
        sha256=loaded.files.digests.get(file, ""),
        events={
            each.id: EventFacts(date=str(each.date), what=each.what.plain())
            for each in events_until(events, brief.as_of).events
        },
    )


def _source(loaded: Loaded, name: str) -> SourceFacts:
    source = loaded.store.sources[name]
    return SourceFacts(
        title=source.title,
        publisher=source.publisher,
        issued=str(source.issued or ""),
        url=source.url,
    )
