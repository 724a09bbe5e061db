"""Text shaped once: its glyphs, what each character takes, and where the engine would break it."""

# ruff: noqa: ANN401 - the engine ships no types

from array import array
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.text import ffi as text_ffi
from weasyprint.text import line_break

from jkreport.typeset.breaks import opportunities
from jkreport.typeset.engine.state import COMPOSITION, variable
from jkreport.typeset.measured import Measured

_WORDS_A_GLYPH = 5  # glyph, width, two offsets, flags
_REMEMBERED = 20_000
# What only the engine itself sets: parts of lines that it parts again, hyphens, right to left.
_NOT_OURS = frozenset("\t\n\f\r\u00ad\u0085\u2028\u2029\u202a\u202b\u202c\u202d\u202e")


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Glyphs of one face: their ids, widths and offsets, and the character that each belongs to."""

    font: Any
    start: int
    end: int
    ids: Sequence[int]
    widths: Sequence[int]
    across: Sequence[int]
    up: Sequence[int]
    characters: Sequence[int]

    def part(self, start: int, end: int) -> range:
        """Give the numbers of the glyphs of a part of the text."""
        return range(bisect_left(self.characters, start), bisect_left(self.characters, end))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shaped:
    """A text in its style: measured, with the glyphs to draw it, and the layout that owns them."""

    measured: Measured
    runs: tuple[Run, ...]
    layout: Any
    style: Any
    height: float
    baseline: float


_KEPT: OrderedDict[tuple[int, str], Shaped | None] = OrderedDict()


def shaped(text: str, style: Any) -> Shaped | None:
    """Give a text that has rules, shaped; None for one that the engine sets by itself."""
    if not COMPOSITION.knows(style["lang"]):
        return None
    key = id(style), text
    if key in _KEPT:
        _KEPT.move_to_end(key)
        found = _KEPT[key]
        if found is None or found.style is style:
            return found
    found = _KEPT[key] = _shape(text, style)
    if len(_KEPT) > _REMEMBERED:
        _KEPT.popitem(last=False)
    return found


def forget() -> None:
    """Drop what was shaped for documents before."""
    _KEPT.clear()


def _shape(text: str, style: Any) -> Shaped | None:
    if not _ours(text, style):
        return None
    ffi, pango = text_ffi.ffi, text_ffi.pango
    layout = line_break.Layout(style)
    layout.text = text
    encoded = text.encode()
    pango.pango_layout_set_text(layout.layout, ffi.from_buffer(encoded + b"\0"), len(encoded))
    line, rest = layout.get_first_line()
    runs = tuple(_runs(line, text)) if rest is None else ()
    if not runs or runs[-1].end != len(text):
        return None
    _, height = line_break.line_size(line, style)
    baseline = pango.pango_layout_get_baseline(layout.layout) * text_ffi.FROM_UNITS
    return Shaped(
        measured=_measured(text, style, layout, runs),
        runs=runs,
        layout=layout,
        style=style,
        height=height,
        baseline=baseline,
    )


def _ours(text: str, style: Any) -> bool:
    return (
        style["direction"] == "ltr"
        and style["hyphens"] != "auto"
        and style["white_space"] in {"normal", "nowrap"}
        and bool(style["font_size"])
        and _NOT_OURS.isdisjoint(text)
    )


def _runs(line: Any, text: str) -> Iterator[Run]:
    """Read the runs of a line; none at all if one of them goes from right to left."""
    ffi = text_ffi.ffi
    found, start, node = [], 0, line.runs
    while node != ffi.NULL:
        item = node.data
        if item.item.analysis.level % 2:
            return
        count = item.glyphs.num_glyphs
        size = count * _WORDS_A_GLYPH * 4
        raw = array("i", bytes(ffi.buffer(item.glyphs.glyphs, size)))
        end = start + item.item.num_chars
        found.append(
            Run(
                font=item.item.analysis.font,
                start=start,
                end=end,
                ids=raw[0::_WORDS_A_GLYPH],
                widths=raw[1::_WORDS_A_GLYPH],
                across=raw[2::_WORDS_A_GLYPH],
                up=raw[3::_WORDS_A_GLYPH],
                characters=_characters(item, text, start, end),
            )
        )
        start, node = end, node.next
    yield from found


def _characters(item: Any, text: str, start: int, end: int) -> Sequence[int]:
    """Give the number of the character that each glyph belongs to; the engine counts bytes."""
    count = item.glyphs.num_glyphs
    clusters = array("i", bytes(text_ffi.ffi.buffer(item.glyphs.log_clusters, count * 4)))
    at, byte = {}, 0
    for index in range(start, end):
        at[byte] = index
        byte += len(text[index].encode())
    return [at[each] for each in clusters]


def _measured(text: str, style: Any, layout: Any, runs: Sequence[Run]) -> Measured:
    rules = COMPOSITION.of(style["lang"])
    gap = variable(style, "latin_gap")
    return Measured(
        text=text,
        advances=_advances(text, style, runs),
        places=opportunities(text, _places(layout, len(text)), rules),
        size=style["font_size"],
        rules=rules,
        gap=rules.latin_gap if gap is None or not rules.latin_gap else gap,
    )


def _advances(text: str, style: Any, runs: Sequence[Run]) -> Sequence[float]:
    advances = [0.0] * len(text)
    for run in runs:
        for character, width in zip(run.characters, run.widths, strict=True):
            advances[character] += width * text_ffi.FROM_UNITS
    if style["letter_spacing"] != "normal":
        # A cluster is spaced as a whole.
        for character in {each for run in runs for each in run.characters}:
            advances[character] += style["letter_spacing"]
    if style["word_spacing"]:
        for index, letter in enumerate(text):
            if letter in " \u00a0":
                advances[index] += style["word_spacing"]
    return advances


def _places(layout: Any, length: int) -> list[int]:
    """Give the places inside a text where the engine would end a line."""
    attributes = text_ffi.pango.pango_layout_get_log_attrs_readonly(
        layout.layout, text_ffi.ffi.NULL
    )
    flags = array("I", bytes(text_ffi.ffi.buffer(attributes, 4 * (length + 1))))
    return [index for index in range(1, length) if flags[index] & 1]
