"""Area charts: one series above zero, or several on top of each other."""

from collections.abc import Sequence
from decimal import Decimal

from jkreport.charts.layout import GAP, Along, Sheet, grid, times
from jkreport.charts.lines import framed
from jkreport.charts.numbers import Axis, axis_of
from jkreport.charts.placing import spread
from jkreport.charts.reading import Reading, Series, Stop
from jkreport.charts.scene import PAPER, Path, Region, Scene
from jkreport.charts.wording import Line, wording
from jkreport.diagnostics import Code, ContentError

_ASPECT = 0.46
_NAME_ROOM = 0.3

Edge = tuple[Decimal, Decimal]
"""The upper and the lower end of a band at one place."""


def area(reading: Reading) -> Scene:
    """Draw an area chart."""
    bands = _bands(reading)
    sheet = Sheet.of(reading, reading.look.width * _ASPECT)
    sums = [edge[0] for band in bands for edge in band.values()]
    axis = axis_of(reading, zero=True, sums=sums)
    labels = [_label(sheet, axis, series) for series in reading.series]
    ends = max(sheet.widest(label, bold=True) for label in labels)
    along = framed(sheet, axis, ends + GAP)
    grid(sheet, axis)
    for series, band in zip(reading.series, bands, strict=True):
        _draw(sheet, axis, along, series, band)
    times(sheet, along)
    _name(sheet, axis, bands, labels)
    return sheet.scene


def _bands(reading: Reading) -> list[dict[str, Edge]]:
    """Stack the series; a place where any of them has no value is left out of all."""
    values = [
        {stop.code: quantity.number for stop, quantity in each.known} for each in reading.series
    ]
    if len(values) > 1 and any(number < 0 for each in values for number in each.values()):
        message = "areas on top of each other can't show negative values"
        raise ContentError(Code.CHART, reading.block.place, message, "use 'line'")
    floor = dict.fromkeys((stop.code for stop in reading.stops), Decimal(0))
    whole = [code for code in floor if all(code in each for each in values)]
    bands: list[dict[str, Edge]] = []
    for each in values:
        band = {code: (floor[code] + each[code], floor[code]) for code in whole}
        floor |= {code: upper for code, (upper, _) in band.items()}
        bands.append(band)
    if not whole:
        message = "no place of this chart has a value in every series"
        raise ContentError(Code.NO_DATA, reading.block.place, message, "use 'line'")
    return bands


def _draw(sheet: Sheet, axis: Axis, along: Along, series: Series, band: dict[str, Edge]) -> None:
    for piece in _pieces(sheet.reading.stops, band):
        points = [(along.place(stop), *_pixels(sheet, axis, band[stop.code])) for stop in piece]
        if len(points) == 1:
            x, upper, lower = points[0]
            points = [(x - 1, upper, lower), (x + 1, upper, lower)]
        edge = tuple((x, upper) for x, upper, _ in points)
        alone = len(sheet.reading.series) == 1
        fill = series.ink.tint if alone else series.ink.colour
        sheet.scene.add(Region(points=tuple(points), colour=fill))
        line = (series.ink.colour, 1.6) if alone else (PAPER, 0.8)
        sheet.scene.add(Path(points=edge, colour=line[0], width=line[1]))


def _pixels(sheet: Sheet, axis: Axis, edge: Edge) -> tuple[float, float]:
    upper, lower = (axis.place(number, sheet.bottom, sheet.top) for number in edge)
    return upper, lower


def _pieces(stops: Sequence[Stop], band: dict[str, Edge]) -> list[list[Stop]]:
    pieces: list[list[Stop]] = [[]]
    for stop in stops:
        if stop.code in band:
            pieces[-1].append(stop)
        else:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _label(sheet: Sheet, axis: Axis, series: Series) -> tuple[Line, ...]:
    if series.texts:
        return sheet.lines(series.texts, sheet.scene.width * _NAME_ROOM)
    return (wording(axis.value(series.known[-1][1])),)


def _name(
    sheet: Sheet, axis: Axis, bands: list[dict[str, Edge]], labels: list[tuple[Line, ...]]
) -> None:
    lasts = [list(band.values())[-1] for band in bands]
    named = sheet.reading.named
    middles = [
        axis.place((upper + lower) / 2 if named else upper, sheet.bottom, sheet.top)
        for upper, lower in lasts
    ]
    heights = [sheet.leading * len(label) for label in labels]
    placed = spread(middles, heights, sheet.size * 0.4, sheet.bottom + sheet.leading)
    for series, label, y in zip(sheet.reading.series, labels, placed, strict=True):
        sheet.block(label, (sheet.right + GAP * 0.5, y), series.ink.text, bold=named)
