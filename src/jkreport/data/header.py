"""The header of a data file against the keys and measures that the table declares."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from jkreport.data.raw import RawRow
from jkreport.diagnostics import Code, Place, Problems, nearest
from jkreport.model.tables import Key, KeyType, Measure, MeasureType, TableSpec

ID = "id"
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """Where the columns of a table stand in its file.

    `texts` gives, for a text key or measure, the column of each language; "" is the column for all.
    """

    columns: Mapping[str, int]
    texts: Mapping[str, Mapping[str, int]]

    @property
    def id(self) -> int | None:
        """The column that holds what a row with a text key is called by."""
        return self.columns.get(ID)

    def place(self, row: RawRow, name: str) -> Place:
        """Give the place of the cell of a key or measure in a row."""
        texts = self.texts.get(name)
        column = min(texts.values(), default=0) if texts else self.columns.get(name, 0)
        return row.place(column)


def read_header(spec: TableSpec, head: RawRow, problems: Problems) -> Header:
    """Find the table's columns; duplicate, unknown and missing names are faults."""
    plain = {each.name for each in _declared(spec) if not is_text(each)}
    texts: dict[str, dict[str, int]] = {each.name: {} for each in _declared(spec) if is_text(each)}
    if _has_text_key(spec):
        plain.add(ID)
    columns: dict[str, int] = {}
    names = [text.strip() for text in head.texts]
    _report_names(names, head, problems)
    for index, name in enumerate(names):
        stem, _, language = name.partition(":")
        if name in plain:
            columns.setdefault(name, index)
        elif stem in texts and (name == stem or _LANGUAGE.fullmatch(language)):
            texts[stem].setdefault(language, index)
        elif name:
            known = [*plain, *texts]
            message = f"the table has no key or measure '{name}'"
            problems.add(Code.TABLE_HEADER, head.place(index), message, nearest(name, known))
    header = Header(columns=columns, texts=texts)
    _report_missing(spec, header, head, problems)
    return header


def is_text(column: Key | Measure) -> bool:
    """Say whether a column is written in languages."""
    return column.type in {KeyType.TEXT, MeasureType.TEXT}


def _declared(spec: TableSpec) -> list[Key | Measure]:
    return [*spec.keys, *spec.measures]


def _has_text_key(spec: TableSpec) -> bool:
    return any(key.type is KeyType.TEXT for key in spec.keys)


def _report_names(names: list[str], head: RawRow, problems: Problems) -> None:
    counts = Counter(names)
    for index, name in enumerate(names):
        if not name:
            hint = "take the comma at the end of the lines out" if index == len(names) - 1 else ""
            problems.add(Code.TABLE_HEADER, head.place(index), "a column has no name", hint)
        elif counts[name] > 1 and names.index(name) != index:
            problems.add(Code.TABLE_HEADER, head.place(index), f"the column '{name}' stands twice")


def _report_missing(spec: TableSpec, header: Header, head: RawRow, problems: Problems) -> None:
    for column in _declared(spec):
        name = column.name
        if not (header.texts.get(name) if is_text(column) else name in header.columns):
            hint = f"it is declared in {column.place}"
            if is_text(column):
                hint = f"'{name}:' and a language's code, or '{name}' for all; {hint}"
            problems.add(Code.TABLE_HEADER, head.place(), f"the column '{name}' is missing", hint)
    if _has_text_key(spec) and header.id is None:
        hint = "rows with a text key are called by their id in expressions"
        problems.add(Code.TABLE_HEADER, head.place(), f"the column '{ID}' is missing", hint)
