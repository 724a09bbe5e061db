"""The statements of several sources held against what a brief prints of them."""

from collections.abc import Mapping, Sequence

from jkreport.build.loaded import Loaded
from jkreport.build.tracing import matters_in
from jkreport.load.workspace import STATEMENTS
from jkreport.model.brief import Brief
from jkreport.model.text import Text
from jkreport.parity.texts import groups_of
from jkreport.provenance import EditionRecord
from jkreport.provenance.disagreements import find_disagreements, find_idle_preferences


def check_statements(
    loaded: Loaded, brief: Brief, editions: Sequence[EditionRecord], *, idle: bool
) -> None:
    """Tell of texts that print one of several statements that differ; with `idle` of needless preferences, too."""
    problems = loaded.problems
    if not loaded.store.facts:
        return
    matters = matters_in(loaded, brief, editions, problems)
    blocks = tuple(brief.all_blocks())
    find_disagreements(blocks, _texts(brief), editions, matters, problems)
    # What can't be compared is to be mended first.
    broken = any(each.place.file == STATEMENTS for each in problems.found)
    if idle and not broken:
        known = [
            (block.id, each)
            for block in blocks
            for each in block.prefer
            if each.fact in loaded.store.facts
        ]
        find_idle_preferences(known, editions, matters, problems)


def _texts(brief: Brief) -> Mapping[str, Text]:
    """Give the texts of a brief by their places, as the record names them."""
    return {
        str(text.place): text
        for group in groups_of(brief)
        for passage in group.passages
        for text in passage.text.all()
    }
