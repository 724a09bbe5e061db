"""What a workspace holds, asked for without a build: values by expressions, and things by their names."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from jkreport.build.loaded import Loaded
from jkreport.compose.record import value_of
from jkreport.compose.teller import unprintable
from jkreport.data import Table
from jkreport.data.keys import asked_as
from jkreport.data.rows import Missing, Row
from jkreport.diagnostics import Code, ContentError, Diagnostic, Place, Problems, nearest
from jkreport.languages import LANGUAGES, Language
from jkreport.model.store import Event
from jkreport.model.tables import TableSpec
from jkreport.model.text import Localized
from jkreport.provenance import disagreement_json, origin_json
from jkreport.provenance.disagreements import behind, disagreement_of
from jkreport.resolve import (
    FOREVER,
    DateValue,
    EventView,
    PhraseUse,
    StatedText,
    TermUse,
    scope_of,
)
from jkreport.resolve.matters import concerned, matters_of
from jkreport.resolve.terms import wording_in
from jkreport.templating import evaluate
from jkreport.values import Interval, Moment, Quantity, QuantityRange, ValueFault
from jkreport.values.quantity import leaves_of

_NAMED = re.compile(r"""(data\.(\w+)\.\w+)\[([^\[\]"']+)\]""")


def ask(
    loaded: Loaded, expressions: Sequence[str], brief_id: str | None
) -> tuple[Mapping[str, object], tuple[Diagnostic, ...]]:
    """Give the value of each expression, and what is wrong with those that have none."""
    try:
        brief = loaded.brief(brief_id) if brief_id is not None else None
    except ContentError as error:
        return {}, (error.diagnostic,)
    cut_off = brief.as_of if brief is not None else FOREVER
    scope = scope_of(loaded.store, loaded.tables, cut_off, brief)
    values: dict[str, object] = {}
    wrong: list[Diagnostic] = []
    for expression in expressions:
        value, faults = evaluate(_quoted(loaded, expression), scope)
        values[expression] = value
        wrong += [
            Diagnostic(
                code=fault.code,
                place=Place(file="expression", line=1, column=fault.offset + 1),
                message=fault.message,
                hint=fault.hint,
            )
            for fault in faults
        ]
    return values, tuple(wrong)


def _quoted(loaded: Loaded, expression: str) -> str:
    """Give what asks for a cell that is named as `why` and `diff` name it, without quotes."""
    named = _NAMED.fullmatch(expression.strip())
    spec = loaded.store.tables.get(named[2]) if named is not None else None
    if named is None or spec is None:
        return expression
    keys = [each.strip() for each in named[3].split(",")]
    return f"{named[1]}[{asked_as(spec, keys)}]" if len(keys) == len(spec.keys) else expression


def names(loaded: Loaded, what: str) -> list[tuple[str, str]]:
    """Give ids and titles of what the briefs share."""
    first = loaded.settings.languages[0]
    store = loaded.store
    match what:
        case "tables":
            return [(name, each.title.said(first)) for name, each in store.tables.items()]
        case "events":
            return [(name, each.title.said(first)) for name, each in store.events.items()]
        case "sources":
            return [(name, each.title) for name, each in store.sources.items()]
        case "terms":
            return [
                (name, " · ".join(each.preferred for each in term.wordings.values()))
                for name, term in store.terms.items()
            ]
        case _:
            raise ValueError(f"nothing is listed as '{what}'")


def explained(loaded: Loaded, expression: str, value: object) -> Mapping[str, object]:
    """Give a value as each language prints it, exactly, and where it comes from.

    Raises:
        ValueFault: it isn't something that is printed.
    """
    facts: dict[str, object] = {"expression": expression}
    facts.update(printed(value, loaded.settings.languages))
    if isinstance(value, Quantity):
        facts.update(
            number=str(value.number), unit=value.unit.code, origin=origin_json(value.provenance)
        )
    differing = _disagreements(loaded, value)
    return {**facts, **({"disagreements": differing} if differing else {})}


def _disagreements(loaded: Loaded, value: object) -> list[Mapping[str, object]]:
    """Give the facts of which a statement is behind a value, and on which others differ."""
    found = value_of(value)
    if found is None:
        return []
    facts = concerned(loaded.store.facts.values(), leaves_of(found.origin))
    scope = scope_of(loaded.store, loaded.tables, FOREVER)
    matters = (each for each in matters_of(facts, scope, Problems()) if each.differs)
    differing = behind((disagreement_of(each) for each in matters), found)
    return [disagreement_json(each) for each in differing]


def printed(value: object, codes: Sequence[str]) -> Mapping[str, str]:
    """Give a value as each language prints it in a sentence.

    Raises:
        ValueFault: it isn't something that is printed.
    """
    return {code: _printed(value, LANGUAGES[code]) for code in codes}


def _printed(value: object, language: Language) -> str:
    match value:
        case Quantity():
            return language.quantity(value)
        case QuantityRange():
            return language.range(value)
        case DateValue():
            return language.date(value.date, value.style)
        case Moment() | Interval():
            return language.date(value)
        case EventView():
            return value.what.said(language.code)
        case PhraseUse() | StatedText():
            return value.words.said(language.code)
        case Localized():
            return value.said(language.code)
        case TermUse():
            known = language.code in value.term.wordings
            return wording_in(value, language.code, set()) if known else ""
        case str() | int() if not isinstance(value, bool):
            return str(value)
        case _:
            raise unprintable(value)


def describe(loaded: Loaded, what: str, name: str) -> Mapping[str, object]:
    """Give what a thing holds, as plain values.

    Raises:
        ValueFault: there is no such thing.
    """
    match what:
        case "table":
            return _table(loaded.tables.table(name))
        case "event":
            return _event(loaded, name)
        case "term":
            term = _of(loaded.store.terms, name, "term")
            wordings = {
                code: {
                    "preferred": each.preferred,
                    "first": each.first,
                    "reading": each.reading,
                    "forbidden": list(each.forbidden),
                }
                for code, each in term.wordings.items()
            }
            return {
                "id": name,
                "kind": term.kind.value,
                **wordings,
                "definition": term.definition.plain() if term.definition is not None else {},
            }
        case _:
            source = _of(loaded.store.sources, name, "source")
            return {
                "id": name, "type": source.type, "language": source.language, "title": source.title,
                "publisher": source.publisher, "issued": str(source.issued or ""), "URL": source.url,
            }  # fmt: skip


Thing = TypeVar("Thing")


def _of(things: Mapping[str, Thing], name: str, what: str) -> Thing:
    if name not in things:
        raise ValueFault(Code.UNKNOWN_NAME, f"there is no {what} '{name}'", nearest(name, things))
    return things[name]


def _event(loaded: Loaded, name: str) -> Mapping[str, object]:
    list_id, _, event_id = name.partition("/")
    events = {each.id: each for each in _of(loaded.store.events, list_id, "event list").events}
    event: Event = _of(events, event_id, "event")
    return {
        "id": name, "date": str(event.date), "kind": event.kind, "what": event.what.plain(),
        "place": event.venue.plain() if event.venue is not None else {},
        "host": event.host, "people": [str(each) for each in event.people],
        "status": event.status.value, "sources": [str(each) for each in event.sources],
    }  # fmt: skip


def _table(table: Table) -> Mapping[str, object]:
    spec = table.spec
    return {
        "id": spec.id, "title": spec.title.plain(), "as_of": str(spec.as_of or ""),
        "sources": [str(each) for each in spec.sources],
        "keys": [each.name for each in spec.keys], "measures": [each.name for each in spec.measures],
        "rows": [_row(spec, row) for row in table.rows],
    }  # fmt: skip


def _row(spec: TableSpec, row: Row) -> Mapping[str, object]:
    keys = zip((key.name for key in spec.keys), row.key, strict=True)
    return {**dict(keys), **{name: _plain(entry) for name, entry in row.cells.items()}}


def _plain(entry: object) -> object:
    match entry:
        case Localized():
            return entry.plain()
        case Missing():
            return None
        case _:
            return str(entry)
