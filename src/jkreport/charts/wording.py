"""Labels in one or more languages: their lines, and how wide they will be."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from jkreport.charts.advances import advance
from jkreport.languages import Language

BETWEEN = " · "
_OPEN, _CLOSE = "\U000e0001", "\U000e007f"
_LETTERS = 0xE0000
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one language, by its code; an empty code is for what belongs to none."""

    code: str
    text: str


Line = tuple[Run, ...]
"""Runs that stand side by side."""


def width(line: Line, size: float, *, bold: bool = False) -> float:
    """Give the width of a line in the unit of the size."""
    return sum(advance(sign, bold=bold) for run in line for sign in run.text) * size / 1000


def widest(lines: Iterable[Line], size: float, *, bold: bool = False) -> float:
    """Give the width of the widest line, 0 if there is none."""
    return max((width(line, size, bold=bold) for line in lines), default=0.0)


def wording(texts: Mapping[str, str]) -> Line:
    """Give the texts side by side, or the narrowest of them where all say the same.

    21％ and 21% say the same.
    """
    if same(texts.values()):
        code, text = min(texts.items(), key=lambda each: width((Run("", each[1]),), 1))
        return (Run(code, text),)
    runs: list[Run] = []
    for code, text in texts.items():
        if runs and text:
            runs.append(Run("", BETWEEN))
        if text:
            runs.append(Run(code, text))
    return tuple(runs)


def same(texts: Iterable[str]) -> bool:
    """Tell whether texts differ in nothing but their signs' width, or are one date in figures."""
    folded = {normalize("NFKC", text) for text in texts}
    if len(folded) == 1:
        return True
    if any(sign.isalpha() for text in folded for sign in text):
        return False
    figures = {tuple(_FIGURES.findall(text)) for text in folded}
    return len(figures) == 1 and figures != {()}


def lines(
    texts: Mapping[str, str], languages: Sequence[Language], room: float, size: float
) -> tuple[Line, ...]:
    """Give a label on as few lines as fit: side by side, one under the other, or broken."""
    whole = wording(texts)
    if width(whole, size) <= room:
        return (whole,)
    by_code = {language.code: language for language in languages}
    found: list[Line] = []
    for run in whole:
        if run.code:
            found += [
                (Run(run.code, text),) for text in _broken(run.text, by_code[run.code], room, size)
            ]
    return tuple(found)


def _broken(text: str, language: Language, room: float, size: float) -> list[str]:
    if width((Run("", text),), size) <= room:
        return [text]
    pieces: list[str] = []
    for piece in _phrases(text, language):
        pieces += [piece] if width((Run("", piece.rstrip()),), size) <= room else list(piece)
    broken = [""]
    for piece in pieces:
        if broken[-1] and width((Run("", (broken[-1] + piece).rstrip()),), size) > room:
            broken.append("")
        broken[-1] += piece
    return [each.strip() for each in broken if each.strip()]


def _phrases(text: str, language: Language) -> Sequence[str]:
    words = text.split(" ")
    spaced = [f"{word} " for word in words[:-1]] + [words[-1]]
    if language.keep_words:
        return spaced
    return [piece for word in spaced for piece in language.phrases(word)]


def tagged(line: Line) -> str:
    """Give a line as one text in which Unicode's invisible language tags mark each run."""
    return "".join(_tag(run) for run in line)


def _tag(run: Run) -> str:
    if not run.code:
        return run.text
    return _OPEN + "".join(chr(_LETTERS + ord(letter)) for letter in run.code) + run.text + _CLOSE


def untagged(text: str) -> Line:
    """Give the runs of a tagged text; empty ones are left out."""
    runs: list[Run] = []
    for number, part in enumerate(text.split(_OPEN)):
        if number == 0:
            runs.append(Run("", part))
            continue
        inside, _, after = part.partition(_CLOSE)
        letters = [sign for sign in inside if ord(sign) > _LETTERS]
        code = "".join(chr(ord(sign) - _LETTERS) for sign in letters)
        runs += [Run(code, inside[len(letters) :]), Run("", after)]
    return tuple(run for run in runs if run.text)


def overlap(spans: Iterable[tuple[float, float]], gap: float) -> bool:
    """Tell whether any two spans come closer than the gap."""
    return any(after[0] - before[1] < gap for before, after in pairwise(sorted(spans)))
