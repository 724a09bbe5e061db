"""A small file of XML as a tree whose elements know their lines; nothing of what XML can call in is read."""

from dataclasses import dataclass, field
from xml.parsers import expat

_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"
_MOST_DEPTH = 64


class TreeError(Exception):
    """A file is no XML, or holds what no termbase needs; `line` and `column` say where."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.line, self.column = line, column


@dataclass(slots=True)
class Element:
    """An element by its name without namespace; `language` is what it or one above it says."""

    name: str
    namespace: str
    attributes: dict[str, str]
    language: str
    line: int
    column: int
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, name: str) -> "list[Element]":
        """Give the children of a name, those in groups (descripGrp, termNoteGrp) included."""
        found = []
        for each in self.children:
            if each.name == name:
                found.append(each)
            elif each.name.endswith("Grp"):
                found += each.all(name)
        return found

    def typed(self, name: str, kind: str) -> str:
        """Give the text of the first child of a name and a type, empty if there is none."""
        fitting = (each for each in self.all(name) if each.attributes.get("type") == kind)
        return next((each.text.strip() for each in fitting), "")


def tree_of(data: bytes) -> Element:
    """Read XML.

    Raises:
        TreeError: it isn't well-formed, has a document type, or nests without end.
    """
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        said = expat.errors.messages[error.code]
        raise TreeError(said, error.lineno, error.offset + 1) from error
    return reader.root


class _Reader:
    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.root = Element("", "", {}, "", 1, 1)
        self._open = [self.root]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        above = self._open[-1]
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        if len(self._open) > _MOST_DEPTH:
            raise TreeError("elements are nested too deeply", line, column)
        language = attributes.get(_LANGUAGE, above.language)
        element = Element(local, namespace, attributes, language, line, column)
        above.children.append(element)
        self._open.append(element)

    def _end(self, _: str) -> None:
        done = self._open.pop()
        if done.name in {"hi", "foreign"}:
            self._open[-1].text += done.text

    def _characters(self, text: str) -> None:
        self._open[-1].text += text

    def _doctype(self, *_: object) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise TreeError("a document type is not read", line, column)
