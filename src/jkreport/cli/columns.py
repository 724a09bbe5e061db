"""Columns and lines on a terminal, where Chinese characters, kana and Hangul are two cells wide."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

if TYPE_CHECKING:
    from jkreport.languages import Language

_WIDE = "WF"


def width_of(text: str) -> int:
    """Give the cells that a text takes on a terminal."""
    return sum(_cells(character) for character in text)


def padded(text: str, width: int) -> str:
    """Give a text with spaces after it, so that it is that wide at least."""
    return text + " " * (width - width_of(text))


def filled(text: str, width: int, language: "Language | None") -> list[str]:
    """Cut a paragraph into lines: at its spaces, and between letters where the language doesn't part words."""
    lines = [""]
    for chunk in _chunks(" ".join(text.split()), language):
        if lines[-1] and width_of((lines[-1] + chunk).rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += chunk
    return lines


def _chunks(text: str, language: "Language | None") -> Iterator[str]:
    """Give the parts of a text between which a line may end; a space belongs to what stands before it."""
    start = 0
    for index in range(1, len(text)):
        if _may_end(text[index - 1], text[index], language):
            yield text[start:index]
            start = index
    yield text[start:]


def _may_end(before: str, after: str, language: "Language | None") -> bool:
    if before == " ":
        return True
    if after == " " or language is None or language.keep_words:
        return False
    if after in language.never_first or before in language.never_last:
        return False
    return _cells(before) == 2 or _cells(after) == 2  # noqa: PLR2004 - cells


def _cells(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in _WIDE else 1
