"""S3: what is small and would become large: refused, or ended in a child, within seconds of the processor."""

# ruff: noqa: E501 - a bomb is easier to read on one line

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from jkreport import Workspace
from jkreport.children import Limits
from jkreport.data import delimited, parquet
from jkreport.diagnostics import ContentError, Place
from jkreport.images import checked_image

Edited = Callable[[dict[str, str]], Path]
pytestmark = pytest.mark.usefixtures("ended_by_an_alarm")
PLACE = Place(file="content/sections/part.yaml", line=3, column=5)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'


def said(root: Path, data: bytes | str, suffix: str) -> list[str]:
    """Check a workspace whose table is this file, and give what is said of the file."""
    path = root / f"content/data/trade{suffix}"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    spec = root / "content/data/trade.yaml"
    spec.write_text(spec.read_text("utf-8") + f"file: trade{suffix}\n", "utf-8")
    table = "  - {id: t, table: trade, caption: {ja: 表, ko: 표}}\n"
    (root / "content/sections/part.yaml").write_text(f"title: {{ja: 章, ko: 장}}\nblocks:\n{table}")
    report = Workspace.open(root).check("one")
    assert not report.ok
    return [
        f"{each.code.value} {each.message}"
        for each in report.diagnostics
        if suffix in each.place.file
    ]


HEAD = "year,flow,amount,share\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("a," * 2000, "JK309 the table has more than 1,000 columns"),
        (HEAD + "\n" * 20_000, "JK309 the table has more than 20,000 cells"),
        (HEAD + "2024,exports," + "9" * 40_000, "JK309 the cell holds 40,000 characters, at most 32,767 are read"),
        (HEAD + "x" * 10_000_000, "JK309 the cell holds 10,000,000 characters, at most 32,767 are read"),
        (HEAD + '"' + '""' * 2_000_000, "JK301 the quote that begins here has no end"),
        (HEAD + '"' * 4_000_000, "JK309 the cell holds 4,000,000 characters, at most 32,767 are read"),
        (HEAD + "2024,exports,1e999999999,1\n", "JK304 '1e999999999' is not a number"),
        (HEAD + f"2024,exports,{'9' * 30_000},1\n", "JK304 '999999999999999999999999…' has more than 24 digits"),
    ],
    ids=range(8),
)  # fmt: skip
def test_a_text_table_is_bounded(
    root: Path, monkeypatch: pytest.MonkeyPatch, data: str, expected: str
) -> None:
    monkeypatch.setattr(delimited, "MOST_CELLS", 20_000)
    assert expected in said(root, data, ".csv")


def workbook(rows: int = 3) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for each in (["year", "flow", "amount", "share"], *[[2024, "exports", 1, 1]] * rows):
        sheet.append(each)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def changed(
    change: Callable[[str, bytes], bytes], form: int = zipfile.ZIP_STORED, **added: bytes
) -> bytes:
    """Write a workbook with its parts changed, and with parts of other names, `__` for a slash."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as before,
        zipfile.ZipFile(data, "w", form) as after,
    ):
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
        for name, content in added.items():
            after.writestr(name.replace("__", "/"), content)
    return data.getvalue()


def in_sheet(old: str, new: str) -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if "worksheets/" not in name:
            return content
        assert re.search(old.encode(), content)
        return re.sub(old.encode(), lambda _: new.encode(), content, count=1)

    return changed(change)


def in_part(part: str, old: str, new: str) -> bytes:
    return changed(
        lambda name, content: (
            content.replace(old.encode(), new.encode()) if name == part else content
        )
    )


def crowded() -> bytes:
    data = io.BytesIO(workbook())
    with zipfile.ZipFile(data, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    return data.getvalue()


LAUGHS = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
) + "]>"  # fmt: skip
XML = "<worksheet xmlns"
MERGES = "<mergeCells><mergeCell\n{}/></mergeCells>"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (in_sheet(XML, LAUGHS + XML), "declares a document type"),
        (in_part("xl/workbook.xml", "<workbook", LAUGHS + "<workbook"), "declares a document type"),
        (in_part("xl/workbook.xml", "<workbook", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><workbook'), "document type"),
        (in_sheet("</sheetData>", "</sheetData>" + MERGES.format('ref = "A1:XFD1048576"')), "merges 17,179,869,184 cells"),
        (in_sheet("</sheetData>", "</sheetData>" + MERGES.format('ref="&#65;1:XFD1048576"')), "merges 17,179,869,184 cells"),
        (in_sheet("</sheetData>", "</sheetData>" + MERGES.format('ref="A1:NOTHING"')), "merges 500,001 cells"),
        (in_sheet("</sheetData>", "</sheetData>" + "<mergeCell " * 100_000), "not a readable"),
        (in_sheet("</sheetData>", "<row>" + "<c/>" * 500_001 + "</row></sheetData>"), "more than 500,000 cells"),
        (in_sheet("</sheetData>", "<row><c>" + "<is>" * 100 + "</sheetData>"), "holds too much beside its cells"),
        (in_sheet("</sheetData>", "</sheetData><cols>" + "<col/>" * 100_001 + "</cols>"), "too much beside its cells"),
        (in_part("xl/styles.xml", "<cellXfs", "<x>" + "<xf/>" * 100_001 + "</x><cellXfs"), "too much beside its cells"),
        (in_sheet("<sheetData>", f'<x y="{"A1 " * 1_500_000}"/><sheetData>'), "too much beside its cells"),
        (changed(lambda _, content: content, zipfile.ZIP_DEFLATED, xl__media__a=b"\0" * 101_000_000), "unpacks to 101,0"),
        (crowded(), "more than 10,000 entries"),
    ],
    ids=range(14),
)  # fmt: skip
def test_a_workbook_is_bounded_before_it_is_opened(root: Path, data: bytes, expected: str) -> None:
    assert expected in "".join(said(root, data, ".xlsx"))


def test_a_sheet_of_one_far_cell_is_no_large_table(root: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    assert said(root, in_sheet("</sheetData>", far), ".xlsx") == [
        "JK309 the table has more than 100,000 rows"
    ]


def test_what_a_workbook_links_to_is_not_read(root: Path) -> None:
    link = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' * 50
    data = changed(lambda _, content: content, xl__externalLinks__externalLink1=link)
    assert "not a readable .xlsx workbook" in "".join(said(root, data, ".xlsx"))


def columnar(table: pa.Table, **options: object) -> bytes:
    data = io.BytesIO()
    pq.write_table(table, data, **options)
    return data.getvalue()


@pytest.fixture
def small_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let children have less, so that a bomb is small, too."""
    monkeypatch.setattr(parquet, "READING", Limits(memory=900 << 20, processor=5, wall=60))


@pytest.mark.usefixtures("small_children")
def test_a_dictionary_of_one_long_text_is_not_unpacked(root: Path) -> None:
    text = pa.DictionaryArray.from_arrays(pa.array([0] * 100_000, pa.int32()), ["x" * 1_000_000])
    names = ["year", "flow", "amount", "share"]
    data = columnar(pa.table([text] * 4, names), compression="zstd")
    assert len(data) < 100_000
    expected = "JK309 the cell holds 1,000,000 characters, at most 32,767 are read"
    assert said(root, data, ".parquet") == [expected] * 4


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (pa.table({"year": list(range(100_001))}), "JK309 the table has more than 100,000 rows"),
        (pa.table({str(each): [1] for each in range(1_001)}), "JK309 the table has more than 1,000 columns"),
        (pa.table({str(each): [1] * 3_000 for each in range(700)}), "JK309 the table has more than 2,000,000 cells"),
        (pa.table({"year": [[1] * 1_000_000]}), "JK301 the column holds list<element: int64>; only texts,"),
        (pa.table({"year": [b"\0"]}), "JK301 the column holds binary; only texts,"),
    ],
    ids=range(5),
)  # fmt: skip
def test_a_columnar_table_is_bounded(root: Path, table: pa.Table, expected: str) -> None:
    assert any(each.startswith(expected) for each in said(root, columnar(table), ".parquet"))


@pytest.mark.usefixtures("small_children")
def test_whatever_a_damaged_footer_says_the_parent_lives(root: Path) -> None:
    data = bytearray(columnar(pa.Table.from_pandas(pd.DataFrame({"year": range(1000)}))))
    for place in (len(data) - 9, len(data) - 40, len(data) - 120):
        data[place] ^= 0xFF
    assert said(root, bytes(data), ".parquet")


def uses(levels: int) -> str:
    return '<g id="a0"><rect width="1" height="1"/></g>' + "".join(
        f'<g id="a{level}">' + f'<use href="#a{level - 1}"/>' * 10 + "</g>" for level in range(1, levels)
    ) + f'<use href="#a{levels - 1}"/>'  # fmt: skip


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        (uses(7), "it comes to 6,802,461 shapes, at most 100,000 are drawn"),
        (uses(40), " shapes, at most 100,000 are drawn"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "it repeats itself without end"),
        ('<g id="a"><use xlink:href="#a" xmlns:xlink="http://www.w3.org/1999/xlink"/></g>', "without end"),
        ("".join(f'<pattern id="p{i}">' + f'<rect fill="url(#p{i + 1})"/>' * 9 + "</pattern>" for i in range(9)) + '<rect style="fill: url( \'#p0\' )"/>', " shapes"),
        ("".join(f'<mask id="m{i}">' + f'<g mask="url(#m{i + 1})"/>' * 9 + "</mask>" for i in range(9)) + "<style>rect{mask:url(#m0)}</style><rect/>", " shapes"),
        ('<marker id="m">' + "<rect/>" * 100 + '</marker><g marker-mid="url(#m)"><path d="' + "M0 0" * 5000 + '"/></g>', " shapes"),
        ("<rect/>" * 100_001, "it comes to 100,002 shapes"),
        ("".join(f'<use id="u{i}" href="#u{i + 1}"/>' for i in range(5_000)), " shapes"),
        ('<image href="data:image/svg+xml;base64,' + "A" * 7_000_000 + '"/>', " shapes"),
        ("<g>" * 100_000, "its elements are nested deeper than 64"),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_drawing_comes_to_an_end(inside: str, reason: str) -> None:
    with pytest.raises(ContentError, match=r"'a\.svg' cannot be used") as raised:
        checked_image(SVG.format(inside).encode(), "a.svg", PLACE)
    assert reason in str(raised.value)


TEXTS = {
    "open brackets": "[ " * 60 + "*a " * 10_000,
    "emphasis": "**a" * 15_000,
    "mixed emphasis": "*a_ " * 10_000,
    "backticks": " ".join("`" * i for i in range(1, 600)),
    "quotes": ">" * 50_000,
    "lines": "a\n=\n" * 5_000,
    "links": "[a](b) " * 5_000,
    "tags": "<b> " * 50_000,
    "comments": "<!-- " * 50_000,
    "ends": "</" * 50_000,
    "autolinks": "<a:" * 50_000,
    "entities": "&" * 50_000,
    "notes without a text": "[^x] " * 30_000,
    "citations": "[@nope] " * 10_000,
    "a table": "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + "|a\n" * 300,
    "braces": "}}" * 50_000,
    "expressions": "{{ 1 }}" * 1_000,
    "unknown names": "{{ nothing }}" * 1_000,
    "a long name": "{{ data." + "a" * 50_000 + " }}",
    "a long date": '{{ events.summits.since("' + "2026-" * 10_000 + '").count }}',
    "a long number": "{{ data.trade.amount[" + "9" * 4_000 + "] }}",
    "rounding": '{{ data.trade.amount[2024, "exports"].round(999999999) }}',
    "rounding up": '{{ data.trade.amount[2024, "exports"].round(-999999999) }}',
    "tower": "{{ " + "[" * 40 + "1" + "]" * 40 + " }}",
    "particles": "은(는)" * 10_000,
    "locator": "[@vision, " + " " * 50_000 + "x]",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_comes_to_an_end(edited: Edited, name: str) -> None:
    lines = "".join(f"        {line}\n" for line in TEXTS[name].split("\n"))
    block = f"blocks:\n  - id: a\n    text:\n      ko: x\n      ja: |\n{lines}"
    root = edited({"content/sections/part.yaml": "title: {ja: 章, ko: 장}\n" + block})
    report = Workspace.open(root).check("one")
    assert len(report.diagnostics) < 300
    assert all(each.place.line for each in report.diagnostics)
