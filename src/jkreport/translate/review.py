"""The door to python-docx: a table in two columns, for those who read and write in a word processor."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Row

from jkreport.translate.exchange import Exchange, Unit
from jkreport.translate.marks import Role, marks_of

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK, _STAMP = "jkreport ", " · "
# The line above a pair: a key and the hashes of its wordings.
_ABOUT = re.compile(rf"\S+{_STAMP}[a-z]+=")
_CELLS = "the row below isn't of two cells any more"
_END = f"{_WORD}pPr/{_WORD}rPr/{_WORD}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
# Properties, what was taken out or away, and paragraphs of their own.
_UNSAID = {"pPr", "rPr", "del", "moveFrom", "p"}
_GREY = RGBColor(0x70, 0x70, 0x70)
_MOST_UNPACKED = 100 << 20
# The same date in every file: what is written depends on the texts alone.
_NEVER = (1980, 1, 1, 0, 0, 0)
_HEAD = "Write into the right column. Grey marks such as {{ … }}, [#…] and [@…] stay as they are."


class NotReviewError(Exception):
    """A file isn't a review table, or not as jkreport has written it."""


def write_review(exchange: Exchange) -> bytes:
    """Give texts as a document with a table: above each pair a line that says where it stands."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    properties = document.core_properties
    properties.author, properties.title = "jkreport", exchange.brief
    properties.identifier = f"{_MARK}{exchange.brief} {exchange.source} {exchange.target}"
    document.add_paragraph(_HEAD)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    _head(table.add_row(), exchange.source, exchange.target)
    for unit in exchange.units:
        _about(table.add_row(), unit)
        row = table.add_row()
        _fill(row.cells[0], unit.source)
        _fill(row.cells[1], unit.target)
    return _saved(document)


def _head(row: _Row, source: str, target: str) -> None:
    for cell, code in zip(row.cells, (source, target), strict=True):
        cell.paragraphs[0].add_run(code).bold = True


def _about(row: _Row, unit: Unit) -> None:
    cell = row.cells[0].merge(row.cells[1])
    for line in (unit.id + _STAMP + unit.stamp, *unit.notes):
        paragraph = cell.paragraphs[0] if line.startswith(unit.id) else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.font.size, run.font.color.rgb = Pt(7), _GREY


def _fill(cell: _Cell, text: str) -> None:
    """Write a text, a paragraph for each of its lines, its marks in grey."""
    paragraph = cell.paragraphs[0]
    for mark in marks_of(text):
        for number, line in enumerate(mark.literal.split("\n")):
            if number:
                paragraph = cell.add_paragraph()
            run = paragraph.add_run(line)
            if mark.role is not Role.TEXT:
                run.font.color.rgb = _GREY


def _saved(document: Document) -> bytes:
    """Give the file, without the time of its making."""
    written = BytesIO()
    document.save(written)
    plain = BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(plain, "w") as new:
        for name in sorted(old.namelist()):
            held = zipfile.ZipInfo(name, _NEVER)
            held.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(held, old.read(name))
    return plain.getvalue()


def read_review(data: bytes) -> Exchange:
    """Read a review table that came back; what its tracked changes take away is gone, what they add counts.

    Raises:
        NotReviewError: it is none.
    """
    try:
        document = _opened(data)
        identity = document.core_properties.identifier
        tables = document.tables
    except NotReviewError:
        raise
    except Exception as error:
        # A broken package raises whatever its parts lead to.
        raise NotReviewError("it is no document of a word processor") from error
    words = identity.removeprefix(_MARK).split()
    if not identity.startswith(_MARK) or len(words) != 3 or not tables:  # noqa: PLR2004 - brief, from, to
        raise NotReviewError(
            "its properties don't say which brief it is of, from and to which language"
        )
    brief, source, target = words
    return Exchange(brief=brief, source=source, target=target, units=tuple(_units(document)))


def _opened(data: bytes) -> Document:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
            raise NotReviewError(f"unpacked it is larger than {_MOST_UNPACKED >> 20} MiB")
    return docx.Document(BytesIO(data))


def _units(document: Document) -> Iterator[Unit]:
    """Give the pairs of all tables, for one may have been divided: each follows the line that names it."""
    about = ""
    for row in document.element.body.iter(f"{_WORD}tr"):
        cells = [_text(each) for each in _cells(row)]
        key, _, stamp = about.partition(_STAMP)
        match cells:
            case [source, target] if about:
                yield Unit(id=key.strip(), source=source, target=target, stamp=stamp.strip())
                about = ""
            case [line] if not about or _ABOUT.match(line):
                about = line.split("\n")[0]
            case [_, *_] if about:
                yield Unit(id=key.strip(), source="", target="", stamp="", fault=_CELLS)
                about = ""


def _cells(row: BaseOxmlElement) -> list[BaseOxmlElement]:
    """Give the cells of a row, none of a row that was taken out, or that stands within a cell.

    The API repeats a cell as often as the file says that it is wide.
    """
    if row.find(f"{_WORD}trPr/{_WORD}del") is not None or _within(row, "tc") is not None:
        return []
    return [each for each in row.iter(f"{_WORD}tc") if _within(each, "tr") is row]


def _within(element: BaseOxmlElement, name: str) -> BaseOxmlElement | None:
    return next(element.iterancestors(f"{_WORD}{name}"), None)


def _text(cell: BaseOxmlElement) -> str:
    """Give the text of a cell, a line for each paragraph, as it is when all changes are accepted."""
    lines: list[str] = []
    goes_on = False
    # The API leaves out what was inserted.
    for paragraph in cell.iter(f"{_WORD}p"):
        line = "".join(_said(paragraph))
        if goes_on:
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = any(paragraph.find(f"{_END}{each}") is not None for each in ("del", "moveFrom"))
    return "\n".join(lines)


def _said(element: BaseOxmlElement) -> Iterator[str]:
    for each in element.iterchildren(f"{_WORD}*"):
        match each.tag.removeprefix(_WORD):
            case "t":
                yield each.text or ""
            case "tab" | "br" | "cr" | "noBreakHyphen" as sign:
                yield _SIGNS[sign]
            case "ruby":
                words, reading = ("".join(_said(part)) for part in _ruby(each))
                yield f"{{{words}|{reading}}}"
            case name:
                yield from _said(each) if name not in _UNSAID else ()


def _ruby(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Give the words of a phonetic guide, and their reading."""
    for name in ("rubyBase", "rt"):
        yield from element.iterchildren(f"{_WORD}{name}")
