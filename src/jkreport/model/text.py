"""Wording, and where each character of it was written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jkreport.diagnostics import Place

# Tags and anchors stand before the text itself.
_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")
# The lengths of escapes by number, and the letters of escapes that stand for white space or a line that goes on.
_HEXADECIMAL = {"x": 4, "u": 6, "U": 10}
_SPACES = "\n \ttnvfrN_LP"


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """The stretch of a file that a text was read from, and how it is quoted there: `|`, `>`, `'`, `"` or nothing."""

    file: str
    source: str
    start: int
    end: int
    style: str

    def place(self, index: int) -> Place:
        """Give the place of an index into the file."""
        before = self.source[:index]
        line_start = before.rfind("\n") + 1
        return Place(file=self.file, line=before.count("\n") + 1, column=index - line_start + 1)

    def index(self, value: str, offset: int) -> int:
        """Give the index into the file of a character of the text.

        Folding and indentation change white space only, so both are read side by side without it.
        """
        index = self._content()
        for character in value[:offset]:
            if not character.isspace():
                index = self._after(index, character)
        return self._skip_space(index)

    def _content(self) -> int:
        properties = _PROPERTIES.match(self.source, self.start)
        start = properties.end() if properties is not None else self.start
        if self.style in ("|", ">"):
            return self.source.index("\n", start) + 1
        return start + len(self.style)

    def _skip_space(self, index: int) -> int:
        while index < self.end:
            if self.source[index].isspace():
                index += 1
            elif escaped := self._escaped_space(index):
                index += escaped
            else:
                break
        return index

    def _escaped_space(self, index: int) -> int:
        """Give the length of the escape that stands here, if it is one of white space, else 0."""
        if self.style != '"' or self.source[index] != "\\":
            return 0
        letter, length = self.source[index + 1], self._escape(index)
        if letter in _HEXADECIMAL:
            return length if chr(int(self.source[index + 2 : index + length], 16)).isspace() else 0
        return length if letter in _SPACES else 0

    def _escape(self, index: int) -> int:
        return _HEXADECIMAL.get(self.source[index + 1], 2)

    def _after(self, index: int, character: str) -> int:
        index = self._skip_space(index)
        if self.style == '"' and self.source[index] == "\\":
            return index + self._escape(index)
        if self.style == "'" and character == "'":
            return index + 2
        return index + 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Text of the workspace with its place."""

    value: str
    place: Place
    origin: Origin | None = field(default=None, repr=False, compare=False)

    def at(self, offset: int) -> Place:
        """Give the place of a character."""
        if self.origin is None:
            return self.place
        return self.origin.place(self.origin.index(self.value, offset))

    def lines(self) -> Iterator[tuple[str, int]]:
        """Give file and number of each line that it stands on."""
        first = self.place.line
        last = self.origin.place(self.origin.end).line if self.origin is not None else first
        return ((self.place.file, line) for line in range(first, last + 1))

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value.strip())


@dataclass(frozen=True, kw_only=True, slots=True)
class Localized(Mapping[str, Text]):
    """One text in several languages, by language code; `common` serves the languages that have none of their own.

    `borrowed` names, for a language, another one whose wording is printed in its place.
    """

    texts: Mapping[str, Text]
    place: Place
    common: Text | None = None
    borrowed: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Text:
        """Give the text in a language.

        Raises:
            KeyError: there is none.
        """
        found = self.texts.get(self.borrowed.get(code, code), self.common)
        if found is None:
            raise KeyError(code)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def __bool__(self) -> bool:
        """Whether there is any wording: one that serves all languages counts."""
        return bool(self.texts) or self.common is not None

    def missing(self, codes: Iterable[str]) -> list[str]:
        """Name the languages, of those asked for, that have no text here."""
        if self.common is not None:
            return []
        return [code for code in codes if not self.texts.get(self.borrowed.get(code, code))]

    def said(self, code: str) -> str:
        """Give the wording in a language; an empty one where there is none."""
        return self[code].value if not self.missing([code]) else ""

    def plain(self) -> dict[str, str]:
        """Give the wordings by language, under `*` the one that serves those that have none of their own."""
        common = {"*": self.common.value} if self.common is not None else {}
        return {**common, **{code: each.value for code, each in self.texts.items()}}

    def all(self) -> tuple[Text, ...]:
        """Give every wording there is."""
        return (*self.texts.values(), *((self.common,) if self.common is not None else ()))
