"""Where two PDF files begin to differ, object by object, whatever numbers the objects have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

from jkreport.typeset.pdf.naming import Spot
from jkreport.typeset.pdf.opening import DamagedError, opened

_SHOWN = 60
# Follows from the data of a stream and says nothing of its own.
_UNTOLD = frozenset({"/Length"})
_Object = Any  # numbers and truth values come as those of Python, all else as pikepdf.Object


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """The first object in which one PDF differs from another.

    `kind` says what it is (content stream, font, image …), `name` which (a font's name, a structure element's tag),
    `number` its number in the first file and `path` how it is reached there. `page` counts from 1 and is 0 for what
    belongs to none. `detail` tells what stands in one file and in the other.
    """

    kind: str
    detail: str
    name: str = ""
    page: int = 0
    number: int = 0
    path: str = ""

    def __str__(self) -> str:
        what = f"{self.kind} {self.name}".rstrip()
        if self.page:
            what = f"{what} of page {self.page}" if self.kind != "page" else f"page {self.page}"
        where = f" (object {self.number}, {self.path})" if self.number else ""
        return f"{what}{where}: {self.detail}"


def first_difference(one: bytes, other: bytes) -> Difference | None:
    """Give the first object in which two PDF files differ; None when they are the same, byte for byte.

    The content of all pages comes first, then their fonts, pictures and links, then all else that hangs from the
    catalogue. That a file can't be read as a PDF is a difference, too.
    """
    if one == other:
        return None
    try:
        with opened(one) as first:
            try:
                with opened(other) as second:
                    return _Walk(first, second).first() or _layout(one, other)
            except DamagedError as error:
                return _damaged("the other", error)
    except DamagedError as error:
        return _damaged("the first", error)


def differing_line(one: bytes, other: bytes) -> str:
    """Tell where two different texts, or other bytes, begin to differ: the line, or the byte, and what stands there."""
    offset = _parting(one, other)
    try:
        lines = _line(one, offset).decode("utf-8"), _line(other, offset).decode("utf-8")
    except UnicodeDecodeError:
        lines = "", ""
    if not all(each.isprintable() for each in lines) or lines == ("", ""):
        return f"differs from byte {offset} on ({len(one)} bytes in one, {len(other)} in the other)"
    number = one.count(b"\n", 0, offset) + 1
    column = offset - (one.rfind(b"\n", 0, offset) + 1)
    shown = [repr(_around(each, column)) for each in lines]
    return f"line {number} is {shown[0]} in one and {shown[1]} in the other"


def _around(line: str, column: int) -> str:
    start = max(0, column - _SHOWN // 2) if len(line) > _SHOWN else 0
    return line[start : start + _SHOWN]


def _line(data: bytes, offset: int) -> bytes:
    end = data.find(b"\n", offset)
    return data[data.rfind(b"\n", 0, offset) + 1 : end if end >= 0 else len(data)]


def _parting(one: bytes, other: bytes) -> int:
    """Give the first byte that differs; where one is the beginning of the other, that after it."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _layout(one: bytes, other: bytes) -> Difference:
    where = _parting(one, other)
    detail = f"all that the catalogue leads to is the same; what differs, from byte {where} on, is how it is written"
    return Difference(kind="file", detail=detail)


def _damaged(which: str, error: Exception) -> Difference:
    return Difference(kind="file", detail=f"{which} is damaged: {error}")


class _Walk:
    """Goes through two files at once, by the same steps."""

    def __init__(self, one: pikepdf.Pdf, other: pikepdf.Pdf) -> None:
        self._files = (one, other)
        self._pages = tuple(
            {page.obj.objgen: number for number, page in enumerate(each.pages, 1)}
            for each in self._files
        )
        self._seen: set[tuple[object, object]] = set()

    def first(self) -> Difference | None:
        one, other = self._files
        pairs = tuple(zip(one.pages, other.pages, strict=False))
        # A changed word changes fonts, too, but those of all pages: first comes what pages say.
        for number, (left, right) in enumerate(pairs, 1):
            if found := self._content(number, left.obj, right.obj):
                return found
        if len(one.pages) != len(other.pages):
            counts = f"{len(one.pages)} pages in one and {len(other.pages)} in the other"
            return Difference(kind="page tree", detail=counts)
        for number, (left, right) in enumerate(pairs, 1):
            spot = Spot(kind="page", page=number, path=f"/Page{number}", number=left.obj.objgen[0])
            if found := self._all_of(left.obj, right.obj, spot):
                return found
        return self._outside_pages()

    def _content(self, number: int, one: _Object, other: _Object) -> Difference | None:
        left, right = (page.get("/Contents") for page in (one, other))
        spot = Spot(kind="page", page=number, path=f"/Page{number}").at("/Contents", left)
        return self._all_of(left, right, spot)

    def _outside_pages(self) -> Difference | None:
        for key in ("/Root", "/Info", "/ID"):
            left, right = (file.trailer.get(key) for file in self._files)
            spot = Spot().at(key, left if left is not None else right)
            if found := self._all_of(left, right, spot):
                return found
        return None

    def _all_of(self, one: _Object, other: _Object, spot: Spot) -> Difference | None:
        return self._level(one, other, spot) or self._below(one, other, spot)

    def _below(self, one: _Object, other: _Object, spot: Spot) -> Difference | None:
        todo = [*_children(one, other, spot)][::-1]
        while todo:
            one, other, spot = todo.pop()
            if self._known(one, other):
                continue
            spot = self._paged(one, spot)
            if found := self._level(one, other, spot):
                return found
            if self._page(0, one) == 0:
                todo += [*_children(one, other, spot)][::-1]
        return None

    def _known(self, one: _Object, other: _Object) -> bool:
        """Whether two objects have been compared before; what has no number is met only once."""
        if not isinstance(one, pikepdf.Object) or not isinstance(other, pikepdf.Object):
            return False
        pair = one.objgen, other.objgen
        known = pair in self._seen
        if (0, 0) not in pair:
            self._seen.add(pair)
        return known

    def _page(self, file: int, found: _Object) -> int:
        """Give the number of a page of one of the two files, 0 for all else."""
        numbered = isinstance(found, pikepdf.Object)
        return self._pages[file].get(found.objgen, 0) if numbered else 0

    def _paged(self, found: _Object, spot: Spot) -> Spot:
        """Say on which page a structure element stands."""
        if spot.kind == "structure element" and isinstance(found, pikepdf.Dictionary):
            return replace(spot, page=self._page(0, found.get("/Pg")) or spot.page)
        return spot

    def _level(self, one: _Object, other: _Object, spot: Spot) -> Difference | None:
        """Compare two objects without what they contain."""
        pages = self._page(0, one), self._page(1, other)
        told = ""
        if pages[0] != pages[1]:
            told = f"leads to page {pages[0]} in one and to page {pages[1]} in the other"
        elif not pages[0] or spot.kind == "page":
            told = _unlike(one, other)
        if not told:
            return None
        return Difference(
            kind=spot.kind,
            name=spot.name,
            page=spot.page,
            number=spot.number,
            path=spot.path,
            detail=told,
        )


def _unlike(one: _Object, other: _Object) -> str:
    """Tell how two objects differ by themselves; empty when they don't."""
    if _type(one) != _type(other):
        return f"{_shown(one)} in one and {_shown(other)} in the other"
    match one:
        case pikepdf.Stream():
            return _unlike_data(one, other) or _unlike_keys(one, other)
        case pikepdf.Dictionary():
            return _unlike_keys(one, other)
        case pikepdf.Array():
            same = len(one) == len(other)
            return "" if same else f"{len(one)} parts in one and {len(other)} in the other"
        case _:
            same = bool(one == other)
            return "" if same else f"{_shown(one)} in one and {_shown(other)} in the other"


def _unlike_keys(one: _Object, other: _Object) -> str:
    keys = [set(each.keys()) - _UNTOLD for each in (one, other)]
    for key in sorted(keys[0] ^ keys[1]):
        return f"{key} is in {'one' if key in keys[0] else 'the other'} alone"
    for key in sorted(keys[0]):
        left, right = one[key], other[key]
        if not _has_parts(left) and not _has_parts(right) and (told := _unlike(left, right)):
            return f"{key} is {told}"
    return ""


def _unlike_data(one: pikepdf.Stream, other: pikepdf.Stream) -> str:
    raw = one.read_raw_bytes(), other.read_raw_bytes()
    if raw[0] == raw[1]:
        return ""
    try:
        data = one.read_bytes(), other.read_bytes()
    except pikepdf.PdfError:
        data = raw  # a picture is compressed in a way of its own
    if data[0] == data[1]:
        return (
            f"the same, but compressed to {len(raw[0])} bytes in one and {len(raw[1])} in the other"
        )
    return differing_line(*data)


def _type(found: _Object) -> str:
    # All that is no number has one class in Python.
    return str(getattr(found, "_type_name", type(found).__name__))


def _has_parts(found: _Object) -> bool:
    return isinstance(found, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)


def _children(one: _Object, other: _Object, spot: Spot) -> Iterator[tuple[_Object, _Object, Spot]]:
    """Give the parts of two like objects that have parts themselves."""
    match one:
        case pikepdf.Array():
            for index in range(len(one)):
                yield one[index], other[index], spot.at(f"[{index}]", one[index])
        case pikepdf.Dictionary() | pikepdf.Stream():
            for key in sorted(set(one.keys()) - _UNTOLD):
                if _has_parts(one[key]):
                    yield one[key], other[key], spot.at(key, one[key])
        case _:
            return


def _shown(found: _Object) -> str:
    match found:
        case pikepdf.Dictionary() | pikepdf.Stream():
            return "a stream" if isinstance(found, pikepdf.Stream) else "a dictionary"
        case pikepdf.Array():
            return "an array"
        case pikepdf.Name():
            return str(found)
        case pikepdf.String():
            said = str(found)
            return repr(said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…")
        case _:
            return str(found)
