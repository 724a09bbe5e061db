"""Keys: how they are written in files and in expressions, and how they are told apart.

Every key becomes a text of one form, so that rows are found whatever way an author wrote it: years
as `2011`, months as `2025-02`, days as `2025-02-03`, integers without leading zeros, categories and
texts by their code. Texts of time keys sort as dates do.
"""

import re
from collections.abc import Sequence
from json import dumps
from unicodedata import normalize

from jkreport.data.numbers import folded, unseen
from jkreport.diagnostics import Code, nearest
from jkreport.model.tables import Key, KeyType, TableSpec
from jkreport.values import Moment, ValueFault, parse_date

TIME = frozenset({KeyType.YEAR, KeyType.MONTH, KeyType.DATE})
_NUMBERS = frozenset({KeyType.YEAR, KeyType.INTEGER})
_INTEGER = re.compile(r"-?[0-9]{1,18}")
_FORMS = {
    KeyType.YEAR: (re.compile(r"([0-9]{4})"), "a year such as 2011"),
    # Spreadsheets turn a typed 2025-02 into the first day of the month.
    KeyType.MONTH: (re.compile(r"([0-9]{4}-[0-9]{2})(?:-01)?"), "a month such as 2025-02"),
    KeyType.DATE: (re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})"), "a day such as 2025-02-03"),
}


def read_key(key: Key, text: str) -> str:
    """Bring a key that stands in a file into its one form.

    Raises:
        ValueFault: the text is no key of this kind.
    """
    text = text.strip(" \u3000\t\n")
    if not text:
        raise ValueFault(Code.VALUE_MISSING, f"the key '{key.name}' is empty")
    match key.type:
        case KeyType.YEAR | KeyType.MONTH | KeyType.DATE:
            return _time(key, folded(text))
        case KeyType.INTEGER:
            if not _INTEGER.fullmatch(folded(text)):
                raise ValueFault(
                    Code.WRONG_TYPE, f"'{text}' is not an integer, as the key '{key.name}' is"
                )
            return str(int(folded(text)))
        case KeyType.CATEGORY:
            known = {normalize("NFC", value): value for value in key.values}
            if normalize("NFC", text) not in known:
                message = f"'{text}' is not a value of the key '{key.name}'"
                hint = unseen(text) or nearest(text, key.values)
                raise ValueFault(Code.UNKNOWN_NAME, message, hint)
            return known[normalize("NFC", text)]
        case KeyType.TEXT:
            return normalize("NFC", text)


def _time(key: Key, text: str) -> str:
    pattern, wanted = _FORMS[key.type]
    match = pattern.fullmatch(text)
    if match is None:
        message = f"'{text}' is not {wanted}, as the key '{key.name}' is"
        hint = unseen(text) or "years are of the common era; months and days have two digits"
        raise ValueFault(Code.BAD_DATE, message, hint)
    try:
        return str(parse_date(match[1]))
    except ValueError as error:
        raise ValueFault(Code.BAD_DATE, str(error)) from error


def asked_keys(spec: TableSpec, keys: Sequence[object], start: int = 0) -> tuple[str, ...]:
    """Bring keys that an expression asks for into their one form, from key number `start` on.

    Raises:
        ValueFault: there are too many, or one can't be a key of its kind.
    """
    rest = spec.keys[start:]
    if len(keys) > len(rest):
        message = f"{len(keys)} keys are given; {said_keys(spec, start)}"
        raise ValueFault(Code.NO_SUCH_ROW, message)
    return tuple(read_key(key, _asked(key, value)) for key, value in zip(rest, keys, strict=False))


def _asked(key: Key, value: object) -> str:
    if isinstance(value, str | int | Moment) and not isinstance(value, bool):
        return str(value)
    raise ValueFault(Code.WRONG_TYPE, f"{value!r} can't be the key '{key.name}'")


def key_value(key: Key, text: str) -> str | Moment:
    """Give a key as an expression shows it: dates as dates, all else as its code."""
    if key.type in TIME:
        moment = parse_date(text)
        if isinstance(moment, Moment):
            return moment
    return text


def said_keys(spec: TableSpec, start: int = 0) -> str:
    """Say which keys a table asks for."""
    return f"table '{spec.id}' has the keys {', '.join(key.name for key in spec.keys[start:])}"


def asked_as(spec: TableSpec, key: Sequence[str]) -> str:
    """Give a row's keys as an expression asks for them: years and integers as numbers, all else in quotes."""
    return ", ".join(
        value if each.type in _NUMBERS else dumps(value, ensure_ascii=False)
        for each, value in zip(spec.keys, key, strict=True)
    )


def said(key: Sequence[str]) -> str:
    """Give a row's keys as they stand in an expression."""
    return f"[{', '.join(key)}]"
