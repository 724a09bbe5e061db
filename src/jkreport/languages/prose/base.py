"""What the prose of each language is asked for."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import ClassVar

HOLE = "\ufffc"
"""Stands in plain prose for what is put in later: a value, a term, a reference."""

_BLANKS = re.compile(
    r"(?<![A-Za-z])(?:TODO|FIXME|TBD|TBC|XXX+|XX)(?![A-Za-z])|\?{3,}|lorem ipsum"
    r"|[○◯〇□△●■▲×✕]{2,}|_{3,}|(?<![A-Za-z])x{3,}(?![A-Za-z])",
)
_OPEN, _CLOSE = 0, 1
_LONGEST_NUMBER = 2


class Kind(Enum):
    """What a written number counts."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    ORDINAL = "ordinal"
    NUMBER = "number"

    @property
    def dated(self) -> bool:
        """Whether it is part of a date."""
        return self in {Kind.YEAR, Kind.MONTH, Kind.DAY}


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A number written in prose, from `start` up to `end`.

    One in figures is `sure`; one in words (二つ, 두 나라) may be part of a word that counts nothing.
    """

    start: int
    end: int
    value: Decimal
    kind: Kind
    sure: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A stretch of prose, and what should stand there instead, where that is known."""

    start: int
    end: int
    instead: str = ""


class Prose(ABC):
    """A language's plain prose: without marks of Markdown, values and the like."""

    code: ClassVar[str]
    pairs: ClassVar[tuple[tuple[str, str], ...]]
    """Quotes and brackets that open and close."""
    blanks: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")
    """What stands for words to come, beside TODO, XX and ○○."""
    measured: ClassVar[re.Pattern[str]]
    """What follows a number that is data, and not an age, a span or a threshold."""
    density: ClassVar[float]
    """How many letters it takes to say what Korean says in one."""
    counterparts: ClassVar[Mapping[str, str]] = {}
    """Wordings of other countries that have an order of their own here: 韓日 is 日韓."""

    @abstractmethod
    def numbers(self, text: str) -> tuple[Written, ...]:
        """Give all numbers, in figures and in words, in their order."""

    @abstractmethod
    def sentences(self, text: str) -> int:
        """Count the sentences."""

    @abstractmethod
    def foreign(self, text: str) -> Iterator[Found]:
        """Give stretches that are written in another language."""

    @abstractmethod
    def widths(self, text: str) -> Iterator[Found]:
        """Give characters of a width that the language doesn't print."""

    @abstractmethod
    def begins(self, text: str, start: int, form: str) -> bool:
        """Say whether a form found at a place begins a word there."""

    @abstractmethod
    def ends(self, text: str, end: int, form: str) -> bool:
        """Say whether a form that ends at a place is a whole word, particles aside."""

    def spaces(self, text: str) -> Iterator[Found]:  # noqa: ARG002 - for languages that have rules
        """Give spaces that are missing or too many at units and dates."""
        return iter(())

    def orders(self, text: str) -> Iterator[Found]:
        """Give names of countries in the order of the other side."""
        for wrong, right in self.counterparts.items():
            for match in re.finditer(wrong, text):
                yield Found(start=match.start(), end=match.end(), instead=right)

    def left_blank(self, text: str) -> Iterator[Found]:
        """Give what stands for words to come: TODO, XX, ○○."""
        for pattern in (_BLANKS, self.blanks):
            for match in pattern.finditer(text):
                yield Found(start=match.start(), end=match.end())

    def unpaired(self, text: str) -> Iterator[Found]:
        """Give quotes and brackets that lack their partner."""
        closing = {pair[_CLOSE]: pair[_OPEN] for pair in self.pairs}
        opening = {pair[_OPEN]: pair[_CLOSE] for pair in self.pairs}
        open_: list[tuple[str, int]] = []
        for index, letter in enumerate(text):
            if letter in opening:
                open_.append((letter, index))
            elif letter in closing and not is_apostrophe(text, index):
                if open_ and open_[-1][0] == closing[letter]:
                    open_.pop()
                else:
                    yield Found(start=index, end=index + 1, instead=closing[letter])
        for letter, index in open_:
            yield Found(start=index, end=index + 1, instead=opening[letter])


def is_apostrophe(text: str, index: int) -> bool:
    """Say whether ’ or a closing parenthesis stands alone by right: it's, ’90, and 1) at the head of a line."""
    before = text[index - 1] if index else " "
    after = text[index + 1] if index + 1 < len(text) else " "
    if text[index] == "’":
        return (
            (before + after).isascii() and before.isalpha() and after.isalpha()
        ) or after.isdigit()
    line = text[text.rfind("\n", 0, index) + 1 : index].strip()
    return text[index] == ")" and len(line) <= _LONGEST_NUMBER and line.isalnum()
