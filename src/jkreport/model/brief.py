"""A brief: what it says of itself, and its sections in order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum

from jkreport.diagnostics import Code, Place
from jkreport.model.blocks import Block, Stale
from jkreport.model.names import Name
from jkreport.model.silence import Silence
from jkreport.model.text import Localized
from jkreport.values import Moment


class Layout(Enum):
    """How the two languages of a pair stand to each other."""

    PARALLEL = "parallel"
    STACKED = "stacked"
    FACING = "facing"


class Citations(Enum):
    """How citations are set."""

    LIST = "list"
    NOTES = "notes"


class Naming(Enum):
    """How a name that is contested is printed: as the edition's language has it, or with the other side's beside it."""

    OWN = "own"
    FIRST = "first"
    BOTH = "both"


@dataclass(frozen=True, kw_only=True, slots=True)
class NamePolicy:
    """How an edition, or a brief, prints a term: its own form alone, the other one at first, or both each time."""

    term: Name
    naming: Naming


@dataclass(frozen=True, kw_only=True, slots=True)
class EditionSpec:
    """An edition: one language, or a pair with a layout; `names` go before those of its brief."""

    id: str
    languages: tuple[str, ...]
    layout: Layout
    place: Place
    names: tuple[NamePolicy, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Byline:
    """Who wrote a brief."""

    name: Localized
    affiliation: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A titled part of a brief; its blocks come before its own sections, set in so many columns."""

    id: str
    title: Localized
    short: Localized | None
    lead: Localized | None
    numbered: bool
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...]
    place: Place
    columns: int = 1
    silence: Mapping[Code, Silence] = field(default_factory=dict)

    def with_inner(self) -> Iterator["Section"]:
        """Give the section, then those in it, as they are read."""
        yield self
        for each in self.sections:
            yield from each.with_inner()


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """A brief as its files describe it; `stale` is what texts that are not in step do to an edition."""

    id: str
    title: Localized
    subtitle: Localized | None
    series: Localized | None
    number: str
    as_of: Moment
    authors: tuple[Byline, ...]
    style: Name
    citations: Citations
    editions: tuple[EditionSpec, ...]
    summary: tuple[Block, ...]
    imprint: Localized | None
    sections: tuple[Section, ...]
    place: Place
    names: tuple[NamePolicy, ...] = ()
    silence: Mapping[Code, Silence] = field(default_factory=dict)
    stale: Stale | None = None

    def naming(self, edition: EditionSpec) -> Mapping[str, Naming]:
        """Give how an edition prints the terms that it or its brief has a policy for."""
        return {each.term.value: each.naming for each in (*self.names, *edition.names)}

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that an edition prints, in the order of the editions."""
        return tuple(dict.fromkeys(code for each in self.editions for code in each.languages))

    def all_sections(self) -> Iterator[Section]:
        """Give every section in the order of reading."""
        for each in self.sections:
            yield from each.with_inner()

    def all_blocks(self) -> Iterator[Block]:
        """Give every block, those of the cover first."""
        yield from self.summary
        for each in self.all_sections():
            yield from each.blocks
