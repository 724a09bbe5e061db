"""What a chart consists of, in pixels, and the Vega-Lite that draws it.

Everything that a reader compares (ticks, points, labels) is placed before it gets here: Vega-Lite's
own scales, axes and legends would place labels without knowing of each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from jkreport.charts.wording import Line, tagged

Point = tuple[float, float]
Style = tuple[tuple[str, object], ...]
PAPER = "#ffffff"
_BASELINE = (
    0.365  # half the height of digits and of an ideograph's face above its baseline, of the size
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A straight line."""

    start: Point
    end: Point
    colour: str
    width: float = 0.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """A filled rectangle."""

    start: Point
    end: Point
    colour: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Dot:
    """A point; a hollow one is white inside."""

    at: Point
    colour: str
    shape: str = "circle"
    size: float = 30
    hollow: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Path:
    """A line through points."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.5
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """An area between an upper and a lower edge: x, upper y, lower y."""

    points: tuple[tuple[float, float, float], ...]
    colour: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A line of text; `at` is its middle in height and, by the anchor, its start, middle or end."""

    at: Point
    line: Line
    colour: str
    size: float
    anchor: str = "start"
    bold: bool = False


Mark = Rule | Box | Dot | Path | Region | Words


@dataclass(slots=True)
class Scene:
    """The marks of a chart in the order in which they are painted."""

    width: float
    height: float
    marks: list[Mark] = field(default_factory=list)

    def add(self, *marks: Mark) -> None:
        """Paint on top of what is there."""
        self.marks += marks

    def spec(self) -> dict[str, object]:
        """Give Vega-Lite, neighbours of one style in one layer."""
        layers: list[object] = []
        for style, group in groupby(self.marks, _style):
            layers += _layers(style, list(group))
        return {
            "width": self.width,
            "height": self.height,
            "padding": 0,
            "autosize": {"type": "none"},
            "background": None,
            "config": {"view": {"stroke": None}},
            "layer": layers,
        }


def _style(mark: Mark) -> Style:
    style: dict[str, object] = {}
    match mark:
        case Rule():
            style = {
                "type": "rule",
                "stroke": mark.colour,
                "strokeWidth": mark.width,
                "strokeDash": mark.dash,
            }
        case Box():
            style = {"type": "rect", "fill": mark.colour}
        case Dot():
            fill = PAPER if mark.hollow else mark.colour
            style = {
                "type": "point",
                "shape": mark.shape,
                "size": mark.size,
                "fill": fill,
                "opacity": 1,
            }
            style |= {"stroke": mark.colour if mark.hollow else PAPER, "strokeWidth": 1}
        case Path():
            style = {
                "type": "line",
                "stroke": mark.colour,
                "strokeWidth": mark.width,
                "strokeDash": mark.dash,
            }
            style |= {"strokeJoin": "round", "strokeCap": "butt"}
        case Region():
            style = {"type": "area", "fill": mark.colour, "opacity": 1}
        case Words():
            style = {
                "type": "text",
                "fill": mark.colour,
                "fontSize": mark.size,
                "baseline": "alphabetic",
            }
            style |= {"align": _ALIGN[mark.anchor], "fontWeight": "bold" if mark.bold else "normal"}
    return tuple((key, value) for key, value in style.items() if value != ())


_ALIGN = {"start": "left", "middle": "center", "end": "right"}


def _layers(style: Style, marks: Sequence[Mark]) -> list[object]:
    if isinstance(marks[0], (Path, Region)):
        return [_layer(style, _corners(mark)) for mark in marks]
    return [_layer(style, [_datum(mark) for mark in marks])]


def _layer(style: Style, rows: list[dict[str, object]]) -> dict[str, object]:
    mark = {key: list(value) if isinstance(value, tuple) else value for key, value in style}
    return {
        "data": {"values": rows},
        "mark": mark,
        "encoding": _encoding(rows[0], str(mark["type"])),
    }


def _encoding(row: Mapping[str, object], mark: str) -> dict[str, object]:
    encoding: dict[str, object] = {}
    for channel in ("x", "y"):
        encoding[channel] = {"field": channel, "type": "quantitative", "scale": None, "axis": None}
    for channel in ("x2", "y2"):
        if channel in row:
            encoding[channel] = {"field": channel}
    if "text" in row:
        encoding["text"] = {"field": "text", "type": "nominal"}
    if mark in {"line", "area"}:
        encoding["order"] = {"value": None}
        encoding["y"] = {
            "field": "y",
            "type": "quantitative",
            "scale": None,
            "axis": None,
            "stack": None,
        }
    return encoding


def _datum(mark: Mark) -> dict[str, object]:
    match mark:
        case Rule() | Box():
            return _numbers(x=mark.start[0], y=mark.start[1], x2=mark.end[0], y2=mark.end[1])
        case Words():
            lowered = (mark.at[0], mark.at[1] + _BASELINE * mark.size)
            return {**_numbers(x=lowered[0], y=lowered[1]), "text": tagged(mark.line)}
        case Dot():
            return _numbers(x=mark.at[0], y=mark.at[1])
        case Path() | Region():
            raise TypeError("a path has many points")


def _corners(mark: Mark) -> list[dict[str, object]]:
    if isinstance(mark, Region):
        return [_numbers(x=x, y=upper, y2=lower) for x, upper, lower in mark.points]
    if isinstance(mark, Path):
        return [_numbers(x=x, y=y) for x, y in mark.points]
    return [_datum(mark)]


def _numbers(**numbers: float) -> dict[str, object]:
    return {name: round(number, 2) + 0.0 for name, number in numbers.items()}
