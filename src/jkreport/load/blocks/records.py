"""Readers of blocks that list people, events or opinions."""

from jkreport.diagnostics import Code
from jkreport.load.blocks.base import Head
from jkreport.load.entry import Entry
from jkreport.model.blocks import (
    Opinions,
    Remark,
    Remarks,
    Roster,
    RosterEntry,
    Signatory,
    Signature,
    Timeline,
    TimelineForm,
    Voices,
)
from jkreport.model.names import Name


def read_timeline(entry: Entry, head: Head) -> Timeline:
    """Read which events are shown, and how."""
    form = entry.choice("form", TimelineForm.LINE)
    remarks = entry.mapping("remarks")
    if remarks is not None and form is not TimelineForm.TABLE:
        place = entry.key_place("remarks")
        entry.problems.add(
            Code.BAD_VALUE, place, "remarks stand in a table of events", "write form: table"
        )
    return Timeline(
        **head,
        lists=entry.names("timeline"),
        since=entry.date("since"),
        until=entry.date("until"),
        kinds=tuple(name.value for name in entry.names("kinds")),
        form=form,
        remarks=_remarks(remarks) if remarks is not None else None,
        caption=entry.maybe_localized("caption"),
    )


def _remarks(entry: Entry) -> Remarks:
    entry.node("events", required=True)
    remarks = Remarks(
        title=entry.localized("title"),
        events=tuple(
            Remark(event=Name(event.value, event.place), text=entry.localized_of(node))
            for event, node in entry.named("events")
        ),
    )
    entry.finish()
    return remarks


def read_voices(entry: Entry, head: Head) -> Voices:
    """Read opinions by group."""
    return Voices(
        **head,
        groups=tuple(_opinions(each) for each in entry.entries("voices", required=True)),
        caption=entry.maybe_localized("caption"),
    )


def _opinions(entry: Entry) -> Opinions:
    opinions = Opinions(
        group=entry.localized("group"),
        count=entry.text("count"),
        opinions=tuple(entry.localized_of(node) for node in entry.nodes("opinions", required=True)),
    )
    entry.finish()
    return opinions


def read_roster(entry: Entry, head: Head) -> Roster:
    """Read people with their offices."""
    return Roster(
        **head,
        entries=tuple(_person(each) for each in entry.entries("roster", required=True)),
        caption=entry.maybe_localized("caption"),
    )


def _person(entry: Entry) -> RosterEntry:
    person = RosterEntry(
        name=entry.localized("name"),
        office=entry.maybe_localized("office"),
        group=entry.maybe_localized("group"),
    )
    entry.finish()
    return person


def read_signature(entry: Entry, head: Head) -> Signature:
    """Read place, date and who signs."""
    signatories = []
    for each in entry.entries("signature", required=True):
        signatories.append(
            Signatory(name=each.localized("name"), office=each.maybe_localized("office"))
        )
        each.finish()
    return Signature(
        **head,
        signatories=tuple(signatories),
        venue=entry.maybe_localized("place"),
        date=entry.date("date"),
    )
