"""Readers of blocks, one for each kind."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from jkreport.diagnostics import Code, nearest
from jkreport.load.blocks import figures, generated, prose, records, tables
from jkreport.load.blocks.base import Head, read_head
from jkreport.load.entry import Entry
from jkreport.load.statements import read_preferences
from jkreport.model.blocks import Block, Stale

KINDS: Mapping[str, Callable[[Entry, Head], Block]] = {
    "text": prose.read_text,
    "recommendation": prose.read_recommendation,
    "quote": prose.read_quote,
    "note": prose.read_note,
    "disclaimer": prose.read_disclaimer,
    "table": tables.read_table,
    "chart": figures.read_chart,
    "image": figures.read_image,
    "figures": figures.read_figures,
    "timeline": records.read_timeline,
    "voices": records.read_voices,
    "roster": records.read_roster,
    "signature": records.read_signature,
    "recommendations": generated.read_recommendations,
    "contents": generated.read_contents,
    "lists": generated.read_lists,
    "glossary": generated.read_glossary,
    "bibliography": generated.read_bibliography,
    "data_sources": generated.read_data_sources,
    "changes": generated.read_changes,
}
"""The key that names a kind, and what reads it."""


def read_block(entry: Entry) -> Block | None:
    """Read a block; its kind is the one key that names one.

    A chart may also have a key `timeline`, which is its form, so the kinds are tried in an order in which a chart
    comes first.
    """
    named = [key for key in entry.keys if key.value in KINDS]
    if any(key.value == "chart" for key in named):
        named = [key for key in named if key.value not in ("timeline", "note")]
    named = [key for key in named if key.value != "note"] or named
    if len(named) != 1:
        _tell_kind(entry, [key.value for key in named])
        entry.problems.excuse(Code.NO_SUCH_REFERENCE, f"'{entry.string('id')}'")
        return None
    head = read_head(entry)
    block = KINDS[named[0].value](entry, head)
    stale = entry.maybe_choice("stale", Stale)
    prefer = read_preferences(entry)
    entry.finish()
    return replace(block, stale=stale, prefer=prefer) if stale or prefer else block


def _tell_kind(entry: Entry, named: list[str]) -> None:
    if named:
        message = "a block has one kind, not " + " and ".join(f"'{name}'" for name in named)
        entry.problems.add(Code.UNKNOWN_KIND, entry.place, message, "make two blocks of it")
        return
    unknown = [key for key in entry.keys if key.value not in ("id", "only", "stale", "prefer")]
    first = unknown[0] if unknown else None
    place = first.place if first is not None else entry.place
    called = (
        f"'{first.value}' is not a kind of block" if first is not None else "the block has no kind"
    )
    hint = nearest(first.value, KINDS, most=len(KINDS)) if first is not None else nearest("", KINDS)
    entry.problems.add(Code.UNKNOWN_KIND, place, called, hint)
