"""The content of a PDF's pages and its tags, in forms that can be read, compared and kept."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pikepdf

from jkreport.typeset.pdf.facts import embedded_fonts
from jkreport.typeset.pdf.opening import DamagedError, opened

_TOLD = ("/Lang", "/Alt", "/ActualText", "/E", "/T", "/ID")
_INDENT = " "


@dataclass(frozen=True, kw_only=True, slots=True)
class Tag:
    """An element of the structure tree.

    `page` is where it begins, 0 on none; `contents` counts the pieces of content and the annotations that it holds
    itself; `says` has its language, texts and attributes.
    """

    depth: int
    name: str
    page: int
    contents: int
    says: str

    def __str__(self) -> str:
        parts = [self.name, f"p{self.page}" if self.page else "", self.says]
        parts += [f"[{self.contents}]"] if self.contents else []
        return _INDENT * self.depth + " ".join(each for each in parts if each)


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """What a PDF shows and how it is tagged, without what subsetting and compression make of it.

    `pages` gives for each page the sha256 of its content stream and of the drawings in it, `fonts` the names of the
    embedded fonts, `tags` the structure tree in reading order.
    """

    pages: tuple[str, ...]
    fonts: tuple[str, ...]
    tags: tuple[Tag, ...]

    @property
    def sha256(self) -> str:
        """The sha256 of all pages and of the fonts' names."""
        return _sha256("\n".join((*self.pages, *self.fonts)).encode())

    @property
    def tags_sha256(self) -> str:
        """The sha256 of the structure tree as text."""
        return _sha256(self.tag_text().encode())

    def tag_text(self) -> str:
        """Give the structure tree as text: a line for each element, like ones in a row on one line."""
        lines = ((each, len(list(run))) for each, run in groupby(map(str, self.tags)))
        return "".join(f"{line} ×{times}\n" if times > 1 else f"{line}\n" for line, times in lines)

    def tags_of_pages(self) -> Mapping[int, Mapping[str, int]]:
        """Give for each page, 0 for none, how many elements of each tag begin on it."""
        counts: dict[int, Counter[str]] = {}
        for each in self.tags:
            counts.setdefault(each.page, Counter())[each.name] += 1
        return {page: dict(sorted(found.items())) for page, found in sorted(counts.items())}


def content_of(pdf: bytes) -> Content:
    """Read the content and the tags of a PDF.

    Raises:
        ValueError: it is damaged.
    """
    try:
        with opened(pdf) as document:
            return Content(
                pages=tuple(_page(each) for each in document.pages),
                fonts=tuple(sorted({name for name, _ in embedded_fonts(document)})),
                tags=tuple(_tags(document)),
            )
    except DamagedError as error:
        raise ValueError(f"the PDF is damaged: {error}") from error


def _page(page: pikepdf.Page) -> str:
    contents = page.obj.get("/Contents", pikepdf.Array())
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    data = [each.read_bytes() for each in streams]
    return _sha256(b"\n".join((*data, *_drawings(page.obj, set()))))


def _drawings(holder: Any, seen: set[tuple[int, int]]) -> Iterator[bytes]:  # noqa: ANN401 - any object of a PDF
    """Give the content streams of the drawings that a page or a drawing may call, by their names."""
    drawings = holder.get("/Resources", {}).get("/XObject", {})
    for name in sorted(drawings.keys()):
        each = drawings[name]
        if each.get("/Subtype") == "/Form" and each.objgen not in seen:
            seen.add(each.objgen)
            yield name.encode()
            yield each.read_bytes()
            yield from _drawings(each, seen)


def _tags(document: pikepdf.Pdf) -> Iterator[Tag]:
    pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
    root = document.Root.get("/StructTreeRoot")
    seen: set[tuple[int, int]] = set()
    todo = [(each, 0) for each in reversed(_kids(root))] if root is not None else []
    while todo:
        element, depth = todo.pop()
        if element.objgen in seen and element.objgen != (0, 0):
            continue  # a damaged tree may come back to where it was
        seen.add(element.objgen)
        kids = _kids(element)
        inner = [each for each in kids if isinstance(each, pikepdf.Dictionary) and "/S" in each]
        page = element.get("/Pg")
        yield Tag(
            depth=depth,
            name=str(element.get("/S", "")).lstrip("/"),
            page=pages.get(page.objgen, 0) if page is not None else 0,
            contents=len(kids) - len(inner),
            says=" ".join(_says(element)),
        )
        todo += [(each, depth + 1) for each in reversed(inner)]


def _kids(element: Any) -> list[Any]:  # noqa: ANN401 - as above
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _says(element: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    for key in _TOLD:
        if key in element:
            yield f"{key[1:]}={_plain(element[key])}"
    attributes = element.get("/A")
    for each in attributes if isinstance(attributes, pikepdf.Array) else [attributes or {}]:
        for key in sorted(set(each.keys()) - {"/O"}):
            yield f"{key[1:]}={_plain(each[key])}"


def _plain(found: object) -> str:
    match found:
        case pikepdf.Array():
            return f"[{' '.join(_plain(each) for each in found)}]"
        case pikepdf.String():
            return repr(str(found))
        case pikepdf.Dictionary():
            return (
                f"<{' '.join(f'{key[1:]} {_plain(found[key])}' for key in sorted(found.keys()))}>"
            )
        case _:
            return str(found).lstrip("/")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
