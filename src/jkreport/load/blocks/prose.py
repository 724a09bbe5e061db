"""Readers of blocks that are read as sentences."""

from jkreport.load.blocks.base import Head
from jkreport.load.entry import Entry
from jkreport.model.blocks import Disclaimer, Note, Prose, Quote, Recommendation


def read_text(entry: Entry, head: Head) -> Prose:
    """Read running text."""
    return Prose(
        **head,
        text=entry.localized("text"),
    )


def read_recommendation(entry: Entry, head: Head) -> Recommendation:
    """Read a proposal with its grounds."""
    return Recommendation(
        **head,
        proposal=entry.localized("recommendation"),
        background=entry.maybe_localized("background"),
        implication=entry.maybe_localized("implication"),
        addressees=entry.names("addressee"),
        field=entry.name("field"),
        horizon=entry.maybe_localized("horizon"),
        sources=entry.names("sources"),
    )


def read_quote(entry: Entry, head: Head) -> Quote:
    """Read words of somebody else."""
    return Quote(
        **head,
        text=entry.localized("quote"),
        by=entry.maybe_localized("by"),
        sources=entry.names("sources"),
    )


def read_note(entry: Entry, head: Head) -> Note:
    """Read a remark set apart."""
    return Note(
        **head,
        text=entry.localized("note"),
        title=entry.maybe_localized("title"),
    )


def read_disclaimer(entry: Entry, head: Head) -> Disclaimer:
    """Read whose views a brief holds."""
    return Disclaimer(
        **head,
        text=entry.localized("disclaimer"),
    )
