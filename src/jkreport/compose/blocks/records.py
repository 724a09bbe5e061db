"""Setting of blocks that list people, events or opinions."""

from collections.abc import Iterator
from itertools import groupby

from jkreport.compose.entries import entry_of
from jkreport.compose.setter import Setter
from jkreport.compose.widths import longest
from jkreport.compose.writer import Row, Side
from jkreport.diagnostics import Code, ContentError, nearest
from jkreport.languages import Label, Language
from jkreport.model.blocks import (
    Opinions,
    Remark,
    Roster,
    RosterEntry,
    Signature,
    Timeline,
    TimelineForm,
    Voices,
)
from jkreport.model.names import Name
from jkreport.model.store import Status
from jkreport.model.text import Localized
from jkreport.provenance import record
from jkreport.resolve.events import EventsView, EventView, events_until, origin_of
from jkreport.templating import Html
from jkreport.values import Quantity


def set_timeline(setter: Setter, block: Timeline) -> Html:
    """Set events along a line, or as a table."""
    events = _events(setter, block)
    context = setter.context
    known = all(name.value in context.store.events for name in block.lists)
    if not events and known and not _remarks(block):
        context.problems.add(
            Code.NO_DATA, block.place, "no event is left to print", "widen since, until and kinds"
        )
    sources = {name.value: name for each in events for name in each.event.sources}
    as_table = block.form is TimelineForm.TABLE
    label: Label = "table" if as_table else "figure"
    entries = [entry_of(context, origin_of(each)) for each in events]
    return setter.fill(
        "blocks/events.html.j2" if as_table else "blocks/timeline.html.j2",
        id=block.id,
        captions=setter.captions(block.id, block.caption, label),
        continued=setter.continued(block.id, block.caption, label),
        heads=_heads(setter, block),
        events=[
            {**_row(setter, block, each), "entry": entry, "remark": _remark(setter, block, each)}
            for each, entry in zip(events, entries, strict=True)
        ],
        dates=longest(each.date(view.event.date) for view in events for each in setter.languages),
        hosts=_hosts(setter, block, events),
        sources=setter.source_lines(tuple(sources.values()), entry=next(iter(entries), "")),
    )


def _heads(setter: Setter, block: Timeline) -> dict[str, tuple[Side, ...]]:
    title = block.remarks.title if block.remarks is not None else None
    return {
        "date": setter.labels("date"),
        "event": setter.labels("event"),
        "remark": setter.writer.sides(title),
    }


def _remark(setter: Setter, block: Timeline, view: EventView) -> tuple[Side, ...]:
    said = (each.text for each in _remarks(block) if each.event.value == view.event.id)
    return setter.writer.sides(next(said, None))


def _remarks(block: Timeline) -> tuple[Remark, ...]:
    return block.remarks.events if block.remarks is not None else ()


def _hosts(setter: Setter, block: Timeline, events: list[EventView]) -> list[dict[str, object]]:
    """Name the countries whose colours the dots have, in the order in which the lists name them."""
    shown = {each.event.host for each in events}
    named: dict[str, Localized] = {}
    for name in block.lists:
        if name.value in setter.context.store.events:
            named.update(setter.context.store.events[name.value].hosts)
    return [
        {"code": code, "sides": setter.writer.sides(label)}
        for code, label in named.items()
        if code in shown
    ]


def _events(setter: Setter, block: Timeline) -> list[EventView]:
    found: list[EventView] = []
    for name in block.lists:
        view = _list(setter, name)
        if view is None:
            continue
        view = view.since(block.since) if block.since is not None else view
        view = view.until(block.until) if block.until is not None else view
        found.extend(
            EventView(event, view.list.id)
            for event in view.events
            if not block.kinds or event.kind in block.kinds
        )
    if block.remarks is not None:
        found = _remarked(setter, block, found)
    return sorted(found, key=lambda each: (each.event.date.start, each.event.date.end))


def _remarked(setter: Setter, block: Timeline, found: list[EventView]) -> list[EventView]:
    """Keep the events that have a remark, and tell of each remark that has no event here."""
    left = {each.event.id for each in found}
    lists = (setter.context.store.events.get(name.value) for name in block.lists)
    known = {event.id for each in lists if each is not None for event in each.events}
    for each in _remarks(block):
        name = each.event
        if name.value in known - left:
            setter.context.problems.add(
                Code.NO_DATA,
                name.place,
                f"the event '{name}' is not printed here",
                "since, until, kinds or the brief's cut-off date leave it out",
            )
        elif name.value not in known:
            setter.context.problems.add(
                Code.UNKNOWN_NAME,
                name.place,
                f"there is no event '{name}' to remark on",
                nearest(name.value, known),
            )
    named = {each.event.value for each in _remarks(block)}
    return [each for each in found if each.event.id in named]


def _list(setter: Setter, name: Name) -> EventsView | None:
    context = setter.context
    events = context.store.events.get(name.value)
    if events is None:
        context.problems.add(
            Code.UNKNOWN_NAME,
            name.place,
            f"there is no event list '{name}'",
            nearest(name.value, context.store.events),
        )
        return None
    return events_until(events, context.brief.as_of)


def _row(setter: Setter, block: Timeline, view: EventView) -> dict[str, object]:
    writer, event = setter.writer, view.event
    printed = {each.code: each.date(event.date) for each in setter.languages}
    value = record.Value(number=str(event.date), unit="date", origin=origin_of(view))
    setter.context.used.record.event(
        record.Dated(block=block.id, place=str(event.place), printed=printed, value=value)
    )
    return {
        "host": event.host,
        "reported": event.status is Status.REPORTED,
        "sides": [
            {
                "lang": each.code,
                "date": printed[each.code],
                "what": writer.phrase(event.what, each),
                "reported": each.label("reported"),
            }
            for each in setter.languages
        ],
    }


def set_voices(setter: Setter, block: Voices) -> Html:
    """Set opinions by group, each group with how many it holds."""
    rows: list[Row] = []
    for group in block.groups:
        rows.extend(_group(setter, group))
    captions = setter.fill(
        "captions.html.j2", captions=setter.captions(block.id, block.caption, "figure")
    )
    return captions + setter.rows("voices", block.id, rows)


def _group(setter: Setter, group: Opinions) -> Iterator[Row]:
    yield setter.row(lambda each: _group_head(setter, group, each))
    for each in group.opinions:
        yield _opinion(setter, each)


def _opinion(setter: Setter, said: Localized) -> Row:
    opinion = Html('<div class="opinion">{}</div>')
    return setter.row(lambda each: opinion.format(setter.writer.prose(said, each)))


def _group_head(setter: Setter, group: Opinions, language: Language) -> Html:
    count = language.label("opinions_count", _opinions_behind(setter, group, language))
    if group.count is None:
        count = setter.writer.taken_down(count, "count", group.group.place, language)
    return Html('<p class="group">{} <span class="count">{}</span></p>').format(
        setter.writer.phrase(group.group, language), count
    )


def _opinions_behind(setter: Setter, group: Opinions, language: Language) -> str:
    """Give how many opinions a group stands for: as the author says, else those that are printed."""
    value = setter.writer.value(group.count) if group.count is not None else None
    if value is None or group.count is None:
        return str(len(group.opinions))
    if not isinstance(value, Quantity):
        raise ContentError(
            Code.WRONG_TYPE,
            group.count.place,
            "the count of opinions is a quantity",
            "such as data.opinions.count['JP']",
        )
    return setter.writer.alone(group.count, value.plain, language)


def set_roster(setter: Setter, block: Roster) -> Html:
    """Set people with their offices, in the groups that they are listed in."""
    writer = setter.writer
    groups = []
    for _, entries in groupby(block.entries, key=_group_of):
        members = list(entries)
        people = [
            {"names": writer.sides(each.name), "offices": writer.sides(each.office)}
            for each in members
        ]
        groups.append({"heads": writer.sides(members[0].group), "people": people})
    return setter.fill(
        "blocks/roster.html.j2",
        id=block.id,
        captions=setter.captions(block.id, block.caption, "table"),
        groups=groups,
    )


def _group_of(entry: RosterEntry) -> tuple[str, ...]:
    return tuple(text.value for text in entry.group.all()) if entry.group is not None else ()


def _signed(setter: Setter, block: Signature, language: Language) -> str:
    if block.date is None:
        return ""
    return setter.writer.taken_down(language.date(block.date), "date", block.place, language)


def set_signature(setter: Setter, block: Signature) -> Html:
    """Set place, date and who signs."""
    writer = setter.writer
    row = setter.row(
        lambda each: setter.fill(
            "blocks/signature.html.j2",
            venue=writer.phrase(block.venue, each) if block.venue is not None else "",
            date=_signed(setter, block, each),
            people=[
                {
                    "name": writer.phrase(person.name, each),
                    "office": writer.phrase(person.office, each)
                    if person.office is not None
                    else "",
                }
                for person in block.signatories
            ],
        )
    )
    return setter.rows("signature", block.id, (row,), whole=True)
