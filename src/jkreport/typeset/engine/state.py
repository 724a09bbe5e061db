"""What the engine's functions don't hear by their arguments: the job's rules, the line's measure."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jkreport.typeset.jobs import LineRules

_NO_RULES = LineRules()


@dataclass(slots=True)
class Composition:
    """The rules by language, and of the line that is being set its measure, its paragraph and where it begins."""

    rules: Mapping[str, LineRules] = field(default_factory=dict)
    measure: float | None = None
    line: Any = None
    first: Any = None
    skipped: int = 0

    def of(self, language: str | None) -> LineRules:
        """Give the rules of a language, `ja` for `ja-JP` too."""
        if not language or not self.rules:
            return _NO_RULES
        return self.rules.get(language) or self.rules.get(language.partition("-")[0], _NO_RULES)

    def knows(self, language: str | None) -> bool:
        """Whether there are rules for a language."""
        return self.of(language) is not _NO_RULES


COMPOSITION = Composition()


def variable(style: Any, name: str) -> float | None:
    """Give the number that a style sheet sets a variable to: `--latin-gap: 0.125`."""
    tokens = style[f"__{name}"]
    numbers = [each.value for each in tokens or () if each.type == "number"]
    return float(numbers[0]) if numbers else None
