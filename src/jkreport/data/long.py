"""Long tables, kept by column: a row is made when it is asked for, and what is alike is read once."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, MutableSequence, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import prod
from typing import overload

from jkreport.data.header import Header, is_text
from jkreport.data.raw import CODES, RawColumn, RawColumns, RawRow, enough
from jkreport.data.rows import Entry, Row
from jkreport.diagnostics import Code, Place, Problems
from jkreport.model.tables import Key, KeyType, Measure, TableSpec
from jkreport.model.text import Localized

_INDICES, _LARGEST = "Q", (1 << 64) - 1


@dataclass(frozen=True, kw_only=True, slots=True)
class _Coded:
    """A column that has been read: its distinct values, and for each row the number of its own."""

    values: Sequence[object]
    codes: "array[int]"

    def at(self, row: int) -> object:
        return self.values[self.codes[row]]


@dataclass(frozen=True, kw_only=True, slots=True)
class LongRows(Sequence[Row]):
    """The rows of a long table, or some of them; they are found by key without being looked through."""

    spec: TableSpec
    file: str
    first_column: str
    keys: tuple[_Coded, ...]
    measures: Mapping[str, _Coded]
    names: Mapping[str, _Coded]
    indices: Sequence[int]
    # Their keys as one number each, in order, and the rows that these belong to; of all rows, whichever these are.
    order: tuple[Sequence[int], Sequence[int]] = field(repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.indices)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """Give a row, or several."""
        if isinstance(index, slice):
            return [self._row(each) for each in self.indices[index]]
        return self._row(self.indices[index])

    def __iter__(self) -> Iterator[Row]:
        return map(self._row, self.indices)

    def _row(self, index: int) -> Row:
        cells, flags = {}, {}
        for name, column in self.measures.items():
            entry, flag = _entry_and_flag(column.at(index))
            if entry is not None:
                cells[name] = entry
            if flag:
                flags[name] = flag
        return Row(
            key=tuple(str(each.at(index)) for each in self.keys),
            cells=cells,
            names={name: _localized(each.at(index)) for name, each in self.names.items()},
            flags=flags,
            place=Place(file=self.file, cell=f"{self.first_column}[{index + 1}]"),
        )

    def find(self, key: tuple[str, ...]) -> Row | None:
        """Give the row with this whole key; None where there is none."""
        number = _number(self.keys, key)
        numbers, rows = self.order
        at = bisect_left(numbers, number) if number is not None else len(numbers)
        if at == len(numbers) or numbers[at] != number:
            return None
        return self._row(rows[at])

    def having(self, wanted: Mapping[int, set[str]]) -> "LongRows":
        """Give those whose keys, by their number, are among these."""
        indices = self.indices
        for position, values in wanted.items():
            column = self.keys[position]
            codes = {code for code, each in enumerate(column.values) if each in values}
            all_codes = column.codes
            indices = array(CODES, (each for each in indices if all_codes[each] in codes))
        return LongRows(
            spec=self.spec,
            file=self.file,
            first_column=self.first_column,
            keys=self.keys,
            measures=self.measures,
            names=self.names,
            indices=indices,
            order=self.order,
        )

    def known(self, position: int) -> set[str]:
        """Give the values of a key, by its number, that are in these rows."""
        column = self.keys[position]
        codes = {column.codes[each] for each in self.indices}
        return {str(column.values[code]) for code in codes}

    def entries(self, measure: str) -> Iterator[Entry | None]:
        """Give what each row holds of a measure."""
        column = self.measures[measure]
        read = [_entry_and_flag(each)[0] for each in column.values]
        codes = column.codes
        return (read[codes[index]] for index in self.indices)


def _entry_and_flag(value: object) -> tuple[Entry | None, str]:
    if isinstance(value, tuple):
        entry, flag = value
        return entry, str(flag)
    return None, ""


def _localized(value: object) -> Localized:
    if not isinstance(value, Localized):
        raise TypeError("the column of a text key holds texts")
    return value


Read = Callable[[RawRow, Problems], object]
"""Reads a key, the text of one, or a measure of a row; of a measure its entry and the sign beside it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Readers:
    """How keys, texts of keys and measures are read, by their names."""

    keys: Mapping[str, Read]
    names: Mapping[str, Read]
    measures: Mapping[str, Read]


def long_rows(
    spec: TableSpec, raw: RawColumns, header: Header, readers: Readers, problems: Problems
) -> LongRows | None:
    """Read many rows; a text that is wrong is told of where it first stands. None when something is."""
    coded: dict[str, _Coded] = {}
    columns: tuple[Key | Measure, ...] = (*spec.keys, *spec.measures)
    for column in columns:
        texts = list(header.texts[column.name].values()) if is_text(column) else []
        plain = [header.columns[column.name]] if column.name in header.columns else []
        if column.name in readers.measures:
            found = _read(raw, texts or plain, readers.measures[column.name], problems)
        elif column.type is KeyType.TEXT:
            _put(coded, f"{column.name}:", _read(raw, texts, readers.names[column.name], problems))
            one = [] if header.id is None else [header.id]
            found = _read(raw, one, readers.keys[column.name], problems)
        else:
            found = _read(raw, plain, readers.keys[column.name], problems)
        _put(coded, column.name, found)
    if problems.errors:
        return None
    keys = tuple(coded[key.name] for key in spec.keys)
    rows = LongRows(
        spec=spec,
        file=raw.file,
        first_column=raw.columns[0].name,
        keys=keys,
        measures={each.name: coded[each.name] for each in spec.measures},
        names={key.name: coded[f"{key.name}:"] for key in spec.keys if is_text(key)},
        indices=range(len(raw)),
        order=_order(keys, len(raw)),
    )
    _tell_twice(rows, problems)
    return rows


def _put(coded: dict[str, _Coded], name: str, column: _Coded | None) -> None:
    if column is not None:
        coded[name] = column


def _read(
    raw: RawColumns,
    indices: Sequence[int],
    read: Read,
    problems: Problems,
) -> _Coded | None:
    """Read each text of some columns once, where it first stands."""
    if not indices:
        return None
    columns = [raw.columns[index] for index in indices]
    codes, firsts = _together(columns)
    values = []
    for row in firsts:
        if enough(problems):
            problems.add(Code.LIMIT, raw[row].place(), "too many faults; the rest is not read")
            return None
        values.append(read(raw[row], problems))
    return _Coded(values=values, codes=codes)


def _together(columns: Sequence[RawColumn]) -> tuple["array[int]", list[int]]:
    """Number the combinations of texts in some columns; give the number of each row, and where each first stands."""
    known: dict[object, int] = {}
    firsts: list[int] = []
    codes = array(CODES)
    alone = columns[0].codes if len(columns) == 1 else None
    rows = alone if alone is not None else zip(*(each.codes for each in columns), strict=True)
    for row, combination in enumerate(rows):
        code = known.setdefault(combination, len(firsts))
        if code == len(firsts):
            firsts.append(row)
        codes.append(code)
    return codes, firsts


def _number(keys: Sequence[_Coded], key: tuple[str, ...]) -> int | None:
    """Give a key as one number; None for one that no row can have."""
    number = 0
    for column, wanted in zip(keys, key, strict=True):
        if wanted not in column.values:
            return None
        number = number * len(column.values) + column.values.index(wanted)
    return number


def _order(keys: Sequence[_Coded], rows: int) -> tuple[Sequence[int], Sequence[int]]:
    # Keys that are written in several ways are one; each has the number of the first.
    same = [_first_alike(each.values) for each in keys]
    large = prod(len(each.values) for each in keys) > _LARGEST
    numbers: MutableSequence[int] = [0] * rows if large else array(_INDICES, bytes(8 * rows))
    for column, alike in zip(keys, same, strict=True):
        count = len(column.values)
        for row, code in enumerate(column.codes):
            numbers[row] = numbers[row] * count + alike[code]
    order = array(CODES, sorted(range(rows), key=numbers.__getitem__))
    ordered = (numbers[row] for row in order)
    return list(ordered) if large else array(_INDICES, ordered), order


def _first_alike(values: Sequence[object]) -> list[int]:
    first: dict[object, int] = {}
    return [first.setdefault(value, code) for code, value in enumerate(values)]


def _tell_twice(rows: LongRows, problems: Problems) -> None:
    numbers, order = rows.order
    for at in range(1, len(numbers)):
        if numbers[at] == numbers[at - 1]:
            first, second = rows[order[at - 1]], rows[order[at]]
            message = f"the row [{', '.join(second.key)}] stands twice"
            hint = f"first at {first.place}"
            problems.add(Code.DUPLICATE_ROW, second.place, message, hint)
            if enough(problems):
                return


def having(rows: Sequence[Row], wanted: Mapping[int, set[str]]) -> Sequence[Row]:
    """Give the rows whose keys, by their number, are among these."""
    if isinstance(rows, LongRows):
        return rows.having(wanted)
    return tuple(
        row for row in rows if all(row.key[index] in values for index, values in wanted.items())
    )


def known_keys(rows: Sequence[Row], position: int) -> set[str]:
    """Give the values of a key, by its number, that are in rows."""
    if isinstance(rows, LongRows):
        return rows.known(position)
    return {row.key[position] for row in rows}


def numbers_in(rows: LongRows, measure: str) -> list[Decimal] | None:
    """Give the numbers of a measure; None when a row has none."""
    found = [each for each in rows.entries(measure) if isinstance(each, Decimal)]
    return found if len(found) == len(rows) else None
