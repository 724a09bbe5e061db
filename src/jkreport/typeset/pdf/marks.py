"""What is painted on the pages of a PDF, by the marks that the structure refers to it by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

_PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(r"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAINTING = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI"})

Mark = tuple[int, int]
"""A page's index or, for a form that is painted on pages, its object's number below 0; the number of the mark."""


@dataclass(slots=True)
class Marks:
    """All that is painted: the text of each mark, what is marked as an artifact, and what isn't marked."""

    texts: dict[Mark, str] = field(default_factory=dict)
    artifacts: list[tuple[str, str]] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A mark that is open: its number, or the kind of artifact that it is, and the text it stands for."""

    number: int | None = None
    artifact: str = ""
    instead: str | None = None
    said: list[str] = field(default_factory=list)


def read_marks(document: "pikepdf.Pdf") -> Marks:
    """Read the pages of a document."""
    marks = Marks()
    fonts: dict[tuple[int, int], Mapping[int, str]] = {}
    forms: set[int] = set()
    for number, page in enumerate(document.pages):
        _Reader(marks, fonts, forms, number).read(page, page.resources)
    return marks


class _Reader:
    """Reads one page or form."""

    def __init__(
        self,
        marks: Marks,
        fonts: dict[tuple[int, int], Mapping[int, str]],
        forms: set[int],
        where: int,
    ) -> None:
        self._marks = marks
        self._fonts = fonts
        self._forms = forms
        self._where = where
        self._open: list[_Open] = []
        self._letters: Mapping[int, str] = {}

    def read(self, content: "pikepdf.Page | pikepdf.Object", resources: "pikepdf.Object") -> None:
        """Read all that is painted."""
        import pikepdf  # noqa: PLC0415 - as everywhere: loaded by those who look into a PDF

        for instruction in pikepdf.parse_content_stream(content):
            operator, operands = str(instruction.operator), instruction.operands
            if operator in ("BDC", "BMC"):
                self._open.append(
                    _opened(str(operands[0]), operands[1] if len(operands) > 1 else None)
                )
            elif operator == "EMC":
                self._close(self._open.pop())
            elif operator == "Tf":
                self._letters = self._font(resources["/Font"][str(operands[0])])
            elif operator in ("Tj", "TJ", "'", '"'):
                self._say("".join(_shown(operands[-1], self._letters)))
            elif operator == "Do":
                self._paint(resources["/XObject"][str(operands[0])], resources)
            elif operator in _PAINTING:
                self._note_bare(f"painted by {operator}")

    def _font(self, font: "pikepdf.Object") -> Mapping[int, str]:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = _letters(font["/ToUnicode"].read_bytes().decode("ascii"))
        return self._fonts[font.objgen]

    def _paint(self, form: "pikepdf.Object", resources: "pikepdf.Object") -> None:
        if "/StructParents" in form and form.objgen[0] not in self._forms:
            self._forms.add(form.objgen[0])
            inner = _Reader(self._marks, self._fonts, self._forms, -form.objgen[0])
            inner.read(form, form.get("/Resources", resources))
        elif "/StructParents" not in form:
            self._note_bare("a form or picture")

    def _say(self, text: str) -> None:
        if self._open:
            self._open[-1].said.append(text)
        self._note_bare(text)

    def _note_bare(self, what: str) -> None:
        if not any(each.artifact or each.number is not None for each in self._open):
            self._marks.bare.append(what)

    def _close(self, mark: _Open) -> None:
        text = "".join(mark.said) if mark.instead is None else mark.instead
        if mark.number is not None:
            self._marks.texts[self._where, mark.number] = text
        elif mark.artifact:
            self._marks.artifacts.append((mark.artifact, text))
        elif self._open:
            self._open[-1].said.append(text)


def _opened(tag: str, properties: "pikepdf.Object | None") -> _Open:
    if properties is None:
        return _Open(artifact="Artifact" if tag == "/Artifact" else "")
    if tag == "/Artifact":
        kind = properties.get("/Subtype", properties.get("/Type", "/Artifact"))
        return _Open(artifact=str(kind).removeprefix("/"))
    instead = properties.get("/ActualText")
    number = properties.get("/MCID")
    return _Open(
        number=None if number is None else int(number),
        instead=None if instead is None else str(instead),
    )


def _shown(operand: "pikepdf.Object", letters: Mapping[int, str]) -> Iterator[str]:
    import pikepdf  # noqa: PLC0415 - as above

    pieces = operand if isinstance(operand, pikepdf.Array) else [operand]
    for piece in pieces:
        if isinstance(piece, pikepdf.String):
            codes = bytes(piece)
            for start in range(0, len(codes), 2):
                yield letters.get(int.from_bytes(codes[start : start + 2], "big"), "\ufffd")


def _letters(table: str) -> dict[int, str]:
    """Read which letters the codes of a font stand for (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(table):
        if kind == "bfchar":
            found.update((int(code, 16), _text(text)) for code, text in _PAIR.findall(body))
        else:
            for first, last, text in _RANGE.findall(body):
                begin, end, letter = int(first, 16), int(last, 16), ord(_text(text))
                found.update((code, chr(letter + code - begin)) for code in range(begin, end + 1))
    return found


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
