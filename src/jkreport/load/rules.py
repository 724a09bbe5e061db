"""What must hold of a table's data, as its YAML says it."""

import re
from collections.abc import Iterable
from decimal import Decimal

from jkreport.diagnostics import Code, nearest
from jkreport.load.entry import Entry
from jkreport.load.yaml import Pairs
from jkreport.model.names import Name
from jkreport.model.rules import (
    Acknowledged,
    Age,
    Frozen,
    Limits,
    Monotone,
    Rules,
    SumRule,
    UniqueRule,
)
from jkreport.model.tables import Key, KeyType, Measure, MeasureType

_AGE = re.compile(r"([1-9][0-9]{0,4}) (day|month|year)s?")
_FREEZING = re.compile(r"sha256:([0-9a-f]{64})")
_OF_NUMBERS = ("minimum", "maximum", "monotone", "change", "revision", "acknowledged")
_ZERO = Decimal(0)


def read_limits(entry: Entry, kind: MeasureType) -> Limits:
    """Read what must hold of a measure's values, from the mapping that describes the measure."""
    limits = Limits(
        required=entry.boolean("required", default=False),
        unique=entry.boolean("unique", default=False),
        minimum=entry.number("minimum"),
        maximum=entry.number("maximum"),
        enum=tuple(each.value for each in entry.names("enum")),
        monotone=entry.choice("monotone", Monotone.RISING) if entry.has("monotone") else None,
        change=_percent(entry, "change"),
        revision=_percent(entry, "revision"),
        acknowledged=tuple(_acknowledged(each) for each in entry.entries("acknowledged")),
    )
    for key in _OF_NUMBERS if kind is MeasureType.TEXT else ():
        if entry.has(key):
            message = f"'{key}' is for numbers, and the measure holds texts"
            entry.problems.add(Code.BAD_VALUE, entry.key_place(key), message)
    if limits.minimum is not None and limits.maximum is not None:
        _ordered(entry, limits.minimum, limits.maximum)
    return limits


def _ordered(entry: Entry, minimum: Decimal, maximum: Decimal) -> None:
    if minimum > maximum:
        message = f"the minimum {minimum} is greater than the maximum {maximum}"
        entry.problems.add(Code.BAD_VALUE, entry.key_place("minimum"), message)


def _percent(entry: Entry, key: str) -> Decimal | None:
    text = entry.text(key)
    if text is None:
        return None
    number = text.value.removesuffix("%").strip()
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})?", number):
        message = f"'{text.value}' is no percentage such as 25%"
        entry.problems.add(Code.BAD_VALUE, text.place, message)
        return None
    return Decimal(number)


def _acknowledged(entry: Entry) -> Acknowledged:
    reason = entry.text("reason", required=True)
    if not entry.has("value"):
        message = "the key 'value' is missing: a change is acknowledged for one value"
        entry.problems.add(Code.MISSING_KEY, entry.place, message)
    found = Acknowledged(
        key=tuple(each.value for each in entry.names("key")),
        value=entry.number("value") or _ZERO,
        reason=reason.value if reason is not None else "",
        place=entry.place,
    )
    entry.finish()
    return found


def read_rules(file: Entry, keys: Iterable[Key], measures: Iterable[Measure]) -> Rules:
    """Read what must hold of a table as a whole."""
    readers = _Columns(keys, measures)
    sums, unique = [], []
    for each in file.entries("rules"):
        if each.has("unique"):
            unique.append(readers.unique(each))
        else:
            sums.append(readers.sum(each))
        each.finish()
    next_ = file.moment("expected_next")
    return Rules(
        sums=tuple(each for each in sums if each is not None),
        unique=tuple(unique),
        max_age=_age(file),
        expected_next=next_,
        expected_place=file.key_place("expected_next") if next_ is not None else None,
        frozen=_frozen(file),
    )


def _age(file: Entry) -> Age | None:
    text = file.text("max_age")
    if text is None:
        return None
    match = _AGE.fullmatch(text.value)
    if match is None:
        message = f"'{text.value}' is no age such as 90 days, 18 months or 2 years"
        file.problems.add(Code.BAD_VALUE, text.place, message)
        return None
    count, unit = int(match[1]), match[2]
    if unit == "day":
        return Age(days=count, place=text.place)
    return Age(months=count * (12 if unit == "year" else 1), place=text.place)


def _frozen(file: Entry) -> Frozen | None:
    text = file.text("frozen")
    if text is None or text.value == "false":
        return None
    match = _FREEZING.fullmatch(text.value)
    if match is None and text.value != "true":
        hint = "frozen: true, or frozen: sha256: and 64 hexadecimal digits"
        file.problems.add(
            Code.BAD_VALUE, text.place, f"'{text.value}' doesn't say what is frozen", hint
        )
        return None
    return Frozen(sha256=match[1] if match is not None else "", place=text.place)


class _Columns:
    """Reads rules over the columns of a table."""

    def __init__(self, keys: Iterable[Key], measures: Iterable[Measure]) -> None:
        self._keys = {each.name: each for each in keys}
        self._measures = {each.name: each for each in measures}
        self._numbers = [
            name for name, each in self._measures.items() if each.type is not MeasureType.TEXT
        ]

    def unique(self, entry: Entry) -> UniqueRule:
        names = entry.names("unique")
        self._known(entry, names, [*self._keys, *self._measures], "column")
        known = {*self._keys, *self._measures}
        columns = tuple(each.value for each in names if each.value in known)
        return UniqueRule(columns=columns, place=entry.place)

    def sum(self, entry: Entry) -> SumRule | None:
        """Read `sum: [a, b]` or `sum: {key: [x, y]}`, with the whole as `equals`."""
        node = entry.node("sum", required=True)
        key, parts = "", tuple[Name, ...]()
        if isinstance(node, Pairs):
            inner = entry.entry_of(node)
            names = inner.keys if inner is not None else ()
            if inner is None or len(names) != 1 or names[0].value not in self._keys:
                entry.wrong(node, "one key of the table with its values")
                return None
            key, parts = names[0].value, inner.names(names[0].value)
            known = self._values(key)
        else:
            parts, known = entry.names("sum"), self._numbers
        whole = entry.needed_name("equals")
        self._known(entry, (*parts, whole), known, "value" if key else "measure")
        measures = entry.names("measures")
        self._known(entry, measures, self._numbers, "measure")
        return SumRule(
            parts=tuple(each.value for each in parts),
            whole=whole.value,
            key=key,
            measures=tuple(each.value for each in measures) or tuple(self._numbers),
            within=entry.number("within") or _ZERO,
            place=entry.place,
        )

    def _values(self, key: str) -> list[str]:
        found = self._keys[key]
        return list(found.values) if found.type is KeyType.CATEGORY else []

    def _known(self, entry: Entry, names: Iterable[Name], known: list[str], what: str) -> None:
        for each in names:
            if known and each.value not in known:
                message = f"the table has no {what} '{each}'"
                entry.problems.add(
                    Code.UNKNOWN_NAME, each.place, message, nearest(each.value, known)
                )
