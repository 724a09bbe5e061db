"""Sentences with slots."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

_PART = re.compile(r"(\{\{|\}\}|\{\d+\})")
_BRACES = {"{{": "{", "}}": "}"}


@dataclass(frozen=True)
class Template:
    """A sentence that stands around slots: `pieces` has one more member than `slots`, which are numbers."""

    pieces: tuple[str, ...]
    slots: tuple[int, ...] = ()
    quoted: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        around = zip(self.slots, self.pieces[:-1], self.pieces[1:], strict=True)
        named = (slot for slot, left, right in around if left[-1:] == "'" == right[:1])
        object.__setattr__(self, "quoted", frozenset(named))

    @property
    def weight(self) -> int:
        """How many characters stand outside the slots."""
        return sum(map(len, self.pieces))

    def values(self, text: str) -> Sequence[str] | None:
        """Give what stands in the slots of a text that was made by this template; None if it wasn't."""
        if not (text.startswith(self.pieces[0]) and text.endswith(self.pieces[-1])):
            return None
        found = self._pattern.fullmatch(text)
        return None if found is None else found.groups()

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("(.*?)".join(map(re.escape, self.pieces)), re.DOTALL)


@cache
def template_of(text: str) -> Template:
    """Read a template: `there is no {0} '{1}'`.

    >>> template_of("no {0} '{1}' in {{}}")
    Template(pieces=('no ', " '", "' in {}"), slots=(0, 1), quoted=frozenset({1}))
    """
    pieces, slots = [""], []
    for part in _PART.split(text):
        if part in _BRACES:
            pieces[-1] += _BRACES[part]
        elif _PART.fullmatch(part):
            slots.append(int(part[1:-1]))
            pieces.append("")
        else:
            pieces[-1] += part
    return Template(tuple(pieces), tuple(slots))
