"""Parquet files, read by a child process.

A page of a few bytes may unpack to any number of values, and what the footer says of it may be a lie: only the system
can hold the reader to its limits.
"""

import json
import os
import signal
import socket
from dataclasses import asdict

from jkreport.children import READING, Child
from jkreport.data.raw import RawRow, RawTable
from jkreport.diagnostics import Code, Place, Problems

_READER = "jkreport.data.parquet_reader"
_MESSAGE_SIZE = 64


def raw_from_parquet(data: bytes, file: str, problems: Problems) -> RawTable | None:
    """Read a Parquet file; numbers become the text of their exact decimals."""
    place = Place(file=file)
    try:
        status, written = _read(data)
    except OSError as error:
        reason = error.strerror or f"it takes longer than {READING.wall} s"
        problems.add(Code.TIME_LIMIT, place, f"it can't be read: {reason}")
        return None
    if status:
        code = Code.TIME_LIMIT if status == -signal.SIGXCPU else Code.LIMIT
        problems.add(code, place, _epitaph(status))
        return None
    found = json.loads(written)
    for code, cell, message, hint in found["faults"]:
        problems.add(Code(code), Place(file=file, cell=cell), message, hint)
    if "columns" not in found:
        return None
    names = tuple(found["names"])
    called = tuple(name or f"column {number}" for number, name in enumerate(names, start=1))
    rows = [
        RawRow(file=file, texts=texts, spots=tuple(f"{name}[{number}]" for name in called))
        for number, texts in enumerate(zip(*found["columns"], strict=True), start=1)
    ]
    return RawTable(head=RawRow(file=file, texts=names, spots=called), rows=rows)


def _read(data: bytes) -> tuple[int, bytes]:
    """Give how the child ended and what it wrote; its file is empty when it didn't end well.

    Raises:
        OSError: it can't be started, or its time is up.
    """
    source, target = os.memfd_create("jkreport-parquet"), os.memfd_create("jkreport-table")
    with os.fdopen(source, "wb") as asked, os.fdopen(target, "rb") as given:
        asked.write(data)
        asked.flush()
        child = Child(_READER, json.dumps(asdict(READING)), variables={})
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
