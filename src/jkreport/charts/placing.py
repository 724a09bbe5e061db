"""Where labels go so that none touches another."""

from collections.abc import Sequence
from dataclasses import dataclass, field

_MOST_CROSSINGS = 1  # a label across two lines can't be read, and seems to belong to either


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle that something covers."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Tell whether both share a point."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def crossed(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Tell whether a straight line runs through (Liang and Barsky's clipping)."""
        enter, leave = 0.0, 1.0
        spans = (
            (start[0], end[0], self.left, self.right),
            (start[1], end[1], self.top, self.bottom),
        )
        for first, last, low, high in spans:
            step = last - first
            if not step:
                if not low < first < high:
                    return False
                continue
            near, far = sorted(((low - first) / step, (high - first) / step))
            enter, leave = max(enter, near), min(leave, far)
        return enter < leave


def spread(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """Move middles of labels apart, each as little as its neighbours allow, inside top and bottom.

    >>> spread([10, 12, 50], [10, 10, 10], 0, 100)
    [6.0, 16.0, 50.0]
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    groups: list[list[int]] = []
    for index in order:
        groups.append([index])
        while len(groups) > 1 and _bottom(groups[-2], wanted, heights, top, bottom) > _top(
            groups[-1], wanted, heights, top, bottom
        ):
            groups[-2:] = [groups[-2] + groups[-1]]
    placed = [0.0] * len(wanted)
    for group in groups:
        edge = _top(group, wanted, heights, top, bottom)
        for index in group:
            placed[index] = edge + heights[index] / 2
            edge += heights[index]
    return placed


def _top(
    group: list[int], wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> float:
    before, offsets = 0.0, 0.0
    for index in group:
        offsets += wanted[index] - before - heights[index] / 2
        before += heights[index]
    return max(top, min(offsets / len(group), bottom - before))


def _bottom(
    group: list[int], wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> float:
    return _top(group, wanted, heights, top, bottom) + sum(heights[index] for index in group)


@dataclass(slots=True)
class Crowd:
    """What is taken: lines that labels had better not cross, and labels that they must not."""

    lines: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)
    taken: list[Area] = field(default_factory=list)

    def best(self, candidates: Sequence[Area]) -> int | None:
        """Give the first candidate that meets no label and crosses the fewest lines, if any will do."""
        free: list[tuple[int, int | None]] = [
            (sum(area.crossed(*line) for line in self.lines), number)
            for number, area in enumerate(candidates)
            if not any(area.meets(other) for other in self.taken)
        ]
        crossings, number = min(free, key=lambda each: each[0], default=(0, None))
        return number if crossings <= _MOST_CROSSINGS else None
