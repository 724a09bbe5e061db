"""Terms as authors ask for them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from jkreport.diagnostics import Code, nearest
from jkreport.model.brief import Naming
from jkreport.model.store import Store, Term
from jkreport.values import ValueFault

TermForm = Literal["running", "preferred", "first", "abbreviation"]
"""running: the first-mention form the first time, then the preferred one."""


# What a mention prints that asks for no form of its own.
_FORMS: Mapping[Naming, TermForm] = {
    Naming.OWN: "preferred",
    Naming.FIRST: "running",
    Naming.BOTH: "first",
}


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term where it is used, and the form that is asked for."""

    term: Term
    form: TermForm = "running"

    @property
    def preferred(self) -> "TermUse":
        """The preferred form, wherever it stands."""
        return TermUse(self.term, "preferred")

    @property
    def first(self) -> "TermUse":
        """The first-mention form, wherever it stands."""
        return TermUse(self.term, "first")

    @property
    def abbreviation(self) -> "TermUse":
        """The abbreviation."""
        return TermUse(self.term, "abbreviation")


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms, by their ids, each in the form that its edition prints."""

    _store: Store
    _naming: Mapping[str, Naming] = field(default_factory=dict)

    def __getattr__(self, name: str) -> TermUse:
        """Give a term."""
        return self[name]

    def __getitem__(self, name: str) -> TermUse:
        """Give a term."""
        term = self._store.terms.get(name)
        if term is None:
            raise ValueFault(
                Code.NO_SUCH_TERM,
                f"there is no term '{name}'",
                nearest(str(name), self._store.terms),
            )
        return TermUse(term, _FORMS[self._naming.get(name, Naming.FIRST)])


def wording_in(use: TermUse, language: str, mentioned: set[str]) -> str:
    """Give the wording of a term in a language, and note that it was mentioned.

    Raises:
        ValueFault: the language has no wording for it.
    """
    wording = use.term.wordings.get(language)
    if wording is None:
        raise ValueFault(
            Code.LANGUAGE_MISSING,
            f"the term '{use.term.id}' has no wording in '{language}'",
            "add it to content/terms.yaml",
        )
    first_time = use.term.id not in mentioned
    mentioned.add(use.term.id)
    match use.form:
        case "running":
            return (wording.first if first_time else "") or wording.preferred
        case "first":
            return wording.first or wording.preferred
        case "abbreviation":
            return wording.abbreviation or wording.preferred
        case "preferred":
            return wording.preferred
