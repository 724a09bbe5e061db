"""A data table as it is printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from jkreport.diagnostics import Place
from jkreport.model.blocks.base import Block
from jkreport.model.names import Name
from jkreport.model.text import Localized


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A key or a measure as a column; what isn't said is taken from the table."""

    name: Name
    label: Localized | None = None
    decimals: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ColumnGroup:
    """Columns under one merged head."""

    label: Localized
    columns: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """Which rows are printed and how they are grouped."""

    where: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    group: Name | None = None
    pivot: Name | None = None
    total: Name | None = None


class Extent(Enum):
    """How wide a table is: as the text, as text and margin, or as a page that lies on its side."""

    NORMAL = "normal"
    WIDE = "wide"
    LANDSCAPE = "landscape"


@dataclass(frozen=True, kw_only=True, slots=True)
class TableBlock(Block):
    """A place where a data table is shown."""

    table: Name
    columns: tuple[Column | ColumnGroup, ...]
    rows: Rows
    caption: Localized
    note: Localized | None
    sources: tuple[Name, ...]
    extent: Extent
    columns_place: Place
