"""What the forms of charts share: margins, the axis of values, the axis of time, labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from jkreport.charts.numbers import Axis
from jkreport.charts.placing import Area
from jkreport.charts.reading import Reading, Series, Stop, Texts
from jkreport.charts.scene import Box, Rule, Scene, Words
from jkreport.charts.wording import Line, lines, widest, width, wording
from jkreport.diagnostics import Code, ContentError

GAP = 6.0
_MANY = 12
_LEAST_STRETCH = 0.85
_MOST_MARGIN = 0.72  # of the width: more for labels leaves no chart


@dataclass(slots=True)
class Sheet:
    """The scene of one chart and the rectangle in which its data are drawn."""

    reading: Reading
    scene: Scene
    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0

    @classmethod
    def of(cls, reading: Reading, height: float) -> "Sheet":
        """Give an empty sheet; the height that the author asks for goes before that of the form."""
        look = reading.look
        tall = float(reading.block.height or round(height))
        return cls(reading, Scene(float(look.width), tall), right=float(look.width), bottom=tall)

    @property
    def size(self) -> float:
        """The size of the text."""
        return self.reading.look.text

    @property
    def leading(self) -> float:
        """The distance of lines of text."""
        return self.reading.look.line

    def colour(self, role: str) -> str:
        """Give the colour of a role."""
        return self.reading.look.colour(role)

    def lines(self, texts: Texts, room: float) -> tuple[Line, ...]:
        """Give a label on the lines that it needs in a room."""
        return lines(texts, self.reading.languages, room, self.size)

    def widest(self, found: Sequence[Line], *, bold: bool = False) -> float:
        """Give the width of the widest line."""
        return widest(found, self.size, bold=bold)

    def words(
        self,
        texts: Texts | Line,
        at: tuple[float, float],
        *,
        role: str = "ink",
        anchor: str = "start",
    ) -> Words:
        """Give one line in the colour of a role."""
        line = texts if isinstance(texts, tuple) else wording(texts)
        return Words(at=at, line=line, colour=self.colour(role), size=self.size, anchor=anchor)

    def block(
        self,
        found: Sequence[Line],
        at: tuple[float, float],
        colour: str,
        *,
        anchor: str = "start",
        bold: bool = False,
    ) -> None:
        """Set lines one under the other; `at` is the middle of their height."""
        top = at[1] - (len(found) - 1) * self.leading / 2
        for number, line in enumerate(found):
            middle = (at[0], top + number * self.leading)
            self.scene.add(
                Words(at=middle, line=line, colour=colour, size=self.size, anchor=anchor, bold=bold)
            )

    def area(self, line: Line, at: tuple[float, float], anchor: str) -> Area:
        """Give what a line of text covers."""
        wide = width(line, self.size)
        left = at[0] - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        return Area(left - 1, at[1] - self.size * 0.5, left + wide + 1, at[1] + self.size * 0.5)

    def checked(self) -> None:
        """See that the labels left room for the data."""
        if (
            self.right - self.left < (1 - _MOST_MARGIN) * self.scene.width
            or self.bottom - self.top < self.leading
        ):
            raise ContentError(
                Code.CHART,
                self.reading.block.place,
                "the labels of this chart leave no room for its data",
                "shorten the labels, show fewer rows with 'where', or set a larger 'height'",
            )


def stretched(sheet: Sheet, rows: Sequence[float]) -> float:
    """Give how much taller rows are than needed; rows that would run together are a fault."""
    stretch = (sheet.bottom - sheet.top) / sum(rows)
    if stretch < _LEAST_STRETCH:
        needed = round(sheet.scene.height - sheet.bottom + sheet.top + sum(rows))
        message = f"{len(rows)} rows don't fit a height of {sheet.reading.block.height}"
        hint = f"set 'height' to {needed} or leave it away"
        raise ContentError(Code.CHART, sheet.reading.block.place, message, hint)
    return stretch


def head(sheet: Sheet, unit: Texts, series: Sequence[Series]) -> None:
    """Print the unit at the top left, and the key of the series after it where it is asked for."""
    if not unit and not series:
        sheet.top = sheet.size
        return
    y = sheet.size * 0.7
    x = 0.0
    if unit:
        line = wording(unit)
        sheet.scene.add(sheet.words(line, (0, y), role="muted"))
        x = width(line, sheet.size) + 3 * GAP
    rows = _key(sheet, series, x, y)
    sheet.top = y + rows * sheet.leading + sheet.leading * 1.05


def _key(sheet: Sheet, series: Sequence[Series], start: float, y: float) -> int:
    x, row = start, 0
    side = sheet.size * 0.72
    for each in series:
        line = wording(each.texts)
        wide = side + GAP * 0.8 + width(line, sheet.size)
        if x > start and x + wide > sheet.scene.width:
            x, row = start, row + 1
        middle = y + row * sheet.leading
        corner = (x, middle - side / 2)
        sheet.scene.add(
            Box(start=corner, end=(x + side, middle + side / 2), colour=each.ink.colour)
        )
        sheet.scene.add(sheet.words(line, (x + side + GAP * 0.8, middle)))
        x += wide + 3 * GAP
    return row


def ticks_width(sheet: Sheet, axis: Axis) -> float:
    """Give the width of the widest number of the axis."""
    return sheet.widest([wording(axis.tick(number)) for number in axis.ticks])


def grid(sheet: Sheet, axis: Axis) -> None:
    """Draw hairlines across and their numbers at the left; the zero line is stronger."""
    for number in axis.ticks:
        y = axis.place(number, sheet.bottom, sheet.top)
        strong = number == 0
        colour = sheet.colour("ink" if strong else "hairline")
        sheet.scene.add(
            Rule(
                start=(sheet.left, y),
                end=(sheet.right, y),
                colour=colour,
                width=0.8 if strong else 0.5,
            )
        )
    for number in axis.ticks:
        y = axis.place(number, sheet.bottom, sheet.top)
        at = (sheet.left - GAP, y)
        sheet.scene.add(sheet.words(axis.tick(number), at, role="muted", anchor="end"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Along:
    """Places along an axis: in proportion to time, or at equal distances."""

    stops: tuple[Stop, ...]
    timed: bool
    start: float
    end: float
    _places: Mapping[str, Decimal] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Once: asked for at each of ten thousand points, it would be made as often.
        places = {
            stop.code: stop.at if self.timed else Decimal(number)
            for number, stop in enumerate(self.stops)
        }
        object.__setattr__(self, "_places", places)

    def place(self, stop: Stop) -> float:
        """Give the pixel of a place."""
        places = self._places
        low, high = places[self.stops[0].code], places[self.stops[-1].code]
        if low == high:
            return (self.start + self.end) / 2
        share = (places[stop.code] - low) / (high - low)
        return self.start + float(share) * (self.end - self.start)

    def nearest(self) -> float:
        """Give the smallest distance between two places, that of the ends for a single one."""
        pixels = [self.place(stop) for stop in self.stops]
        gaps = [after - before for before, after in pairwise(pixels)]
        return min(gaps, default=self.end - self.start)


def times(sheet: Sheet, along: Along, *, ticks: bool = True) -> None:
    """Print the labels of places of time below the chart: of many, the ends and round years."""
    kept: list[tuple[float, float]] = []
    chosen: list[Stop] = []
    for stop in _ranked(along.stops):
        half = width(wording(stop.texts), sheet.size) / 2
        span = (along.place(stop) - half, along.place(stop) + half)
        if all(span[0] - other[1] > 2 * GAP or other[0] - span[1] > 2 * GAP for other in kept):
            kept.append(span)
            chosen.append(stop)
    colour = sheet.colour("muted")
    for stop in sorted(chosen, key=along.place):
        x = along.place(stop)
        if ticks:
            ends = ((x, sheet.bottom), (x, sheet.bottom + 3))
            sheet.scene.add(Rule(start=ends[0], end=ends[1], colour=colour))
        at = (x, sheet.bottom + GAP + sheet.leading / 2)
        sheet.scene.add(sheet.words(stop.texts, at, role="muted", anchor="middle"))


def _ranked(stops: Sequence[Stop]) -> list[Stop]:
    """Order stops by need of a label: the ends; of many, round years and nothing else."""
    round_ones = [stop for stop in stops if not stop.at % 5] if len(stops) > _MANY else []
    rest = round_ones if len(round_ones) > 1 else stops
    ranked = [stops[0], stops[-1], *rest]
    return list({stop.code: stop for stop in ranked}.values())
