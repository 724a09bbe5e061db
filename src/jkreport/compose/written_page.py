"""The elements of a composed document with their places in it, so that attributes can be put in where they stand."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Union

_EMPTY = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(eq=False, kw_only=True, slots=True)
class Element:
    """An element: `inside` is where its start tag takes attributes."""

    tag: str
    attributes: Mapping[str, str]
    inside: int
    parent: Union["Element", None]
    children: list[Union["Element", str]] = field(default_factory=list)

    @property
    def classes(self) -> Collection[str]:
        """The classes that it has."""
        return self.attributes.get("class", "").split()

    @property
    def lang(self) -> str:
        """The language that it is in."""
        own = self.attributes.get("lang", "")
        return own or (self.parent.lang if self.parent is not None else "")

    def walk(self) -> Iterator["Element"]:
        """Give it and all that it holds, in the order of the document."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def above(self) -> Iterator["Element"]:
        """Give what holds it, from the inside."""
        found = self.parent
        while found is not None:
            yield found
            found = found.parent


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.root = Element(tag="", attributes={}, inside=0, parent=None)
        self._open = self.root
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        element = Element(
            tag=tag,
            attributes={name: value or "" for name, value in attrs},
            inside=self._lines[line - 1] + column + 1 + len(tag),
            parent=self._open,
        )
        self._open.children.append(element)
        if tag not in _EMPTY:
            self._open = element

    def handle_endtag(self, tag: str) -> None:
        if tag in {self._open.tag, *(each.tag for each in self._open.above())}:
            while self._open.tag != tag and self._open.parent is not None:
                self._open = self._open.parent
            self._open = self._open.parent or self._open

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)


def read_page(html: str) -> Element:
    """Read a composed document."""
    return _Reader(html).root


def with_attributes(html: str, added: Mapping[Element, Mapping[str, str]]) -> str:
    """Put attributes into a document; their values need no escapes."""
    pieces, last = [], 0
    for element, attributes in sorted(added.items(), key=lambda each: each[0].inside):
        pieces.append(html[last : element.inside])
        pieces += [f' {name}="{value}"' for name, value in sorted(attributes.items())]
        last = element.inside
    return "".join([*pieces, html[last:]])
