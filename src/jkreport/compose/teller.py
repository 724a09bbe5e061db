"""Values as an edition prints them, each taken down as it is printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from jkreport.compose.context import Context
from jkreport.compose.record import value_of, wording_of
from jkreport.diagnostics import Code, Place
from jkreport.languages import Language
from jkreport.model.text import Localized, Text
from jkreport.provenance import Filled, Wording
from jkreport.resolve import DateValue, EventView, PhraseUse, StatedText, TermUse
from jkreport.resolve.terms import wording_in
from jkreport.templating import Fault, evaluate, expressions
from jkreport.values import Interval, Moment, Quantity, QuantityRange, ValueFault

Printed = tuple[int, object, str]
"""Which expression of a text, its value, and what that was printed as."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Teller:
    """Prints values in the languages of an edition."""

    context: Context

    def value(self, expression: Text) -> object:
        """Give the value of an expression; None, with the fault told, when it has none."""
        found, faults = evaluate(expression.value, self.context.scope)
        self._tell(expression, faults)
        return found

    def alone(
        self, expression: Text, value: object, language: Language, field: str | None = None
    ) -> str:
        """Print the value of an expression that stands by itself, and record it; `field` is where.

        Raises:
            ValueFault: it isn't something that is printed.
        """
        shown = self.show(value, language)
        filled = Filled(expression=expression.value, value=value_of(value))
        own = field if field is not None else self.context.fields.get(expression.place, "")
        where = self.context.block, own, language.code
        wording = wording_of(expression, where, ("", shown, ""), (filled,))
        self.context.used.record.wording(wording)
        return shown

    def text_of(self, localized: Localized, language: Language) -> Text | None:
        """Give the wording in a language, and tell when there is none."""
        if not localized.missing([language.code]):
            return localized[language.code]
        if localized:  # else its reader has told that there is none at all
            self.context.problems.add(
                Code.LANGUAGE_MISSING,
                localized.place,
                f"the text in '{language.code}' ({language.endonym}) is missing",
                f"add '{language.code}: …' here; the edition '{self.context.edition.id}' prints it",
            )
        return None

    def show(self, value: object, language: Language) -> str:
        """Print a value in a language.

        Raises:
            ValueFault: it isn't something that is printed.
        """
        match value:
            case Quantity():
                self.context.note(value)
                return language.quantity(value)
            case QuantityRange():
                self.context.note(value.low)
                self.context.note(value.high)
                return language.range(value)
            case DateValue():
                return language.date(value.date, value.style)
            case Moment() | Interval():
                return language.date(value)
            case EventView():
                return self._wording(value.what, language)
            case PhraseUse():
                self.context.note(value.quantity)
                return self._wording(value.words, language)
            case StatedText(words=words) | (Localized() as words):
                return self._wording(words, language)
            case TermUse():
                self.context.used.terms.setdefault(value.term.id, value.term)
                mentioned = self.context.used.mentioned.setdefault(language.code, set())
                return wording_in(value, language.code, mentioned)
            case str() | int() if not isinstance(value, bool):
                return str(value)
            case _:
                raise unprintable(value)

    def _wording(self, localized: Localized, language: Language) -> str:
        text = self.text_of(localized, language)
        return text.value if text is not None else ""

    def take_down(
        self, text: Text, language: Language, pieces: Sequence[str], printed: Sequence[Printed]
    ) -> None:
        """Record a text: what stands between its values, and they in turn."""
        written = expressions(text.value) if printed else ()
        found = [
            Filled(expression=written[number], value=value_of(value))
            for number, value, _ in printed
        ]
        shown = [
            printed[at // 2][2] if at % 2 and at // 2 < len(printed) else piece
            for at, piece in enumerate(pieces)
        ]
        where = self.context.block, self.context.fields.get(text.place, ""), language.code
        self.context.used.record.wording(wording_of(text, where, shown, found))

    def taken_down(self, said: str, field: str, place: Place, language: Language) -> str:
        """Record what a block prints that is no text of an author, such as a date of its own, and give it."""
        self.context.used.record.wording(
            Wording(
                block=self.context.block,
                field=field,
                language=language.code,
                place=str(place),
                parts=(said,),
            )
        )
        return said

    def _tell(self, text: Text, faults: tuple[Fault, ...]) -> None:
        for fault in faults:
            self.context.problems.add(fault.code, text.at(fault.offset), fault.message, fault.hint)


def unprintable(value: object) -> ValueFault:
    """Say that a value isn't something that is printed, and what to ask for instead."""
    message = f"{_called(value)} is not something to print"
    return ValueFault(
        Code.WRONG_TYPE, message, "ask for one of its values, such as [key], .count or .date"
    )


def _called(value: object) -> str:
    name = type(value).__name__.removesuffix("View").lower()
    return {
        "events": "a list of events",
        "measure": "a whole measure",
        "table": "a whole table",
    }.get(name, f"'{name}'")
