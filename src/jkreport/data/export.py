"""A table as CSV: exact, read back by our own reader, and without a cell that a spreadsheet program works out."""

import csv
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import StringIO

from jkreport.data.header import ID, is_text
from jkreport.data.rows import Missing, Row
from jkreport.model.tables import Key, KeyType, Measure, TableSpec
from jkreport.model.text import Localized

# Full-width signs begin a formula, too, where East Asian letters are typed.
_LIVE = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20].", re.DOTALL)
_QUIET = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20].", re.DOTALL)


def quieted(text: str) -> str:
    """Give a text that no spreadsheet program works out: an apostrophe stands before what would begin a formula.

    >>> quieted("=1+1"), quieted("'=1+1"), quieted("-"), quieted("a=b")
    ("'=1+1", "''=1+1", '-', 'a=b')
    """
    return f"'{text}" if _LIVE.match(text) else text


def unquieted(text: str) -> str:
    """Give the text of which `quieted` made this one.

    >>> unquieted("'=1+1"), unquieted("'90s")
    ('=1+1', "'90s")
    """
    return text[1:] if _QUIET.match(text) else text


def csv_of(spec: TableSpec, rows: Sequence[Row]) -> str:
    """Write a table as its reader reads it: numbers before their scale, texts a column for each language."""
    languages = {name: list(_languages(name, rows)) for name in _texts(spec)}
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_head(spec, languages))
    for row in rows:
        writer.writerow(_cells(spec, row, languages))
    return stream.getvalue()


def _texts(spec: TableSpec) -> Iterator[str]:
    return (each.name for each in _columns(spec) if is_text(each))


def _columns(spec: TableSpec) -> tuple[Key | Measure, ...]:
    return (*spec.keys, *spec.measures)


def _languages(name: str, rows: Sequence[Row]) -> Iterator[str]:
    """Give the languages that a text has in any row; empty for what serves all."""
    texts = [each for row in rows if (each := _localized(row, name)) is not None]
    codes = dict.fromkeys(code for each in texts for code in each.texts)
    yield from codes
    if not codes or any(each.common is not None for each in texts):
        yield ""


def _localized(row: Row, name: str) -> Localized | None:
    found = row.names.get(name, row.cells.get(name))
    return found if isinstance(found, Localized) else None


def _head(spec: TableSpec, languages: dict[str, list[str]]) -> Iterator[str]:
    for column in _columns(spec):
        if column.type is KeyType.TEXT:
            yield ID
        if column.name in languages:
            yield from (f"{column.name}:{code}".rstrip(":") for code in languages[column.name])
        else:
            yield column.name


def _cells(spec: TableSpec, row: Row, languages: dict[str, list[str]]) -> Iterator[str]:
    for key, text in zip(spec.keys, row.key, strict=True):
        # Keys that are numbers or dates can't begin a formula but with a minus that is theirs.
        yield text if key.type is KeyType.INTEGER else quieted(text)
        if key.name in languages:
            yield from _wordings(_localized(row, key.name), languages[key.name])
    for measure in spec.measures:
        entry = row.cells.get(measure.name)
        match entry:
            case Decimal():
                yield format(entry, "f")
            case Missing():
                yield quieted(entry.mark)
            case _:
                yield from _wordings(
                    _localized(row, measure.name), languages.get(measure.name, [""])
                )


def _wordings(text: Localized | None, languages: list[str]) -> Iterator[str]:
    for code in languages:
        found = None if text is None else text.texts.get(code) if code else text.common
        yield quieted(found.value) if found is not None else ""
