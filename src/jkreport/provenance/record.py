"""What was printed and where it comes from: texts with their values, tables and charts by cell, dated events."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from jkreport.values import Leaf, Provenance
from jkreport.values.quantity import leaves_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """A value that was printed, before any language printed it.

    `number` is exact and full, of a date or a text itself in plain letters; `unit` is the code of the unit, `date` for
    a date, `text` for a text.
    """

    number: str
    unit: str
    origin: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """An expression in a text; its value is None for what comes from no data: a term, a reference."""

    expression: str
    value: Value | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """A text as it was printed in one language.

    `block` is the block or the section that printed it, empty for the cover and the frame of the pages; `field` the key
    of the block. `parts` are what the author wrote and what expressions came out as, in turn; the first and the last
    are the author's.
    """

    block: str
    field: str
    language: str
    place: str
    parts: tuple[str, ...]
    filled: tuple[Filled, ...] = ()

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    @property
    def values(self) -> tuple[tuple[str, Filled], ...]:
        """What each expression was printed as, with the expression."""
        return tuple(zip(self.parts[1::2], self.filled, strict=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class Number:
    """A cell of a printed table, or a value of a chart: its row and column, and how each language prints it."""

    row: str
    column: str
    printed: Mapping[str, str]
    value: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A table or a chart with all that it prints; `kind` is `table` or `chart`."""

    block: str
    kind: str
    table: str
    place: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dated:
    """An event that a timeline prints."""

    block: str
    place: str
    printed: Mapping[str, str]
    value: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionRecord:
    """All that an edition prints; `sources` are the works that it cites, in the order of their numbers."""

    id: str
    languages: tuple[str, ...]
    wordings: tuple[Wording, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Dated, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def values(self) -> Iterator[Value]:
        """Every value in the order of printing, as often as it is printed."""
        for wording in self.wordings:
            yield from (each.value for each in wording.filled if each.value is not None)
        for figure in self.figures:
            yield from (each.value for each in figure.numbers)
        yield from (each.value for each in self.events)

    @property
    def leaves(self) -> Iterator[Leaf]:
        """Every cell, count and statement behind these values, as often as it is used."""
        for value in self.values:
            yield from leaves_of(value.origin)


@dataclass(frozen=True, kw_only=True, slots=True)
class TableFacts:
    """A table that was printed from: its snapshot by hash, and what its source says of it."""

    title: Mapping[str, str]
    file: str
    sha256: str
    as_of: str
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceFacts:
    """A work cited."""

    title: str
    publisher: str
    issued: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class EventFacts:
    """An event of a list."""

    date: str
    what: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class ListFacts:
    """A list of events that was printed from, with those that had begun on the cut-off date."""

    title: Mapping[str, str]
    file: str
    sha256: str
    events: Mapping[str, EventFacts]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a statement says: a number or a date, exact and full, or words by language."""

    statement: str
    number: str
    unit: str
    words: Mapping[str, str]
    sources: tuple[str, ...]
    locator: Mapping[str, str]
    origin: Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreement:
    """A fact of which something is printed, and on which its statements differ.

    `key` is that of the row, where whole measures are compared; `preferred` is the statement that texts go by, with the
    reason, empty where there is none.
    """

    fact: str
    key: tuple[str, ...]
    about: Mapping[str, str]
    statements: tuple[Said, ...]
    preferred: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """What stands in `provenance.json`: the editions of a brief, and all that they print from."""

    brief: str
    as_of: str
    tables: Mapping[str, TableFacts] = field(default_factory=dict)
    lists: Mapping[str, ListFacts] = field(default_factory=dict)
    sources: Mapping[str, SourceFacts] = field(default_factory=dict)
    editions: tuple[EditionRecord, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def leaves(self) -> Iterator[Leaf]:
        """Every cell, count and statement behind what all editions print, as often as it is used."""
        for each in self.editions:
            yield from each.leaves


def carried(record: Record) -> Record:
    """Give what a PDF carries of a record: only what its own pages and their data decide.

    Without lines of files and the hashes of lists, which hold the wording of all languages; of titles those of the
    languages that are printed.
    """
    codes = {"*", *(code for each in record.editions for code in each.languages)}
    return replace(
        record,
        tables={
            name: replace(each, title=_in(each.title, codes))
            for name, each in record.tables.items()
        },
        lists={name: _without_others(each, codes) for name, each in record.lists.items()},
        editions=tuple(_without_places(each) for each in record.editions),
        disagreements=tuple(_told_in(each, codes) for each in record.disagreements),
    )


def _in(texts: Mapping[str, str], codes: Collection[str]) -> Mapping[str, str]:
    return {code: text for code, text in texts.items() if code in codes}


def _told_in(disagreement: Disagreement, codes: Collection[str]) -> Disagreement:
    statements = tuple(
        replace(each, words=_in(each.words, codes), locator=_in(each.locator, codes))
        for each in disagreement.statements
    )
    return replace(disagreement, about=_in(disagreement.about, codes), statements=statements)


def _without_others(events: ListFacts, codes: Collection[str]) -> ListFacts:
    kept = {name: replace(each, what=_in(each.what, codes)) for name, each in events.events.items()}
    return replace(events, title=_in(events.title, codes), sha256="", events=kept)


def _without_places(edition: EditionRecord) -> EditionRecord:
    return replace(
        edition,
        wordings=tuple(replace(each, place="") for each in edition.wordings),
        figures=tuple(replace(each, place="") for each in edition.figures),
        events=tuple(replace(each, place="") for each in edition.events),
    )
