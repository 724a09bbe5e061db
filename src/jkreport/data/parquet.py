"""Parquet files, read by a child process.

A page of a few bytes may unpack to any number of values, and what the footer says of it may be a lie: only the system
can hold the reader to its limits.
"""

import json
import os
import signal
import socket
from array import array
from collections.abc import Iterator
from dataclasses import asdict

from jkreport.children import READING, Child
from jkreport.data.raw import CODES, MOST_ROWS, RawColumn, RawColumns, RawRow, RawTable
from jkreport.diagnostics import Code, Place, Problems

_READER = "jkreport.data.parquet_reader"
_MESSAGE_SIZE = 64


def raw_from_parquet(
    data: bytes, file: str, problems: Problems, most_rows: int = MOST_ROWS
) -> RawTable | None:
    """Read a Parquet file of so many rows at most; numbers become the text of their exact decimals."""
    place = Place(file=file)
    try:
        status, written = _read(data, most_rows)
    except OSError as error:
        reason = error.strerror or f"it takes longer than {READING.wall} s"
        problems.add(Code.TIME_LIMIT, place, f"it can't be read: {reason}")
        return None
    if status:
        code = Code.TIME_LIMIT if status == -signal.SIGXCPU else Code.LIMIT
        problems.add(code, place, _epitaph(status))
        return None
    end = written.index(b"\n")
    found = json.loads(written[:end])
    for code, cell, message, hint in found["faults"]:
        problems.add(Code(code), Place(file=file, cell=cell), message, hint)
    if "texts" not in found:
        return None
    names = tuple(found["names"])
    called = tuple(name or f"column {number}" for number, name in enumerate(names, start=1))
    numbers = _numbers(memoryview(written)[end + 1 :], found["rows"], len(names))
    columns = tuple(
        RawColumn(name=name, texts=texts, codes=codes)
        for name, texts, codes in zip(called, found["texts"], numbers, strict=True)
    )
    head = RawRow(file=file, texts=names, spots=called)
    return RawTable(head=head, rows=RawColumns(file=file, columns=columns))


def _numbers(written: memoryview, rows: int, columns: int) -> Iterator["array[int]"]:
    """Give the numbers of each column, which are written one column after the other."""
    size = rows * array(CODES).itemsize
    for start in range(0, columns * size, size) if size else [0] * columns:
        numbers = array(CODES)
        numbers.frombytes(written[start : start + size])
        yield numbers


def _read(data: bytes, most_rows: int) -> tuple[int, bytes]:
    """Give how the child ended and what it wrote; its file is empty when it didn't end well.

    Raises:
        OSError: it can't be started, or its time is up.
    """
    source, target = os.memfd_create("jkreport-parquet"), os.memfd_create("jkreport-table")
    with os.fdopen(source, "wb") as asked, os.fdopen(target, "rb") as given:
        asked.write(data)
        asked.flush()
        arguments = (json.dumps(asdict(READING)), str(most_rows))
        child = Child(_READER, *arguments, variables={})
        try:
            child.control.settimeout(READING.wall)
            socket.send_fds(child.control, [b"read"], [source, target])
            if child.control.recv(_MESSAGE_SIZE):
                given.seek(0)
                return 0, given.read()
            return child.wait() or -signal.SIGKILL, b""
        finally:
            child.close()


def _epitaph(status: int) -> str:
    if status == -signal.SIGXCPU:
        return f"reading it takes more than {READING.processor} s of processor time"
    if status in {-signal.SIGKILL, -signal.SIGABRT, -signal.SIGSEGV}:
        return f"reading it needs more memory than the {READING.memory >> 20} MiB that are allowed"
    return f"reading it ended with status {status}"
