"""What the statements of a fact come to: the values side by side, and whether they differ."""

# ruff: noqa: SLF001 - the views of this package keep their names from authors

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from jkreport.data import Column
from jkreport.data.rows import Row, quantity_of
from jkreport.diagnostics import Code, Problems
from jkreport.model.statements import Fact, Statement
from jkreport.model.text import Localized
from jkreport.resolve.dates import DateValue
from jkreport.resolve.scope import Scope
from jkreport.resolve.statements import StatedText, stated
from jkreport.resolve.tables import MeasureView
from jkreport.templating import evaluate
from jkreport.values import (
    Cell,
    Counted,
    Interval,
    Leaf,
    Moment,
    Provenance,
    Quantity,
    Stated,
    ValueFault,
)
from jkreport.values.quantity import leaves_of

_FEWEST = 2
_SUCH_AS = "such as data.trade.total[2011], events.summits.count or events.summits['id'].date"
# Why a statement doesn't hold for a brief, which is no fault of it.
_UNTIMELY = frozenset({Code.AFTER_CUT_OFF, Code.DATA_TOO_OLD, Code.DATA_OVERDUE})
Said = Quantity | DateValue | StatedText


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """What a statement says of a matter, and the works that it is from."""

    statement: Statement
    value: Said
    origin: Provenance
    sources: tuple[str, ...]

    @property
    def content(self) -> Decimal | Moment | Interval | Localized:
        """The number, the date or the words."""
        match self.value:
            case Quantity():
                return self.value.number
            case DateValue():
                return self.value.date
            case StatedText():
                return self.value.words

    @property
    def unit(self) -> str:
        """The code of a unit, `date` or `text`."""
        match self.value:
            case Quantity():
                return self.value.unit.code
            case DateValue():
                return "date"
            case StatedText():
                return "text"

    @property
    def exact(self) -> str:
        """The number, full and exact, or the date in EDTF; nothing for words."""
        match self.content:
            case Decimal() as number:
                return format(number, "f")
            case Localized():
                return ""
            case date:
                return str(date)


@dataclass(frozen=True, kw_only=True, slots=True)
class Matter:
    """A fact, or one row of it where whole measures are compared, with what is claimed of it."""

    fact: Fact
    key: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """What it is called: the fact, with the key of the row in brackets."""
        return f"{self.fact.id}[{', '.join(self.key)}]" if self.key else self.fact.id

    @property
    def differs(self) -> bool:
        """Whether any two claims contradict each other."""
        return not all(self.agree(one, other) for one, other in combinations(self.claims, 2))

    def agree(self, one: Claim, other: Claim) -> bool:
        """Whether two claims come to the same: numbers within what is allowed, dates as far as both are known."""
        match one.content, other.content:
            case Decimal() as number, Decimal() as second:
                return self.fact.allows(number, second)
            case Moment() | Interval() as date, Moment() | Interval() as second:
                return _within(date, second) or _within(second, date)
            case Localized() as words, Localized() as second:
                return words.plain() == second.plain()
            case _:
                return False


def _within(inner: Moment | Interval, outer: Moment | Interval) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def matters_of(facts: Iterable[Fact], scope: Scope, problems: Problems) -> tuple[Matter, ...]:
    """Give what is claimed of facts, in the scope of a brief; what can't be compared is told and left out.

    Data that are later than the cut-off date of the brief, or too old for it, are left out without a word.
    """
    return tuple(matter for fact in facts for matter in _matters(fact, scope, problems))


def concerned(facts: Iterable[Fact], leaves: Iterable[Leaf]) -> tuple[Fact, ...]:
    """Give the facts that have a statement from among the tables, lists and statements behind printed values."""
    named = {_named(leaf) for leaf in leaves}
    return tuple(fact for fact in facts if named & set(_asked(fact)))


def _named(leaf: Leaf) -> tuple[str, str]:
    match leaf:
        case Cell():
            return "data", leaf.table
        case Counted():
            return "events", leaf.events
        case Stated():
            return "statements", leaf.fact


def _asked(fact: Fact) -> Iterator[tuple[str, str]]:
    yield "statements", fact.id
    for each in fact.statements.values():
        yield from each.asks


def _matters(fact: Fact, scope: Scope, problems: Problems) -> Iterator[Matter]:
    measures: list[tuple[Statement, MeasureView]] = []
    single: list[Claim] = []
    for statement in fact.statements.values():
        value = _value(fact, statement, scope, problems)
        claim = _claim(statement, value)
        if isinstance(value, MeasureView):
            measures.append((statement, value))
        elif claim is not None:
            single.append(claim)
        elif value is not None:
            message = f"'{statement.id}' gives no number and no date that can be compared"
            problems.add(Code.NOT_COMPARABLE, statement.place, message, _SUCH_AS)
    if measures and single:
        place = single[0].statement.place
        message = f"'{single[0].statement.id}' is one value, and another statement a whole measure"
        problems.add(Code.NOT_COMPARABLE, place, message, "ask for one row: measure[key]")
        return
    rows = _rows(fact, measures, problems) if measures else {(): single}
    for key, claims in rows.items():
        if len(claims) >= _FEWEST and _of_one_kind(claims, problems):
            yield Matter(fact=fact, key=key, claims=tuple(claims))


def _value(fact: Fact, statement: Statement, scope: Scope, problems: Problems) -> object:
    expression = statement.value
    if expression is None:
        return stated(fact, statement)
    value, faults = evaluate(expression.value, scope)
    for fault in faults:
        if fault.code not in _UNTIMELY:
            problems.add(fault.code, expression.at(fault.offset), fault.message, fault.hint)
    return value


def _claim(statement: Statement, value: object) -> Claim | None:
    match value:
        case Quantity(provenance=origin):
            pass
        case DateValue(origin=origin) if origin is not None:
            pass
        case StatedText(origin=origin):
            pass
        case _:
            return None
    said = value if statement.text is None else StatedText(statement.text, origin)
    sources = _sources(statement, origin)
    return Claim(statement=statement, value=said, origin=origin, sources=sources)


def _sources(statement: Statement, origin: Provenance) -> tuple[str, ...]:
    """Give what a statement names as its sources, else those of its data."""
    own = tuple(each.value for each in statement.sources)
    return own or tuple(dict.fromkeys(each for leaf in leaves_of(origin) for each in leaf.sources))


def _of_one_kind(claims: Collection[Claim], problems: Problems) -> bool:
    first, *rest = claims
    for other in rest:
        if other.unit != first.unit:
            one, two = first.statement, other.statement
            message = f"'{one.id}' is in '{first.unit}', and '{two.id}' in '{other.unit}'"
            problems.add(Code.NOT_COMPARABLE, two.place, message)
            return False
    return True


def _rows(
    fact: Fact, measures: Iterable[tuple[Statement, MeasureView]], problems: Problems
) -> Mapping[tuple[str, ...], list[Claim]]:
    """Put the rows of whole measures side by side that have the same keys."""
    found: dict[tuple[str, ...], list[Claim]] = {}
    names: tuple[str, ...] | None = None
    for statement, measure in measures:
        column = measure._column
        own = [key.name for key in column.spec.keys][len(column.fixed) :]
        shared = [statement.keys.get(name, name) for name in own]
        names = names if names is not None else tuple(shared)
        if sorted(shared) != sorted(names) or set(statement.keys) - set(own):
            _tell_keys(fact, statement, names, own, problems)
            continue
        for row in column.rows:
            key = dict(zip(shared, row.key[len(column.fixed) :], strict=True))
            claim = _claim(statement, _quantity(column, row))
            if claim is not None:
                found.setdefault(tuple(key[name] for name in names), []).append(claim)
    return found


def _quantity(column: Column, row: Row) -> Quantity | None:
    """Give the number of a row; none where a sign stands in its place."""
    try:
        return quantity_of(column.spec, column.measure, row)
    except ValueFault:
        return None


def _tell_keys(
    fact: Fact,
    statement: Statement,
    names: Collection[str],
    own: Collection[str],
    problems: Problems,
) -> None:
    said, wanted = ", ".join(own), ", ".join(names)
    message = f"'{statement.id}' has rows by '{said}', and '{fact.id}' is compared by '{wanted}'"
    hint = "narrow the rows by where(…), or name the keys: keys: {time: year}"
    problems.add(Code.NOT_COMPARABLE, statement.place, message, hint)
