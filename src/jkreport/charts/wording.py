"""Labels in one or more languages: their lines, and how wide they will be."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width, normalize

from jkreport.languages import Language

BETWEEN = " · "
_OPEN, _CLOSE = "\U000e0001", "\U000e007f"
_LETTERS = 0xE0000
_FIGURES = re.compile(r"\d+")
_HANGUL = range(0xAC00, 0xD7A4)

# Advance widths in thousandths of the size, from the space to the tilde: Noto Sans CJK, whose four regional faces agree.
_REGULAR = (
    (224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392)
    + (555,) * 10
    + (
        278,
        278,
        555,
        555,
        555,
        474,
        946,
        608,
        657,
        638,
        688,
        589,
        552,
        689,
        728,
        293,
        535,
        646,
        543,
        812,
        723,
        742,
    )
    + (
        633,
        742,
        635,
        596,
        599,
        721,
        575,
        878,
        573,
        531,
        603,
        338,
        392,
        338,
        555,
        559,
        606,
        563,
        618,
        510,
        620,
        554,
    )
    + (
        325,
        564,
        607,
        275,
        275,
        552,
        284,
        926,
        610,
        606,
        620,
        620,
        388,
        468,
        377,
        607,
        521,
        802,
        498,
        521,
        475,
        338,
    )
    + (270, 338, 555)
)
_BOLD = (
    (227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387)
    + (590,) * 10
    + (
        325,
        325,
        590,
        590,
        590,
        514,
        1007,
        641,
        681,
        656,
        714,
        615,
        585,
        717,
        757,
        330,
        568,
        686,
        578,
        853,
        749,
        770,
    )
    + (
        667,
        770,
        682,
        624,
        625,
        748,
        619,
        915,
        627,
        580,
        613,
        378,
        387,
        378,
        590,
        567,
        626,
        591,
        644,
        527,
        644,
        581,
    )
    + (
        372,
        597,
        640,
        304,
        306,
        604,
        315,
        964,
        641,
        626,
        644,
        644,
        436,
        495,
        421,
        637,
        576,
        863,
        562,
        574,
        511,
        378,
    )
    + (296, 378, 590)
)
_OTHERS = {
    "·": (561, 592),
    "–": (536, 544),
    "−": (555, 590),
    "×": (1000, 1000),
    "°": (370, 404),
    "…": (1000, 1000),
}
_FIRST_LETTER = ord(" ")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one language, by its code; an empty code is for what belongs to none."""

    code: str
    text: str


Line = tuple[Run, ...]
"""Runs that stand side by side."""


def width(line: Line, size: float, *, bold: bool = False) -> float:
    """Give the width of a line in the unit of the size."""
    return sum(_advance(sign, bold=bold) for run in line for sign in run.text) * size / 1000


def widest(lines: Iterable[Line], size: float, *, bold: bool = False) -> float:
    """Give the width of the widest line, 0 if there is none."""
    return max((width(line, size, bold=bold) for line in lines), default=0.0)


def _advance(sign: str, *, bold: bool) -> int:
    place = ord(sign) - _FIRST_LETTER
    if 0 <= place < len(_REGULAR):
        return _BOLD[place] if bold else _REGULAR[place]
    if sign in _OTHERS:
        return _OTHERS[sign][bold]
    if ord(sign) in _HANGUL:
        return 920
    return 1000 if east_asian_width(sign) in "WFA" else 600


def wording(texts: Mapping[str, str]) -> Line:
    """Give one text in each language, side by side; said once, as narrow as possible, where all say the same.

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
    """Tell whether texts differ in nothing but the width of their signs, or are one date in figures."""
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
    """Give a label on as few lines as fit the room: side by side, one under the other, or broken."""
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
    """Give a line as one text in which language tags of Unicode, which print nothing, mark each run."""
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
