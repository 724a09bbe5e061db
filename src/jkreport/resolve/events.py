"""Events as authors ask for them: counted, picked and narrowed, never later than the cut-off date."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from jkreport.diagnostics import Code, nearest
from jkreport.model.store import Event, EventList, Store
from jkreport.model.text import Localized
from jkreport.resolve.dates import DateValue, date_of
from jkreport.values import Counted, Moment, Quantity, ValueFault


@dataclass(frozen=True, slots=True)
class EventView:
    """One event of a list, which is named by its id."""

    event: Event
    _list: str

    @property
    def date(self) -> DateValue:
        """When it was."""
        return DateValue(self.event.date, origin=origin_of(self))

    @property
    def what(self) -> Localized:
        """What it was."""
        return self.event.what

    @property
    def place(self) -> Localized:
        """Where it was."""
        if self.event.venue is None:
            raise ValueFault(Code.VALUE_MISSING, f"the event '{self.event.id}' has no place")
        return self.event.venue


def origin_of(view: EventView) -> Counted:
    """Give where what is printed of an event comes from."""
    sources = tuple(each.value for each in view.event.sources)
    return Counted(events=view._list, members=(view.event.id,), sources=sources)  # noqa: SLF001 - hidden from authors


@dataclass(frozen=True, kw_only=True, slots=True)
class EventsView:
    """Some events of a list, up to the cut-off date."""

    list: EventList
    events: tuple[Event, ...]

    def __getitem__(self, event_id: str) -> EventView:
        """Give an event by its id."""
        for event in self.events:
            if event.id == event_id:
                return EventView(event, self.list.id)
        if any(event.id == event_id for event in self.list.events):
            raise ValueFault(
                Code.AFTER_CUT_OFF,
                f"the event '{event_id}' is later than the brief's cut-off date, or left out here",
            )
        known = [event.id for event in self.list.events]
        raise ValueFault(
            Code.UNKNOWN_NAME,
            f"there is no event '{event_id}' in '{self.list.id}'",
            nearest(str(event_id), known),
        )

    def between(self, first: object, last: object) -> "EventsView":
        """Give those that began between two dates, both included."""
        return self.since(first).until(last)

    def since(self, first: object) -> "EventsView":
        """Give those that began on a date or later."""
        start = date_of(first).start
        return self._where(lambda event: event.date.start >= start)

    def until(self, last: object) -> "EventsView":
        """Give those that began on a date or earlier."""
        end = date_of(last).end
        return self._where(lambda event: event.date.start <= end)

    def of(self, *kinds: str) -> "EventsView":
        """Give those of a kind."""
        self._known("kind", kinds, {event.kind for event in self.list.events})
        return self._where(lambda event: event.kind in kinds)

    def at(self, *hosts: str) -> "EventsView":
        """Give those that a country hosted."""
        self._known("host", hosts, {event.host for event in self.list.events})
        return self._where(lambda event: event.host in hosts)

    def with_(self, *people: str) -> "EventsView":
        """Give those at which all of these people were."""
        everyone = {name.value for event in self.list.events for name in event.people}
        self._known("person", people, everyone)
        return self._where(lambda event: set(people) <= {name.value for name in event.people})

    @property
    def count(self) -> Quantity:
        """How many they are."""
        sources = dict.fromkeys(name.value for event in self.events for name in event.sources)
        provenance = Counted(
            events=self.list.id,
            members=tuple(event.id for event in self.events),
            sources=tuple(sources),
        )
        return Quantity(
            number=Decimal(len(self.events)), unit=self.list.counter, provenance=provenance
        )

    @property
    def first(self) -> EventView:
        """The earliest."""
        return EventView(self._some()[0], self.list.id)

    @property
    def last(self) -> EventView:
        """The latest."""
        return EventView(self._some()[-1], self.list.id)

    def _some(self) -> tuple[Event, ...]:
        if not self.events:
            raise ValueFault(Code.VALUE_MISSING, f"no event of '{self.list.id}' is left")
        return self.events

    def _where(self, keep: Callable[[Event], bool]) -> "EventsView":
        return replace(self, events=tuple(event for event in self.events if keep(event)))

    def _known(self, what: str, asked: tuple[str, ...], known: set[str]) -> None:
        for each in asked:
            if each not in known:
                raise ValueFault(
                    Code.UNKNOWN_NAME,
                    f"no event of '{self.list.id}' has the {what} '{each}'",
                    nearest(str(each), filter(None, known)),
                )


def events_until(events: EventList, cut_off: Moment) -> EventsView:
    """Give the events of a list that had begun on the cut-off date."""
    kept = tuple(event for event in events.events if event.date.start <= cut_off.end)
    return EventsView(list=events, events=kept)


@dataclass(frozen=True, slots=True)
class EventLists:
    """All lists of events, by their ids."""

    _store: Store
    _cut_off: Moment

    def __getattr__(self, name: str) -> EventsView:
        """Give a list."""
        return self[name]

    def __getitem__(self, name: str) -> EventsView:
        """Give a list."""
        events = self._store.events.get(name)
        if events is None:
            raise ValueFault(
                Code.UNKNOWN_NAME,
                f"there is no event list '{name}'",
                nearest(str(name), self._store.events),
            )
        return events_until(events, self._cut_off)
