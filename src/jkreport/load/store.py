"""Sources, terms and events: what all briefs share."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from jkreport.diagnostics import Code, Place, Problems, nearest
from jkreport.languages import LANGUAGES
from jkreport.load.entry import KEBAB, SNAKE, Entry
from jkreport.load.yaml import Scalar
from jkreport.model.names import Name
from jkreport.model.store import (
    Author,
    Event,
    EventList,
    Source,
    Status,
    Store,
    Term,
    TermKind,
    Wording,
)
from jkreport.model.text import Localized, Text
from jkreport.values import BUILT_IN_UNITS, NO_UNIT, Moment, Unit

Thing = TypeVar("Thing")

SOURCE_TYPES = (
    "article", "article-journal", "article-newspaper", "book", "chapter", "dataset", "legislation",
    "report", "speech", "treaty", "webpage",
)  # fmt: skip

_WEB = ("https://", "http://")


def _members(file: Entry, read: Callable[[Text, Entry], Thing]) -> Mapping[str, Thing]:
    """Read a file whose keys are ids."""
    found = {}
    for key, node in file.pairs.pairs:
        entry = file.entry_of(node)
        if entry is not None:
            found[key.value] = read(key, entry)
            entry.finish()
    return found


def read_sources(file: Entry) -> Mapping[str, Source]:
    """Read `sources.yaml`."""
    return _members(file, _source)


def _source(key: Text, entry: Entry) -> Source:
    entry.check_id(key, KEBAB)
    language = entry.text("language", required=True)
    if language is not None and language.value not in LANGUAGES:
        entry.problems.add(
            Code.LANGUAGE_UNKNOWN,
            language.place,
            f"'{language.value}' is not a language known here",
        )
    code = (
        language.value
        if language is not None and language.value in LANGUAGES
        else next(iter(LANGUAGES))
    )
    title = entry.text("title", required=True)
    return Source(
        id=key.value,
        type=_one_of(entry, "type", SOURCE_TYPES),
        language=code,
        title=title.value if title is not None else "",
        authors=tuple(_author(each) for each in entry.entries("author")),
        container=entry.string("container-title"),
        publisher=entry.string("publisher"),
        issued=entry.date("issued"),
        accessed=entry.date("accessed"),
        url=_address(entry),
        note=_remark(entry, code),
        translated=entry.maybe_localized("translated"),
        place=key.place,
    )


def _remark(entry: Entry, language: str) -> Localized | None:
    """Give the note on a work: a plain one is in the language of the work, as its title is."""
    if not isinstance(entry.node("note"), Scalar):
        return entry.maybe_localized("note")
    text = entry.text("note")
    return Localized(texts={language: text}, place=text.place) if text is not None else None


def _address(entry: Entry) -> str:
    """Give where a work is read; a link to anything but the web could run something."""
    text = entry.text("URL")
    if text is None or text.value.startswith(_WEB):
        return text.value if text is not None else ""
    message = f"'{text.value}' leads to no page of the web"
    entry.problems.add(Code.ADDRESS_REFUSED, text.place, message, "write all of it, with https://")
    return ""


def _one_of(entry: Entry, key: str, choices: tuple[str, ...]) -> str:
    text = entry.text(key, required=True)
    if text is not None and text.value not in choices:
        entry.problems.add(
            Code.BAD_VALUE,
            text.place,
            f"'{text.value}' is not a choice here",
            "one of " + ", ".join(choices),
        )
    return text.value if text is not None else choices[0]


def _author(entry: Entry) -> Author:
    author = Author(
        family=entry.string("family"), given=entry.string("given"), literal=entry.string("literal")
    )
    if not (author.family or author.literal):
        entry.problems.add(
            Code.MISSING_KEY, entry.place, "an author has a 'family' or a 'literal' name"
        )
    entry.finish()
    return author


def read_terms(file: Entry) -> Mapping[str, Term]:
    """Read `terms.yaml`."""
    return _members(file, _term)


def _term(key: Text, entry: Entry) -> Term:
    entry.check_id(key, SNAKE)
    return Term(
        id=key.value,
        kind=entry.choice("kind", TermKind.CONCEPT),
        wordings={
            code: _wording(entry, code) for code in LANGUAGES if entry.node(code) is not None
        },
        definition=entry.maybe_localized("definition"),
        office=entry.maybe_localized("office"),
        place=key.place,
    )


def _wording(term: Entry, code: str) -> Wording:
    entry = term.mapping(code)
    if entry is None:
        return Wording(preferred="")
    preferred = entry.text("preferred", required=True)
    wording = Wording(
        preferred=preferred.value if preferred is not None else "",
        first=entry.string("first"),
        reading=entry.string("reading"),
        abbreviation=entry.string("abbreviation"),
        expansion=entry.string("expansion"),
        allowed=tuple(each.value for each in entry.names("allowed")),
        forbidden=tuple(each.value for each in entry.names("forbidden")),
        bound=tuple(each.value for each in entry.names("bound")),
        unless=tuple(each.value for each in entry.names("unless")),
        note=entry.string("note"),
    )
    entry.finish()
    return wording


def read_events(list_id: str, file: Entry, units: Mapping[str, Unit]) -> EventList:
    """Read one list of events; they are put in the order of their dates."""
    events = tuple(_event(each) for each in file.entries("events", required=True))
    _refuse_twice(events, file.problems)
    found = EventList(
        id=list_id,
        title=file.localized("title"),
        counter=read_unit(file, "counter", units, BUILT_IN_UNITS["times"]),
        hosts={name.value: file.localized_of(node) for name, node in file.named("hosts")},
        events=tuple(sorted(events, key=lambda each: (each.date.start, each.date.end))),
        place=file.place,
    )
    file.finish()
    return found


def _event(entry: Entry) -> Event:
    date = entry.date("date", required=True)
    event = Event(
        id=entry.identifier("id", KEBAB),
        date=date if date is not None else Moment(1),
        kind=entry.string("kind"),
        what=entry.localized("what"),
        venue=entry.maybe_localized("place"),
        host=entry.string("host"),
        people=entry.names("people"),
        status=entry.choice("status", Status.CONFIRMED),
        sources=entry.names("sources"),
        place=entry.place,
    )
    entry.finish()
    return event


def _refuse_twice(events: tuple[Event, ...], problems: Problems) -> None:
    seen: dict[str, Place] = {}
    for event in events:
        if event.id in seen:
            problems.add(
                Code.DUPLICATE_ID,
                event.place,
                f"the event '{event.id}' stands here a second time",
                f"the first is at line {seen[event.id].line}",
            )
        seen.setdefault(event.id, event.place)


def refuse_unknown(store: Store, problems: Problems) -> None:
    """Tell of sources and people that tables and events name, and that don't exist."""
    events = [event for each in store.events.values() for event in each.events]
    named = [each.sources for each in store.tables.values()] + [each.sources for each in events]
    for name in (each for names in named for each in names):
        _known(Code.NO_SUCH_SOURCE, "source", name, store.sources, problems)
    for event in events:
        for name in event.people:
            _known(Code.NO_SUCH_TERM, "term", name, store.terms, problems)


def _known(
    code: Code, what: str, name: Name, known: Mapping[str, object], problems: Problems
) -> None:
    if name.value not in known:
        message = f"there is no {what} '{name}'"
        problems.add(code, name.place, message, nearest(name.value, known))


def read_unit(entry: Entry, key: str, units: Mapping[str, Unit], default: Unit = NO_UNIT) -> Unit:
    """Read the code of a unit."""
    text = entry.text(key)
    if text is None:
        return default
    if text.value not in units:
        entry.problems.add(
            Code.UNKNOWN_NAME,
            text.place,
            f"there is no unit '{text.value}'",
            "the units are " + ", ".join(units) + "; a workspace adds its own under 'units'",
        )
        return default
    return units[text.value]


def wording_of(localized: Localized) -> Mapping[str, str]:
    """Give the bare strings of a text."""
    return {code: text.value for code, text in localized.texts.items()}


def read_units(file: Entry, languages: Iterable[str]) -> Mapping[str, Unit]:
    """Read the units that a workspace adds, and give them with the built-in ones."""
    units = dict(BUILT_IN_UNITS)
    for key, node in file.named("units"):
        localized = file.localized_of(node)
        for code in localized.missing(languages):
            message, hint = f"the unit '{key}' has no words in '{code}'", f"add '{code}: …' here"
            file.problems.add(Code.LANGUAGE_MISSING, key.place, message, hint)
        wording = wording_of(localized)
        if localized.common is not None:
            wording = dict.fromkeys(LANGUAGES, localized.common.value)
        units[key.value] = Unit(code=key.value, wording=wording)
    return units
