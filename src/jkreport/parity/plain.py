"""A text as plain prose: marks, values and references taken out, each character with its place in the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from jkreport.diagnostics import Place
from jkreport.languages.prose.base import HOLE
from jkreport.model.text import Text


class Mark(Enum):
    """What stands in a text besides words."""

    VALUE = "value"
    TERM = "term"
    STATEMENT = "statement"
    REFERENCE = "reference"
    CITATION = "citation"
    FOOTNOTE = "footnote"
    READING = "reading"
    EMPHASIS = "emphasis"
    ITEM = "list item"
    LINK = "link"


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """A mark, as it is written and where it starts in the source."""

    mark: Mark
    literal: str
    offset: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Plain:
    """The plain prose of a text; `offsets` gives for each of its characters the one of the source."""

    text: Text
    prose: str
    offsets: tuple[int, ...]
    tokens: tuple[Token, ...]

    def at(self, index: int) -> Place:
        """Give the place of a character of the prose."""
        return self.text.at(self.offsets[index] if index < len(self.offsets) else 0)

    def of(self, *marks: Mark) -> list[Token]:
        """Give the marks of these kinds."""
        return [each for each in self.tokens if each.mark in marks]

    def has_reading(self, index: int) -> bool:
        """Say whether a character of the prose has a reading set above it."""
        offset = self.offsets[index]
        readings = self.of(Mark.READING)
        return any(each.offset <= offset < each.offset + len(each.literal) for each in readings)


# In the order in which they are tried; `kept` is the group whose text stays in the prose.
_PATTERNS = (
    ("escape", r"\\(?P<escape>[!-/:-@\[-`{-~])"),
    (Mark.STATEMENT.value, r"(?s:\{%(?:(?!\{%).)*?%\}|\{#(?:(?!\{#).)*?#\})"),
    (Mark.TERM.value, r"(?s:\{\{-?\s*term\.(?:(?!\{\{).)*?\}\})"),
    (Mark.VALUE.value, r"(?s:\{\{(?:(?!\{\{).)*?\}\})"),
    (Mark.ITEM.value.replace(" ", "_"), r"(?m:^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S))"),
    (Mark.REFERENCE.value, r"\[#[A-Za-z0-9_-]+(?:,\s*page)?\]"),
    (Mark.CITATION.value, r"\[@[^\[\]]+\]"),
    (Mark.FOOTNOTE.value, r"(?m:^\[\^[^\]\s]+\]:[ \t]*)|\[\^[^\]\s]+\]|\^\["),
    (Mark.READING.value, r"\{(?P<base>[^{}|]+)\|[^{}]+\}"),
    (Mark.LINK.value, r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<?https?://[!-;=?-~]+>?"),
    ("element", r"</?[a-z][^<>]*>"),
    (Mark.EMPHASIS.value, r"\*{1,3}|(?<![A-Za-z0-9])_{1,2}(?=\S)|(?<=\S)_{1,2}(?![A-Za-z0-9_])"),
    ("pipe", r"(?m:^\|[-:| ]+\|$)|\|"),
)
_MARK = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})" if name != "escape" else pattern for name, pattern in _PATTERNS
    )
)
_OF_NAME = {each.value.replace(" ", "_"): each for each in Mark}
_HOLES = {Mark.VALUE, Mark.TERM, Mark.REFERENCE, Mark.FOOTNOTE, Mark.LINK}
_DEFINITION = re.compile(r"\[\^[^\]\s]+\]:")


def plain_of(text: Text) -> Plain:
    """Take a text apart."""
    offsets: list[int] = []
    prose: list[str] = []
    tokens: list[Token] = []
    holes = set(_marks_around_words(text.value))
    for piece, start, token in _pieces(text.value):
        prose += (HOLE if at in holes else each for at, each in enumerate(piece, start))
        offsets += range(start, start + len(piece))
        if token is not None:
            tokens.append(token)
    return Plain(text=text, prose="".join(prose), offsets=tuple(offsets), tokens=tuple(tokens))


def _marks_around_words(source: str) -> Iterator[int]:
    """Give where notes at their place, ^[…], end, and where the words of links, [words](address), begin."""
    open_: list[int] = []
    for index, letter in enumerate(source):
        if letter == "[":
            open_.append(index)
        elif letter == "]" and open_:
            start = open_.pop()
            if source[start - 1 : start] == "^":
                yield index
            if source[index + 1 : index + 2] == "(":
                yield start


def _pieces(source: str) -> Iterator[tuple[str, int, Token | None]]:
    """Give what stays of each piece of a source, where it starts, and the mark that it is."""
    position = 0
    for match in _MARK.finditer(source):
        yield source[position : match.start()], position, None
        position = match.end()
        yield _kept(match)
    yield source[position:], position, None


def _kept(match: re.Match[str]) -> tuple[str, int, Token | None]:
    mark = _OF_NAME.get(match.lastgroup or "")
    if match["escape"] is not None:
        return match["escape"], match.start("escape"), None
    token = None
    if match["base"] is not None:
        mark = Mark.READING
    if mark is not None and not _DEFINITION.match(match[0]):
        token = Token(mark=mark, literal=match[0], offset=match.start())
    if match["base"] is not None:
        return match["base"], match.start("base"), token
    return HOLE if mark in _HOLES else "", match.start(), token
