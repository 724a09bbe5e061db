"""Family, weight and slant of the faces in a font file, without a font library."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_FAMILY_NAMES = (1, 16)
_COLLECTION = b"ttcf"
_SINGLE = (b"OTTO", b"\0\1\0\0", b"true")
# A table larger than this isn't a table of names, whatever it says.
_MOST_NAMES = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Face:
    """One face: all family names that it goes by, and its weight from 1 to 1000."""

    families: frozenset[str]
    weight: int
    italic: bool
    variable: bool


def faces(path: Path) -> tuple[Face, ...]:
    """Read the faces of a font file or collection; a file that isn't a font has none."""
    try:
        with path.open("rb") as stream:
            return tuple(_face(stream, offset) for offset in _offsets(stream))
    except (OSError, ValueError, struct.error, IndexError):
        return ()


def _offsets(stream: BinaryIO) -> tuple[int, ...]:
    tag = stream.read(4)
    if tag in _SINGLE:
        return (0,)
    if tag != _COLLECTION:
        return ()
    _, count = struct.unpack("!II", stream.read(8))
    return struct.unpack(f"!{count}I", stream.read(4 * min(count, 64)))


def _face(stream: BinaryIO, offset: int) -> Face:
    tables = _tables(stream, offset)
    style = _table(stream, tables, b"OS/2")
    (weight,) = struct.unpack_from("!H", style, 4)
    (selection,) = struct.unpack_from("!H", style, 62)
    return Face(
        families=frozenset(_families(_table(stream, tables, b"name"))),
        weight=weight,
        italic=bool(selection & 1),
        variable=b"fvar" in tables,
    )


def _tables(stream: BinaryIO, offset: int) -> dict[bytes, tuple[int, int]]:
    stream.seek(offset)
    _, count = struct.unpack("!4sH6x", stream.read(12))
    records = struct.iter_unpack("!4s4xII", stream.read(16 * count))
    return {tag: (start, length) for tag, start, length in records}


def _table(stream: BinaryIO, tables: dict[bytes, tuple[int, int]], tag: bytes) -> bytes:
    start, length = tables.get(tag, (0, 0))
    stream.seek(start)
    return stream.read(min(length, _MOST_NAMES))


def _families(table: bytes) -> Iterator[str]:
    _, count, storage = struct.unpack_from("!HHH", table)
    for index in range(count):
        platform, _, _, name, length, start = struct.unpack_from("!6H", table, 6 + 12 * index)
        if name in _FAMILY_NAMES:
            raw = table[storage + start : storage + start + length]
            # Platform 1 is the old Macintosh; it repeats what is said in Unicode elsewhere.
            yield raw.decode("utf-16-be" if platform in (0, 3) else "latin-1", "replace")
