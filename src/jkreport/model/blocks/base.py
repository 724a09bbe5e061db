"""What every block has."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jkreport.diagnostics import Code, Place
from jkreport.model.silence import Silence


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A piece of a section. `only` names the languages whose editions print it; empty: all.

    `silence` has the codes that `check` doesn't tell of its texts.
    """

    id: str
    place: Place
    only: tuple[str, ...] = ()
    silence: Mapping[Code, Silence] = field(default_factory=dict)

    def printed_in(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Give the languages, of an edition's, that print this block."""
        return tuple(code for code in languages if not self.only or code in self.only)
