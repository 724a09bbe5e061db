"""Dumbbells: two or more points in a row, and how far apart they are."""

from collections.abc import Sequence

from jkreport.charts.layout import GAP, Sheet, head, stretched
from jkreport.charts.numbers import Axis, axis_of
from jkreport.charts.placing import Area
from jkreport.charts.reading import Reading, Series, Stop
from jkreport.charts.scene import Dot, Rule, Scene
from jkreport.charts.wording import Line, overlap, width, wording
from jkreport.values import Quantity

_LABEL_ROOM = 0.36
_LEAST_ROW = 1.75  # lines of text


def dumbbell(reading: Reading) -> Scene:
    """Draw a dumbbell chart."""
    axis = axis_of(reading, zero=False, tight=True)
    draft = Sheet.of(reading, 0)
    names = [draft.lines(stop.texts, draft.scene.width * _LABEL_ROOM) for stop in reading.stops]
    rows = [max(_LEAST_ROW, len(found) + 0.5) * draft.leading for found in names]
    sheet = Sheet.of(reading, sum(rows) + GAP + 2 * draft.leading)
    values = max(width(wording(axis.value(each)), sheet.size) for each in reading.quantities)
    sheet.left = sheet.widest([line for found in names for line in found]) + GAP * 3 + values
    sheet.right -= values + GAP * 2
    titles = _titles(sheet, axis)
    head(sheet, axis.unit(), reading.series if reading.named and not titles else ())
    if titles:
        _above(sheet, titles)
    sheet.bottom = sheet.scene.height - GAP
    sheet.checked()
    stretch = stretched(sheet, rows)
    y = sheet.top
    for stop, found, row in zip(reading.stops, names, rows, strict=True):
        _hairline(sheet, y)
        _row(sheet, axis, stop, found, y + row * stretch / 2)
        y += row * stretch
    _hairline(sheet, y)
    return sheet.scene


def _titles(sheet: Sheet, axis: Axis) -> list[tuple[Series, float]]:
    """Give the middles of the series' names above the first row, or nothing if they don't fit."""
    series = [each for each in sheet.reading.series if each.texts]
    points = _points(sheet, axis, sheet.reading.stops[0])
    if not series or sorted(each.code for _, each, _ in points) != sorted(
        each.code for each in series
    ):
        return []
    wides = {each.code: width(wording(each.texts), sheet.size, bold=True) for each in series}
    start = width(wording(axis.unit() or {"": ""}), sheet.size)
    titles = [
        (
            each,
            min(
                max(x, start + GAP + wides[each.code] / 2), sheet.scene.width - wides[each.code] / 2
            ),
        )
        for x, each, _ in points
    ]
    spans = [(x - wides[each.code] / 2, x + wides[each.code] / 2) for each, x in titles]
    return [] if overlap(spans, 2 * GAP) else titles


def _above(sheet: Sheet, titles: Sequence[tuple[Series, float]]) -> None:
    y = sheet.size * 0.7
    for series, x in titles:
        sheet.block([wording(series.texts)], (x, y), series.ink.text, anchor="middle", bold=True)
    sheet.top = y + sheet.leading * 0.7


def _hairline(sheet: Sheet, y: float) -> None:
    sheet.scene.add(Rule(start=(0, y), end=(sheet.scene.width, y), colour=sheet.colour("hairline")))


def _row(sheet: Sheet, axis: Axis, stop: Stop, found: Sequence[Line], y: float) -> None:
    sheet.block(found, (0, y), sheet.colour("ink"))
    ends = sorted(_points(sheet, axis, stop), key=lambda each: each[0])
    if not ends:
        return
    start, end = (ends[0][0], y), (ends[-1][0], y)
    sheet.scene.add(Rule(start=start, end=end, colour=sheet.colour("muted"), width=1.6))
    for x, series, _ in ends:
        sheet.scene.add(Dot(at=(x, y), colour=series.ink.colour, shape=series.ink.shape, size=64))
    _values(sheet, axis, ends, y)


def _points(sheet: Sheet, axis: Axis, stop: Stop) -> list[tuple[float, Series, Quantity]]:
    return [
        (axis.place(quantity.number, sheet.left, sheet.right), series, quantity)
        for series in sheet.reading.series
        for place, quantity in series.known
        if place.code == stop.code
    ]


def _values(
    sheet: Sheet, axis: Axis, ends: Sequence[tuple[float, Series, Quantity]], y: float
) -> None:
    """Print the outer values outside; one between is left to its place."""
    outer = [(ends[0], -1), (ends[-1], 1)] if len(ends) > 1 else [(ends[0], 1)]
    taken: list[Area] = []
    for (x, series, quantity), side in outer:
        line = wording(axis.value(quantity))
        at, anchor = (x + side * GAP * 1.3, y), "start" if side > 0 else "end"
        area = sheet.area(line, at, anchor)
        if not any(area.meets(other) for other in taken):
            taken.append(area)
            sheet.block([line], at, series.ink.text, anchor=anchor)
