"""Blocks that are made from the rest of the brief."""

from dataclasses import dataclass
from enum import Enum

from jkreport.model.blocks.base import Block
from jkreport.model.names import Name
from jkreport.model.text import Localized


class GroupBy(Enum):
    """By what collected recommendations are grouped."""

    FIELD = "field"
    ADDRESSEE = "addressee"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, kw_only=True, slots=True)
class CollectedRecommendations(Block):
    """The brief's proposals in a table; no `members`: all of them."""

    members: tuple[Name, ...]
    group: GroupBy
    caption: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Contents(Block):
    """The contents, so many levels deep."""

    depth: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Lists(Block):
    """Lists of tables and figures."""

    tables: bool
    figures: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Glossary(Block):
    """The terms that the brief uses, with their definitions."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bibliography(Block):
    """The works that the brief cites."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DataSources(Block):
    """The annex of data: what an edition prints from, with its works, sections, formulas and files."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes(Block):
    """What is new since an edition that was kept; with `wordings` old and new sentences beside each other."""

    since: Name
    wordings: bool
