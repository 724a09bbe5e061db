"""Readers of blocks that are made from the rest of the brief."""

from jkreport.diagnostics import Code
from jkreport.load.blocks.base import Head
from jkreport.load.entry import Entry
from jkreport.model.blocks import (
    Bibliography,
    Changes,
    CollectedRecommendations,
    Contents,
    DataSources,
    Glossary,
    GroupBy,
    Lists,
)
from jkreport.model.names import Name

_MOST_DEPTH = 4


def read_recommendations(entry: Entry, head: Head) -> CollectedRecommendations:
    """Read which proposals are collected: `all`, or their blocks."""
    members = entry.names("recommendations")
    return CollectedRecommendations(
        **head,
        members=() if [name.value for name in members] == ["all"] else members,
        group=entry.choice("group", GroupBy.NONE),
        caption=entry.maybe_localized("caption"),
    )


def read_contents(entry: Entry, head: Head) -> Contents:
    """Read how deep the contents go."""
    inner = entry.mapping("contents")
    depth = inner.integer("depth", least=1, most=_MOST_DEPTH) if inner is not None else None
    if inner is not None:
        inner.finish()
    return Contents(**head, depth=depth or 2)


def read_lists(entry: Entry, head: Head) -> Lists:
    """Read which lists are printed."""
    names = entry.names("lists")
    for name in names:
        if name.value not in ("tables", "figures"):
            entry.problems.add(
                Code.BAD_VALUE, name.place, f"there is no list of '{name}'", "tables, figures"
            )
    values = {name.value for name in names}
    return Lists(
        **head,
        tables="tables" in values,
        figures="figures" in values,
    )


def _empty(entry: Entry, key: str) -> None:
    inner = entry.mapping(key)
    if inner is not None:
        inner.finish()


def read_glossary(entry: Entry, head: Head) -> Glossary:
    """Read a glossary, which has nothing to say."""
    _empty(entry, "glossary")
    return Glossary(**head)


def read_bibliography(entry: Entry, head: Head) -> Bibliography:
    """Read a bibliography, which has nothing to say."""
    _empty(entry, "bibliography")
    return Bibliography(**head)


def read_data_sources(entry: Entry, head: Head) -> DataSources:
    """Read the annex of data sources, which has nothing to say."""
    _empty(entry, "data_sources")
    return DataSources(**head)


def read_changes(entry: Entry, head: Head) -> Changes:
    """Read since which kept edition, and whether sentences are printed in full."""
    inner = entry.mapping("changes")
    since, wordings = Name(value="", place=head["place"]), False
    if inner is not None:
        since = inner.needed_name("since")
        wordings = inner.boolean("wordings", default=False)
        inner.finish()
    return Changes(
        **head,
        since=since,
        wordings=wordings,
    )
