"""Charts, images and key numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from jkreport.model.blocks.base import Block
from jkreport.model.names import Name
from jkreport.model.text import Localized, Text


class ChartForm(Enum):
    """The forms of charts that an author can ask for."""

    LINE = "line"
    AREA = "area"
    BAR = "bar"
    STACKED_BAR = "stacked_bar"
    DUMBBELL = "dumbbell"
    SLOPE = "slope"
    TIMELINE = "timeline"
    VEGA = "vega"


@dataclass(frozen=True, kw_only=True, slots=True)
class Chart(Block):
    """A chart of a data table.

    `channels` maps x, y, colour and label to column names; y may name several measures. `spec` is raw Vega-Lite for
    the form `vega`, with plain texts, numbers, lists and mappings.
    """

    table: Name
    form: ChartForm
    channels: Mapping[str, tuple[Name, ...]]
    horizontal: bool
    where: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    spec: Mapping[str, object] | None
    caption: Localized
    alt: Localized
    note: Localized | None
    sources: tuple[Name, ...]
    height: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Image(Block):
    """A picture from a file."""

    file: Name
    caption: Localized | None
    alt: Localized
    credit: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyNumber:
    """A number that is shown large; `value` is an expression."""

    value: Text
    label: Localized
    note: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyNumbers(Block):
    """A row of key numbers."""

    numbers: tuple[KeyNumber, ...]
    caption: Localized | None
