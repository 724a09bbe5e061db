"""The structure of a finished PDF, as a program that reads it aloud finds it."""

# ruff: noqa: ANN401 - an object of a PDF may be anything

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jkreport.typeset.pdf.marks import Marks, read_marks

if TYPE_CHECKING:
    import pikepdf

# The flag of an annotation that it is printed (ISO 32000-1, 12.5.3).
_PRINTED = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A place on a page that can be clicked, counted from 1; `target` is an address or a page."""

    page: int
    contents: str
    target: str | int
    printed: bool
    rectangle: tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Element:
    """An element of the structure.

    `kids` are in reading order: elements, texts as they are painted, and links. `lang` is the
    language that holds for it, `own_lang` what it says itself. `page` is where it begins, from 1,
    and 0 when nothing of it is painted by itself.
    """

    role: str
    lang: str
    own_lang: str = ""
    page: int = 0
    alt: str = ""
    expansion: str = ""
    identifier: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    kids: tuple["Element | str | Link", ...] = ()

    @property
    def children(self) -> tuple["Element", ...]:
        """The elements right inside."""
        return tuple(each for each in self.kids if isinstance(each, Element))

    @property
    def links(self) -> tuple[Link, ...]:
        """The places right inside that can be clicked."""
        return tuple(each for each in self.kids if isinstance(each, Link))

    @property
    def text(self) -> str:
        """All text inside, as it is painted."""
        inside = (each for each in self.kids if not isinstance(each, Link))
        return "".join(each if isinstance(each, str) else each.text for each in inside)

    def walk(self) -> Iterator["Element"]:
        """Give it and all elements inside, in reading order."""
        yield self
        for each in self.children:
            yield from each.walk()

    def all(self, *roles: str) -> list["Element"]:
        """Give the elements of these roles inside, in reading order."""
        return [each for each in self.walk() if each.role in roles]


@dataclass(frozen=True, kw_only=True)
class Tagged:
    """What a PDF says of itself, its structure, and what is painted beside it.

    `pages` are widths and heights in points. `lost` is what marks outside the structure hold, `bare`
    what no mark holds. `misled` are the identifiers that the tree of identifiers lacks or gives to
    another element, `loose_links` counts annotations that belong to no element.
    """

    title: str
    language: str
    shows_title: bool
    root: Element
    pages: tuple[tuple[float, float], ...]
    artifacts: tuple[tuple[str, str], ...]
    lost: tuple[str, ...]
    bare: tuple[str, ...]
    misled: tuple[str, ...]
    loose_links: int

    @cached_property
    def by_identifier(self) -> dict[str, Element]:
        """The elements that have an identifier."""
        return {each.identifier: each for each in self.root.walk() if each.identifier}


def read_structure(pdf: bytes) -> Tagged:
    """Read the structure of a PDF; raise KeyError when it has none."""
    import pikepdf  # noqa: PLC0415 - only who looks into a PDF needs it

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return _Structure(document).read()


class _Structure:
    """Reads the structure of an open document."""

    def __init__(self, document: "pikepdf.Pdf") -> None:
        self._document = document
        self._marks: Marks = read_marks(document)
        self._left = dict(self._marks.texts)
        self._pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        self._identified: dict[str, tuple[int, int]] = {}
        self._linked: set[tuple[int, int]] = set()

    def read(self) -> Tagged:
        root = self._document.Root
        tree = root["/StructTreeRoot"]
        whole = self._element(tree["/K"], str(root.get("/Lang", "")))
        annotations = {
            each.objgen for page in self._document.pages for each in page.obj.get("/Annots", ())
        }
        return Tagged(
            title=str(self._document.docinfo.get("/Title", "")),
            language=str(root.get("/Lang", "")),
            shows_title="/ViewerPreferences" in root
            and bool(root["/ViewerPreferences"].get("/DisplayDocTitle", False)),
            root=whole,
            pages=tuple(
                (float(page.mediabox[2]), float(page.mediabox[3])) for page in self._document.pages
            ),
            artifacts=tuple(self._marks.artifacts),
            lost=tuple(self._left.values()),
            bare=tuple(self._marks.bare),
            misled=tuple(self._misled(tree)),
            loose_links=len(annotations - self._linked),
        )

    def _misled(self, tree: "pikepdf.Object") -> Iterator[str]:
        names = list(tree["/IDTree"]["/Names"]) if "/IDTree" in tree else []
        listed = {
            str(name): each.objgen for name, each in zip(names[::2], names[1::2], strict=True)
        }
        if list(listed) != sorted(listed):
            yield "the tree of identifiers is not sorted"
        for name in listed.keys() | self._identified.keys():
            if listed.get(name) != self._identified.get(name):
                yield name

    def _element(self, found: "pikepdf.Object", inherited: str) -> Element:
        own = str(found.get("/Lang", ""))
        lang = own or inherited
        kids = _listed(found["/K"]) if "/K" in found else []
        page = self._pages.get(found["/Pg"].objgen, -1) if "/Pg" in found else -1
        identifier = str(found.get("/ID", ""))
        if identifier:
            if identifier in self._identified:
                identifier += " again"
            self._identified[identifier] = found.objgen
        return Element(
            role=str(found["/S"]).removeprefix("/"),
            lang=lang,
            own_lang=own,
            page=page + 1,
            alt=str(found.get("/Alt", "")),
            expansion=str(found.get("/E", "")),
            identifier=identifier,
            attributes=_attributes(found.get("/A", {})),
            kids=tuple(self._kid(each, page, lang) for each in kids),
        )

    def _kid(self, kid: Any, page: int, lang: str) -> Element | str | Link:
        if isinstance(kid, int):
            return self._left.pop((page, kid), "")
        kind = str(kid.get("/Type", "/StructElem"))
        if kind == "/MCR":
            where = -kid["/Stm"].objgen[0] if "/Stm" in kid else self._pages[kid["/Pg"].objgen]
            return self._left.pop((where, int(kid["/MCID"])), "")
        if kind == "/OBJR":
            return self._link(kid["/Obj"], self._pages[kid["/Pg"].objgen])
        return self._element(kid, lang)

    def _link(self, annotation: "pikepdf.Object", page: int) -> Link:
        self._linked.add(annotation.objgen)
        x1, y1, x2, y2 = (float(each) for each in annotation["/Rect"])
        return Link(
            page=page + 1,
            contents=str(annotation.get("/Contents", "")),
            target=self._target(annotation),
            printed=int(annotation.get("/F", 0)) & _PRINTED == _PRINTED,
            rectangle=(x1, y1, x2, y2),
        )

    def _target(self, annotation: "pikepdf.Object") -> str | int:
        if "/A" in annotation:
            return str(annotation["/A"]["/URI"])
        return self._destinations(annotation["/Dest"])

    def _destinations(self, destination: Any) -> int:
        import pikepdf  # noqa: PLC0415 - as above

        if isinstance(destination, pikepdf.String):
            destination = self._named[str(destination)]
        return self._pages[destination[0].objgen] + 1

    @cached_property
    def _named(self) -> dict[str, Any]:
        names = list(self._document.Root["/Names"]["/Dests"]["/Names"])
        return {str(name): each for name, each in zip(names[::2], names[1::2], strict=True)}


def _listed(kids: Any) -> list[Any]:
    import pikepdf  # noqa: PLC0415 - as above

    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _attributes(found: Any) -> dict[str, Any]:
    """Give attributes as plain values."""
    return {str(name).removeprefix("/"): _plain(value) for name, value in found.items()}


def _plain(value: Any) -> Any:
    import pikepdf  # noqa: PLC0415 - as above

    if isinstance(value, pikepdf.Array):
        return tuple(_plain(each) for each in value)
    if isinstance(value, pikepdf.Name):
        return str(value).removeprefix("/")
    if isinstance(value, pikepdf.String):
        return str(value)
    return value if isinstance(value, int) else float(value)
