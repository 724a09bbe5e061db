"""Two states of a brief compared: values, events, texts by sentence, tables by cell, sources."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import Enum

from jkreport.provenance.asking import called
from jkreport.provenance.record import EditionRecord, EventFacts, Record, Value
from jkreport.provenance.sentences import TextChange, changed_texts
from jkreport.values import Cell, round_half_up
from jkreport.values.quantity import exactly

_HUNDRED, _DECIMALS = Decimal(100), 6


class Kind(Enum):
    """What has become of a thing."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, kw_only=True, slots=True)
class ValueChange:
    """A value that both states print: what it is called, and what each language prints of it.

    `change` is the signed difference, `rate` that in percent with one decimal; both are empty where there is none.
    """

    name: str
    unit: str
    before: str
    now: str
    change: str
    rate: str
    printed_before: Mapping[str, str]
    printed: Mapping[str, str]
    value: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class EventChange:
    """An event that has come, gone, moved to another date or been worded anew."""

    kind: Kind
    list: str
    event: str
    date_before: str
    date: str
    what: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class CellChange:
    """A cell of a printed table or a chart; what wasn't there is empty."""

    kind: Kind
    block: str
    row: str
    column: str
    before: Mapping[str, str]
    now: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceChange:
    """A work cited, or a table (by the name `data.…`) whose snapshot or date is another."""

    kind: Kind
    name: str
    title: str
    before: str
    now: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """All that differs between two states of a brief."""

    brief: str
    before: str
    now: str
    values: tuple[ValueChange, ...] = ()
    events: tuple[EventChange, ...] = ()
    texts: tuple[TextChange, ...] = ()
    cells: tuple[CellChange, ...] = ()
    sources: tuple[SourceChange, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return any((self.values, self.events, self.texts, self.cells, self.sources))


def changes_between(before: Record, now: Record) -> Changes:
    """Compare what two states print, in the languages that both have."""
    codes = [code for code in _codes(now) if code in _codes(before)]
    old = {code: edition_in(before, code) for code in codes}
    new = {code: edition_in(now, code) for code in codes}
    texts = (
        each
        for code in codes
        for each in changed_texts(
            old[code].wordings,
            new[code].wordings,
            code,
            _in_cells(old[code], code) | _in_cells(new[code], code),
        )
    )
    return Changes(
        brief=now.brief,
        before=before.as_of,
        now=now.as_of,
        values=tuple(_values(old, new)),
        events=tuple(_events(before, now)),
        texts=tuple(dict.fromkeys(texts)),
        cells=tuple(_cells(old, new)),
        sources=(*_sources(before, now), *_tables(before, now)),
    )


def comparable(before: Record, now: Record) -> Record:
    """Give of an earlier state the editions in the languages of the ones now, where it has such; else all it has.

    A language may print something else beside another one than alone.
    """
    wanted = {frozenset(each.languages) for each in now.editions}
    fitting = tuple(each for each in before.editions if frozenset(each.languages) in wanted)
    return replace(before, editions=fitting or before.editions)


def _codes(record: Record) -> list[str]:
    return list(dict.fromkeys(code for each in record.editions for code in each.languages))


def edition_in(record: Record, code: str) -> EditionRecord:
    """Give the edition that prints a language, rather one that prints no other.

    Raises:
        ValueError: none prints it.
    """
    having = [each for each in record.editions if code in each.languages]
    return min(having, key=lambda each: len(each.languages))


def _in_cells(edition: EditionRecord, code: str) -> frozenset[str]:
    """Give the texts that tables print from cells."""
    return frozenset(
        each.printed.get(code, "")
        for figure in edition.figures
        for each in figure.numbers
        if each.value.unit == "text"
    )


_Printed = dict[str, tuple[Value, dict[str, str]]]


def _printed(editions: Mapping[str, EditionRecord]) -> _Printed:
    """Give every value that is printed, by what it is called, as each language prints it first."""
    found: _Printed = {}
    for code, edition in editions.items():
        of_language = (each for each in edition.wordings if each.language == code)
        for text, filled in (each for wording in of_language for each in wording.values):
            if filled.value is not None:
                name = name_of(filled.value, filled.expression)
                found.setdefault(name, (filled.value, {}))[1].setdefault(code, text)
        for figure in edition.figures:
            for number in figure.numbers:
                if number.value.unit != "text" and code in number.printed:
                    name = name_of(number.value, "")
                    texts = found.setdefault(name, (number.value, {}))[1]
                    texts.setdefault(code, number.printed[code])
    return found


def name_of(value: Value, expression: str) -> str:
    """Name a value: by its cell, else by the expression that asks for it."""
    return called(value.origin) if isinstance(value.origin, Cell) else expression


def _values(
    old: Mapping[str, EditionRecord], new: Mapping[str, EditionRecord]
) -> Iterator[ValueChange]:
    was = _printed(old)
    for name, (value, printed) in _printed(new).items():
        if name not in was:
            continue
        before, printed_before = was[name]
        if (before.number, before.unit) != (value.number, value.unit) and printed_before != printed:
            change, rate = difference_of(before, value)
            yield ValueChange(
                name=name,
                unit=value.unit,
                before=before.number,
                now=value.number,
                change=change,
                rate=rate,
                printed_before=printed_before,
                printed=printed,
                value=value,
            )


def difference_of(before: Value, now: Value) -> tuple[str, str]:
    """Give the signed difference of two values, and the rate in percent; empty where there is none."""
    try:
        old, new = Decimal(before.number), Decimal(now.number)
    except InvalidOperation:
        return "", ""
    if before.unit != now.unit:
        return "", ""
    rate = f"{_HUNDRED * (new - old) / abs(old):+.1f}" if old else ""
    return f"{exactly(round_half_up(new - old, _DECIMALS)):+f}", rate


def _kind(was: object, is_: object) -> Kind:
    """Say what has become of what was, or is, nothing."""
    return Kind.ADDED if not was else Kind.WITHDRAWN if not is_ else Kind.CHANGED


def _events(before: Record, now: Record) -> Iterator[EventChange]:
    for name in dict.fromkeys((*now.lists, *before.lists)):
        old = before.lists[name].events if name in before.lists else None
        new = now.lists[name].events if name in now.lists else None
        if old is None or new is None:
            continue  # a list that is printed from no longer, or for the first time: the texts tell
        for event in dict.fromkeys((*new, *old)):
            was, is_ = old.get(event), new.get(event)
            if was is not None and is_ is not None and _alike(was, is_):
                continue
            shown = is_ or was
            moved = was is not None and is_ is not None and was.date != is_.date
            yield EventChange(
                kind=Kind.MOVED if moved else _kind(was, is_),
                list=name,
                event=event,
                date_before=was.date if was is not None else "",
                date=is_.date if is_ is not None else "",
                what=shown.what if shown is not None else {},
            )


def _alike(one: EventFacts, other: EventFacts) -> bool:
    """Whether an event is the same, in the languages that both records have: a PDF carries those of its own pages."""
    shared = one.what.keys() & other.what.keys()
    return one.date == other.date and all(one.what[code] == other.what[code] for code in shared)


_Cells = dict[tuple[str, str, str], dict[str, str]]


def _cells_of(editions: Mapping[str, EditionRecord]) -> _Cells:
    found: _Cells = {}
    for code, edition in editions.items():
        for figure in edition.figures:
            for each in figure.numbers:
                if code in each.printed:
                    texts = found.setdefault((figure.block, each.row, each.column), {})
                    texts[code] = each.printed[code]
    return found


def _cells(
    old: Mapping[str, EditionRecord], new: Mapping[str, EditionRecord]
) -> Iterator[CellChange]:
    was, is_ = _cells_of(old), _cells_of(new)
    for key in dict.fromkeys((*is_, *was)):
        before, now = was.get(key, {}), is_.get(key, {})
        if before != now:
            block, row, column = key
            yield CellChange(
                kind=_kind(before, now), block=block, row=row, column=column, before=before, now=now
            )


def _sources(before: Record, now: Record) -> Iterator[SourceChange]:
    for name in dict.fromkeys((*now.sources, *before.sources)):
        was, is_ = before.sources.get(name), now.sources.get(name)
        if was != is_:
            shown = is_ or was
            yield SourceChange(
                kind=_kind(was, is_),
                name=name,
                title=shown.title if shown is not None else "",
                before=was.issued if was is not None else "",
                now=is_.issued if is_ is not None else "",
            )


def _tables(before: Record, now: Record) -> Iterator[SourceChange]:
    for name in dict.fromkeys((*now.tables, *before.tables)):
        was, is_ = before.tables.get(name), now.tables.get(name)
        if was is None or is_ is None or (was.sha256, was.as_of) != (is_.sha256, is_.as_of):
            shown = is_ or was
            yield SourceChange(
                kind=_kind(was, is_),
                name=f"data.{name}",
                title=next(iter(shown.title.values()), "") if shown is not None else "",
                before=was.as_of if was is not None else "",
                now=is_.as_of if is_ is not None else "",
            )
