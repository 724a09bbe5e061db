"""What an edition prints is taken down as it is printed: by block, field, language and place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace

from jkreport.diagnostics import Place
from jkreport.model.blocks import Block
from jkreport.model.brief import Brief, Section
from jkreport.model.text import Localized, Text
from jkreport.provenance import Dated, Figure, Filled, Value, Wording
from jkreport.resolve import DateValue, PhraseUse, StatedText
from jkreport.values import Quantity, QuantityRange

_Key = tuple[str, ...]


@dataclass(slots=True)
class Recorder:
    """Takes down texts, figures and events; what is written again in the same block counts once."""

    _wordings: dict[_Key, Wording] = field(default_factory=dict)
    _figures: dict[_Key, Figure] = field(default_factory=dict)
    _events: dict[_Key, Dated] = field(default_factory=dict)

    def wording(self, wording: Wording) -> None:
        """Take down a text."""
        key = wording.block, wording.field, wording.language, wording.place
        self._wordings.setdefault(key, wording)

    def figure(self, figure: Figure) -> None:
        """Take down a table or a chart; where each language has its own, they are one."""
        key = (figure.block, figure.kind, figure.table)
        before = self._figures.get(key)
        self._figures[key] = figure if before is None else _merged(before, figure)

    def event(self, event: Dated) -> None:
        """Take down an event of a timeline."""
        key = (event.block, event.place)
        before = self._events.get(key, event)
        self._events[key] = replace(event, printed={**before.printed, **event.printed})

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The texts in the order of their first printing."""
        return tuple(self._wordings.values())

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The tables and charts in the order of printing."""
        return tuple(self._figures.values())

    @property
    def events(self) -> tuple[Dated, ...]:
        """The events in the order of printing."""
        return tuple(self._events.values())


def _merged(before: Figure, now: Figure) -> Figure:
    """Bring a figure of one language and the same of another together, number by number."""
    numbers = tuple(
        replace(first, printed={**first.printed, **second.printed})
        for first, second in zip(before.numbers, now.numbers, strict=True)
    )
    return replace(now, numbers=numbers)


def fields_of(brief: Brief) -> Mapping[Place, str]:
    """Give the field that each text of a brief stands in, by its place: `text`, `numbers[0].label`."""
    found: dict[Place, str] = {}
    for place, path in _walked(brief, ""):
        found.setdefault(place, path)
    return found


def _walked(thing: object, path: str) -> Iterator[tuple[Place, str]]:
    match thing:
        case Text():
            yield thing.place, path
        case Localized():
            for text in thing.all():
                yield text.place, path
        case tuple():
            for number, each in enumerate(thing):
                # A block or a section is a place of its own.
                inner = "" if isinstance(each, Block | Section) else f"{path}[{number}]"
                yield from _walked(each, inner)
        case _ if is_dataclass(thing):  # the brief, and all that it is made of
            for each in fields(thing):
                name = f"{path}.{each.name}" if path else each.name
                yield from _walked(getattr(thing, each.name), name)
        case _:
            pass


def value_of(value: object) -> Value | None:
    """Give what a printed value is and where it comes from; None for what comes from no data."""
    match value:
        case Quantity():
            return Value(
                number=format(value.number, "f"), unit=value.unit.code, origin=value.provenance
            )
        case QuantityRange():
            number = f"{value.low.number:f}/{value.high.number:f}"
            return Value(number=number, unit=value.low.unit.code, origin=value.provenance)
        case PhraseUse():
            number = format(value.quantity.number, "f")
            return Value(number=number, unit=value.quantity.unit.code, origin=value.origin)
        case DateValue(origin=origin) if origin is not None:
            return Value(number=str(value.date), unit="date", origin=origin)
        case StatedText():
            return Value(number="", unit="text", origin=value.origin)
        case _:
            return None


def wording_of(
    text: Text, where: tuple[str, str, str], pieces: Sequence[str], filled: Sequence[Filled]
) -> Wording:
    """Describe a text that was filled; `where` is its block, field and language, `pieces` what stands in turn.

    A text that holds the marks itself, in which values were set, is taken down whole.
    """
    block, field_name, language = where
    whole = len(pieces) == 2 * len(filled) + 1
    return Wording(
        block=block,
        field=field_name,
        language=language,
        place=str(text.place),
        parts=tuple(pieces) if whole else ("".join(pieces),),
        filled=tuple(filled) if whole else (),
    )
