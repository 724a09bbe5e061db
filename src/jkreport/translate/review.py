"""The door to python-docx: a table in two columns, for those who read and write in a word processor."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row

from jkreport.translate.exchange import Exchange, Unit
from jkreport.translate.marks import Role, marks_of

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK, _STAMP = "jkreport ", " · "
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
    return Exchange(brief=brief, source=source, target=target, units=tuple(_units(tables[0])))


def _opened(data: bytes) -> Document:
    with zipfile.ZipFile(BytesIO(data)) as packed:
        if sum(each.file_size for each in packed.infolist()) > _MOST_UNPACKED:
            raise NotReviewError(f"unpacked it is larger than {_MOST_UNPACKED >> 20} MiB")
    return docx.Document(BytesIO(data))


def _units(table: Table) -> Iterator[Unit]:
    """Give the pairs of the table: each follows the line that names it."""
    about = ""
    # The API repeats a cell as often as the file says that it is wide.
    for row in table._tbl.iterchildren(f"{_WORD}tr"):  # noqa: SLF001
        cells = [_text(each) for each in row.iterchildren(f"{_WORD}tc")]
        match cells:
            case [line]:
                about = line.split("\n")[0]
            case [source, target] if about:
                key, _, stamp = about.partition(_STAMP)
                yield Unit(id=key.strip(), source=source, target=target, stamp=stamp.strip())
                about = ""


def _text(cell: BaseOxmlElement) -> str:
    """Give the text of a cell, a line for each paragraph, as it is when all changes are accepted."""
    lines = []
    # The API leaves out what was inserted.
    for paragraph in cell.iter(f"{_WORD}p"):
        line = ""
        for each in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr"):
            line += {"t": each.text or "", "tab": "\t"}.get(each.tag.removeprefix(_WORD), "\n")
        lines.append(line)
    return "\n".join(lines)
