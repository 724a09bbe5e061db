"""What every block has."""

from dataclasses import dataclass

from jkreport.diagnostics import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """A piece of a section. `only` names the languages whose editions print it; empty: all."""

    id: str
    place: Place
    only: tuple[str, ...] = ()

    def printed_in(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """Give the languages, of an edition's, that print this block."""
        return tuple(code for code in languages if not self.only or code in self.only)
