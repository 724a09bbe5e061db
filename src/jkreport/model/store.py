"""What all briefs of a workspace share: sources, terms and events."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from jkreport.diagnostics import Place
from jkreport.model.names import Name
from jkreport.model.origins import Snapshot
from jkreport.model.phrases import Phrase
from jkreport.model.statements import Fact
from jkreport.model.tables import TableSpec
from jkreport.model.text import Localized
from jkreport.values import Interval, Moment, Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Author:
    """A person by family and given name, or a body by its literal name, as CSL has it."""

    family: str = ""
    given: str = ""
    literal: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A work cited, in its own language, by the names of CSL."""

    id: str
    type: str
    language: str
    title: str
    authors: tuple[Author, ...] = ()
    container: str = ""
    publisher: str = ""
    issued: Moment | Interval | None = None
    accessed: Moment | Interval | None = None
    url: str = ""
    note: Localized | None = None
    translated: Localized | None = None
    place: Place


class TermKind(Enum):
    """What a term names."""

    CONCEPT = "concept"
    PLACE = "place"
    PERSON = "person"
    ORGANISATION = "organisation"
    FIELD = "field"
    ADDRESSEE = "addressee"
    ABBREVIATION = "abbreviation"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """How one language words a term.

    `allowed` forms may stand for the preferred one, `forbidden` ones may not. `bound` are words that speak of it
    within another one (대북 of 북한), `unless` other words that hold one of its forms (東海道 is no 東海).
    """

    preferred: str
    first: str = ""
    reading: str = ""
    abbreviation: str = ""
    expansion: str = ""
    allowed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A concept of the termbase, as TBX has it: one concept, a wording a language."""

    id: str
    kind: TermKind
    wordings: Mapping[str, Wording]
    definition: Localized | None
    office: Localized | None
    place: Place


class Status(Enum):
    """How sure an event is."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """Something that happened, as precisely dated as it is known."""

    id: str
    date: Moment | Interval
    kind: str
    what: Localized
    venue: Localized | None
    host: str
    people: tuple[Name, ...]
    status: Status
    sources: tuple[Name, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class EventList:
    """A list of events in the order of their dates; `hosts` are what the countries of its hosts are called."""

    id: str
    title: Localized
    counter: Unit
    hosts: Mapping[str, Localized]
    events: tuple[Event, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Store:
    """Everything that the briefs of a workspace share; `snapshots` are those of tables with an origin.

    `facts` are those of which several sources speak.
    """

    tables: Mapping[str, TableSpec] = field(default_factory=dict)
    events: Mapping[str, EventList] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    snapshots: Mapping[str, Snapshot] = field(default_factory=dict)
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class FontPin:
    """The sha256 that a font file may have; several where systems ship several releases of it."""

    sha256: tuple[str, ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What `workspace.yaml` says; `fonts` are pins by the name of a file, `elements` the HTML that texts may hold."""

    title: Localized
    publisher: Localized | None
    languages: tuple[str, ...]
    style: Name
    units: Mapping[str, Unit]
    fonts: Mapping[str, FontPin] = field(default_factory=dict)
    elements: tuple[str, ...] = ()
    most_rows: int = 100_000
    place: Place
