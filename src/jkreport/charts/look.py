"""How a chart looks: faces, measures and colours of an edition, and the ink of each series."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jkreport.model.style import Palette

_PIXELS_IN_A_POINT = 4 / 3
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

    `faces` are the families for each language by its code; `width` is in CSS pixels, `size`, that of the text, in
    points. `font_folder` holds the font files of the faces.
    """

    palette: Palette
    faces: Mapping[str, str]
    width: int
    size: float
    font_folder: Path | None = None

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

    def ink(self, code: str, number: int) -> "Ink":
        """Give the ink of a series by its code, or by its number among the series that are no country."""
        country = self.palette.countries.get(code.upper())
        if country is not None:
            place = list(self.palette.countries).index(code.upper())
            return Ink(colour=country, dash=(), shape=_SHAPES[place % 2])
        colours = self.palette.series or _OTHERS
        return Ink(
            colour=colours[number % len(colours)],
            dash=_DASHES[number % len(_DASHES)],
            shape=_SHAPES[number % len(_SHAPES)],
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Ink:
    """What tells a series from the others: colour, and in grey print dashes and the shape of its points."""

    colour: str
    dash: tuple[float, ...]
    shape: str
