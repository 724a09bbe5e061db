"""What the composition of one edition knows, and what it takes note of on the way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from jkreport.charts import Look
from jkreport.compose.earlier import Earlier
from jkreport.compose.numbering import Numbering
from jkreport.compose.pointed import Pointed
from jkreport.compose.record import Recorder
from jkreport.diagnostics import Code, Place, Problems, nearest
from jkreport.languages import Language
from jkreport.model.blocks import Bibliography, DataSources
from jkreport.model.brief import Brief, EditionSpec, Layout
from jkreport.model.names import Name
from jkreport.model.store import Settings, Source, Store, Term
from jkreport.model.style import Notes, Style
from jkreport.model.tables import TableSpec
from jkreport.provenance import EditionRecord
from jkreport.resolve import Scope, Tables
from jkreport.values import Derived, Moment, Quantity
from jkreport.values.quantity import cells_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """A work that a text cites, and the place in it: p. 3."""

    source: Source
    locator: str


@dataclass(kw_only=True, slots=True)
class Used:
    """What an edition has printed so far: works cited, terms, tables; by language its plain text and its notes.

    `notes` are by name. `cited` has the number of the note that named a work in full, `cited_alone` that of the
    last note that cited one work only. `worked` numbers what was worked out and has a formula.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    tables: dict[str, TableSpec] = field(default_factory=dict)
    mentioned: dict[str, set[str]] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    notes: dict[str, dict[str, str]] = field(default_factory=dict)
    cited: dict[str, dict[str, int]] = field(default_factory=dict)
    cited_alone: dict[str, tuple[int, Cited]] = field(default_factory=dict)
    record: Recorder = field(default_factory=Recorder)
    worked: dict[Derived, int] = field(default_factory=dict)
    pointed: Pointed = field(default_factory=Pointed)
    values: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """One edition in the making; `block` is what is being set, `fields` name the texts of the brief by place.

    `behind` gives, by block or section and language, when a text was last in step that is printed with a note that says
    so; what belongs to the brief itself stands under an empty name. Without `earlier` nothing is compared.
    `annexes` are the blocks of sections that print an annex of data.
    """

    brief: Brief
    edition: EditionSpec
    languages: tuple[Language, ...]
    settings: Settings
    store: Store
    tables: Tables
    scope: Scope
    style: Style
    numbering: Numbering
    look: Look
    problems: Problems
    behind: Mapping[str, Mapping[str, Moment]] = field(default_factory=dict)
    used: Used = field(default_factory=Used)
    fields: Mapping[Place, str] = field(default_factory=dict)
    block: str = ""
    earlier: Earlier | None = None
    annexes: tuple[DataSources, ...] = ()

    @property
    def pair(self) -> bool:
        """Whether the edition prints two languages."""
        return len(self.languages) > 1

    @property
    def facing(self) -> bool:
        """Whether each language has pages of its own."""
        return self.edition.layout is Layout.FACING and len(self.edition.languages) > 1

    @property
    def notes(self) -> Notes:
        """Where notes stand; two columns leave no margin beside them."""
        narrow = len(self.edition.languages) > 1 and not self.facing
        return Notes.FOOT if narrow and self.style.notes is Notes.SIDE else self.style.notes

    @property
    def bibliography(self) -> bool:
        """Whether the edition prints a bibliography that citations can lead to."""
        codes = tuple(each.code for each in self.languages)
        return any(
            isinstance(block, Bibliography) and block.printed_in(codes)
            for each in self.numbering.sections
            for block in each.section.blocks
        )

    @property
    def recorded(self) -> EditionRecord:
        """What the edition has printed so far."""
        record = self.used.record
        return EditionRecord(
            id=self.edition.id,
            languages=tuple(each.code for each in self.languages),
            wordings=record.wordings,
            figures=record.figures,
            events=record.events,
            sources=tuple(self.used.sources),
        )

    @property
    def annexed(self) -> bool:
        """Whether the edition prints an annex of data that values can lead to, on facing pages in both languages."""
        codes = tuple(each.code for each in self.languages)
        least = len(codes) if self.facing else 1
        return any(len(block.printed_in(codes)) >= least for block in self.annexes)

    def printing(self, codes: Iterable[str]) -> tuple[Language, ...]:
        """Give the edition's languages that are among these."""
        wanted = set(codes)
        return tuple(each for each in self.languages if each.code in wanted)

    def within(self, block: str) -> "Context":
        """Give the same while a block or a section is being set."""
        return replace(self, block=block)

    def note(self, value: Quantity) -> None:
        """Take note of a value that is printed, and of the tables that it comes from."""
        self.used.values += 1
        for cell in cells_of(value.provenance):
            self.used.tables.setdefault(cell.table, self.store.tables[cell.table])

    def cite(self, name: str, place: Place) -> int | None:
        """Give the number of a source in the bibliography, in the order of first citation."""
        source = self.store.sources.get(name)
        if source is None:
            self.problems.add(
                Code.NO_SUCH_SOURCE,
                place,
                f"there is no source '{name}'",
                nearest(name, self.store.sources),
            )
            return None
        self.used.sources.setdefault(name, source)
        return list(self.used.sources).index(name) + 1

    def cite_all(self, names: Iterable[Name]) -> tuple[Source, ...]:
        """Cite sources that a block or a table names, and give them."""
        known = [each for each in names if self.cite(each.value, each.place) is not None]
        return tuple(self.store.sources[each.value] for each in known)

    def term_in(self, name: Name, language: Language) -> str:
        """Give what a term that a block names is called in a language."""
        term = self.term(name)
        wording = term.wordings.get(language.code) if term is not None else None
        if term is not None and wording is None:
            self.problems.add(
                Code.LANGUAGE_MISSING,
                term.place,
                f"the term '{name}' has no wording in '{language.code}'",
                f"add '{language.code}: {{preferred: …}}' here",
            )
        return wording.preferred if wording is not None else ""

    def term(self, name: Name) -> Term | None:
        """Give a term that a block names."""
        term = self.store.terms.get(name.value)
        if term is None:
            self.problems.add(
                Code.NO_SUCH_TERM,
                name.place,
                f"there is no term '{name}'",
                nearest(name.value, self.store.terms),
            )
        return term
