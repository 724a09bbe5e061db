"""Numbers of sections, figures, tables and proposals, and what a reference to them says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from jkreport.model.blocks import (
    Block,
    Chart,
    CollectedRecommendations,
    Image,
    Recommendation,
    TableBlock,
    Timeline,
    TimelineForm,
)
from jkreport.model.brief import Brief, Section
from jkreport.model.text import Localized

_COUNTER = re.compile(r"\{([1-4])(?::([aic]))?\}")
_DEEPEST = 4
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Kind(Enum):
    """What can be referred to."""

    SECTION = "section"
    FIGURE = "figure"
    TABLE = "table"
    RECOMMENDATION = "recommendation"


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """Something that can be referred to, with its number; without one it is called by its title."""

    id: str
    kind: Kind
    number: str
    title: Localized | None
    others: Mapping[str, str] = field(default_factory=dict)

    def number_in(self, code: str) -> str:
        """Give the number as a language writes it."""
        return self.others.get(code, self.number)


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbered:
    """A section with its depth, counted from 1, and its number; `others` has those of languages that differ."""

    section: Section
    depth: int
    number: str
    others: Mapping[str, str] = field(default_factory=dict)

    def number_in(self, code: str) -> str:
        """Give the number as a language writes it."""
        return self.others.get(code, self.number)


@dataclass(frozen=True, kw_only=True, slots=True)
class Numbering:
    """All numbers of an edition."""

    sections: tuple[Numbered, ...]
    targets: Mapping[str, Target]


def number(
    brief: Brief, languages: tuple[str, ...], patterns: Mapping[str, Sequence[str]]
) -> Numbering:
    """Number what an edition in these languages prints; a language without patterns has those under ""."""
    common = patterns.get("", ())
    schemes = {code: patterns.get(code, common) for code in languages}
    sections = tuple(_sections(brief.sections, schemes, (), [0] * _DEEPEST))
    targets: dict[str, Target] = {}
    counts = dict.fromkeys(Kind, 0)
    for block in brief.summary:
        _add(block, languages, counts, targets)
    for each in sections:
        own = Target(
            id=each.section.id,
            kind=Kind.SECTION,
            number=each.number,
            title=each.section.title,
            others=each.others,
        )
        targets[own.id] = own
        for block in each.section.blocks:
            if not _add(block, languages, counts, targets):
                targets[block.id] = own
    return Numbering(sections=sections, targets=targets)


def _add(
    block: Block, languages: tuple[str, ...], counts: dict[Kind, int], targets: dict[str, Target]
) -> bool:
    kind = kind_of(block)
    if kind is None or not block.printed_in(languages):
        return False
    counts[kind] += 1
    targets[block.id] = Target(id=block.id, kind=kind, number=str(counts[kind]), title=None)
    return True


def kind_of(block: Block) -> Kind | None:
    """Say as what a block is numbered, if it is."""
    match block:
        case Chart():
            return Kind.FIGURE
        case TableBlock():
            return Kind.TABLE
        case Recommendation():
            return Kind.RECOMMENDATION
        case Image(caption=caption):
            return Kind.FIGURE if caption is not None else None
        case CollectedRecommendations(caption=caption):
            return Kind.TABLE if caption is not None else None
        case Timeline(caption=None):
            return None
        case Timeline(form=TimelineForm.TABLE):
            return Kind.TABLE
        case Timeline():
            return Kind.FIGURE
        case _:
            return None


def _sections(
    sections: Sequence[Section],
    schemes: Mapping[str, Sequence[str]],
    above: tuple[int, ...],
    through: list[int],
) -> Iterator[Numbered]:
    """Number sections; `through` has how many there were so far at each depth, in the whole brief."""
    count, depth = 0, len(above) + 1
    for section in sections:
        # Under an unnumbered section nothing is numbered.
        counted = section.numbered and 0 not in above
        count += counted
        through[depth - 1] += counted
        counters = (*above, count if counted else 0)
        numbers = {code: _number(each, counters, through) for code, each in schemes.items()}
        first = next(iter(numbers.values()), "")
        others = {code: each for code, each in numbers.items() if each != first}
        yield Numbered(section=section, depth=depth, number=first, others=others)
        yield from _sections(section.sections, schemes, counters, through)


def _number(patterns: Sequence[str], counters: tuple[int, ...], through: Sequence[int]) -> str:
    if len(counters) > len(patterns) or 0 in counters:
        return ""

    def counter(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        return str(through[level]) if match[2] == "c" else _written(counters[level], match[2])

    return _COUNTER.sub(counter, patterns[len(counters) - 1])


def _written(value: int, form: str | None) -> str:
    match form:
        case "a":
            return chr(ord("a") + (value - 1) % 26)
        case "i":
            return _roman(value)
        case _:
            return str(value)


def _roman(value: int) -> str:
    digits = ""
    for size, letters in _ROMAN:
        while value >= size:
            digits, value = digits + letters, value - size
    return digits
