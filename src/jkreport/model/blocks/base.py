"""What every block has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from jkreport.diagnostics import Code, Place
from jkreport.model.silence import Silence
from jkreport.model.statements import Preference


class Stale(Enum):
    """What a text does to an edition whose language it has fallen behind in.

    badge: it is printed with a note to the reader; hold: the texts are printed as they were last in step; fallback:
    another language's wording is printed instead; omit: the block is left out; fail: the build fails.
    """

    BADGE = "badge"
    HOLD = "hold"
    FALLBACK = "fallback"
    OMIT = "omit"
    FAIL = "fail"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A piece of a section.

    `only` names the languages whose editions print it; empty: all. `silence` has the codes that `check` doesn't tell of
    its texts. `stale` says what a text of it that isn't in step does to an edition; None: what the brief says.
    `prefer` are the statements that it goes by where others differ.
    """

    id: str
    place: Place
    only: tuple[str, ...] = ()
    silence: Mapping[Code, Silence] = field(default_factory=dict)
    stale: Stale | None = None
    prefer: tuple[Preference, ...] = ()

    def printed_in(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Give the languages, of an edition's, that print this block."""
        return tuple(code for code in languages if not self.only or code in self.only)
