"""What a workbook holds, counted before a library opens it: bytes, entries, elements, cells, merges, formulas."""

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO
from xml.parsers import expat

from jkreport.data.raw import MOST_BYTES

MOST_CELLS = 500_000
"""Of a workbook, which takes more of both time and memory to read than a text does."""
_MOST_RATIO = 100
_MOST_ENTRIES = 10_000
_MOST_DIRECTORY = 2 << 20
_MOST_ELEMENTS = 4_000_000
# Elements that become large objects, and the letters of their attributes.
_MOST_OTHERS, _MOST_LETTERS = 100_000, 4_000_000
_MOST_DEPTH = 64
_COMMON = frozenset(
    {"c", "v", "f", "is", "t", "r", "row", "si", "rPr", "rPh", "phoneticPr", "sz", "rFont"}
)
_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class UnfitWorkbookError(Exception):
    """A workbook that is too large, or of a form that no spreadsheet program writes."""


@dataclass(slots=True)
class Contents:
    """What was counted, and by the path of each sheet its cells with a formula that has no value."""

    cells: int = 0
    elements: int = 0
    others: int = 0
    letters: int = 0
    merged: int = 0
    uncalculated: dict[str, frozenset[str]] = field(default_factory=dict)


def contents_of(data: bytes) -> Contents:
    """Count what a workbook holds.

    Raises:
        UnfitWorkbookError: it holds too much, or declares entities.
        Exception: it is no archive, or its XML is broken; whatever that raises.
    """
    _check_directory(data)
    contents = Contents()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        _check_sizes(archive.infolist())
        for entry in archive.infolist():
            if _is_xml(archive, entry):
                with archive.open(entry) as stream:
                    _Scan(contents, entry.filename).read(stream)
    return contents


def _is_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Whether a part is XML, whatever it is called; old drawings only look like it, and nothing reads them."""
    with archive.open(entry) as stream:
        begins = stream.read(64).lstrip()
    return begins.startswith(_XML) and not entry.filename.endswith(".vml")


def _check_directory(data: bytes) -> None:
    """Refuse a directory of too many entries before it is read; each costs a thousand times its bytes."""
    start = data.rfind(b"PK\5\6")
    if start < 0 or len(data) < start + _END_OF_DIRECTORY.size:
        return  # no archive, as its reader will say
    _, _, _, _, entries, size, _, _ = _END_OF_DIRECTORY.unpack_from(data, start)
    if (
        entries > _MOST_ENTRIES
        or size > _MOST_DIRECTORY
        or b"PK\6\7" in data[max(0, start - 20) : start]
    ):
        raise UnfitWorkbookError(f"the workbook has more than {_MOST_ENTRIES:,} entries")


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if size > MOST_BYTES or size > _MOST_RATIO * max(packed, 1):
        raise UnfitWorkbookError(f"the workbook unpacks to {size:,} bytes")
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise UnfitWorkbookError("the workbook has two entries of one name")


class _Scan:
    """Reads one part of a workbook from beginning to end."""

    def __init__(self, contents: Contents, part: str) -> None:
        self._contents = contents
        self._part = part
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._depth = 0
        self._row = self._column = 0
        self._cell, self._formula, self._value, self._inside = "", False, False, ""
        self._found: set[str] = set()

    def read(self, stream: IO[bytes]) -> None:
        """Read to the end."""
        self._parser.ParseFile(stream)
        if self._found:
            self._contents.uncalculated[self._part] = frozenset(self._found)

    def _doctype(self, *_: object) -> None:
        raise UnfitWorkbookError(
            "the workbook declares a document type, as no spreadsheet program does"
        )

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        self._depth += 1
        self._count(name, attributes)
        match name:
            case "row":
                self._row = _number(attributes.get("r", ""), self._row + 1)
                self._column = 0
            case "c":
                self._begin_cell(attributes)
            case "f":
                self._formula = True
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case _:
                pass
        self._inside = name

    def _count(self, name: str, attributes: Mapping[str, str]) -> None:
        contents = self._contents
        contents.elements += 1
        contents.cells += name == "c"
        if name not in _COMMON:
            contents.others += 1
            contents.letters += sum(map(len, attributes.values()))
        if contents.cells > MOST_CELLS:
            raise UnfitWorkbookError(f"the workbook has more than {MOST_CELLS:,} cells")
        if (
            contents.elements > _MOST_ELEMENTS
            or contents.others > _MOST_OTHERS
            or contents.letters > _MOST_LETTERS
            or self._depth > _MOST_DEPTH
        ):
            raise UnfitWorkbookError(f"the workbook holds too much beside its cells ({self._part})")

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._column += 1
        reference = attributes.get("r", "")
        self._cell = reference or f"{_letters(self._column)}{self._row}"
        if reference:
            self._column = _column(reference)
        self._formula = self._value = False

    def _merge(self, reference: str) -> None:
        self._contents.merged += _area(reference)
        if self._contents.merged > MOST_CELLS:
            raise UnfitWorkbookError(f"the workbook merges {self._contents.merged:,} cells")

    def _text(self, text: str) -> None:
        if self._inside in {"v", "t"} and text.strip():
            self._value = True

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._inside = ""
        if tag.endswith(" c") and self._formula and not self._value:
            self._found.add(self._cell)


def _area(reference: str) -> int:
    """Count the cells of a range; one that can't be read counts as endless."""
    first, _, last = reference.replace("$", "").partition(":")
    left, right = _column(first), _column(last or first)
    top, bottom = (_number(each.lstrip(_ALPHABET), 0) for each in (first, last or first))
    if not (left and right and top and bottom):
        return MOST_CELLS + 1
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _column(reference: str) -> int:
    """Give the number of a cell's column, 0 when there is none."""
    number = 0
    for letter in reference[:4]:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(column: int) -> str:
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _number(text: str, other: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len("1048576") else other
