"""Bar charts: side by side or stacked, upright or lying; every bar says its value."""

from collections.abc import Sequence
from decimal import Decimal

from jkreport.charts.lying import Lying
from jkreport.charts.numbers import axis_of
from jkreport.charts.pieces import Piece
from jkreport.charts.reading import Point, Reading
from jkreport.charts.scene import Scene
from jkreport.charts.upright import Upright


def bar(reading: Reading) -> Scene:
    """Draw bars side by side."""
    pieces: list[Piece] = []
    most = 1
    for stop in reading.stops:
        # Series without a row here leave no gap: the others stand in the middle of their place.
        points = [
            (series, point)
            for series in reading.series
            for point in series.points
            if point.stop.code == stop.code
        ]
        most = max(most, len(points))
        for number, (series, point) in enumerate(points):
            lane, end = number - (len(points) - 1) / 2, _number(point)
            pieces.append(Piece(series=series, point=point, lane=lane, start=Decimal(0), end=end))
    return _chart(reading, pieces, lanes=most, stacked=False)


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
    return _chart(reading, pieces, lanes=1, stacked=True)


def _number(point: Point) -> Decimal:
    return Decimal(0) if point.quantity is None else point.quantity.number


def _chart(reading: Reading, pieces: Sequence[Piece], lanes: int, *, stacked: bool) -> Scene:
    sums = [piece.end for piece in pieces]
    loose, tight = (axis_of(reading, zero=True, sums=sums, tight=tight) for tight in (False, True))
    if reading.block.horizontal:
        return Lying(reading, tight, pieces, lanes, stacked=stacked).scene()
    upright = Upright(reading, tight, pieces, lanes, stacked=stacked)
    return (
        upright.scene()
        if upright.labelled()
        else Upright(reading, loose, pieces, lanes, stacked=stacked).scene()
    )
