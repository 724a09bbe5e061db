"""What upright and lying bars share: their pieces, colours and values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jkreport.charts.layout import Sheet
from jkreport.charts.look import Ink, luminance
from jkreport.charts.numbers import Axis
from jkreport.charts.reading import Point, Reading, Series, Stop, Texts
from jkreport.charts.scene import PAPER, Box, Words
from jkreport.charts.wording import width, wording
from jkreport.data.legend import MEANINGS

_DARK = 0.18  # where white and black stand out alike
_PART = 0.8


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A bar or a part of one: how many bars from its place's middle, from where to where."""

    series: Series
    point: Point
    lane: float
    start: Decimal
    end: Decimal


class Bars:
    """What upright and lying bars share."""

    def __init__(
        self, reading: Reading, axis: Axis, pieces: Sequence[Piece], lanes: int, *, stacked: bool
    ) -> None:
        self.reading, self.axis, self.pieces, self.lanes = reading, axis, pieces, lanes
        self.stacked = stacked

    def keyed(self) -> tuple[Series, ...]:
        """Give the series that the key has to tell apart."""
        return self.reading.series if self.reading.named else ()

    def ink(self, piece: Piece) -> Ink:
        """Give a bar the colour of its series, or that of the country that it stands for."""
        countries = self.reading.look.palette.countries
        if not self.reading.named and piece.point.stop.code.upper() in countries:
            return self.reading.look.ink(piece.point.stop.code, 0)
        if not self.reading.named:
            codes = [stop.code for stop in self.reading.stops]
            return self.reading.look.ink(piece.series.code, 0, codes)
        return piece.series.ink

    def value(self, piece: Piece) -> Texts:
        """Print a bar's value; nothing where it is missing."""
        return {} if piece.point.quantity is None else self.axis.value(piece.point.quantity)

    def missing(self, piece: Piece) -> Texts:
        """Say why a bar is missing: one that isn't there could be taken for zero."""
        if piece.point.missing is None:
            return {}
        name = MEANINGS[piece.point.missing]
        return {language.code: language.label(name) for language in self.reading.languages}

    def at(self, stop: Stop) -> list[Piece]:
        """Give the pieces at a place."""
        return [piece for piece in self.pieces if piece.point.stop.code == stop.code]

    def widest(self, size: float) -> float:
        """Give the width of the widest printed value."""
        return max(width(wording(self.value(piece) or {"": ""}), size) for piece in self.pieces)

    def offset(self, piece: Piece, thick: float) -> float:
        """Give the distance of a bar's middle from that of its place."""
        return piece.lane * (thick + (1.5 if self.lanes > 1 else 0))


def inside(
    sheet: Sheet, ink: Ink, value: Texts, box: tuple[tuple[float, float], tuple[float, float]]
) -> None:
    """Print a value inside its box, if it fits."""
    line = wording(value or {"": ""})
    (left, top), (right, bottom) = box
    if width(line, sheet.size) + 4 > right - left or sheet.size * 1.15 > bottom - top:
        return
    middle = ((left + right) / 2, (top + bottom) / 2)
    colour = PAPER if luminance(ink.colour) < _DARK else sheet.colour("ink")
    sheet.scene.add(Words(at=middle, line=line, colour=colour, size=sheet.size, anchor="middle"))


def parted(box: Box, *, lying: bool) -> Box:
    """Shorten a stacked box a little, so that neighbours of like grey stay two."""
    (left, top), (right, bottom) = box.start, box.end
    if lying:
        return replace(box, end=(max(left, right - _PART), bottom))
    return replace(box, start=(left, min(bottom, top + _PART)))
