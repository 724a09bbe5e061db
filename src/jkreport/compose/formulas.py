"""How a number was worked out, with its inputs as they are printed: 1,500発 ÷ 600発."""

from collections.abc import Iterator, Mapping

from jkreport.compose.context import Context
from jkreport.compose.record import value_of
from jkreport.data.rows import quantity_of
from jkreport.languages import Label, Language
from jkreport.provenance import Value
from jkreport.values import Cell, Counted, Derived, Leaf, Provenance, Quantity, Stated, ValueFault
from jkreport.values.quantity import leaves_of

Piece = tuple[str, Value | None]
"""What is printed, and its value if it is an input."""

_SIGNS: Mapping[str, str] = {
    "ratio": " ÷ ",
    "share": " ÷ ",
    "change rate": " ÷ ",
    "change": " − ",
    "difference": " − ",
    "sum": " + ",
}
_RANK = "rank"
# A sum of more is told by how many it has.
_MOST = 8


def is_worked(origin: Provenance) -> bool:
    """Whether a number was worked out by something that a formula tells: no mere choice, range or phrase."""
    if not isinstance(origin, Derived) or not (origin.formula in _SIGNS or origin.formula == _RANK):
        return False
    return all(is_worked(each) for each in origin.inputs if isinstance(each, Derived))


def formula_of(context: Context, origin: Derived, language: Language) -> tuple[Piece, ...]:
    """Write what a number was worked out from, in a language."""
    return tuple(_pieces(context, origin, language))


def _pieces(context: Context, origin: Provenance, language: Language) -> Iterator[Piece]:
    match origin:
        case Derived(formula="rank", inputs=inputs):
            yield _about("rank_of", context, next(leaves_of(inputs[0])), language)
        case Derived(inputs=inputs) if len(inputs) > _MOST:
            yield language.label("values_count", len(inputs)), None
        case Derived(formula="change rate", inputs=(now, before)):
            yield "(", None
            yield from _pieces(context, now, language)
            yield _SIGNS["change"], None
            yield from _pieces(context, before, language)
            yield f"){_SIGNS['ratio']}", None
            yield from _held(context, before, language)
        case Derived(formula=formula, inputs=inputs):
            for number, each in enumerate(inputs):
                if number:
                    yield _SIGNS[formula], None
                yield from _held(context, each, language)
        case Cell() | Counted() | Stated():
            yield from _leaf(context, origin, language)


def _held(context: Context, origin: Provenance, language: Language) -> Iterator[Piece]:
    """Write an input, in brackets if it was worked out itself."""
    inner = isinstance(origin, Derived) and len(origin.inputs) > 1 and origin.formula != _RANK
    if inner:
        yield "(", None
    yield from _pieces(context, origin, language)
    if inner:
        yield ")", None


def _leaf(context: Context, leaf: Leaf, language: Language) -> Iterator[Piece]:
    match leaf:
        case Counted(members=members):
            yield str(len(members)), Value(number=str(len(members)), unit="", origin=leaf)
        case Stated(fact=fact, statement=name):
            stated = context.store.facts[fact].statements[name]
            if stated.number is not None:
                quantity = Quantity(number=stated.number, unit=stated.unit, provenance=leaf)
                yield language.quantity(quantity), value_of(quantity)
        case Cell():
            yield from _cell(context, leaf, language)


def _cell(context: Context, leaf: Cell, language: Language) -> Iterator[Piece]:
    spec = context.store.tables[leaf.table]
    measure = spec.measure(leaf.measure)
    if measure is None or len(leaf.key) < len(spec.keys):
        yield _about("sum_of", context, leaf, language)
        return
    try:
        table = context.tables.table(leaf.table)
        quantity = quantity_of(spec, measure, table.row(*leaf.key))
    except ValueFault:
        # Told where the number itself is printed.
        return
    yield language.quantity(quantity), value_of(quantity)


def _about(label: Label, context: Context, leaf: Leaf, language: Language) -> Piece:
    said = ""
    if isinstance(leaf, Cell):
        measure = context.store.tables[leaf.table].measure(leaf.measure)
        said = measure.label.said(language.code) if measure is not None else ""
    return language.label(label, said), None
