"""What a table says must hold of its data, held against its rows; each breach is told at its cell."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal, localcontext
from itertools import pairwise

from jkreport.data.keys import TIME, said
from jkreport.data.rows import Missing, Row
from jkreport.diagnostics import Code, Place, Problems
from jkreport.model.rules import Limits, Monotone, SumRule, UniqueRule
from jkreport.model.tables import Key, Measure, MeasureType, TableSpec
from jkreport.model.text import Localized

_HUNDRED = Decimal(100)
_DIGITS = 60

Placed = Callable[[Row, str], Place]
"""Gives the place of a row's cell, by the name of its column."""


def check_cells(
    measure: Measure, row: Row, place: Callable[[str], Place], problems: Problems
) -> None:
    """Tell what a single value breaks."""
    limits = measure.limits
    entry = row.cells.get(measure.name)
    if limits.required and isinstance(entry, Missing):
        message = f"'{measure.name}' is required, and '{entry.mark}' stands in its place"
        problems.add(Code.OUT_OF_BOUNDS, place(measure.name), message)
    if isinstance(entry, Decimal):
        for message in _out_of_bounds(limits, entry, measure.name):
            problems.add(Code.OUT_OF_BOUNDS, place(measure.name), message)
    for text in _texts(entry) if limits.enum else ():
        if text not in limits.enum:
            message = f"'{text}' is none of the values that '{measure.name}' may have"
            hint = "one of " + ", ".join(limits.enum)
            problems.add(Code.OUT_OF_BOUNDS, place(measure.name), message, hint)


def _texts(entry: object) -> Iterator[str]:
    match entry:
        case Localized():
            yield from (each.value for each in entry.all())
        case Decimal():
            yield format(entry, "f")
        case _:
            return


def _out_of_bounds(limits: Limits, number: Decimal, name: str) -> Iterator[str]:
    if limits.minimum is not None and number < limits.minimum:
        yield f"{number:f} is less than the minimum of '{name}', {limits.minimum:f}"
    if limits.maximum is not None and number > limits.maximum:
        yield f"{number:f} is more than the maximum of '{name}', {limits.maximum:f}"


def check_rows(spec: TableSpec, rows: Sequence[Row], place: Placed, problems: Problems) -> None:
    """Tell what rows break that are right each by itself."""
    for measure in spec.measures:
        if measure.limits.unique:
            rule = UniqueRule(columns=(measure.name,), place=measure.place)
            _check_unique(rule, rows, place, problems)
        if measure.type is not MeasureType.TEXT:
            _check_series(spec.keys, measure, rows, place, problems)
    for rule in spec.rules.unique:
        _check_unique(rule, rows, place, problems)
    for each in spec.rules.sums:
        if each.key:
            _check_sum_of_rows(spec, each, rows, place, problems)
        else:
            _check_sum_of_measures(each, rows, place, problems)


def _check_unique(rule: UniqueRule, rows: Sequence[Row], place: Placed, problems: Problems) -> None:
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        values = tuple(_comparable(row, column) for column in rule.columns)
        if None in values:
            continue
        if values in first:
            column = rule.columns[0]
            said_values = ", ".join(str(each) for each in values)
            message = f"'{said_values}' stands twice in {', '.join(rule.columns)}"
            hint = f"first at {place(first[values], column)}"
            problems.add(Code.NOT_UNIQUE, place(row, column), message, hint)
        first.setdefault(values, row)


def _comparable(row: Row, column: str) -> object:
    """Give what tells a cell apart; None for one that is missing."""
    entry = row.cells.get(column, row.names.get(column))
    match entry:
        case Localized():
            return " / ".join(sorted(each.value for each in entry.all()))
        case Decimal():
            return entry.normalize()
        case _:
            return None


def _check_series(
    keys: Sequence[Key], measure: Measure, rows: Sequence[Row], place: Placed, problems: Problems
) -> None:
    limits = measure.limits
    if limits.monotone is None and limits.change is None:
        return
    for series in _series(keys, rows):
        numbers = [(row, row.cells.get(measure.name)) for row in series]
        known = [(row, each) for row, each in numbers if isinstance(each, Decimal)]
        for (before, old), (after, new) in pairwise(known):
            where = place(after, measure.name)
            if _wrong_way(limits.monotone, old, new) and not limits.known(after.key, new):
                message = f"'{measure.name}' goes from {old:f} {said(before.key)} to {new:f}"
                way = limits.monotone.value if limits.monotone is not None else ""
                problems.add(Code.NOT_MONOTONE, where, f"{message}; it is said to be {way}")
            if limits.change is not None and not limits.known(after.key, new):
                _check_change(old, new, limits.change, (measure.name, before), where, problems)


def _check_change(
    old: Decimal,
    new: Decimal,
    most: Decimal,
    named: tuple[str, Row],
    where: Place,
    problems: Problems,
) -> None:
    name, before = named
    if exceeds(old, new, most):
        message = (
            f"'{name}' goes from {old:f} {said(before.key)} to {new:f}, more than {most:f}% apart"
        )
        hint = "mend the number, or say under 'acknowledged' why it holds"
        problems.add(Code.CHANGE_TOO_LARGE, where, message, hint)


def exceeds(old: Decimal, new: Decimal, most: Decimal) -> bool:
    """Say whether a number changes by more percent than it may; from zero every change is more.

    >>> exceeds(Decimal(100), Decimal(110), Decimal(10)), exceeds(Decimal(0), Decimal(1), Decimal(10))
    (False, True)
    """
    with localcontext(prec=_DIGITS):
        return abs(new - old) * _HUNDRED > abs(old) * most


def _wrong_way(wanted: Monotone | None, old: Decimal, new: Decimal) -> bool:
    match wanted:
        case Monotone.RISING:
            return new < old
        case Monotone.FALLING:
            return new > old
        case None:
            return False


def _series(keys: Sequence[Key], rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Give the rows that follow one another in time, for each combination of the other keys; else in file order."""
    times = [index for index, key in enumerate(keys) if key.type in TIME]
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        other = tuple(each for index, each in enumerate(row.key) if times and index not in times)
        groups.setdefault(other, []).append(row)
    for group in groups.values():
        yield sorted(group, key=lambda row: [row.key[index] for index in times])


def _check_sum_of_measures(
    rule: SumRule, rows: Sequence[Row], place: Placed, problems: Problems
) -> None:
    for row in rows:
        parts = [row.cells.get(name) for name in rule.parts]
        whole = row.cells.get(rule.whole)
        message = _sum_differs(rule, parts, whole)
        if message:
            problems.add(Code.SUM_DIFFERS, place(row, rule.whole), message)


def _check_sum_of_rows(
    spec: TableSpec, rule: SumRule, rows: Sequence[Row], place: Placed, problems: Problems
) -> None:
    index = next(i for i, key in enumerate(spec.keys) if key.name == rule.key)
    by_key = {row.key: row for row in rows}
    for row in rows:
        if row.key[index] != rule.whole:
            continue
        parts = [by_key.get((*row.key[:index], part, *row.key[index + 1 :])) for part in rule.parts]
        for name in rule.measures:
            found = [None if each is None else each.cells.get(name) for each in parts]
            message = _sum_differs(rule, found, row.cells.get(name))
            if message:
                problems.add(Code.SUM_DIFFERS, place(row, name), f"'{name}': {message}")


def _sum_differs(rule: SumRule, parts: Sequence[object], whole: object) -> str:
    """Say by how much parts and whole differ; nothing where a number is missing, or they don't."""
    numbers = [each for each in parts if isinstance(each, Decimal)]
    if len(numbers) < len(parts) or not isinstance(whole, Decimal):
        return ""
    with localcontext(prec=_DIGITS):
        total = sum(numbers, Decimal(0))
        if abs(total - whole) <= rule.within:
            return ""
        names = " + ".join(rule.parts)
        return f"{names} make {total:f}, and {rule.whole} is {whole:f}: {total - whole:+f}"
