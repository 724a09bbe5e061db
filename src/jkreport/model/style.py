"""A style: how pages look, told by a folder of stylesheets and one file of settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, kw_only=True, slots=True)
class Palette:
    """Colours as #rrggbb: by the names of the style, by country code, and in order for other series."""

    named: Mapping[str, str]
    countries: Mapping[str, str]
    series: tuple[str, ...]


class Notes(Enum):
    """Where notes stand: at the foot of their page, in the margin beside their call, or after the text."""

    FOOT = "foot"
    SIDE = "side"
    END = "end"


@dataclass(frozen=True, kw_only=True, slots=True)
class Style:
    """What a style's folder says, and what those say that it extends.

    `numbering` has, for each language, or under "" for all others, a pattern for each level of section: `{1}` to `{4}`
    stand for the counters of the levels; `:a` and `:i` after the digit make letters and Roman numerals of them, `:c`
    counts on from the parts before; an empty pattern sets no number. `variables` become CSS custom properties.
    `stylesheets` are names and texts in the order in which they apply, `templates` the texts of templates that replace
    those of the same name. With `part_words` a long word may end a line that would be left far too short else. Widths
    of charts are in CSS pixels, sizes of their text in points.
    """

    id: str
    numbering: Mapping[str, tuple[str, ...]]
    notes: Notes
    part_words: bool
    palette: Palette
    variables: Mapping[str, str]
    faces: Mapping[str, Mapping[str, str]]
    chart_width: int
    chart_width_pair: int
    chart_size: float
    stylesheets: tuple[tuple[str, str], ...]
    screen: tuple[tuple[str, str], ...]
    templates: Mapping[str, str] = field(default_factory=dict)
