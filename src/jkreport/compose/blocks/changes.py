"""Setting of what is new since an earlier edition."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from jkreport.compose.newness import NOTHING, Newness
from jkreport.compose.setter import Caption, Setter
from jkreport.compose.writer import Row, Side
from jkreport.languages import LANGUAGES, Label
from jkreport.model.blocks import (
    Changes,
    CollectedRecommendations,
    Contents,
    DataSources,
    Lists,
)
from jkreport.provenance import Figure, Number, Record, Value, Wording
from jkreport.provenance.changes import CellChange, Kind, changes_between, comparable, name_of
from jkreport.provenance.sentences import TextChange, without_moved
from jkreport.templating import Html
from jkreport.values import Cell

# So many cells of one table or figure are told one by one, of more the first.
_MOST_CELLS = 30
_SHORT = 5
_KINDS: dict[Kind, Label] = {
    Kind.ADDED: "added",
    Kind.WITHDRAWN: "withdrawn",
    Kind.CHANGED: "changed",
    Kind.MOVED: "moved",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Rows of cells under a head."""

    head: Row
    rows: list[list[Row]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A table of changes of one kind; `columns` are the heads, each with how its column is aligned."""

    kind: str
    title: tuple[Caption, ...]
    columns: list[tuple[str, Row]]
    groups: list[Group]

    @property
    def short(self) -> bool:
        """Whether it is kept on one page."""
        return sum(len(each.rows) for each in self.groups) <= _SHORT


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
    since = tuple(
        Side(lang=each.code, html=Html.escape(each.label(name, dates[each.code])))
        for each in setter.languages
    )
    parts = [_values(new), _figures(new), _events(new), _texts(new)]
    parts += [_wordings(new)] if block.wordings else []
    parts.append(_sources(new))
    return setter.fill(
        "blocks/changes.html.j2",
        id=block.id,
        since=since,
        parts=[each for each in parts if each.groups],
    )


def _newness(setter: Setter, before: Record, now: Record) -> Newness:
    changes = changes_between(comparable(before, now), now)
    repeated, shown = _repeated(setter), _shown(before, now)
    texts = tuple(
        each
        for each in without_moved(changes.texts)
        if each.language in setter.codes
        and each.block not in repeated
        and (each.field or each.block not in shown)
    )
    return Newness(setter=setter, before=before, now=now, changes=replace(changes, texts=texts))


def _repeated(setter: Setter) -> set[str]:
    """Name the blocks that only repeat what others say."""
    kinds = Contents, Lists, CollectedRecommendations, DataSources
    return {each.id for each in setter.context.brief.all_blocks() if isinstance(each, kinds)}


def _shown(before: Record, now: Record) -> set[str]:
    """Name the blocks whose own words are told otherwise: timelines by event, tables that have come or gone as such."""
    editions = [each for record in (before, now) for each in record.editions]
    then, is_ = (
        {each.block for edition in record.editions for each in edition.figures}
        for record in (before, now)
    )
    return {each.block for edition in editions for each in edition.events} | (then ^ is_)


def _title(new: Newness, name: Label) -> tuple[Caption, ...]:
    return tuple(Caption(lang=each.lang, number="", html=each.html) for each in new.labels(name))


def _heads(new: Newness, *names: tuple[str, Label]) -> list[tuple[str, Row]]:
    return [(align, new.labels(name)) for align, name in names]


def _grouped(new: Newness, rows: Iterable[tuple[str, list[Row]]]) -> list[Group]:
    """Put rows, each with the block that it tells of, in the order of printing below their sections."""
    order = new.order()
    inside = sorted(rows, key=lambda row: order.get(row[0], len(order)))
    return [
        Group(head=head, rows=[cells for _, cells in members])
        for head, members in groupby(inside, key=lambda row: new.section(row[0]))
    ]


def _values(new: Newness) -> Part:
    """Tell the values in texts and key numbers; those of tables and figures are told with them."""
    stand = _standing(new.edition.wordings)
    was = {name: value for name, (value, _) in _standing(_wordings_of(new.before)).items()}
    rows = [
        (
            stand[each.name][1].block,
            [
                new.named(each.value, stand[each.name][1]),
                new.printed(each.printed_before),
                new.printed(each.printed),
                new.difference(was[each.name], each.value) if each.name in was else new.printed({}),
                new.where(stand[each.name][1].block),
            ],
        )
        for each in new.changes.values
        if each.name in stand
    ]
    return Part(
        kind="values",
        title=_title(new, "changes_values"),
        columns=_heads(
            new,
            ("text", "change_what"),
            ("number", "change_before"),
            ("number", "change_now"),
            ("number", "change_by"),
            ("where", "change_where"),
        ),
        groups=_grouped(new, rows),
    )


def _wordings_of(record: Record) -> Iterator[Wording]:
    return (each for edition in record.editions for each in edition.wordings)


def _standing(wordings: Iterable[Wording]) -> dict[str, tuple[Value, Wording]]:
    """Give each value that texts print, by its name, with the first that prints it."""
    found: dict[str, tuple[Value, Wording]] = {}
    for wording in wordings:
        for _, filled in wording.values:
            if filled.value is not None:
                name = name_of(filled.value, filled.expression)
                found.setdefault(name, (filled.value, wording))
    return found


def _figures(new: Newness) -> Part:
    was, is_ = (
        {each.block: each for edition in record.editions for each in edition.figures}
        for record in (new.before, new.now)
    )
    order = new.order()
    cells = sorted(new.changes.cells, key=lambda each: order.get(each.block, len(order)))
    groups = []
    for block, members in groupby(cells, key=lambda each: each.block):
        rows = list(_cells(new, list(members), was.get(block), is_.get(block)))
        groups.append(Group(head=new.where(block), rows=rows))
    return Part(
        kind="figures",
        title=_title(new, "changes_figures"),
        columns=_heads(
            new,
            ("text", "change_what"),
            ("number", "change_before"),
            ("number", "change_now"),
            ("number", "change_by"),
        ),
        groups=groups,
    )


def _cells(
    new: Newness, cells: list[CellChange], was: Figure | None, is_: Figure | None
) -> Iterator[list[Row]]:
    if was is None or is_ is None:
        kind = new.labels("added" if was is None else "withdrawn")
        yield [kind, *(new.printed({}) for _ in range(3))]
        return
    before, now = (
        {(each.row, each.column): each for each in figure.numbers} for figure in (was, is_)
    )
    for each in cells[:_MOST_CELLS]:
        key = each.row, each.column
        yield _cell(new, each, before.get(key), now.get(key))
    if len(cells) > _MOST_CELLS:
        more = new.labels("changes_more", len(cells) - _MOST_CELLS)
        yield [more, *(new.printed({}) for _ in range(3))]


def _cell(new: Newness, change: CellChange, was: Number | None, is_: Number | None) -> list[Row]:
    shown = is_ or was
    name: Row = new.printed({})
    if shown is not None and isinstance(shown.value.origin, Cell):
        name = tuple(
            Side(lang=each.code, html=Html.escape(new.cell(shown.value.origin, each)))
            for each in new.languages
        )
    both = was is not None and is_ is not None
    difference = new.difference(was.value, is_.value) if was and is_ else new.printed({})
    kind = _KINDS[change.kind]
    return [
        name,
        new.printed(change.before),
        new.printed(change.now),
        difference if both else new.labels(kind),
    ]


def _events(new: Newness) -> Part:
    rows = []
    for each in new.changes.events:
        dates = [new.date(date) for date in dict.fromkeys((each.date_before, each.date)) if date]
        when = {code: " → ".join(date[code] for date in dates) for code in new.setter.codes}
        what = tuple(
            Side(lang=one.code, html=Html.escape(new.quoted(_in(each.what, one.code), one)))
            for one in new.languages
        )
        rows.append([new.printed(when), what, new.labels(_KINDS[each.kind])])
    columns = _heads(new, ("where", "date"), ("text", "event"), ("text", "change_kind"))
    return _listed(new, "events", "changes_events", columns, rows)


def _in(texts: Mapping[str, str], code: str) -> str:
    return texts.get(code, texts.get("*", ""))


def _listed(
    new: Newness, kind: str, title: Label, columns: list[tuple[str, Row]], rows: list[list[Row]]
) -> Part:
    groups = [Group(head=(), rows=rows)] if rows else []
    return Part(kind=kind, title=_title(new, title), columns=columns, groups=groups)


_COUNTED: tuple[Label, ...] = ("rewritten", "added", "withdrawn", "by_data")


def _texts(new: Newness) -> Part:
    """Count sentences by block: rewritten, added, withdrawn, and those that only data changed."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for each in new.changes.texts:
        counts.setdefault(each.block, Counter())[each.language, _sort(each)] += 1
    rows = [
        (
            block,
            [
                new.where(block),
                *(
                    new.printed({code: str(count[code, sort] or "") for code in new.setter.codes})
                    for sort in _COUNTED
                ),
            ],
        )
        for block, count in counts.items()
    ]
    return Part(
        kind="texts",
        title=_title(new, "changes_texts"),
        columns=_heads(new, ("text", "change_where"), *(("number", each) for each in _COUNTED)),
        groups=_grouped(new, rows),
    )


def _sort(change: TextChange) -> Label:
    if change.by_data:
        return "by_data"
    return "rewritten" if change.before and change.now else "added" if change.now else "withdrawn"


def _wordings(new: Newness) -> Part:
    """Set the old and the new wording of what was written anew beside each other, with what differs marked."""
    written = [each for each in new.changes.texts if not each.by_data]
    order = new.order()
    inside = sorted(written, key=lambda each: order.get(each.block, len(order)))
    groups = [
        Group(head=new.where(block), rows=[_wording(new, each) for each in members])
        for block, members in groupby(inside, key=lambda each: each.block)
    ]
    return Part(
        kind="wordings",
        title=_title(new, "changes_wordings"),
        columns=_heads(new, ("text", "change_before"), ("text", "change_now")),
        groups=groups,
    )


def _wording(new: Newness, change: TextChange) -> list[Row]:
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
    columns = _heads(
        new,
        ("text", "change_what"),
        ("text", "change_before"),
        ("text", "change_now"),
        ("text", "change_kind"),
    )
    return _listed(new, "sources", "changes_sources", columns, rows)
