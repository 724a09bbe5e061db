"""Data tables as their YAML describes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from jkreport.diagnostics import Place
from jkreport.model.names import Name
from jkreport.model.origins import TableOrigin
from jkreport.model.rules import Limits, Rules
from jkreport.model.text import Localized
from jkreport.values import Form, Moment, Unit


class KeyType(Enum):
    """What identifies a row."""

    CATEGORY = "category"
    YEAR = "year"
    MONTH = "month"
    DATE = "date"
    INTEGER = "integer"
    TEXT = "text"


class MeasureType(Enum):
    """What a column of values holds."""

    DECIMAL = "decimal"
    INTEGER = "integer"
    TEXT = "text"


class Mark(Enum):
    """What a sign in place of a number means (the legends of Japanese and Korean statistics)."""

    NONE = "none"
    UNKNOWN = "unknown"
    SUPPRESSED = "suppressed"
    INAPPLICABLE = "inapplicable"  # there can be no such number
    NEGLIGIBLE = "negligible"  # less than half of the last digit; not exactly zero


class Flag(Enum):
    """What a sign beside a number says of it."""

    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    UNRELIABLE = "unreliable"  # a small sample, say


@dataclass(frozen=True, kw_only=True, slots=True)
class Key:
    """A column that identifies rows; `values` are a category's labels in print order."""

    name: str
    type: KeyType
    label: Localized
    values: Mapping[str, Localized] = field(default_factory=dict)
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A column of values; one in the file is `scale` of the unit."""

    name: str
    type: MeasureType
    label: Localized
    unit: Unit
    scale: Decimal = Decimal(1)
    decimals: int | None = None
    form: Form = Form.MIXED
    limits: Limits = field(default_factory=Limits)
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class TableSpec:
    """A data table: where its values are and how they are to be read; a Parquet file may have `most_rows`."""

    id: str
    title: Localized
    file: Name
    encoding: str
    sheet: str
    range: str
    keys: tuple[Key, ...]
    measures: tuple[Measure, ...]
    missing: Mapping[str, Mark]
    flags: Mapping[str, Flag] = field(default_factory=dict)
    negative: tuple[str, ...]
    sources: tuple[Name, ...]
    locator: Localized | None
    as_of: Moment | None
    note: Localized | None
    origin: TableOrigin | None = None
    rules: Rules = field(default_factory=Rules)
    most_rows: int = 100_000
    place: Place

    def key(self, name: str) -> Key | None:
        """Give a key column by name."""
        return next((each for each in self.keys if each.name == name), None)

    def measure(self, name: str) -> Measure | None:
        """Give a measure by name."""
        return next((each for each in self.measures if each.name == name), None)
