"""Setting of what is new since an earlier edition."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from jkreport.compose.blocks.change_tables import (
    NUMBERS,
    Cells,
    Group,
    Heads,
    Part,
    by_block,
    by_section,
    listed,
    part_of,
)
from jkreport.compose.blocks.changed_texts import texts, wordings
from jkreport.compose.newness import Newness
from jkreport.compose.setter import Setter
from jkreport.compose.whereabouts import whereabouts
from jkreport.languages import Label
from jkreport.model.blocks import (
    Changes,
    CollectedRecommendations,
    Contents,
    DataSources,
    Lists,
)
from jkreport.provenance import Figure, Number, Record, Value, Wording
from jkreport.provenance.changes import (
    CellChange,
    EventChange,
    Kind,
    changes_between,
    comparable,
    name_of,
)
from jkreport.provenance.sentences import without_moved
from jkreport.templating import Html
from jkreport.values import Cell

# So many cells of one table or figure are told one by one, of more the first.
_MOST_CELLS = 30
_KINDS: dict[Kind, Label] = {
    Kind.ADDED: "added",
    Kind.WITHDRAWN: "withdrawn",
    Kind.CHANGED: "changed",
    Kind.MOVED: "moved",
}


def set_changes(setter: Setter, block: Changes) -> Html:
    """Set what is new since a kept edition; nothing where nothing is compared."""
    earlier = setter.context.earlier
    before = earlier.kept(block.since) if earlier is not None and block.since.value else None
    if earlier is None or before is None:
        return Html("")
    new = _newness(setter, before, earlier.brought(setter.context.recorded))
    known = {code for each in before.editions for code in each.languages}
    name: Label = "changes_since" if new.changes else "changes_none"
    if not known & set(setter.codes):
        name = "changes_unknown"
    dates = new.date(before.as_of, "full")
    parts = [_values(new), _figures(new), _events(new), texts(new)]
    parts += [wordings(new)] if block.wordings else []
    parts.append(_sources(new))
    return setter.fill(
        "blocks/changes.html.j2",
        id=block.id,
        since=new.told(lambda each: each.label(name, dates[each.code])),
        parts=[each for each in parts if each.groups],
    )


def _newness(setter: Setter, before: Record, now: Record) -> Newness:
    changes = changes_between(comparable(before, now), now)
    repeated, shown = _repeated(setter), _shown(before, now)
    kept = tuple(
        each
        for each in without_moved(changes.texts)
        if each.language in setter.codes
        and each.block not in repeated
        and (each.field or each.block not in shown)
    )
    return Newness(
        setter=setter,
        before=before,
        now=now,
        changes=replace(changes, texts=kept),
        places=whereabouts(setter, before, now.editions[0]),
    )


def _repeated(setter: Setter) -> set[str]:
    """Name the blocks that only repeat what others say."""
    kinds = Contents, Lists, CollectedRecommendations, DataSources
    return {each.id for each in setter.context.brief.all_blocks() if isinstance(each, kinds)}


def _shown(before: Record, now: Record) -> set[str]:
    """Name the blocks whose own words are told otherwise: timelines by event, tables that have come or gone as such."""
    editions = [each for record in (before, now) for each in record.editions]
    then, is_ = _figures_of(before).keys(), _figures_of(now).keys()
    return {each.block for edition in editions for each in edition.events} | (then ^ is_)


def _figures_of(record: Record) -> Mapping[str, Figure]:
    return {each.block: each for edition in record.editions for each in edition.figures}


def _values(new: Newness) -> Part:
    """Tell the values in texts and key numbers; those of tables and figures are told with them."""
    stand = _standing(new.edition.wordings)
    was = {name: value for name, (value, _) in _standing(_wordings_of(new.before)).items()}
    rows = []
    for each in new.changes.values:
        if each.name in stand:
            _, wording = stand[each.name]
            cells = [
                new.named(each.value, wording),
                new.printed(each.printed_before),
                new.printed(each.printed),
                new.difference(was[each.name], each.value) if each.name in was else new.printed({}),
                new.places.where(wording.block),
            ]
            rows.append((wording.block, cells))
    heads: Heads = (*NUMBERS, ("where", "change_where"))
    return part_of(new, "values", "changes_values", heads, by_section(new, rows))


def _wordings_of(record: Record) -> Iterator[Wording]:
    return (each for edition in record.editions for each in edition.wordings)


def _standing(printed: Iterable[Wording]) -> dict[str, tuple[Value, Wording]]:
    """Give each value that texts print, by its name, with the first that prints it."""
    found: dict[str, tuple[Value, Wording]] = {}
    for wording in printed:
        for _, filled in wording.values:
            if filled.value is not None:
                name = name_of(filled.value, filled.expression)
                found.setdefault(name, (filled.value, wording))
    return found


def _figures(new: Newness) -> Part:
    was, is_ = _figures_of(new.before), _figures_of(new.now)
    groups = [
        Group(
            head=new.places.where(block),
            rows=list(_cells(new, members, was.get(block), is_.get(block))),
        )
        for block, members in by_block(new, new.changes.cells)
    ]
    return part_of(new, "figures", "changes_figures", NUMBERS, groups)


def _cells(
    new: Newness, cells: list[CellChange], was: Figure | None, is_: Figure | None
) -> Iterator[Cells]:
    nothing = [new.printed({})] * (len(NUMBERS) - 1)
    if was is None or is_ is None:
        yield [new.labels("added" if was is None else "withdrawn"), *nothing]
        return
    before, now = (
        {(each.row, each.column): each for each in figure.numbers} for figure in (was, is_)
    )
    for each in cells[:_MOST_CELLS]:
        key = each.row, each.column
        yield _cell(new, each, before.get(key), now.get(key))
    if len(cells) > _MOST_CELLS:
        yield [new.labels("changes_more", len(cells) - _MOST_CELLS), *nothing]


def _cell(new: Newness, change: CellChange, was: Number | None, is_: Number | None) -> Cells:
    shown = is_ or was
    origin = shown.value.origin if shown is not None else None
    return [
        new.told(lambda each: new.cell(origin, each))
        if isinstance(origin, Cell)
        else new.printed({}),
        new.printed(change.before),
        new.printed(change.now),
        new.difference(was.value, is_.value) if was and is_ else new.labels(_KINDS[change.kind]),
    ]


def _events(new: Newness) -> Part:
    heads: Heads = (("where", "date"), ("text", "event"), ("text", "change_kind"))
    rows = [_event(new, each) for each in new.changes.events]
    return part_of(new, "events", "changes_events", heads, listed(rows))


def _event(new: Newness, change: EventChange) -> Cells:
    dates = [new.date(date) for date in dict.fromkeys((change.date_before, change.date)) if date]
    return [
        new.printed({code: " → ".join(date[code] for date in dates) for code in new.setter.codes}),
        new.told(lambda each: new.quoted(_in(change.what, each.code), each)),
        new.labels(_KINDS[change.kind]),
    ]


def _in(texts: Mapping[str, str], code: str) -> str:
    return texts.get(code, texts.get("*", ""))


def _sources(new: Newness) -> Part:
    rows = [
        [
            new.source(each),
            new.printed(new.date(each.before)),
            new.printed(new.date(each.now)),
            new.labels(_KINDS[each.kind]),
        ]
        for each in new.changes.sources
    ]
    heads: Heads = (
        ("text", "change_what"),
        ("text", "change_before"),
        ("text", "change_now"),
        ("text", "change_kind"),
    )
    return part_of(new, "sources", "changes_sources", heads, listed(rows))
