"""Statements as authors ask for them: `statements.rcep_signed.vision`."""

from collections.abc import Mapping
from dataclasses import dataclass

from jkreport.diagnostics import Code, nearest
from jkreport.model.statements import Fact, Statement
from jkreport.model.text import Localized
from jkreport.resolve.dates import DateValue
from jkreport.values import Provenance, Quantity, Stated, ValueFault


@dataclass(frozen=True, slots=True)
class StatedText:
    """Words that a source states, and where they come from."""

    words: Localized
    origin: Provenance


@dataclass(frozen=True, slots=True)
class Statements:
    """All facts of which several sources speak, by their ids."""

    _facts: Mapping[str, Fact]

    def __getattr__(self, name: str) -> "FactView":
        """Give a fact."""
        return self[name]

    def __getitem__(self, name: str) -> "FactView":
        """Give a fact."""
        if name not in self._facts:
            message = f"there is no fact '{name}'"
            raise ValueFault(Code.UNKNOWN_NAME, message, nearest(str(name), self._facts))
        return FactView(self._facts[name])


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact, by the names of its statements."""

    _fact: Fact

    def __getattr__(self, name: str) -> Quantity | DateValue | StatedText:
        """Give what a statement says."""
        return self[name]

    def __getitem__(self, name: str) -> Quantity | DateValue | StatedText:
        """Give what a statement says that stands in no table."""
        statements = self._fact.statements
        if name not in statements:
            message = f"'{self._fact.id}' has no statement '{name}'"
            raise ValueFault(Code.UNKNOWN_NAME, message, nearest(str(name), statements))
        found = stated(self._fact, statements[name])
        if found is None:
            asked = statements[name].value
            hint = f"write {{{{ {asked} }}}}" if asked is not None else ""
            message = f"what '{name}' says of '{self._fact.id}' stands in the data"
            raise ValueFault(Code.WRONG_TYPE, message, hint)
        return found


def stated(fact: Fact, statement: Statement) -> Quantity | DateValue | StatedText | None:
    """Give the number, date or words of a statement; None where only an expression asks for them."""
    sources = tuple(each.value for each in statement.sources)
    origin = Stated(fact=fact.id, statement=statement.id, sources=sources)
    if statement.number is not None:
        return Quantity(number=statement.number, unit=statement.unit, provenance=origin)
    if statement.date is not None:
        return DateValue(statement.date, origin=origin)
    return StatedText(statement.text, origin) if statement.text is not None else None
