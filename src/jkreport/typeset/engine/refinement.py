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
    """Make the changes that fit, in order; name those that are left out.

    One that takes the place of another's change is left out, too: what follows another has to call it, and says so by
    `functools.wraps`.
    """
    # All are probed before the first is made: one may replace what another stands on.
    probed = [(each, each.fits) for each in refinements]
    grounds = {
        (id(owner), name): (owner, name) for each, _ in probed for owner, name, _ in each.stands_on
    }
    ours: dict[tuple[int, str], Any] = {}
    missing = []
    for each, fits in probed:
        before = {key: getattr(*ground, None) for key, ground in grounds.items()}
        made = fits and each.made()
        now = {key: getattr(*ground, None) for key, ground in grounds.items()}
        changed = {key: value for key, value in now.items() if value is not before[key]}
        if made and all(_calls(value, ours.get(key)) for key, value in changed.items()):
            ours |= changed
            continue
        for key in changed:
            owner, name = grounds[key]
            setattr(owner, name, before[key])
        missing.append(each.name)
    return tuple(missing)


def _calls(function: Any, other: Any) -> bool:
    """Whether a function says that it calls another, if there is one."""
    while other is not None and function is not other:
        function = getattr(function, "__wrapped__", None)
        if function is None:
            return False
    return True


def _parameters(function: Any) -> str | None:
    return ", ".join(inspect.signature(function).parameters) if callable(function) else None
