"""Blocks that are read as sentences."""

from dataclasses import dataclass

from jkreport.model.blocks.base import Block
from jkreport.model.names import Name
from jkreport.model.text import Localized


@dataclass(frozen=True, kw_only=True, slots=True)
class Prose(Block):
    """Running text."""

    text: Localized


@dataclass(frozen=True, kw_only=True, slots=True)
class Recommendation(Block):
    """A proposal with its grounds and whom it is put to."""

    proposal: Localized
    background: Localized | None
    implication: Localized | None
    addressees: tuple[Name, ...]
    field: Name | None
    horizon: Localized | None
    sources: tuple[Name, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote(Block):
    """Words of somebody else, set apart."""

    text: Localized
    by: Localized | None
    sources: tuple[Name, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Note(Block):
    """A remark set apart from the text."""

    text: Localized
    title: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Disclaimer(Block):
    """Whose views a brief holds and whose it doesn't."""

    text: Localized
