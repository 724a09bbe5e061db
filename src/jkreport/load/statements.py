"""Facts of which several sources speak, and which statement texts go by."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from jkreport.diagnostics import Code, Problems, nearest
from jkreport.load.entry import SNAKE, Entry
from jkreport.load.store import read_unit
from jkreport.load.yaml import Pairs, Scalar
from jkreport.model.blocks import Block
from jkreport.model.names import Name
from jkreport.model.statements import Fact, Preference, Statement
from jkreport.model.store import Store
from jkreport.model.text import Text
from jkreport.values import Unit

_KINDS = ("value", "number", "date", "text")
_FEWEST = 2


def read_statements(file: Entry, units: Mapping[str, Unit]) -> Mapping[str, Fact]:
    """Read `statements.yaml`."""
    found = {}
    for key, node in file.pairs.pairs:
        entry = file.entry_of(node)
        if entry is not None:
            found[key.value] = _fact(key, entry, units)
            entry.finish()
    return found


def _fact(key: Text, entry: Entry, units: Mapping[str, Unit]) -> Fact:
    entry.check_id(key, SNAKE)
    statements = {}
    for name, node in entry.named("statements", SNAKE):
        inner = entry.entry_of(node)
        if inner is not None:
            statements[name.value] = _statement(name, inner, units)
            inner.finish()
    if len(statements) < _FEWEST:
        place = entry.key_place("statements")
        message = f"'{key}' has fewer than two statements to compare"
        entry.problems.add(Code.MISSING_KEY, place, message, "statements: {one: {…}, other: {…}}")
    within, percent = _within(entry)
    prefer = entry.mapping("prefer")
    return Fact(
        id=key.value,
        about=entry.localized("about"),
        statements=statements,
        within=within,
        percent=percent,
        prefer=_preference(key.value, prefer, statements) if prefer is not None else None,
        place=key.place,
    )


def _statement(key: Text, entry: Entry, units: Mapping[str, Unit]) -> Statement:
    given = [kind for kind in _KINDS if entry.has(kind)]
    if len(given) != 1 and given != ["value", "text"]:
        message = f"a statement has one of 'value', 'number', 'date' and 'text', not {len(given)}"
        hint = "only 'value' and 'text' go together"
        entry.problems.add(Code.MISSING_KEY, key.place, message, hint)
    statement = Statement(
        id=key.value,
        value=entry.text("value"),
        number=entry.number("number"),
        unit=read_unit(entry, "unit", units),
        date=entry.date("date"),
        text=entry.maybe_localized("text"),
        sources=entry.names("sources"),
        locator=entry.maybe_localized("locator"),
        keys=_keys(entry),
        place=key.place,
    )
    if statement.value is None and not statement.sources:
        message = "say who states this: the key 'sources' is missing"
        entry.problems.add(Code.MISSING_KEY, key.place, message)
    for name, owner in (("unit", "number"), ("keys", "value")):
        if entry.has(name) and owner not in given:
            message = f"'{name}' goes with '{owner}'"
            entry.problems.add(Code.BAD_VALUE, entry.key_place(name), message)
    return statement


def _keys(entry: Entry) -> Mapping[str, str]:
    """Read `keys: {time: year}`."""
    found = {}
    for own, node in entry.named("keys"):
        if isinstance(node, Scalar):
            found[own.value] = node.text.value
        else:
            entry.wrong(node, "a name")
    return found


def _within(entry: Entry) -> tuple[Decimal, Decimal]:
    """Read how much numbers may differ: `0.5` in their unit, or `1%`."""
    text = entry.text("within")
    if text is None:
        return Decimal(0), Decimal(0)
    bare = text.value.removesuffix("%")
    try:
        number = Decimal(bare)
    except ArithmeticError:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        message = f"'{text}' is no number or percentage by which statements may differ"
        entry.problems.add(Code.BAD_VALUE, text.place, message, "within: 0.5, or within: 1%")
        return Decimal(0), Decimal(0)
    return (Decimal(0), number) if bare != text.value else (number, Decimal(0))


def _preference(fact: str, entry: Entry, statements: Mapping[str, object] | None) -> Preference:
    """Read `{statement: …, reason: …}`; a statement that isn't among those that are known is told."""
    reason = entry.text("reason", required=True)
    preference = Preference(
        fact=fact,
        statement=entry.needed_name("statement"),
        reason=reason.value if reason is not None else "",
        place=entry.place,
    )
    entry.finish()
    if statements is not None:
        _known(preference.statement, fact, statements, entry.problems)
    return preference


def _known(name: Name, fact: str, statements: Mapping[str, object], problems: Problems) -> None:
    if name.value and name.value not in statements:
        message = f"'{fact}' has no statement '{name}'"
        problems.add(Code.UNKNOWN_NAME, name.place, message, nearest(name.value, statements))


def read_preferences(entry: Entry) -> tuple[Preference, ...]:
    """Read what a block goes by: `prefer: {rcep_signed: {statement: treaty, reason: …}}`."""
    found = []
    for key, node in entry.named("prefer"):
        if isinstance(node, Pairs):
            inner = Entry(pairs=node, problems=entry.problems)
            found.append(replace(_preference(key.value, inner, None), place=key.place))
        else:
            entry.wrong(node, "a mapping")
    return tuple(found)


def refuse_unknown_data(store: Store, problems: Problems) -> None:
    """Tell of sources, tables and lists of events that statements name, and that don't exist."""
    known = {"data": ("table", store.tables), "events": ("event list", store.events)}
    for statement in (each for fact in store.facts.values() for each in fact.statements.values()):
        for name in statement.sources:
            if name.value not in store.sources:
                message = f"there is no source '{name}'"
                hint = nearest(name.value, store.sources)
                problems.add(Code.NO_SUCH_SOURCE, name.place, message, hint)
        for kind, asked in statement.asks:
            what, things = known[kind]
            if asked not in things and statement.value is not None:
                message = f"there is no {what} '{asked}'"
                # The same place and words as where the expression is worked out: it is told once.
                place = statement.value.at(0)
                problems.add(Code.UNKNOWN_NAME, place, message, nearest(asked, things))


def refuse_unknown_facts(blocks: Iterable[Block], store: Store, problems: Problems) -> None:
    """Tell of facts and statements that blocks prefer, and that don't exist."""
    for preference in (each for block in blocks for each in block.prefer):
        fact = store.facts.get(preference.fact)
        if fact is None:
            message = f"there is no fact '{preference.fact}'"
            hint = nearest(preference.fact, store.facts)
            problems.add(Code.UNKNOWN_NAME, preference.place, message, hint)
        else:
            _known(preference.statement, fact.id, fact.statements, problems)
