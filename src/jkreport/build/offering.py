"""What can be asked of a workspace, for shells to complete: nothing is composed, and only the table named is read."""

import re
from collections.abc import Iterator

from jkreport.build.loaded import Loaded
from jkreport.data import Missing, file_of
from jkreport.data.keys import asked_as

_TYPED = str.maketrans("", "", "\"' ")
# A cell, or an event, whose key is being typed.
_CELL = re.compile(r"data\.(\w+)\.(\w+)\[")
_EVENT = re.compile(r"events\.(\w+)\[")
# Who waits for a shell waits for no larger table, and no list of its rows is of any use.
_MOST_BYTES = 1 << 20


def expressions(loaded: Loaded, beginning: str) -> tuple[str, ...]:
    """Give the expressions that begin so: tables, lists, facts and terms, measures once a table is named.

    Behind a bracket follow the rows of a table that have a value, or the events of a list.
    """
    if "[" in beginning:
        wanted = _spelt(beginning)
        return tuple(each for each in _keyed(loaded, beginning) if _spelt(each).startswith(wanted))
    found = (each for each in _expressions(loaded) if each.startswith(beginning))
    return tuple(each for each in found if each.count(".") <= max(1, beginning.count(".")))


def _spelt(expression: str) -> str:
    """Give an expression without what is typed one way or another: quotes and spaces."""
    return expression.translate(_TYPED)


def _expressions(loaded: Loaded) -> Iterator[str]:
    store = loaded.store
    for name, spec in store.tables.items():
        yield f"data.{name}"
        yield from (f"data.{name}.{each.name}" for each in spec.measures)
    yield from (f"events.{name}" for name in store.events)
    yield from (f"term.{name}" for name in store.terms)
    for name, fact in store.facts.items():
        yield f"statements.{name}"
        yield from (f"statements.{name}.{each}" for each in fact.statements)


def _keyed(loaded: Loaded, beginning: str) -> Iterator[str]:
    cell, event = _CELL.match(beginning), _EVENT.match(beginning)
    if cell is not None and cell[1] in loaded.store.tables:
        yield from (f"{cell[0]}{each}]" for each in _keys(loaded, cell[1], cell[2]))
    if event is not None and event[1] in loaded.store.events:
        yield from (f'{event[0]}"{each.id}"]' for each in loaded.store.events[event[1]].events)


def _keys(loaded: Loaded, table: str, measure: str) -> Iterator[str]:
    """Give the keys of the rows that have a value of a measure, as an expression has them."""
    spec = loaded.store.tables[table]
    if len(loaded.files.peek(file_of(spec)) or b"") > _MOST_BYTES:
        return
    for row in loaded.tables.table(table).rows:
        if not isinstance(row.cells.get(measure), Missing | None):
            yield asked_as(spec, row.key)


def blocks(loaded: Loaded, brief_id: str, beginning: str) -> tuple[str, ...]:
    """Give the sections and blocks of a brief whose ids begin so.

    Raises:
        ContentError: there is no such brief, or its file can't be read.
    """
    brief = loaded.brief(brief_id)
    sections = [each.id for each in brief.all_sections()]
    ids = [*sections, *(each.id for each in brief.all_blocks())]
    return tuple(each for each in ids if each.startswith(beginning))
