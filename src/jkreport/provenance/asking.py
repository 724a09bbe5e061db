"""A record asked: where a printed value comes from, and where a cell of data is printed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unicodedata import normalize

from jkreport.provenance.record import EditionRecord, Record, Value
from jkreport.values import Cell, Counted, Leaf, Stated
from jkreport.values.quantity import leaves_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Printing:
    """A value where it is printed.

    `field` is the key of the block, `row, column` in a table or a chart; `language` is empty where all languages of the
    edition print the same. `expression` is empty where a block prints the data itself.
    """

    edition: str
    block: str
    field: str
    language: str
    place: str
    expression: str
    printed: str
    value: Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """A value, where it comes from, and every place where it is printed."""

    value: Value
    printings: tuple[Printing, ...]


def printings(edition: EditionRecord) -> Iterator[Printing]:
    """Give every value that an edition prints, in the order of printing."""
    for wording in edition.wordings:
        for printed, filled in wording.values:
            if filled.value is not None:
                yield Printing(
                    edition=edition.id,
                    block=wording.block,
                    field=wording.field,
                    language=wording.language,
                    place=wording.place,
                    expression=filled.expression,
                    printed=printed,
                    value=filled.value,
                )
    yield from _shown(edition)


def _shown(edition: EditionRecord) -> Iterator[Printing]:
    """Give what blocks print of the data by themselves."""
    for figure in edition.figures:
        for number in figure.numbers:
            for language, printed in number.printed.items():
                yield Printing(
                    edition=edition.id,
                    block=figure.block,
                    field=f"{figure.kind} {number.row}, {number.column}",
                    language=language,
                    place=figure.place,
                    expression="",
                    printed=printed,
                    value=number.value,
                )
    for event in edition.events:
        for language, printed in event.printed.items():
            yield Printing(
                edition=edition.id,
                block=event.block,
                field="timeline",
                language=language,
                place=event.place,
                expression="",
                printed=printed,
                value=event.value,
            )


def why(record: Record, asked: str) -> tuple[Chain, ...]:
    """Give where values come from: those of a block or a section, or those printed as, or asked for by, a text."""
    everything = [each for edition in record.editions for each in printings(edition)]
    wanted = _folded(asked)
    tests: tuple[Callable[[Printing], bool], ...] = (
        lambda each: each.block == asked,
        lambda each: _folded(each.printed) == wanted,
        lambda each: _folded(each.expression) == wanted,
        lambda each: wanted in {_folded(called(leaf)) for leaf in leaves_of(each.value.origin)},
    )
    for fits in tests:
        found = [each for each in everything if fits(each)]
        if found:
            return _chains(found)
    return ()


def askable(record: Record) -> list[str]:
    """Name what can be asked for: blocks first, then what is printed, then expressions."""
    everything = [each for edition in record.editions for each in printings(edition)]
    names = [
        *(each.block for each in everything),
        *(each.printed for each in everything),
        *(each.expression for each in everything),
    ]
    return [name for name in dict.fromkeys(names) if name]


def uses(record: Record, fits: Callable[[Leaf], bool]) -> tuple[Printing, ...]:
    """Give every place that prints what comes from origins of a kind."""
    return tuple(
        each
        for edition in record.editions
        for each in printings(edition)
        if any(fits(leaf) for leaf in leaves_of(each.value.origin))
    )


def _chains(found: list[Printing]) -> tuple[Chain, ...]:
    by_value: dict[Value, list[Printing]] = {}
    for each in found:
        by_value.setdefault(each.value, []).append(each)
    return tuple(
        Chain(value=value, printings=tuple(members)) for value, members in by_value.items()
    )


def called(leaf: Leaf) -> str:
    """Give the shortest expression for a cell, a list or a statement: data.trade.total[2011]."""
    match leaf:
        case Counted():
            return f"events.{leaf.events}"
        case Stated():
            return f"statements.{leaf.fact}.{leaf.statement}"
        case Cell():
            return f"data.{leaf.table}.{leaf.measure}[{','.join(leaf.key)}]"


def _folded(text: str) -> str:
    """Take out what is typed one way or another: widths, spaces, quotes."""
    return "".join(
        sign for sign in normalize("NFKC", text) if not sign.isspace() and sign not in "\"'"
    )
