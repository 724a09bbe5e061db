"""How many shapes an SVG comes to: a few lines of references to references draw millions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

MOST_SHAPES = 100_000
_HREFS = ("href", "http://www.w3.org/1999/xlink href")
_URL = re.compile(r"""url\(\s*["']?\s*#([^"')\s]+)""", re.IGNORECASE)
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
_POINTS = ("d", "points")
# What a picture inside the picture costs, by the letters of its address.
_LETTERS_A_SHAPE = 64
_WHOLE = ""


class UnfitError(Exception):
    """An SVG that is well-formed and still not for us."""


class Shapes:
    """Counts the elements of an SVG, and those that its references repeat."""

    def __init__(self) -> None:
        """Begin with a drawing in which there is nothing."""
        self._open: list[str] = []
        self._size: Counter[str] = Counter()
        self._uses: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._everywhere: set[str] = set()
        self._markers: set[str] = set()
        self._points = 0

    def begin(self, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._open.append(attributes.get("id", _WHOLE))
        inside = {_WHOLE, *self._open}
        weight = 1 + sum(len(attributes.get(key, "")) for key in _HREFS) // _LETTERS_A_SHAPE
        self._points += sum(len(attributes.get(key, "")) for key in _POINTS) // 2
        for name in inside:
            self._size[name] += weight
        for target in _targets(attributes):
            for name in inside:
                self._uses[name][target] += 1
        for key in (*_MARKERS, "style"):
            if "marker" in key or "marker" in attributes.get(key, ""):
                self._markers.update(_URL.findall(attributes.get(key, "")))

    def end(self) -> None:
        """Take the end of an element."""
        self._open.pop()

    def style(self, css: str) -> None:
        """Take a piece of a style: what it refers to may be repeated by every element."""
        found = _URL.findall(css)
        self._everywhere.update(found)
        if "marker" in css:
            self._markers.update(found)

    def check(self) -> None:
        """Refuse a drawing that comes to too many shapes.

        Raises:
            UnfitError: it does, or it repeats itself without end.
        """
        count = self._size[_WHOLE]
        for name in self._everywhere:
            self._uses[_WHOLE][name] += count
        for name in self._markers:
            # A marker stands at every point of a line.
            self._uses[_WHOLE][name] += self._points
        total = self._total()
        if total > MOST_SHAPES:
            raise UnfitError(f"it comes to {total:,} shapes, at most {MOST_SHAPES:,} are drawn")

    def _total(self) -> int:
        graph = {
            name: [each for each in uses if each in self._size] for name, uses in self._uses.items()
        }
        cost: dict[str, int] = dict(self._size)
        try:
            for name in TopologicalSorter(graph).static_order():
                uses = self._uses.get(name, Counter())
                cost[name] += sum(cost.get(each, 0) * times for each, times in uses.items())
        except CycleError:
            raise UnfitError("it repeats itself without end") from None
        return cost[_WHOLE]


def _targets(attributes: Mapping[str, str]) -> Iterator[str]:
    """Give what an element refers to, each as often as it does."""
    for key, value in attributes.items():
        if key in _HREFS and value.strip().startswith("#"):
            yield value.strip()[1:]
        yield from _of_style(value)


def _of_style(value: str) -> Iterable[str]:
    return _URL.findall(value) if "(" in value else ()
