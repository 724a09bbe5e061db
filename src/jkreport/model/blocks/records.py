"""Blocks that list people, events or opinions."""

from dataclasses import dataclass
from enum import Enum

from jkreport.model.blocks.base import Block
from jkreport.model.names import Name
from jkreport.model.text import Localized, Text
from jkreport.values import Interval, Moment


class TimelineForm(Enum):
    """How events are shown."""

    LINE = "line"
    TABLE = "table"


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """What a brief says of an event."""

    event: Name
    text: Localized


@dataclass(frozen=True, kw_only=True, slots=True)
class Remarks:
    """A column of what a brief says of `events`; `title` stands above it."""

    title: Localized
    events: tuple[Remark, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Timeline(Block):
    """Events in the order of their dates; where there are remarks, those events that have one."""

    lists: tuple[Name, ...]
    since: Moment | Interval | None
    until: Moment | Interval | None
    kinds: tuple[str, ...]
    form: TimelineForm
    remarks: Remarks | None
    caption: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Opinions:
    """What the members of one group said; `count` is an expression for how many opinions these stand for."""

    group: Localized
    count: Text | None
    opinions: tuple[Localized, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Voices(Block):
    """Opinions by group, as an annex has them."""

    groups: tuple[Opinions, ...]
    caption: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RosterEntry:
    """A person with the office held."""

    name: Localized
    office: Localized | None
    group: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Roster(Block):
    """People with their offices."""

    entries: tuple[RosterEntry, ...]
    caption: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Signatory:
    """Who signs."""

    name: Localized
    office: Localized | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature(Block):
    """Place, date and who signs."""

    signatories: tuple[Signatory, ...]
    venue: Localized | None
    date: Moment | Interval | None
