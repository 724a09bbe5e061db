"""How a chart looks: faces, measures and colours of an edition, and the ink of each series."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from jkreport.drawing import Compiler
from jkreport.model.style import Palette

_PIXELS_IN_A_POINT = 4 / 3
_APART = 0.4
_LEGIBLE = 4.5
_DARKER = 0.92
_DARKEST = 0.04045
_TINT = 0.28
_DEFAULTS = {
    "ink": "#1f2430",
    "muted": "#5d6575",
    "hairline": "#d3d7de",
    "structure": "#1c2b4a",
}
_OTHERS = ("#1c2b4a", "#6f86b3", "#8a8f99", "#3f4a5f", "#b9c2d3")
_DASHES: tuple[tuple[float, ...], ...] = ((), (7, 2), (7, 2, 1.5, 2), (4, 1.5), (10, 2, 3, 2))
_SHAPES = ("circle", "square", "diamond", "triangle-up", "triangle-down")


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What a style and an edition's languages say about charts.

    `faces` are the families for each language by its code; `width` is in CSS pixels, `size`, that
    of the text, in points. `compiler` draws.
    """

    palette: Palette
    faces: Mapping[str, str]
    width: int
    size: float
    compiler: Compiler

    @property
    def text(self) -> float:
        """The size of the text in pixels."""
        return round(self.size * _PIXELS_IN_A_POINT, 2)

    @property
    def line(self) -> float:
        """The distance of lines of text in pixels."""
        return round(self.text * 1.36, 2)

    def colour(self, role: str) -> str:
        """Give the colour of a role: ink, muted, hairline or structure."""
        return self.palette.named.get(role, _DEFAULTS[role])

    def ink(self, code: str, number: int, beside: Iterable[str] = ()) -> "Ink":
        """Give the ink of a series by its code, or by its number among those that are no country.

        A series that stands beside countries gets no colour that could be taken for one of theirs.
        """
        country = self.palette.countries.get(code.upper())
        if country is not None:
            place = list(self.palette.countries).index(code.upper())
            return Ink(colour=country, dash=(), shape=_SHAPES[place % 2])
        colours = self._colours(beside)
        return Ink(
            colour=colours[number % len(colours)],
            dash=_DASHES[number % len(_DASHES)],
            shape=_SHAPES[number % len(_SHAPES)],
        )

    def _colours(self, beside: Iterable[str]) -> tuple[str, ...]:
        taken = [found for code in beside if (found := self.palette.countries.get(code.upper()))]
        colours = self.palette.series or _OTHERS
        apart = [
            each for each in colours if all(_distance(each, other) > _APART for other in taken)
        ]
        return tuple(apart) or colours


@dataclass(frozen=True, kw_only=True, slots=True)
class Ink:
    """What tells a series from others: colour, and in grey print dashes and the shape of points."""

    colour: str
    dash: tuple[float, ...]
    shape: str

    @property
    def text(self) -> str:
        """The colour as dark as small text has to be (a contrast of 4.5 with white, WCAG 2.2)."""
        colour = self.colour
        while _contrast(colour) < _LEGIBLE:
            colour = _hex([part * _DARKER for part in channels(colour)])
        return colour

    @property
    def tint(self) -> str:
        """The colour mixed with white, for an area under a line."""
        return _hex([1 - (1 - part) * _TINT for part in channels(self.colour)])


def channels(colour: str) -> list[float]:
    """Give red, green and blue, 0 to 1, of a colour such as #1c2b4a."""
    return [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]


def luminance(colour: str) -> float:
    """Give how light a colour is, 0 to 1 (WCAG 2.2)."""
    linear = [
        part / 12.92 if part <= _DARKEST else ((part + 0.055) / 1.055) ** 2.4
        for part in channels(colour)
    ]
    return sum(part * share for part, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def _contrast(colour: str) -> float:
    return 1.05 / (luminance(colour) + 0.05)


def _distance(colour: str, other: str) -> float:
    pairs = zip(channels(colour), channels(other), strict=True)
    return sqrt(sum((one - two) ** 2 for one, two in pairs))


def _hex(parts: list[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
