"""Line and area charts, and slopes: values over time, each line named at its end."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from jkreport.charts.layout import GAP, Along, Sheet, grid, head, ticks_width, times
from jkreport.charts.numbers import Axis, axis_of
from jkreport.charts.placing import Area, Crowd, spread
from jkreport.charts.reading import Reading, Series, Stop
from jkreport.charts.scene import PAPER, Box, Dot, Path, Point, Rule, Scene, Words
from jkreport.charts.wording import Line, width, wording
from jkreport.values import Quantity

_ASPECT = 0.46
_UNKNOWN_BETWEEN = (2.0, 2.2)
_FEW = 14
_NAME_ROOM = 0.3


def line(reading: Reading) -> Scene:
    """Draw a line chart."""
    sheet = Sheet.of(reading, reading.look.width * _ASPECT)
    axis = axis_of(reading, zero=False)
    along = framed(sheet, axis, _ends_width(sheet, axis))
    grid(sheet, axis)
    if axis.low > 0 or axis.high < 0:
        _floor(sheet)
    times(sheet, along)
    tracks = [Track(sheet, axis, along, series) for series in reading.series]
    notes = _notes(sheet, axis, tracks)
    for _, covered in notes:
        start, end = (covered.left, covered.top), (covered.right, covered.bottom)
        sheet.scene.add(Box(start=start, end=end, colour=PAPER))
    for track in tracks:
        track.draw()
    sheet.scene.add(*(words for words, _ in notes))
    _name(sheet, axis, tracks)
    return sheet.scene


def framed(sheet: Sheet, axis: Axis, end: float) -> Along:
    """Set the margins of a chart with ticks at the left and `end` pixels of labels at the right."""
    head(sheet, axis.unit(), ())
    sheet.top = max(sheet.top, sheet.size * 1.6)  # the label of a peak stands above the grid
    reading = sheet.reading
    half = width(wording(reading.stops[-1].texts), sheet.size) / 2
    sheet.left = ticks_width(sheet, axis) + GAP
    sheet.right -= max(end, half - GAP, 0)
    sheet.bottom -= sheet.leading + GAP * 1.5
    sheet.checked()
    inset = GAP * 2.5
    return Along(
        stops=reading.stops, timed=reading.timed, start=sheet.left + inset, end=sheet.right - GAP
    )


def _floor(sheet: Sheet) -> None:
    start, end = (sheet.left, sheet.bottom), (sheet.right, sheet.bottom)
    sheet.scene.add(Rule(start=start, end=end, colour=sheet.colour("muted"), width=0.5))


class Track:
    """One series of a line chart."""

    def __init__(self, sheet: Sheet, axis: Axis, along: Along, series: Series) -> None:
        self.sheet, self.axis, self.along, self.series = sheet, axis, along, series

    def at(self, stop: Stop, quantity: Quantity) -> Point:
        """Give the pixels of a value."""
        y = self.axis.place(quantity.number, self.sheet.bottom, self.sheet.top)
        return self.along.place(stop), y

    @property
    def pieces(self) -> list[list[Point]]:
        """The points of the line; it is broken where a value is missing."""
        pieces: list[list[Point]] = [[]]
        for point in self.series.points:
            if point.quantity is None:
                pieces.append([])
            else:
                pieces[-1].append(self.at(point.stop, point.quantity))
        return [piece for piece in pieces if piece]

    @property
    def segments(self) -> list[tuple[Point, Point]]:
        """The straight parts of the line."""
        return [pair for piece in self.pieces for pair in pairwise(piece)]

    def draw(self) -> None:
        """Paint the line and, where they are few or stand alone, its points."""
        ink = self.series.ink
        # Two points say nothing of what lies between them; short dashes say so.
        dash = _UNKNOWN_BETWEEN if len(self.series.known) == 2 else ink.dash  # noqa: PLR2004
        for piece in self.pieces:
            if len(piece) > 1:
                self.sheet.scene.add(
                    Path(points=tuple(piece), colour=ink.colour, width=1.6, dash=dash)
                )
        every = len(self.series.known) <= _FEW
        for piece in self.pieces:
            for point in piece if every or len(piece) == 1 else ():
                self.sheet.scene.add(self.dot(point))
        if not every:
            self.sheet.scene.add(self.dot(self.pieces[-1][-1]))

    def dot(self, point: Point) -> Dot:
        """Give the mark of a point."""
        ink = self.series.ink
        return Dot(at=point, colour=ink.colour, shape=ink.shape, size=34)

    def noted(self) -> list[tuple[Stop, Quantity]]:
        """Give the values to print at points: all of a few, or the first and the extremes."""
        known = self.series.known
        if len(known) <= 4:  # noqa: PLR2004
            return list(known[:-1])
        highest = max(known, key=lambda each: each[1].number)
        lowest = min(known, key=lambda each: each[1].number)
        return [each for each in known[:-1] if each in (known[0], highest, lowest)]


def _value(axis: Axis, quantity: Quantity) -> Line:
    return wording(axis.value(quantity))


def _ends_width(sheet: Sheet, axis: Axis) -> float:
    series = [each for each in sheet.reading.series if each.known]
    values = max(width(_value(axis, each.known[-1][1]), sheet.size) for each in series)
    room = sheet.scene.width * _NAME_ROOM
    names = [
        sheet.widest(sheet.lines(each.texts, room), bold=True) for each in series if each.texts
    ]
    return GAP + values + (GAP + max(names) if names else 0)


def _name(sheet: Sheet, axis: Axis, tracks: Sequence[Track]) -> None:
    """Print the last value and the name of each line at the right, in the line's colour."""
    drawn = [track for track in tracks if track.series.known]
    names = [_names(sheet, track) for track in drawn]
    heights = [sheet.leading * max(len(found), 1) for found in names]
    lasts = [track.at(*track.series.known[-1]) for track in drawn]
    middles = spread([y for _, y in lasts], heights, sheet.size * 0.4, sheet.bottom + sheet.leading)
    values = [_value(axis, track.series.known[-1][1]) for track in drawn]
    x = sheet.right + GAP * 0.5
    for track, found, last, middle, value in zip(drawn, names, lasts, middles, values, strict=True):
        _lead(sheet, last, (x, middle))
        colour = track.series.ink.text
        sheet.block([value], (x + sheet.widest(values), middle), colour, anchor="end")
        sheet.block(found, (x + sheet.widest(values) + GAP, middle), colour, bold=True)


def _names(sheet: Sheet, track: Track) -> tuple[Line, ...]:
    if not track.series.texts:
        return ()
    return sheet.lines(track.series.texts, sheet.scene.width * _NAME_ROOM)


def _lead(sheet: Sheet, last: Point, label: Point) -> None:
    if abs(last[1] - label[1]) > 4 or label[0] - last[0] > 3 * GAP:  # noqa: PLR2004
        start, end = (last[0] + 5, last[1]), (label[0] - 1, label[1])
        sheet.scene.add(Rule(start=start, end=end, colour=sheet.colour("hairline"), width=0.8))


def _notes(sheet: Sheet, axis: Axis, tracks: Sequence[Track]) -> list[tuple[Words, Area]]:
    """Place values at points, above or below, clear of lines and of each other."""
    crowd = Crowd(lines=[pair for track in tracks for pair in track.segments])
    crowd.taken = [_around(point) for track in tracks for piece in track.pieces for point in piece]
    crowd.taken.append(Area(0, -sheet.scene.height, sheet.scene.width, 0))
    crowd.taken.append(Area(0, 0, sheet.left - 1, sheet.scene.height))
    crowd.taken.append(Area(0, sheet.bottom, sheet.scene.width, sheet.scene.height))
    found: list[tuple[Words, Area]] = []
    for track in tracks:
        for stop, quantity in track.noted():
            value = _value(axis, quantity)
            above = _above(tracks, track, stop, quantity.number)
            places = _beside(track.at(stop, quantity), sheet.size, first_above=above)
            areas = [sheet.area(value, at, anchor) for at, anchor in places]
            best = crowd.best(areas)
            if best is not None:
                crowd.taken.append(areas[best])
                found.append((_note(sheet, track, value, places[best]), areas[best]))
    return found


def _note(sheet: Sheet, track: Track, value: Line, place: tuple[Point, str]) -> Words:
    at, anchor = place
    colour = track.series.ink.text
    return Words(at=at, line=value, colour=colour, size=sheet.size, anchor=anchor)


def _around(point: Point) -> Area:
    return Area(point[0] - 3, point[1] - 3, point[0] + 3, point[1] + 3)


def _beside(point: Point, size: float, *, first_above: bool) -> list[tuple[Point, str]]:
    x, y = point
    above, below = y - size * 0.95, y + size
    heights = (above, below) if first_above else (below, above)
    shifts = ((0.0, "middle"), (-4.0, "start"), (4.0, "end"))
    around = [((x + shift, height), anchor) for shift, anchor in shifts for height in heights]
    return [*around, ((x + 7, y), "start"), ((x - 7, y), "end")]


def _above(tracks: Sequence[Track], own: Track, stop: Stop, number: Decimal) -> bool:
    """Tell whether a label belongs above: at the highest of several lines, at the peaks of one."""
    others = [
        quantity.number
        for track in tracks
        if track is not own
        for place, quantity in track.series.known
        if place.code == stop.code
    ]
    if others:
        return number >= max(others)
    known = [quantity.number for _, quantity in own.series.known]
    return number * 2 >= min(known) + max(known)
