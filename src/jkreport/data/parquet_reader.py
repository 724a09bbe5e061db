"""The child that reads a Parquet file: texts come out of it, whatever goes in."""

# ruff: noqa: ANN401 - pyarrow ships no types

import json
import os
import re
import socket
import sys
from io import BytesIO
from struct import pack
from typing import Any

from jkreport.children import Limits, limit, tie_to
from jkreport.data.raw import MOST_BYTES, MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from jkreport.data.scalars import written
from jkreport.diagnostics import Code

Fault = tuple[str, str, str, str]
_MESSAGE_SIZE = 64
_DAMAGED = "it is cut short or damaged: write it anew"
_UNNAMED = re.compile(r"__index_level_[0-9]+__")


def main() -> None:
    """Read the file that comes over the socket, and write what was found as JSON; a fault is a part of it."""
    control, lifeline, limits = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    tie_to(lifeline)
    limit(Limits(**json.loads(limits)))
    with socket.socket(fileno=control) as parent:
        _, (source, target), _, _ = socket.recv_fds(parent, _MESSAGE_SIZE, 2)
        with os.fdopen(source, "rb") as asked, os.fdopen(target, "wb") as given:
            asked.seek(0)
            given.write(json.dumps(_found(asked.read())).encode("utf-8", "surrogatepass"))
        parent.send(b"read")


def _found(data: bytes) -> dict[str, Any]:
    try:
        return _read(data)
    except MemoryError:
        message = "reading it needs more memory than a data file may"
        return {"faults": [_fault(Code.LIMIT, message)]}
    except Exception:  # noqa: BLE001 - a broken file raises whatever its bytes lead to
        return {
            "faults": [_fault(Code.FILE_UNREADABLE, "not a readable Parquet file", hint=_DAMAGED)]
        }


def _read(data: bytes) -> dict[str, Any]:
    from pyarrow.parquet import (  # noqa: PLC0415 - within the limits
        ParquetFile,
    )

    with ParquetFile(BytesIO(data), pre_buffer=False) as file:
        if fault := _too_large(file.metadata):
            return {"faults": [_fault(Code.TABLE_TOO_LONG, fault)]}
        names = _columns(file)
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            said = (
                (f"the column '{name}' stands twice", name or f"column {names.index(name) + 1}")
                for name in sorted(twice)
            )
            return {"faults": [_fault(Code.TABLE_HEADER, *each) for each in said]}
        faults: list[Fault] = []
        columns = []
        for number, name in enumerate(names, start=1):
            texts, wrong = _column(file, name, name or f"column {number}")
            faults += wrong
            columns.append(texts)
        if any(len(texts) != file.metadata.num_rows for texts in columns):
            message = f"not a readable Parquet file: a column holds other rows than {file.metadata.num_rows:,}"
            return {"faults": [_fault(Code.FILE_UNREADABLE, message, hint=_DAMAGED)]}
    return {"faults": faults, "names": names, "columns": columns}


def _fault(code: Code, message: str, cell: str = "", hint: str = "") -> Fault:
    return code.value, cell, message, hint


def _too_large(metadata: Any) -> str:
    """Say what is too large by the file's own account of itself."""
    if metadata.num_rows > MOST_ROWS:
        return f"the table has more than {MOST_ROWS:,} rows"
    if metadata.num_columns > MOST_COLUMNS:
        return f"the table has more than {MOST_COLUMNS:,} columns"
    if metadata.num_rows * metadata.num_columns > MOST_CELLS:
        return f"the table has more than {MOST_CELLS:,} cells"
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


def _column(file: Any, name: str, called: str) -> tuple[list[str], list[Fault]]:
    import pyarrow as pa  # noqa: PLC0415 - as above

    kind = file.schema_arrow.field(name).type
    message = f"the column holds {kind}; only texts, numbers and dates can be read"
    if pa.types.is_nested(kind):  # of which a row may hold any number
        rows = file.metadata.num_rows
        return [""] * rows, [_fault(Code.TABLE_SHAPE, message, f"{called}[1]")]
    column = file.read(columns=[name], use_threads=False).column(0)
    if pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", kind.tz))
    narrow = pa.types.is_float32(kind)
    texts = [_text(value, narrow=narrow) for value in column.to_pylist()]
    wrong = next((row for row, text in enumerate(texts, 1) if text is None), None)
    faults = [_fault(Code.TABLE_SHAPE, message, f"{called}[{wrong}]")] if wrong else []
    return [text or "" for text in texts], faults


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
