"""Slopes: two times, and a line from the value then to the value now."""

from collections.abc import Sequence

from jkreport.charts.layout import GAP, Sheet, head
from jkreport.charts.numbers import Axis, axis_of
from jkreport.charts.placing import spread
from jkreport.charts.reading import Reading, Series
from jkreport.charts.scene import Dot, Path, Rule, Scene
from jkreport.charts.wording import Line, wording
from jkreport.diagnostics import Code, ContentError
from jkreport.values import Quantity

_ASPECT = 0.44
_NAME_ROOM = 0.34
_DASH = (2.0, 2.2)
_TIMES = 2


def slope(reading: Reading) -> Scene:
    """Draw a slope chart."""
    _two_times(reading)
    sheet = Sheet.of(reading, reading.look.width * _ASPECT)
    axis = axis_of(reading, zero=False, tight=True)
    head(sheet, axis.unit(), ())
    sheet.top += GAP
    sheet.bottom -= sheet.leading + GAP * 3
    room = sheet.scene.width * _NAME_ROOM
    names = {
        series.code: sheet.lines(series.texts, room) if series.texts else ()
        for series in reading.series
    }
    values = max(sheet.widest([wording(axis.value(each))]) for each in reading.quantities)
    side = values + GAP * 2
    sheet.left = max(
        side, sheet.widest([line for found in names.values() for line in found], bold=True) * 0.5
    )
    sheet.right -= (
        side + GAP + max((sheet.widest(found, bold=True) for found in names.values()), default=0)
    )
    sheet.checked()
    _posts(sheet)
    for series in reading.series:
        _line(sheet, axis, series)
    _labels(sheet, axis, 0, {})
    _labels(sheet, axis, 1, names)
    return sheet.scene


def _two_times(reading: Reading) -> None:
    if len(reading.stops) != _TIMES:
        codes = ", ".join(stop.code for stop in reading.stops)
        message = (
            f"a slope chart goes from one time to another; these are {len(reading.stops)}: {codes}"
        )
        raise ContentError(
            Code.CHART, reading.block.place, message, "choose two with 'where', or use 'line'"
        )


def _posts(sheet: Sheet) -> None:
    for x, stop in zip((sheet.left, sheet.right), sheet.reading.stops, strict=True):
        sheet.scene.add(
            Rule(
                start=(x, sheet.top - GAP),
                end=(x, sheet.bottom + GAP),
                colour=sheet.colour("hairline"),
                width=0.8,
            )
        )
        at = (x, sheet.bottom + GAP * 2 + sheet.leading / 2)
        sheet.scene.add(sheet.words(stop.texts, at, role="muted", anchor="middle"))


def _line(sheet: Sheet, axis: Axis, series: Series) -> None:
    points = tuple(
        (
            (sheet.left, sheet.right)[_side(sheet, stop.code)],
            axis.place(quantity.number, sheet.bottom, sheet.top),
        )
        for stop, quantity in series.known
    )
    if len(points) == _TIMES:
        # Two points say nothing of what lies between them; short dashes say so.
        sheet.scene.add(Path(points=points, colour=series.ink.colour, width=1.6, dash=_DASH))
    for point in points:
        sheet.scene.add(Dot(at=point, colour=series.ink.colour, shape=series.ink.shape, size=52))


def _side(sheet: Sheet, code: str) -> int:
    return [stop.code for stop in sheet.reading.stops].index(code)


def _labels(sheet: Sheet, axis: Axis, side: int, names: dict[str, tuple[Line, ...]]) -> None:
    found = [
        (series, quantity)
        for series in sheet.reading.series
        if (quantity := _at(sheet, series, side))
    ]
    if not found:
        return
    values = [wording(axis.value(quantity)) for _, quantity in found]
    heights = [sheet.leading * max(1, len(names.get(series.code, ()))) for series, _ in found]
    wanted = [axis.place(quantity.number, sheet.bottom, sheet.top) for _, quantity in found]
    middles = spread(wanted, heights, sheet.size * 0.4, sheet.bottom + sheet.leading * 0.5)
    _set(sheet, side, [series for series, _ in found], values, middles)
    x = sheet.right + GAP * 2.5 + sheet.widest(values)
    for (series, _), y in zip(found, middles, strict=True):
        sheet.block(names.get(series.code, ()), (x, y), series.ink.text, bold=True)


def _set(
    sheet: Sheet,
    side: int,
    series: Sequence[Series],
    values: Sequence[Line],
    middles: Sequence[float],
) -> None:
    x = sheet.right + GAP * 1.5 + sheet.widest(values) if side else sheet.left - GAP * 1.5
    for each, value, y in zip(series, values, middles, strict=True):
        sheet.block([value], (x, y), each.ink.text, anchor="end")


def _at(sheet: Sheet, series: Series, side: int) -> Quantity | None:
    code = sheet.reading.stops[side].code
    return next((quantity for stop, quantity in series.known if stop.code == code), None)
