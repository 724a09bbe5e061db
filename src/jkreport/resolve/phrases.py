"""Phrases as authors ask for them: `trend(data.trade.total, 2023, 2024)`."""

from dataclasses import dataclass

from jkreport.diagnostics import Code, nearest
from jkreport.model.phrases import Phrase, PhraseOf, Step
from jkreport.model.text import Localized
from jkreport.resolve.tables import MeasureView
from jkreport.values import Derived, Quantity, ValueFault

_PAIR, _MEASURE = 2, 3


@dataclass(frozen=True, slots=True)
class PhraseUse:
    """The words that a number has chosen, and the number."""

    phrase: Phrase
    step: Step
    quantity: Quantity
    form: str = ""

    @property
    def words(self) -> Localized:
        """The words in each language."""
        return self.step.forms[self.form] if self.form else self.step.text

    @property
    def origin(self) -> Derived:
        """Where they come from: the number that chose them."""
        return Derived(formula=f"phrase {self.phrase.id}", inputs=(self.quantity.provenance,))

    def __getattr__(self, name: str) -> "PhraseUse":
        """Give the words in another form.

        Raises:
            ValueFault: the phrase has no such form.
        """
        if name.startswith("_") or name not in self.step.forms:
            raise ValueFault(
                Code.UNKNOWN_NAME,
                f"the phrase '{self.phrase.id}' has no form '{name}' here",
                nearest(name, self.step.forms),
            )
        return PhraseUse(self.phrase, self.step, self.quantity, name)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A phrase that waits for its number."""

    _phrase: Phrase

    def __call__(self, *asked: object) -> PhraseUse:
        """Give the words for a change: of a measure between two keys, or from one value to another.

        Of a phrase for values it is given one value. A change that was worked out before may stand alone, too.

        Raises:
            ValueFault: these are no values, or don't go together.
        """
        quantity = self._quantity(asked)
        for step in self._phrase.steps:
            if step.least is None or quantity.number >= step.least:
                return PhraseUse(self._phrase, step, quantity)
        raise ValueFault(Code.EXPECTATION, f"no words of '{self._phrase.id}' fit {quantity.number}")

    def _quantity(self, asked: tuple[object, ...]) -> Quantity:
        match asked:
            case (Quantity() as alone,):
                return alone
            case (MeasureView() as measure, before, after) if len(asked) == _MEASURE:
                return self._changed(measure[before], measure[after])
            case (before, after) if len(asked) == _PAIR:
                return self._changed(before, after)
        raise self._fault()

    def _changed(self, before: object, after: object) -> Quantity:
        if not isinstance(before, Quantity) or not isinstance(after, Quantity):
            raise self._fault()
        match self._phrase.of:
            case PhraseOf.CHANGE_RATE:
                return after.change_rate_from(before)
            case PhraseOf.CHANGE:
                return after.change_from(before)
            case PhraseOf.VALUE:
                raise self._fault()

    def _fault(self) -> ValueFault:
        name = self._phrase.id
        if self._phrase.of is PhraseOf.VALUE:
            return ValueFault(
                Code.WRONG_TYPE, f"'{name}' is given one value", f"{name}(data.t.m[2024])"
            )
        message = f"'{name}' is given a measure and two keys, or two values"
        return ValueFault(Code.WRONG_TYPE, message, f"{name}(data.trade.total, 2023, 2024)")
