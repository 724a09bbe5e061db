"""Timelines as charts: events where they stand in time, each with a flag."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from jkreport.charts.columns import Columns, is_time, shown
from jkreport.charts.layout import GAP, Along, Sheet
from jkreport.charts.look import Look
from jkreport.charts.placing import Area
from jkreport.charts.reading import Reading, Stop, Texts, label, stop_of, texts_of
from jkreport.charts.records import Record
from jkreport.charts.scene import Dot, Rule, Scene
from jkreport.charts.wording import Line, wording
from jkreport.data.table import Table
from jkreport.diagnostics import Code, ContentError
from jkreport.languages import Language
from jkreport.model.blocks.figures import Chart
from jkreport.model.names import Name

_LABEL_ROOM = 0.26
_POLE = 12.0  # from the axis to the first lane
_MOST_EVENTS = 60
_FLAG = 5.0  # from the pole to its text


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """When, what it is called, and the colour of its dot."""

    stop: Stop
    texts: Texts
    colour: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag:
    """An event's lines of text, where they stand, and their pole; the axis is at height 0."""

    event: Event
    lines: tuple[Line, ...]
    x: float
    area: Area
    anchor: str

    @property
    def pole(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The line from the axis to the far end of the text."""
        return (self.x, 0.0), (self.x, self.area.top if self.area.top < 0 else self.area.bottom)

    def clear(self, other: "Flag") -> bool:
        """Tell whether neither text nor pole gets in the way of the other's."""
        texts = self.area.meets(other.area)
        poles = self.area.crossed(*other.pole) or other.area.crossed(*self.pole)
        return not texts and not poles


def timeline(block: Chart, table: Table, languages: Sequence[Language], look: Look) -> Scene:
    """Draw a timeline."""
    events = _events(block, table, languages, look)
    stops = tuple(
        sorted({event.stop.code: event.stop for event in events}.values(), key=lambda stop: stop.at)
    )
    reading = Reading(
        block=block, languages=tuple(languages), look=look, timed=True, stops=stops, series=()
    )
    flags = _flags(Sheet.of(reading, 0), events)
    top, bottom = min(flag.area.top for flag in flags), max(flag.area.bottom for flag in flags)
    sheet = Sheet.of(reading, max(bottom, GAP) - min(top, -GAP) + 2 * GAP)
    level = GAP - min(top, -GAP)
    ends = ((0, level), (sheet.scene.width, level))
    sheet.scene.add(Rule(start=ends[0], end=ends[1], colour=sheet.colour("muted"), width=0.8))
    for flag in sorted(flags, key=lambda each: each.x):
        _drawn(sheet, flag, level)
    return sheet.scene


def _events(block: Chart, table: Table, languages: Sequence[Language], look: Look) -> list[Event]:
    columns = Columns(block=block, spec=table.spec)
    key, colour, named = columns.key(columns.one("x")), columns.colour(), columns.one("label")
    if not is_time(key):
        name = columns.one("x")
        raise ContentError(
            Code.WRONG_TYPE, name.place, f"'{name}' holds no times", "a timeline needs dates at 'x'"
        )
    codes = list(colour.values) if colour is not None else []
    events: list[Event] = []
    records = shown(block, table)
    if len(records) > _MOST_EVENTS:
        message = f"{len(records)} events are too many for a timeline: {_MOST_EVENTS} at most"
        raise ContentError(Code.CHART, block.place, message, "show fewer with 'where'")
    for record in records:
        stop = stop_of(block, key, record.keys[key.name], languages)
        texts = _label(columns, named, record, languages)
        code = record.keys[colour.name] if colour is not None else ""
        ink = look.ink(code, codes.index(code) if code in codes else 0)
        events.append(Event(stop=stop, texts=texts, colour=ink.colour))
    return events


def _label(columns: Columns, name: Name, record: Record, languages: Sequence[Language]) -> Texts:
    measure = columns.spec.measure(name.value)
    if measure is None:
        return label(columns.key(name), record, languages)
    if name.value in record.texts:
        return texts_of(record.texts[name.value], languages)
    message = f"'{name}' holds numbers; a key or a measure of text is expected"
    raise ContentError(Code.WRONG_TYPE, name.place, message)


def _flags(sheet: Sheet, events: Sequence[Event]) -> list[Flag]:
    """Fly the flags from the right, each as near to the axis as those at its right allow."""
    stops = sheet.reading.stops
    along = Along(stops=stops, timed=True, start=GAP, end=sheet.scene.width - GAP)
    flags: list[Flag] = []
    for event in sorted(events, key=lambda each: each.stop.at, reverse=True):
        flags.append(_free(sheet, event, along.place(event.stop), flags))
    return flags


def _free(sheet: Sheet, event: Event, x: float, flags: Sequence[Flag]) -> Flag:
    lanes = product(range(len(flags) + 1), (False, True))
    tried = [_flag(sheet, event, x, lane, below=below) for lane, below in lanes]
    return next((each for each in tried if all(each.clear(other) for other in flags)), tried[-1])


def _flag(sheet: Sheet, event: Event, x: float, lane: int, *, below: bool) -> Flag:
    room = sheet.scene.width * _LABEL_ROOM
    lines = (wording(event.stop.texts), *sheet.lines(event.texts, room))
    wide, tall = sheet.widest(lines), len(lines) * sheet.leading
    anchor = "start" if x + _FLAG + wide <= sheet.scene.width else "end"
    left = x + _FLAG if anchor == "start" else x - _FLAG - wide
    step = sheet.leading * 2.3
    top = _POLE + lane * step if below else -_POLE - lane * step - tall
    area = Area(left, top, left + wide + GAP, top + tall)
    return Flag(event=event, lines=lines, x=x, area=area, anchor=anchor)


def _drawn(sheet: Sheet, flag: Flag, level: float) -> None:
    (x, start), (_, end) = flag.pole
    sheet.scene.add(
        Rule(
            start=(x, level + start),
            end=(x, level + end),
            colour=sheet.colour("hairline"),
            width=0.8,
        )
    )
    sheet.scene.add(Dot(at=(x, level), colour=flag.event.colour, size=52))
    text_x = x + _FLAG if flag.anchor == "start" else x - _FLAG
    for number, line in enumerate(flag.lines):
        y = level + flag.area.top + (number + 0.5) * sheet.leading
        role = "ink" if number else "muted"
        sheet.block([line], (text_x, y), sheet.colour(role), anchor=flag.anchor)
