"""Upright bars."""

from decimal import Decimal

from jkreport.charts.layout import GAP, Along, Sheet, grid, head, ticks_width, times
from jkreport.charts.pieces import Bars, Piece, inside, parted
from jkreport.charts.reading import Series
from jkreport.charts.scene import PAPER, Box, Rule, Scene
from jkreport.charts.wording import Line, wording

_ASPECT = 0.44
_THICKEST = 46.0
_FILL = 0.62  # of the distance between two places
_FILL_OF_SEVERAL = 0.78
_BETWEEN = 1.5
_MOST_LINES = 4
_NAME_ROOM = 0.28
_PLOT = 0.7  # of the height, roughly, before the margins are known


class Upright(Bars):
    """Bars that stand on the axis of categories or time."""

    def scene(self) -> Scene:
        """Draw them."""
        sheet = Sheet.of(self.reading, self.reading.look.width * _ASPECT)
        labelled, named = self.labelled(), self._named(sheet)
        head(sheet, self.axis.unit(), () if named else self.keyed())
        if not labelled:
            sheet.left = ticks_width(sheet, self.axis) + GAP
        if named:
            names = [sheet.lines(each.texts, sheet.scene.width * _NAME_ROOM) for each in named]
            sheet.right -= max(sheet.widest(found, bold=True) for found in names) + GAP
        sheet.top += sheet.leading * 0.8 if labelled else 0
        feet = self._feet(sheet)
        foot = sheet.bottom
        sheet.bottom -= sheet.leading if labelled and self.axis.low < 0 else 0
        sheet.checked()
        self._draw(sheet, labelled=labelled)
        self._name(sheet, named)
        sheet.bottom = foot
        self._stand(sheet, feet)
        return sheet.scene

    def labelled(self) -> bool:
        """Tell whether every bar has room for its value; then no axis has to say it."""
        if self.stacked:
            return False
        sheet = Sheet.of(self.reading, 0)
        thick = self._thick(sheet)
        room = thick + _BETWEEN if self.lanes > 1 else self._slot(sheet) - 2
        return self.widest(sheet.size) <= room

    def _named(self, sheet: Sheet) -> tuple[Series, ...]:
        """Give the series if each can be named beside its part of the last bar."""
        if not self.stacked or not self.reading.named:
            return ()
        last = self.at(self.reading.stops[-1])
        tall = sheet.scene.height * _PLOT
        thin = [
            abs(self.axis.place(piece.end, 0, tall) - self.axis.place(piece.start, 0, tall))
            for piece in last
        ]
        fits = len(last) == len(self.reading.series) and min(thin) >= sheet.leading
        return self.reading.series if fits else ()

    def _name(self, sheet: Sheet, named: tuple[Series, ...]) -> None:
        along = self._along(sheet)
        x = along.place(self.reading.stops[-1]) + self._thick(sheet) / 2 + GAP
        for piece in self.at(self.reading.stops[-1]) if named else ():
            y = self.axis.place((piece.start + piece.end) / 2, sheet.bottom, sheet.top)
            found = sheet.lines(piece.series.texts, sheet.scene.width * _NAME_ROOM)
            half = len(found) * sheet.leading / 2
            end = (x + sheet.widest(found, bold=True) + 2, y + half)
            sheet.scene.add(Box(start=(x - 2, y - half), end=end, colour=PAPER))  # hides the grid
            sheet.block(found, (x, y), piece.series.ink.text, bold=True)

    def _slot(self, sheet: Sheet) -> float:
        along = self._along(sheet)
        return along.nearest() if len(along.stops) > 1 else sheet.right - sheet.left

    def _along(self, sheet: Sheet) -> Along:
        count = len(self.reading.stops)
        inset = (sheet.right - sheet.left) / (2 * max(count, 2))
        start, end = sheet.left + inset, sheet.right - inset
        return Along(stops=self.reading.stops, timed=self.reading.timed, start=start, end=end)

    def _thick(self, sheet: Sheet) -> float:
        room = self._slot(sheet) * (_FILL if self.lanes == 1 else _FILL_OF_SEVERAL)
        return max(1.0, min(_THICKEST, (room - _BETWEEN * (self.lanes - 1)) / self.lanes))

    def _feet(self, sheet: Sheet) -> list[tuple[Line, ...]]:
        """Give the labels of categories and make room for them, or for those of time."""
        if self.reading.timed:
            sheet.bottom -= sheet.leading + GAP * 1.5
            return []
        feet = [sheet.lines(stop.texts, self._slot(sheet) - GAP) for stop in self.reading.stops]
        sheet.bottom -= max(map(len, feet)) * sheet.leading + GAP * 1.5
        return feet

    def _draw(self, sheet: Sheet, *, labelled: bool) -> None:
        if not labelled:
            grid(sheet, self.axis)
        along = self._along(sheet)
        for piece in self.pieces:
            x = along.place(piece.point.stop) + self.offset(piece, self._thick(sheet))
            self._piece(sheet, piece, x, labelled=labelled)
        zero = self.axis.place(Decimal(0), sheet.bottom, sheet.top)
        ends = ((sheet.left, zero), (sheet.right, zero))
        sheet.scene.add(Rule(start=ends[0], end=ends[1], colour=sheet.colour("ink"), width=0.8))

    def _piece(self, sheet: Sheet, piece: Piece, x: float, *, labelled: bool) -> None:
        thick = self._thick(sheet)
        low = self.axis.place(piece.start, sheet.bottom, sheet.top)
        high = self.axis.place(piece.end, sheet.bottom, sheet.top)
        start, end = (x - thick / 2, min(low, high)), (x + thick / 2, max(low, high))
        box = Box(start=start, end=end, colour=self.ink(piece).colour)
        if piece.start != piece.end:
            sheet.scene.add(parted(box, lying=False) if self.stacked else box)
        if self.stacked:
            inside(sheet, self.ink(piece), self.value(piece), (start, end))
        elif labelled and self.value(piece):
            away = sheet.size * (-0.75 if piece.end >= 0 else 0.75)
            sheet.scene.add(sheet.words(self.value(piece), (x, high + away), anchor="middle"))
        elif self.missing(piece):
            self._missing(sheet, piece, (x, low))

    def _missing(self, sheet: Sheet, piece: Piece, at: tuple[float, float]) -> None:
        room = self._slot(sheet) / self.lanes - 2
        found = sheet.lines(self.missing(piece), room)
        if sheet.widest(found) > room or len(found) > _MOST_LINES:
            found = (wording({"": "–"}),)
        above = (at[0], at[1] - (len(found) / 2 + 0.3) * sheet.leading)
        sheet.block(found, above, sheet.colour("muted"), anchor="middle")

    def _stand(self, sheet: Sheet, feet: list[tuple[Line, ...]]) -> None:
        along = self._along(sheet)
        if self.reading.timed:
            times(sheet, along, ticks=False)
        for stop, found in zip(self.reading.stops, feet, strict=False):
            y = sheet.bottom + GAP + len(found) * sheet.leading / 2
            sheet.block(found, (along.place(stop), y), sheet.colour("ink"), anchor="middle")
