"""Diagnostics and their collector."""

from dataclasses import dataclass, field
from types import TracebackType

from jkreport.diagnostics.codes import Code, Severity
from jkreport.diagnostics.places import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Diagnostic:
    """One fault: what it is, where it stands and what mends it."""

    code: Code
    place: Place
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """How bad it is; every code has one severity."""
        return self.code.severity


class ContentError(Exception):
    """A fault that stops the reading of one thing; a collector takes it and goes on with the next."""

    def __init__(self, code: Code, place: Place, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.diagnostic = Diagnostic(code=code, place=place, message=message, hint=hint)


class FaultsError(Exception):
    """Something can't be told for the faults of the content, all of which stand here."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("the content has faults")
        self.diagnostics = diagnostics


@dataclass(slots=True)
class Problems:
    """All faults of a run, each once; `sorted` puts them in the order of their places."""

    found: list[Diagnostic] = field(default_factory=list)
    _known: set[Diagnostic] = field(default_factory=set, repr=False, compare=False)
    _following: list[tuple[Code, tuple[str, ...]]] = field(
        default_factory=list, repr=False, compare=False
    )

    def add(self, code: Code, place: Place, message: str, hint: str = "") -> None:
        """Note a fault and go on."""
        self.take(Diagnostic(code=code, place=place, message=message, hint=hint))

    def take(self, diagnostic: Diagnostic) -> None:
        """Note a fault that somebody else found; the same fault twice counts once."""
        if diagnostic not in self._known:
            self._known.add(diagnostic)
            self.found.append(diagnostic)

    def excuse(self, code: Code, *words: str) -> None:
        """Leave out what follows from a fault that is told: each of this code whose message holds all these words."""
        self._following.append((code, words))

    def settle(self) -> None:
        """Stop where anything found stops a build.

        Raises:
            FaultsError: it does; all faults are in it.
        """
        if self.errors:
            raise FaultsError(self.sorted())

    def gathered(self) -> "Gathered":
        """Turn a `ContentError` or `FaultsError` raised inside into noted faults."""
        return Gathered(self)

    @property
    def errors(self) -> bool:
        """Whether anything found stops a build."""
        return any(each.severity is Severity.ERROR for each in self.found)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """Give all faults by file, line and column, without those that follow from others."""
        told = (each for each in self.found if not self._follows(each))
        return tuple(sorted(told, key=lambda each: (each.place, each.code.value, each.message)))

    def _follows(self, found: Diagnostic) -> bool:
        return any(
            found.code is code and all(each in found.message for each in words)
            for code, words in self._following
        )


@dataclass(frozen=True, slots=True)
class Gathered:
    """A context that notes the faults of the `ContentError` or `FaultsError` that ends it."""

    problems: Problems

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        _type: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        """Note faults; every other exception goes on."""
        match error:
            case ContentError():
                self.problems.take(error.diagnostic)
            case FaultsError():
                for each in error.diagnostics:
                    self.problems.take(each)
            case _:
                return False
        return True
