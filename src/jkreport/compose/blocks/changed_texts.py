"""Setting of what has changed in texts: how many sentences of each block, and the old and the new side by side."""

from collections import Counter
from dataclasses import replace

from jkreport.compose.blocks.change_tables import (
    Cells,
    Group,
    Heads,
    Part,
    by_block,
    by_section,
    part_of,
)
from jkreport.compose.newness import NOTHING, Newness
from jkreport.compose.writer import Side
from jkreport.languages import LANGUAGES, Label
from jkreport.provenance.sentences import TextChange
from jkreport.templating import Html

_COUNTED: tuple[Label, ...] = ("rewritten", "added", "withdrawn", "by_data")


def texts(new: Newness) -> Part:
    """Count sentences by block: rewritten, added, withdrawn, and those that only data changed."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for each in new.changes.texts:
        counts.setdefault(each.block, Counter())[each.language, _sort(each)] += 1
    rows = [(block, _counted(new, block, count)) for block, count in counts.items()]
    heads: Heads = (("text", "change_where"), *(("number", each) for each in _COUNTED))
    return part_of(new, "texts", "changes_texts", heads, by_section(new, rows))


def _sort(change: TextChange) -> Label:
    if change.by_data:
        return "by_data"
    return "rewritten" if change.before and change.now else "added" if change.now else "withdrawn"


def _counted(new: Newness, block: str, count: Counter[tuple[str, str]]) -> Cells:
    numbers = (
        {code: str(count[code, sort] or "") for code in new.setter.codes} for sort in _COUNTED
    )
    return [new.places.where(block), *map(new.printed, numbers)]


def wordings(new: Newness) -> Part:
    """Set the old and the new wording of what was written anew beside each other, with what differs marked."""
    written = [each for each in new.changes.texts if not each.by_data]
    groups = [
        Group(head=new.places.where(block), rows=[_wording(new, each) for each in members])
        for block, members in by_block(new, written)
    ]
    heads: Heads = (("text", "change_before"), ("text", "change_now"))
    return part_of(new, "wordings", "changes_wordings", heads, groups)


def _wording(new: Newness, change: TextChange) -> Cells:
    language = LANGUAGES[change.language]
    plain = replace(
        change,
        before=new.quoted(change.before, language),
        now=new.quoted(change.now, language),
    )
    return [
        (Side(lang=language.code, html=_marked(plain, side, tag)),)
        for side, tag in (("before", "del"), ("now", "ins"))
    ]


def _marked(change: TextChange, side: str, tag: str) -> Html:
    whole = change.before if side == "before" else change.now
    if not whole:
        return Html(NOTHING)
    if not (change.before and change.now):
        return Html.escape(whole)
    pieces = [
        Html.escape(text) if kind == "same" else Html(f"<{tag}>{{}}</{tag}>").format(text)
        for kind, text in change.pieces
        if kind in ("same", side)
    ]
    return Html("").join(pieces)
