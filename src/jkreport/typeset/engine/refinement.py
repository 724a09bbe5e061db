"""A change to the engine's insides, made only where these are as they were when it was written."""

# ruff: noqa: ANN401 - the engine ships no types

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import weasyprint

_SERIES = "70."


@dataclass(frozen=True, kw_only=True, slots=True)
class Refinement:
    """A change to the engine: what it stands on, each with its parameters, and how it is made."""

    name: str
    stands_on: tuple[tuple[Any, str, str], ...]
    apply: Callable[[], None]

    @property
    def fits(self) -> bool:
        """Whether all that it stands on is as it was."""
        return weasyprint.__version__.startswith(_SERIES) and all(
            _parameters(getattr(owner, name, None)) == parameters
            for owner, name, parameters in self.stands_on
        )

    def made(self) -> bool:
        """Make the change; say whether that went well."""
        try:
            self.apply()
        except (ImportError, AttributeError):
            return False
        return True


def take(refinements: Iterable[Refinement]) -> tuple[str, ...]:
    """Make the changes that fit, in order; name those that are left out."""
    # All are probed before the first is made: one may replace what another stands on.
    probed = [(each, each.fits) for each in refinements]
    return tuple(each.name for each, fits in probed if not (fits and each.made()))


def _parameters(function: Any) -> str | None:
    return ", ".join(inspect.signature(function).parameters) if callable(function) else None
