"""Lying bars: a row for each category."""

from collections.abc import Sequence
from decimal import Decimal

from jkreport.charts.layout import GAP, Sheet, head, stretched
from jkreport.charts.pieces import Bars, Piece, inside, parted
from jkreport.charts.reading import Series
from jkreport.charts.scene import Box, Rule, Scene
from jkreport.charts.wording import Line, overlap, width, wording

_THICK, _THICK_ALONE = 13.0, 15.0
_BETWEEN = 1.5
_LABEL_ROOM = 0.36


class Lying(Bars):
    """Bars that start at the left; `_titles` are the series' names above the first of them."""

    def scene(self) -> Scene:
        """Draw them."""
        stops, draft = self.reading.stops, Sheet.of(self.reading, 0)
        names = [draft.lines(stop.texts, draft.scene.width * _LABEL_ROOM) for stop in stops]
        rows = [self._row(draft, found) for found in names]
        top = self._framed(draft, names)
        sheet = Sheet.of(self.reading, top + sum(rows) + GAP)
        sheet.top = self._framed(sheet, names)
        sheet.bottom = sheet.scene.height - GAP
        sheet.checked()
        stretch = stretched(sheet, rows)
        y = sheet.top
        for stop, found, row in zip(stops, names, rows, strict=True):
            sheet.block(found, (0, y + row * stretch / 2), sheet.colour("ink"))
            for piece in self.at(stop):
                self._piece(sheet, piece, y + row * stretch / 2, min(stretch, 1.5))
            y += row * stretch
        zero = self._x(sheet, Decimal(0))
        ends = ((zero, sheet.top), (zero, sheet.bottom))
        sheet.scene.add(Rule(start=ends[0], end=ends[1], colour=sheet.colour("ink"), width=0.8))
        return sheet.scene

    @property
    def _thick(self) -> float:
        return _THICK if self.lanes > 1 else _THICK_ALONE

    def _row(self, sheet: Sheet, found: Sequence[Line]) -> float:
        bars = self.lanes * (self._thick + _BETWEEN) + 1.4 * GAP
        return max(bars, len(found) * sheet.leading + GAP)

    def _framed(self, sheet: Sheet, names: Sequence[Sequence[Line]]) -> float:
        """Set the margins, print the head, and give where the rows begin."""
        values = GAP if self.stacked else GAP + self.widest(sheet.size)
        sheet.left = max(sheet.widest(found) for found in names) + 2 * GAP
        sheet.left += values if self.axis.low < 0 else 0
        sheet.right -= values
        titles = self._titles(sheet)
        if not titles:
            head(sheet, self.axis.unit(), self.keyed())
            return sheet.top - (sheet.leading * 0.3 if sheet.top > sheet.leading else 0)
        head(sheet, self.axis.unit(), ())
        y = sheet.size * 0.7
        for series, x in titles:
            sheet.block([wording(series.texts)], (x, y), series.ink.text, bold=True)
        return y + sheet.leading * 0.7

    def _titles(self, sheet: Sheet) -> list[tuple[Series, float]]:
        """Give where each series' name starts above its part of the first bar, if all fit there."""
        first = [piece for piece in self.at(self.reading.stops[0]) if piece.end > piece.start]
        if not self.stacked or not self.reading.named or len(first) < len(self.reading.series):
            return []
        titles = [(piece.series, self._x(sheet, piece.start)) for piece in first]
        unit = width(wording(self.axis.unit() or {"": ""}), sheet.size)
        spans = [(0.0, unit)]
        spans += [(x, x + width(wording(each.texts), sheet.size, bold=True)) for each, x in titles]
        fits = not overlap(spans, GAP) and max(end for _, end in spans) <= sheet.scene.width
        return titles if fits else []

    def _x(self, sheet: Sheet, number: Decimal) -> float:
        return self.axis.place(number, sheet.left, sheet.right)

    def _piece(self, sheet: Sheet, piece: Piece, middle: float, stretch: float) -> None:
        thick = self._thick * stretch
        y = middle + self.offset(piece, thick)
        low, high = self._x(sheet, piece.start), self._x(sheet, piece.end)
        start, end = (min(low, high), y - thick / 2), (max(low, high), y + thick / 2)
        box = Box(start=start, end=end, colour=self.ink(piece).colour)
        if piece.start != piece.end:
            sheet.scene.add(parted(box, lying=True) if self.stacked else box)
        if self.stacked:
            inside(sheet, self.ink(piece), self.value(piece), (start, end))
        elif self.missing(piece):
            sheet.scene.add(sheet.words(self.missing(piece), (high + GAP, y), role="muted"))
        elif self.value(piece):
            after = piece.end >= 0
            at = (high + GAP * 0.7 if after else high - GAP * 0.7, y)
            anchor = "start" if after else "end"
            sheet.scene.add(sheet.words(self.value(piece), at, anchor=anchor))
