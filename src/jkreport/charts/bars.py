"""Bar charts: upright or lying, side by side or stacked; every bar says its value."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jkreport.charts.layout import GAP, Along, Sheet, grid, head, ticks_width, times
from jkreport.charts.look import Ink, luminance
from jkreport.charts.numbers import Axis, axis_of
from jkreport.charts.reading import Point, Reading, Series, Stop, Texts
from jkreport.charts.scene import PAPER, Box, Rule, Scene, Words
from jkreport.charts.wording import Line, width, wording

_ASPECT = 0.44
_THICKEST = 46.0
_LYING = 13.0
_FILL = 0.62  # of the distance between two places
_LABEL_ROOM = 0.36
_DARK = 0.18  # where white and black stand out alike


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A bar, or a part of one: where it stands, in which of the bars at that place, from where to where."""

    series: Series
    point: Point
    lane: int
    start: Decimal
    end: Decimal


def bar(reading: Reading) -> Scene:
    """Draw bars side by side."""
    pieces = [
        Piece(series=series, point=point, lane=lane, start=Decimal(0), end=_number(point))
        for lane, series in enumerate(reading.series)
        for point in series.points
    ]
    return _chart(reading, pieces, lanes=len(reading.series))


def stacked_bar(reading: Reading) -> Scene:
    """Draw bars on top of each other; what is negative goes the other way from zero."""
    tops: dict[tuple[str, bool], Decimal] = {}
    pieces: list[Piece] = []
    for series in reading.series:
        for point in series.points:
            side = (point.stop.code, _number(point) < 0)
            start = tops.get(side, Decimal(0))
            tops[side] = start + _number(point)
            pieces.append(Piece(series=series, point=point, lane=0, start=start, end=tops[side]))
    return _chart(reading, pieces, lanes=1)


def _number(point: Point) -> Decimal:
    return Decimal(0) if point.quantity is None else point.quantity.number


def _chart(reading: Reading, pieces: Sequence[Piece], lanes: int) -> Scene:
    sums = [piece.end for piece in pieces]
    loose, tight = (axis_of(reading, zero=True, sums=sums, tight=tight) for tight in (False, True))
    if reading.block.horizontal:
        return _Lying(reading, tight, pieces, lanes).scene()
    upright = _Upright(reading, tight, pieces, lanes)
    return upright.scene() if upright.labelled() else _Upright(reading, loose, pieces, lanes).scene()


class _Bars:
    """What upright and lying bars share."""

    def __init__(self, reading: Reading, axis: Axis, pieces: Sequence[Piece], lanes: int) -> None:
        self.reading, self.axis, self.pieces, self.lanes = reading, axis, pieces, lanes
        self.stacked = len({piece.series.code for piece in pieces}) > lanes

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
        """Print a bar's value, or the sign that says why there is none."""
        if piece.point.quantity is not None:
            return self.axis.value(piece.point.quantity)
        signs = {
            language.code: _missing(piece.point, language.labels)
            for language in self.reading.languages
        }
        return signs if all(signs.values()) else {}

    def offset(self, piece: Piece, thick: float) -> float:
        """Give the distance of a bar's middle from that of its place."""
        return (piece.lane - (self.lanes - 1) / 2) * (thick + (1.5 if self.lanes > 1 else 0))


def _missing(point: Point, labels: object) -> str:
    if point.missing is None or not isinstance(labels, dict):
        return ""
    return str(labels.get(f"missing_{point.missing.value}", ""))


class _Upright(_Bars):
    def scene(self) -> Scene:
        sheet = Sheet.of(self.reading, self.reading.look.width * _ASPECT)
        head(sheet, self.axis.unit(), self.keyed())
        labelled = self.labelled()
        if not labelled:
            sheet.left = ticks_width(sheet, self.axis) + GAP
        sheet.top += sheet.leading * 0.8 if labelled else 0
        names = self._foot(sheet)
        sheet.checked()
        if not labelled:
            grid(sheet, self.axis)
        along = self._along(sheet)
        self._draw(sheet, along, labelled=labelled)
        zero = self.axis.place(Decimal(0), sheet.bottom, sheet.top)
        ends = ((sheet.left, zero), (sheet.right, zero))
        sheet.scene.add(Rule(start=ends[0], end=ends[1], colour=sheet.colour("ink"), width=0.8))
        if self.reading.timed:
            times(sheet, along)
        for stop, found in zip(self.reading.stops, names, strict=False):
            y = sheet.bottom + GAP + len(found) * sheet.leading / 2
            sheet.block(found, (along.place(stop), y), sheet.colour("ink"), anchor="middle")
        return sheet.scene

    def _slot(self, sheet: Sheet) -> float:
        along = self._along(sheet)
        return along.nearest() if len(along.stops) > 1 else sheet.right - sheet.left

    def _along(self, sheet: Sheet) -> Along:
        count = len(self.reading.stops)
        inset = (sheet.right - sheet.left) / (2 * max(count, 2))
        start, end = sheet.left + inset, sheet.right - inset
        return Along(stops=self.reading.stops, timed=self.reading.timed, start=start, end=end)

    def _thick(self, sheet: Sheet) -> float:
        room = self._slot(sheet) * (_FILL if self.lanes == 1 else 0.78)
        return max(1.0, min(_THICKEST, (room - 1.5 * (self.lanes - 1)) / self.lanes))

    def labelled(self) -> bool:
        """Tell whether every bar has room for its value; then no axis has to say it."""
        if self.stacked:
            return False
        sheet = Sheet.of(self.reading, 0)
        widest = max(
            width(wording(self.value(piece) or {"": ""}), sheet.size) for piece in self.pieces
        )
        room = self._thick(sheet) + (
            1.5 if self.lanes > 1 else self._slot(sheet) - self._thick(sheet) - 2
        )
        return widest <= room

    def _foot(self, sheet: Sheet) -> list[tuple[Line, ...]]:
        if self.reading.timed:
            sheet.bottom -= sheet.leading + GAP * 1.5
            return []
        names = [sheet.lines(stop.texts, self._slot(sheet) - GAP) for stop in self.reading.stops]
        sheet.bottom -= max(map(len, names)) * sheet.leading + GAP * 1.5
        return names

    def _draw(self, sheet: Sheet, along: Along, *, labelled: bool) -> None:
        thick = self._thick(sheet)
        for piece in self.pieces:
            x = along.place(piece.point.stop) + self.offset(piece, thick)
            low = self.axis.place(piece.start, sheet.bottom, sheet.top)
            high = self.axis.place(piece.end, sheet.bottom, sheet.top)
            start, end = (x - thick / 2, min(low, high)), (x + thick / 2, max(low, high))
            if piece.start != piece.end:
                sheet.scene.add(Box(start=start, end=end, colour=self.ink(piece).colour))
            if self.stacked:
                _inside(sheet, self.ink(piece), self.value(piece), (start, end))
            elif labelled and self.value(piece):
                y = high - sheet.size * 0.75 if piece.end >= 0 else high + sheet.size * 0.75
                sheet.scene.add(sheet.words(self.value(piece), (x, y), anchor="middle"))
        if self.stacked:
            _parted(sheet)


def _inside(
    sheet: Sheet, ink: Ink, value: Texts, box: tuple[tuple[float, float], tuple[float, float]]
) -> None:
    if not value:
        return
    line = wording(value)
    (left, top), (right, bottom) = box
    if width(line, sheet.size) + 4 > right - left or sheet.size * 1.15 > bottom - top:
        return
    middle = ((left + right) / 2, (top + bottom) / 2)
    colour = PAPER if luminance(ink.colour) < _DARK else sheet.colour("ink")
    sheet.scene.add(Words(at=middle, line=line, colour=colour, size=sheet.size, anchor="middle"))


def _parted(sheet: Sheet) -> None:
    """Part stacked boxes by a thin white line, so that neighbours of like grey stay two."""
    marks = sheet.scene.marks
    for number, mark in enumerate(marks):
        if isinstance(mark, Box) and mark.start[1] > sheet.top - sheet.size:
            (left, top), (right, bottom) = mark.start, mark.end
            if sheet.reading.block.horizontal:
                right = max(left, right - 0.8)
            else:
                top = min(bottom, top + 0.8)
            marks[number] = Box(start=(left, top), end=(right, bottom), colour=mark.colour)


class _Lying(_Bars):
    def scene(self) -> Scene:
        reading = self.reading
        draft = Sheet.of(reading, 0)
        names = [draft.lines(stop.texts, draft.scene.width * _LABEL_ROOM) for stop in reading.stops]
        rows = [self._row(draft, found) for found in names]
        head(draft, self.axis.unit(), self.keyed())
        sheet = Sheet.of(reading, draft.top + sum(rows) + GAP)
        head(sheet, self.axis.unit(), self.keyed())
        sheet.top -= sheet.leading * 0.3
        stretch = (sheet.scene.height - sheet.top - GAP) / sum(rows)
        sheet.bottom = sheet.scene.height - GAP
        sheet.left = max(sheet.widest(found) for found in names) + 2 * GAP
        sheet.right -= self._after(sheet)
        if self.axis.low < 0:
            sheet.left += self._after(sheet)
        sheet.checked()
        y = sheet.top
        for stop, found, row in zip(reading.stops, names, rows, strict=True):
            self._row_drawn(sheet, stop, found, y + row * stretch / 2)
            y += row * stretch
        if self.stacked:
            _parted(sheet)
        zero = self._x(sheet, Decimal(0))
        ends = ((zero, sheet.top), (zero, sheet.bottom))
        sheet.scene.add(Rule(start=ends[0], end=ends[1], colour=sheet.colour("ink"), width=0.8))
        return sheet.scene

    def _row(self, sheet: Sheet, found: Sequence[Line]) -> float:
        thick = _LYING if self.lanes > 1 else _LYING + 2
        return max(self.lanes * (thick + 1.5) + 1.4 * GAP, len(found) * sheet.leading + GAP)

    def _after(self, sheet: Sheet) -> float:
        if self.stacked:
            return GAP
        return GAP + max(
            width(wording(self.value(piece) or {"": ""}), sheet.size) for piece in self.pieces
        )

    def _x(self, sheet: Sheet, number: Decimal) -> float:
        return self.axis.place(number, sheet.left, sheet.right)

    def _row_drawn(self, sheet: Sheet, stop: Stop, found: Sequence[Line], middle: float) -> None:
        thick = _LYING if self.lanes > 1 else _LYING + 2
        sheet.block(found, (0, middle), sheet.colour("ink"))
        for piece in (each for each in self.pieces if each.point.stop.code == stop.code):
            y = middle + self.offset(piece, thick)
            low, high = self._x(sheet, piece.start), self._x(sheet, piece.end)
            start, end = (min(low, high), y - thick / 2), (max(low, high), y + thick / 2)
            if piece.start != piece.end:
                sheet.scene.add(Box(start=start, end=end, colour=self.ink(piece).colour))
            if self.stacked:
                _inside(sheet, self.ink(piece), self.value(piece), (start, end))
            elif self.value(piece):
                after = piece.end >= 0
                at = (high + GAP * 0.7 if after else high - GAP * 0.7, y)
                sheet.scene.add(
                    sheet.words(self.value(piece), at, anchor="start" if after else "end")
                )
