"""A text whose characters have been measured: how wide any part of it is, and where a line ends."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import inf

from jkreport.typeset.breaks import Opportunities
from jkreport.typeset.composition import (
    CLOSING,
    JOINED,
    OPENING,
    SPACE,
    WIDE,
    elastic,
    gaps,
    kinds,
    meetings,
    weight,
)
from jkreport.typeset.jobs import LineRules

# A mark holds an empty half if it is about as wide as its font's size.
_FULL = 0.9
_HALF = 0.5
# A line shorter than this many em is one of a narrow column, one at least as long as that of a wide one.
_NARROW, _WIDE = 20.0, 25.0
# A paragraph's last line has as many letters at least, if the line before can spare them ...
_LAST_LETTERS = 3
# ... and wouldn't have to grow by more than these parts of an em between letters or words ...
_SPARED = {True: 0.08, False: 0.5}
# ... or, where lines are ragged, to be shorter by more than this.
_SPARED_AT_EDGE = 4.0
# A line that would have to grow by more than this between letters or words ends inside a date ...
_LOOSE = {True: 0.1, False: 0.5}
# ... but in a wide column only if it would stay ragged else: lines grow by this much, in em.
WIDEST = {True: 0.25, False: 0.9}
# A line that would be left short by more than this, in em, ends inside a word where one may be parted, unless its
# places need not grow by more than these to fill it.
_SHORT = 5.0
_FILLING = {True: 0.25, False: 0.6}
# The engine's own sums are off by so much.
_TOLERANCE = 1e-6


@dataclass(frozen=True, kw_only=True, slots=True)
class Joint:
    """What stands around a text in its paragraph: the character before, and all after it."""

    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """The place for a line: its width, the measure of a whole line, whether the text begins it.

    Widths are in the unit of the advances. `growth` counts the places where what stands before the
    text on its line grows. `breaks_anywhere` lets a word that is too long end
    anywhere; `narrow` takes the places of a narrow column however wide the measure is; `ragged`
    lines needn't be filled.
    """

    width: float
    measure: float
    at_start: bool = True
    growth: int = 0
    narrow: bool = False
    ragged: bool = False
    breaks_anywhere: bool = False


@dataclass(kw_only=True)
class Measured:
    """A text, the advance of each of its characters, and where the engine would end a line.

    `size` is that of the font, `gap` that between scripts in em.
    """

    text: str
    advances: Sequence[float]
    places: Opportunities
    size: float
    rules: LineRules
    gap: float = 0.0

    @cached_property
    def kinds(self) -> str:
        """The kind of each character."""
        return kinds(self.text)

    @cached_property
    def spacing(self) -> dict[int, float]:
        """What is added at a place, or taken: gaps between scripts, halves of marks."""
        found: dict[int, float] = {}
        if self.gap:
            found = dict.fromkeys(gaps(self.kinds), self.gap * self.size)
        if self.rules.half_marks:
            self._halve(found)
        elif self.rules.trim_marks:
            for place, mark in meetings(self.kinds):
                if self.is_full(mark):
                    found[place] = found.get(place, 0.0) - _HALF * self.size
        return found

    def _halve(self, found: dict[int, float]) -> None:
        for index, kind in enumerate(self.kinds):
            place = {OPENING: index, CLOSING: index + 1}.get(kind, 0)
            if 0 < place < len(self.text) and self.is_full(index):
                found[place] = found.get(place, 0.0) - _HALF * self.size

    def is_full(self, index: int) -> bool:
        """Whether a character is as wide as its font's size."""
        return self.advances[index] >= _FULL * self.size

    @cached_property
    def edges(self) -> Sequence[float]:
        """Where each character begins, and the last one ends."""
        steps = [0.0, *self.advances]
        for place, width in self.spacing.items():
            steps[place] += width
        return tuple(accumulate(steps))

    @cached_property
    def parts(self) -> bool:
        """Whether there are words in which a line may end that would be left far too short else."""
        return len(self.places.last) > len(self.places.narrow)

    @cached_property
    def growing(self) -> Sequence[int]:
        """The places where a justified line grows, in order."""
        return tuple(elastic(self.kinds, wide=self.rules.justify_cjk))

    def growth(self, start: int, end: int) -> int:
        """Count the places inside a part of the text where it grows."""
        return len(self.growing_in(start, end))

    def growing_in(self, start: int, end: int) -> Sequence[int]:
        """Give the places inside a part of the text where it grows."""
        low, high = bisect_right(self.growing, start), bisect_right(self.growing, end - 1)
        return self.growing[low:high]

    def width(self, start: int, end: int) -> float:
        """Give the width of a part, without what stands at its edges."""
        if end <= start:
            return 0.0
        return self.edges[end] - self.spacing.get(end, 0.0) - self.edges[start]

    def head(self, start: int) -> float:
        """Give what a line gains, mostly below zero, that begins with a character."""
        return self._half(start, OPENING)

    def tail(self, end: int) -> float:
        """Give what a line gains, mostly below zero, that ends before a place."""
        while end > 0 and self.kinds[end - 1] == JOINED:
            end -= 1
        return self._half(end - 1, CLOSING)

    def _half(self, index: int, kind: str) -> float:
        if not (self.rules.trim_marks or self.rules.half_marks):
            return 0.0
        inside = 0 <= index < len(self.text)
        if inside and self.kinds[index] == kind and self.is_full(index):
            return -_HALF * self.size
        return 0.0

    def lead(self, joint: Joint) -> float:
        """Give what stands between the text and what is before it, on one line with it."""
        if not joint.before:
            return 0.0
        both = kinds(joint.before) + self.kinds[:1]
        found = self.gap * self.size if self.gap and any(gaps(both)) else 0.0
        if self.rules.half_marks:
            return found + self.head(0)
        if self.rules.trim_marks and any(meetings(both)):
            return found - _HALF * self.size
        return found

    def grows_at_start(self, joint: Joint) -> bool:
        """Whether the line grows between the text and what is before it."""
        both = kinds(joint.before) + self.kinds[:1]
        return any(elastic(both, wide=self.rules.justify_cjk))

    def grows_at_end(self, end: int) -> bool:
        """Whether the line grows between what ends before a place and an object in the line."""
        return any(elastic(self.kinds[end - 1 : end] + WIDE, wide=self.rules.justify_cjk))

    def seen_end(self, start: int, end: int) -> int:
        """Give the end of a line without the spaces that it ends with."""
        while end > start and self.kinds[end - 1] == SPACE and self.text[end - 1] == " ":
            end -= 1
        return end

    def line_width(self, start: int, end: int, lead: float) -> float:
        """Give the width of a line that ends before a place."""
        seen = self.seen_end(start, end)
        return lead + self.width(start, seen) + (self.tail(seen) if seen > start else 0.0)

    def line_end(self, start: int, lead: float, room: Room, joint: Joint) -> int:
        """Give the place where a line ends that begins at another, if it can't hold all.

        At least one word is on it, wider than the room if it has to be.
        """
        narrow = room.narrow or room.measure < _NARROW * self.size
        places = self.places.narrow if narrow else self.places.wide
        fit = self._last_fitting(places, start, lead, room)
        if fit is None or self._is_loose(start, fit, lead, room):
            places = self.places.narrow
            fit = self._last_fitting(places, start, lead, room)
        parted = self._parted(start, fit, lead, room, joint)
        if parted is not None:
            return parted
        if fit is not None:
            return self._spared(places, start, fit, lead, room, joint)
        first = next((each for each in places if each > start), len(self.text))
        return self._broken(start, first, lead, room)

    def _is_loose(self, start: int, end: int, lead: float, room: Room) -> bool:
        """Whether a line would have to grow so much that it had better end inside a date."""
        if room.ragged or room.measure == inf:
            return False
        free = room.width - self.line_width(start, end, lead)
        count = self.growth(start, self.seen_end(start, end))
        most = WIDEST if room.measure >= _WIDE * self.size else _LOOSE
        return free > count * most[self.rules.justify_cjk] * self.size

    def _parted(
        self, start: int, fit: int | None, lead: float, room: Room, joint: Joint
    ) -> int | None:
        """Give the place inside a word where a line ends that would be left far too short else."""
        if not self.parts or room.measure == inf:
            return None
        end = start if fit is None else fit
        short = room.width - (0.0 if fit is None else self.line_width(start, end, lead))
        if short <= max(_SHORT * self.size, self._most(start, end, room)):
            return None
        found = self._last_fitting(self.places.last, start, lead, room)
        if found is None or found <= end:
            return None
        left = weight(kinds(self._rest(found, joint)))
        return None if 0 < left < _LAST_LETTERS else found

    def _most(self, start: int, end: int, room: Room) -> float:
        """Give by how much all that stands on a line may grow before a word is parted instead."""
        if room.ragged:
            return 0.0
        count = room.growth + self.growth(start, self.seen_end(start, end))
        return count * _FILLING[self.rules.justify_cjk] * self.size

    def _last_fitting(
        self, places: Sequence[int], start: int, lead: float, room: Room
    ) -> int | None:
        limit = room.width + _TOLERANCE
        # Spaces and halves at the end may hang over, so what is just too wide is tried as well.
        most = bisect_right(self.edges, self.edges[start] + limit - lead + self.size)
        index = bisect_right(places, most) - 1
        while index >= 0 and places[index] > start:
            if self.line_width(start, places[index], lead) <= limit:
                return places[index]
            index -= 1
        return None

    def _broken(self, start: int, first: int, lead: float, room: Room) -> int:
        """Break a word where it shouldn't be if no line can hold it."""
        width = self.line_width(start, first, lead)
        if width <= room.measure + _TOLERANCE and not room.at_start:
            return first
        finer: list[Sequence[int]] = [self.places.narrow, self.places.last, self.places.any]
        if room.breaks_anywhere:
            finer.append(self._letters)
        for places in finer:
            fit = self._last_fitting(places, start, lead, room)
            if fit is not None:
                return fit
        least = self._letters if room.breaks_anywhere and room.at_start else self.places.any
        return next((each for each in least if each > start), len(self.text))

    @cached_property
    def _letters(self) -> Sequence[int]:
        return tuple(
            place for place in range(1, len(self.text)) if self.kinds[place] not in {JOINED, SPACE}
        )

    def _spared(
        self, places: Sequence[int], start: int, end: int, lead: float, room: Room, joint: Joint
    ) -> int:
        """End a line earlier if the paragraph's last one would hold a letter or two."""
        best, index = end, bisect_right(places, end) - 1
        while 0 < weight(kinds(self._rest(best, joint))) < _LAST_LETTERS:
            index -= 1
            if index < 0 or places[index] <= start:
                return best
            free = room.width - self.line_width(start, places[index], lead)
            if free > self._spare(start, places[index], room) * self.size:
                return best
            best = places[index]
        return best

    def _spare(self, start: int, end: int, room: Room) -> float:
        """Give how much of a line may stay free, or be filled, in em."""
        if room.ragged:
            return _SPARED_AT_EDGE
        count = self.growth(start, self.seen_end(start, end))
        return count * _SPARED[self.rules.justify_cjk]

    def _rest(self, end: int, joint: Joint) -> str:
        """Give what is left for the next line, or nothing if that is much."""
        rest = self.text[end:] + joint.after
        return rest if len(rest) <= 4 * _LAST_LETTERS else ""
