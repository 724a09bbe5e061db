"""Files as the tools of translators give them back: what they mean is taken, what they have lost is told."""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph
from lxml import etree
from tests.translate.conftest import behind, edit
from tests.translate.test_exchange import (
    FORMS,
    OUTLOOK,
    VISITS,
    exported,
    files,
    imported,
    translated,
)

from jkreport.build.exchanging import Import

PEOPLE = "sections/people#people.title"
TRADE = "content/sections/trade.yaml"
OLD, NEW = "내년에도 늘 것으로 본다.", "내년에는 줄 것으로 본다."
TAKEN = Import(written=(OUTLOOK,), declared=(OUTLOOK,))


def said(found: Import) -> list[tuple[str, str]]:
    return [(each.code.value, each.message) for each in found.diagnostics]


def korean(root: Path) -> str:
    """Give the Korean wording of the outlook."""
    (line,) = re.findall(r"text: \{ja: .*, ko: (.*)\}", (root / TRADE).read_text("utf-8"))
    return str(line)


def units(root: etree._Element, key: str) -> Iterator[etree._Element]:
    return (
        each
        for each in root.iter("{*}trans-unit", "{*}unit")
        if key in (each.get("id"), each.get("name"))
    )


def spoiled(data: bytes, spoil: Callable[[etree._Element], None], key: str = OUTLOOK) -> bytes:
    """Change a unit of an XLIFF file."""
    root = etree.fromstring(data)
    (unit,) = units(root, key)
    spoil(unit)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def twice(data: bytes, new: str) -> bytes:
    """Let the unit stand a second time, at the end and with another translation."""

    def copy(unit: etree._Element) -> None:
        other = deepcopy(unit)
        other.set("id", OUTLOOK if unit.get("name") is None else "other")
        (target,) = (each for each in other.iter("{*}target"))
        target.text = new
        unit.getparent().append(other)

    return spoiled(data, copy)


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
def test_a_unit_that_stands_twice_is_refused_if_its_translations_differ(
    declared: Path, form: str
) -> None:
    data = translated(exported(declared, form), form, PEOPLE, "오감")
    data = twice(translated(data, form, OUTLOOK, NEW), "내년은 모른다.")
    found = imported(declared, data, form)
    assert found.written == (PEOPLE,)
    assert said(found) == [("JK707", f"'{OUTLOOK}': it stands there twice, translated differently")]
    assert korean(declared) == OLD


@pytest.mark.parametrize("form", ["xliff", "xliff2"])
def test_a_unit_that_stands_twice_alike_is_taken_once(declared: Path, form: str) -> None:
    data = twice(translated(exported(declared, form), form, OUTLOOK, NEW), NEW)
    assert imported(declared, data, form) == TAKEN
    assert korean(declared) == NEW


@pytest.mark.parametrize("form", ["xliff", "xliff2", "po"])
def test_a_tool_that_names_a_country_beside_the_language_means_the_language(
    declared: Path, form: str
) -> None:
    data = translated(exported(declared, form), form, OUTLOOK, NEW)
    named = re.sub(rb'((?:-language|Lang)=")(ja|ko)"', rb'\1\2-XX"', data)
    named = named.replace(b"Language: ko\\n", b"Language: ko_KR\\n")
    assert named != data
    assert imported(declared, named, form) == TAKEN


def test_a_copy_of_the_source_that_is_marked_as_new_is_no_translation(declared: Path) -> None:
    def copy(unit: etree._Element) -> None:
        source, target = (next(unit.iter(f"{{*}}{name}")) for name in ("source", "target"))
        target.text = source.text
        target.set("state", "new")

    before = files(declared)
    assert imported(declared, spoiled(exported(declared, "xliff"), copy), "xliff") == Import()
    assert files(declared) == before


@pytest.mark.parametrize("form", FORMS)
def test_a_unit_without_its_stamp_is_refused_for_that(declared: Path, form: str) -> None:
    data = translated(exported(declared, form), form, OUTLOOK, NEW)
    if form == "docx":
        data = rewritten(
            data, lambda paragraph: setattr(paragraph, "text", OUTLOOK), f"{OUTLOOK} ·"
        )
    else:
        data = re.sub(rb"ja=[0-9a-f]{16} ko=[0-9a-f]{16} in-step", b"", data)
    found = imported(declared, data, form)
    assert said(found) == [
        ("JK707", f"'{OUTLOOK}': the note that says which wordings went out is gone")
    ]
    assert korean(declared) == OLD


def cut(unit: etree._Element, *targets: str | None) -> None:
    """Cut a unit into sentences, a space between them, as a tool does."""
    (segment,) = (each for each in unit.iter("{*}segment"))
    for number, target in enumerate(targets):
        if number:
            space = etree.SubElement(unit, segment.tag.replace("segment", "ignorable"))
            etree.SubElement(space, segment.tag.replace("segment", "source")).text = " "
        part = etree.SubElement(unit, segment.tag, state="translated")
        etree.SubElement(part, segment.tag.replace("segment", "source")).text = "文。"
        if target is not None:
            etree.SubElement(part, segment.tag.replace("segment", "target")).text = target
    (source,) = (each for each in segment.iter("{*}source"))
    first = next(iter(unit.iter("{*}ignorable"))).getnext()
    next(each for each in unit.iter("{*}segment") if each is not segment)[0].text = source.text
    first[0].text = ""
    unit.remove(segment)


def test_the_space_between_two_sentences_needs_no_translation(declared: Path) -> None:
    data = spoiled(
        exported(declared, "xliff2"), lambda unit: cut(unit, "내년은 모른다.", "곧 안다.")
    )
    found = imported(declared, data, "xliff2")
    assert korean(declared) == "내년은 모른다. 곧 안다."
    assert found == TAKEN


def test_half_a_translation_is_refused(declared: Path) -> None:
    def halve(unit: etree._Element) -> None:
        cut(unit, "내년은 모른다.", None)
        last = list(unit.iter("{*}segment"))[-1]
        last.set("state", "initial")
        last[0].text = "次の文。"

    before = files(declared)
    found = imported(declared, spoiled(exported(declared, "xliff2"), halve), "xliff2")
    assert said(found) == [("JK707", f"'{OUTLOOK}': some of its sentences have no translation")]
    assert files(declared) == before


def test_a_code_that_has_lost_what_it_stands_for_spoils_its_unit_alone(declared: Path) -> None:
    data = translated(exported(declared, "xliff2"), "xliff2", OUTLOOK, NEW)
    data = spoiled(data, lambda unit: list(unit.iter("{*}ph"))[-1].attrib.pop("dataRef"), VISITS)
    found = imported(declared, data, "xliff2")
    assert (found.written, found.declared) == ((OUTLOOK,), (OUTLOOK,))
    assert said(found) == [("JK709", f"'{VISITS}': '[#growth]' is missing")]


@pytest.mark.parametrize("form", ["xliff", "po"])
def test_a_unit_whose_source_was_changed_is_refused_for_that(declared: Path, form: str) -> None:
    data = translated(exported(declared, form), form, OUTLOOK, NEW)
    changed = data.replace("来年も伸びると見る。".encode(), "来年は縮むと見る。".encode())
    assert changed != data
    found = imported(declared, changed, form)
    assert said(found) == [("JK707", f"'{OUTLOOK}': its source isn't the one that went out")]
    assert korean(declared) == OLD


def rewritten(data: bytes, change: Callable[[Paragraph], None], start: str) -> bytes:
    """Change the first paragraph of a document's cell that starts so."""
    document = docx.Document(BytesIO(data))
    cells = (cell for row in document.tables[0].rows for cell in row.cells)
    change(next(each for each in cells if each.text.startswith(start)).paragraphs[0])
    return saved(document)


def saved(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def given(xml: str) -> Callable[[Paragraph], None]:
    """Put these paragraphs in the place of one."""

    def change(paragraph: Paragraph) -> None:
        here = paragraph._p  # noqa: SLF001 - no part of the API
        for each in parse_xml(f"<w:tc {nsdecls('w')}>{xml}</w:tc>"):
            here.addprevious(each)
        here.getparent().remove(here)

    return change


RUN = "<w:r><w:t>{}</w:t></w:r>".format
MOVED = (
    f"<w:p><w:moveTo>{RUN('줄 것으로 ')}</w:moveTo>{RUN('내년에는 ')}"
    f"<w:moveFrom>{RUN('줄 것으로 ')}</w:moveFrom>{RUN('본다.')}</w:p>"
)
TABS = (
    f"<w:p>{RUN('내년은')}</w:p>"
    f'<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr>{RUN("모른다.")}</w:p>'
)
JOINED = (
    f'<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="Lee"/></w:rPr></w:pPr>{RUN("내년은 ")}</w:p>'
    f"<w:p><w:del><w:r><w:br/></w:r></w:del>{RUN('모른다.')}</w:p>"
)
HYPHEN = "<w:p><w:r><w:t>2011</w:t><w:noBreakHyphen/><w:t>12년</w:t></w:r></w:p>"
GUIDED = (
    f"<w:p>{RUN('내년 ')}<w:r><w:ruby><w:rt>{RUN('どうこう')}</w:rt>"
    f"<w:rubyBase>{RUN('動向')}</w:rubyBase></w:ruby></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("xml", "read"),
    [
        (MOVED, "줄 것으로 내년에는 본다."),
        (TABS, '"내년은\\n모른다."'),
        (JOINED, "내년은 모른다."),
        (HYPHEN, "2011\u201112년"),
        (GUIDED, "'내년 {動向|どうこう}'"),
    ],
    ids=["moved", "tab stops", "joined paragraphs", "hyphen", "reading"],
)
def test_a_document_says_what_its_reader_sees(declared: Path, xml: str, read: str) -> None:
    data = rewritten(exported(declared, "docx"), given(xml), OLD)
    assert imported(declared, data, "docx") == TAKEN
    assert korean(declared) == read


def test_a_table_that_was_divided_is_still_read_to_its_end(declared: Path) -> None:
    document = docx.Document(BytesIO(exported(declared, "docx")))
    (table,) = document.tables
    other = deepcopy(table._tbl)  # noqa: SLF001 - no part of the API
    rows = len(table.rows)
    for each in list(other.tr_lst)[: rows // 2]:
        other.remove(each)
    for each in list(table._tbl.tr_lst)[rows // 2 :]:  # noqa: SLF001
        table._tbl.remove(each)  # noqa: SLF001
    table._tbl.addnext(other)  # noqa: SLF001
    edit(declared, "sections/trade.yaml", OLD, "")
    edit(declared, "sections/trade.yaml", ", ko: }", f", ko: {OLD}}}")
    assert len(document.tables) == 2
    data = translated_anywhere(document, NEW)
    assert imported(declared, data, "docx") == TAKEN


def translated_anywhere(document: Document, new: str) -> bytes:
    for each in document.element.body.iter("{*}t"):
        if each.text == OLD:
            each.text = new
    return saved(document)


@pytest.mark.parametrize("cells", [1, 3])
def test_a_row_with_merged_or_divided_cells_is_told(declared: Path, cells: int) -> None:
    document = docx.Document(BytesIO(exported(declared, "docx")))
    (cell,) = (
        each for row in document.tables[0].rows for each in row.cells[1:] if each.text == OLD
    )
    row = cell._tc.getparent()  # noqa: SLF001 - no part of the API
    if cells == 1:
        row.remove(row.tc_lst[0])
    else:
        cell._tc.addnext(deepcopy(cell._tc))  # noqa: SLF001
    found = imported(declared, translated_anywhere(document, NEW), "docx")
    assert said(found) == [("JK707", f"'{OUTLOOK}': the row below isn't of two cells any more")]
    assert behind(declared) == {}
