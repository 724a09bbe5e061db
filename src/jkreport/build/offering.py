"""What can be asked of a workspace, named from its YAML alone: no table is read and nothing is composed."""

from collections.abc import Iterator

from jkreport.build.loaded import Loaded


def expressions(loaded: Loaded, beginning: str) -> tuple[str, ...]:
    """Give the expressions that begin so: tables, event lists and terms, and measures once a table is named."""
    found = (each for each in _expressions(loaded) if each.startswith(beginning))
    return tuple(each for each in found if each.count(".") <= max(1, beginning.count(".")))


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


def blocks(loaded: Loaded, brief_id: str, beginning: str) -> tuple[str, ...]:
    """Give the sections and blocks of a brief whose ids begin so.

    Raises:
        ContentError: there is no such brief, or its file can't be read.
    """
    brief = loaded.brief(brief_id)
    sections = [each.id for each in brief.all_sections()]
    ids = [*sections, *(each.id for each in brief.all_blocks())]
    return tuple(each for each in ids if each.startswith(beginning))
