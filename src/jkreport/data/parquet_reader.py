"""The child that reads a Parquet file: texts come out of it, whatever goes in.

Each column is given as its distinct texts and, for each row, the number of its text: of a million rows few differ.
What is written is a line of JSON, then these numbers of all columns, one after the other.
"""

# ruff: noqa: ANN401 - pyarrow ships no types

import json
import os
import re
import socket
import sys
from array import array
from collections.abc import Iterable, Sequence
from io import BytesIO
from struct import pack
from typing import Any

from jkreport.children import Limits, limit, tie_to
from jkreport.data.raw import CELLS_PER_ROW, CODES, MOST_BYTES, MOST_COLUMNS, MOST_LETTERS
from jkreport.data.scalars import written
from jkreport.diagnostics import Code

Fault = tuple[str, str, str, str]
_MESSAGE_SIZE = 64
_DAMAGED = "it is cut short or damaged: write it anew"
_UNNAMED = re.compile(r"__index_level_[0-9]+__")


def main() -> None:
    """Read the file that comes over the socket, and write what was found; a fault is a part of it."""
    control, lifeline, limits, most = int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:5]
    tie_to(lifeline)
    limit(Limits(**json.loads(limits)))
    with socket.socket(fileno=control) as parent:
        _, (source, target), _, _ = socket.recv_fds(parent, _MESSAGE_SIZE, 2)
        with os.fdopen(source, "rb") as asked, os.fdopen(target, "wb") as given:
            asked.seek(0)
            found, codes = _found(asked.read(), int(most))
            given.write(json.dumps(found).encode("utf-8", "surrogatepass") + b"\n")
            for each in codes:
                given.write(each.tobytes())
        parent.send(b"read")


Found = tuple[dict[str, Any], list["array[int]"]]


def _found(data: bytes, most: int) -> Found:
    try:
        return _read(data, most)
    except MemoryError:
        message = "reading it needs more memory than a data file may"
        return _faulty(_fault(Code.LIMIT, message))
    except Exception:  # noqa: BLE001 - a broken file raises whatever its bytes lead to
        return _faulty(_fault(Code.FILE_UNREADABLE, "not a readable Parquet file", hint=_DAMAGED))


def _faulty(*faults: Fault) -> Found:
    return {"faults": faults}, []


def _read(data: bytes, most: int) -> Found:
    from pyarrow.parquet import (  # noqa: PLC0415 - within the limits
        ParquetFile,
    )

    with ParquetFile(BytesIO(data), pre_buffer=False) as file:
        if fault := _too_large(file.metadata, most):
            return _faulty(_fault(Code.TABLE_TOO_LONG, fault))
        names = _columns(file)
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            said = (
                (f"the column '{name}' stands twice", name or f"column {names.index(name) + 1}")
                for name in sorted(twice)
            )
            return _faulty(*(_fault(Code.TABLE_HEADER, *each) for each in said))
        faults: list[Fault] = []
        texts, codes = [], []
        for number, name in enumerate(names, start=1):
            distinct, numbers, wrong = _column(file, name, name or f"column {number}")
            faults += wrong
            texts.append(distinct)
            codes.append(numbers)
        if any(len(each) != file.metadata.num_rows for each in codes):
            message = f"not a readable Parquet file: a column holds other rows than {file.metadata.num_rows:,}"
            return _faulty(_fault(Code.FILE_UNREADABLE, message, hint=_DAMAGED))
    rows = file.metadata.num_rows
    if any(code == Code.TABLE_TOO_LONG.value for code, *_ in faults):
        return _faulty(*faults)
    return {"faults": faults, "names": names, "texts": texts, "rows": rows}, codes


def _fault(code: Code, message: str, cell: str = "", hint: str = "") -> Fault:
    return code.value, cell, message, hint


def _too_large(metadata: Any, most: int) -> str:
    """Say what is too large by the file's own account of itself."""
    if metadata.num_rows > most:
        return f"the table has more than {most:,} rows"
    if metadata.num_columns > MOST_COLUMNS:
        return f"the table has more than {MOST_COLUMNS:,} columns"
    if metadata.num_rows * metadata.num_columns > most * CELLS_PER_ROW:
        return f"the table has more than {most * CELLS_PER_ROW:,} cells"
    groups = (metadata.row_group(index) for index in range(metadata.num_row_groups))
    size = sum(group.total_byte_size for group in groups)
    return f"the table is larger than {MOST_BYTES:,} bytes" if size > MOST_BYTES else ""


def _columns(file: Any) -> list[str]:
    """Name the columns; a named index of a data frame goes first, one without a name is left out."""
    schema = file.schema_arrow
    kept = (schema.pandas_metadata or {}).get("index_columns", [])
    index = [name for name in kept if isinstance(name, str) and name in schema.names]
    rest = [name for name in schema.names if name not in index]
    return [*(name for name in index if not _UNNAMED.fullmatch(name)), *rest]


def _column(file: Any, name: str, called: str) -> tuple[list[str], "array[int]", list[Fault]]:
    import pyarrow as pa  # noqa: PLC0415 - as above

    kind = file.schema_arrow.field(name).type
    message = f"the column holds {kind}; only texts, numbers and dates can be read"
    if pa.types.is_nested(kind):  # of which a row may hold any number
        codes = array(CODES, bytes(array(CODES).itemsize * file.metadata.num_rows))
        return [""], codes, [_fault(Code.TABLE_SHAPE, message, f"{called}[1]")]
    column = file.read(columns=[name], use_threads=False).column(0)
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", kind.tz))
    narrow = pa.types.is_float32(kind)
    values, codes = _encoded(column)
    texts = [_text(value, narrow=narrow) for value in values]
    unread = {code for code, text in enumerate(texts) if text is None}
    wrong = next((row for row, code in enumerate(codes, 1) if code in unread), None)
    faults = [_fault(Code.TABLE_SHAPE, message, f"{called}[{wrong}]")] if wrong else []
    return [text or "" for text in texts], codes, faults + _too_many_letters(texts, codes, called)


def _too_many_letters(
    texts: Sequence[str | None], codes: Iterable[int], called: str
) -> list[Fault]:
    lengths = {code: len(text or "") for code, text in enumerate(texts)}
    long = {code for code, length in lengths.items() if length > MOST_LETTERS}
    if not long:
        return []
    row, code = next((row, code) for row, code in enumerate(codes, 1) if code in long)
    message = f"the cell holds {lengths[code]:,} characters, at most {MOST_LETTERS:,} are read"
    return [_fault(Code.TABLE_TOO_LONG, message, f"{called}[{row}]")]


def _encoded(column: Any) -> tuple[list[object], "array[int]"]:
    """Give the distinct values of a column, and the number of its value for each row."""
    import pyarrow as pa  # noqa: PLC0415 - as above

    try:
        encoded = column.dictionary_encode(null_encoding="encode").combine_chunks()
        chunks = encoded.chunks if isinstance(encoded, pa.ChunkedArray) else [encoded]
        if len(chunks) == 1 and not chunks[0].null_count:
            numbers = chunks[0].indices.cast(pa.uint32())
            codes = array(CODES)
            codes.frombytes(numbers.to_numpy().tobytes())
            return chunks[0].dictionary.to_pylist(), codes
    except pa.ArrowException:
        pass  # of some kinds it knows no dictionary
    return _encoded_here(column.to_pylist())


def _encoded_here(values: Iterable[object]) -> tuple[list[object], "array[int]"]:
    known: dict[tuple[type, str], int] = {}
    distinct: list[object] = []
    codes = array(CODES)
    for value in values:
        code = known.setdefault((type(value), repr(value)), len(distinct))
        if code == len(distinct):
            distinct.append(value)
        codes.append(code)
    return distinct, codes


def _text(value: object, *, narrow: bool) -> str | None:
    if value is None:
        return ""
    if narrow and isinstance(value, float):
        return written(_widened(value))
    return written(value)


def _widened(value: float) -> float:
    """Give the shortest number that its four bytes stand for: 0.1, not 0.10000000149."""
    shorter = (float(f"{value:.{digits}g}") for digits in range(1, 10))
    return next((each for each in shorter if pack("f", each) == pack("f", value)), value)


if __name__ == "__main__":
    main()
