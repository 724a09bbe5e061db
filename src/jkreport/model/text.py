"""Wording, and where each character of it was written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from jkreport.diagnostics import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """Text of the workspace with the place of its first character.

    `points` maps an offset into the text to line and column in the file, for each line that the text has there;
    between two points columns go on.
    """

    value: str
    place: Place
    points: tuple[tuple[int, int, int], ...] = field(default=(), repr=False, compare=False)

    def at(self, offset: int) -> Place:
        """Give the place of a character."""
        best = (0, self.place.line, self.place.column)
        for point in self.points:
            if point[0] > offset:
                break
            best = point
        start, line, column = best
        return Place(file=self.place.file, line=line, column=column + offset - start)

    def __str__(self) -> str:
        return self.value

    def __bool__(self) -> bool:
        return bool(self.value.strip())


@dataclass(frozen=True, kw_only=True, slots=True)
class Localized(Mapping[str, Text]):
    """One text in several languages, by language code; `common` serves the languages that have none of their own."""

    texts: Mapping[str, Text]
    place: Place
    common: Text | None = None

    def __getitem__(self, code: str) -> Text:
        """Give the text in a language.

        Raises:
            KeyError: there is none.
        """
        found = self.texts.get(code, self.common)
        if found is None:
            raise KeyError(code)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.texts)

    def __len__(self) -> int:
        return len(self.texts)

    def missing(self, codes: Iterable[str]) -> list[str]:
        """Name the languages, of those asked for, that have no text here."""
        if self.common is not None:
            return []
        return [code for code in codes if not self.texts.get(code)]

    def all(self) -> tuple[Text, ...]:
        """Give every wording there is."""
        return (*self.texts.values(), *((self.common,) if self.common is not None else ()))
