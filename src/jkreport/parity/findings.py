"""What a rule finds, and the texts that it looks at."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from jkreport.diagnostics import Code, Diagnostic
from jkreport.languages.prose import PROSE, Prose, Written
from jkreport.parity.plain import Mark, Plain, plain_of
from jkreport.parity.terms import Hit, Wordings
from jkreport.parity.texts import Group, Passage


@dataclass(slots=True)
class Sheet:
    """One language's text of a passage."""

    passage: Passage
    code: str
    plain: Plain
    wordings: Wordings
    _numbers: tuple[Written, ...] | None = field(default=None, repr=False)
    _hits: tuple[Hit, ...] | None = field(default=None, repr=False)

    @property
    def prose(self) -> str:
        """The words alone."""
        return self.plain.prose

    @property
    def language(self) -> Prose:
        """What the language knows of its prose."""
        return PROSE[self.code]

    @property
    def numbers(self) -> tuple[Written, ...]:
        """All numbers that are written in it by hand."""
        if self._numbers is None:
            self._numbers = self.language.numbers(self.prose)
        return self._numbers

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All forms of the termbase that are written in it by hand."""
        if self._hits is None:
            self._hits = tuple(self.wordings.hits(self.prose))
        return self._hits

    @property
    def terms(self) -> Iterator[tuple[str, int]]:
        """The terms of this language that it puts in by an expression, each with its offset in the source."""
        for token in self.plain.of(Mark.TERM):
            name = token.literal.strip("{}- \n").removeprefix("term.").partition(".")[0].strip()
            if name in self.wordings.terms and self.code in self.wordings.terms[name].wordings:
                yield name, token.offset

    def named(self, start: int, end: int) -> bool:
        """Say whether a stretch of the prose is part of a wording of the termbase."""
        return any(hit.start <= start and end <= hit.start + len(hit.form) for hit in self.hits)

    def written(self, number: Written) -> str:
        """Give a number as it is written."""
        return self.prose[number.start : number.end]

    def found(self, code: Code, start: int, message: str, hint: str = "") -> Diagnostic:
        """Make a finding at a character of the prose."""
        return Diagnostic(code=code, place=self.plain.at(start), message=message, hint=hint)


Pair = tuple[Sheet, Sheet]
"""The same passage in two languages."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheets:
    """The sheets of a group: passage by passage, each in the languages that print it."""

    group: Group
    rows: tuple[tuple[Sheet, ...], ...]

    @property
    def all(self) -> Iterator[Sheet]:
        """Every sheet."""
        for row in self.rows:
            yield from row

    @property
    def pairs(self) -> Iterator[Pair]:
        """Every passage in each two of its languages."""
        for row in self.rows:
            for index, first in enumerate(row):
                for second in row[index + 1 :]:
                    yield first, second


Findings = Iterator[Diagnostic]
OfText = Callable[[Sheet], Findings]
OfPair = Callable[[Pair], Findings]
OfGroup = Callable[[Sheets], Findings]
FindingsOfGroups = Iterator[tuple[int, Diagnostic]]
"""Findings, each with the number of the group that it belongs to."""
OfBrief = Callable[[Sequence[Sheets]], FindingsOfGroups]


def sheets_of(group: Group, wordings: dict[str, Wordings]) -> Sheets:
    """Take the texts of a group apart."""
    rows = tuple(tuple(_row(each, wordings)) for each in group.passages)
    return Sheets(group=group, rows=tuple(row for row in rows if row))


def _row(passage: Passage, wordings: dict[str, Wordings]) -> Iterator[Sheet]:
    common = passage.text.common
    for code in passage.languages:
        text = passage.text.texts.get(code)
        if text is not None and code in PROSE:
            yield Sheet(passage=passage, code=code, plain=plain_of(text), wordings=wordings[code])
    if common is not None and common and passage.languages:
        code = passage.languages[0]
        yield Sheet(passage=passage, code=code, plain=plain_of(common), wordings=wordings[code])
