"""Excel workbooks, as their authors see them."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jkreport.data import Table
from jkreport.model.tables import TableSpec

SpecOf = Callable[..., TableSpec]
Read = Callable[[TableSpec, str | bytes], Table]
Faults = Callable[[TableSpec, str | bytes], list[str]]
Rows = list[list[object]]

ROWS: Rows = [
    ["flow", "year", "amount"],
    ["exports", 2011, 397],
    [None, 2024, 0.1 + 0.2],
    ["imports", 2011, "１，０００"],
]


def book(rows: Rows, change: Callable[[Worksheet], object] = lambda _: None) -> bytes:
    """Write a workbook of one sheet."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表1"
    for row in rows:
        sheet.append(row)
    change(sheet)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


@pytest.fixture
def spec(spec_of: SpecOf) -> TableSpec:
    keys = {"flow": "category exports imports", "year": "year"}
    return spec_of(keys, {"amount": "decimal"}, "trade.xlsx")


def test_merged_cells_hold_what_they_show(spec: TableSpec, read: Read) -> None:
    table = read(spec, book(ROWS, lambda sheet: sheet.merge_cells("A2:A3")))
    assert [(row.key, row.cells["amount"], str(row.place)) for row in table.rows] == [
        (("exports", "2011"), Decimal(397), "content/data/trade.xlsx:表1!A2"),
        (("exports", "2024"), Decimal("0.3"), "content/data/trade.xlsx:表1!A3"),
        (("imports", "2011"), Decimal(1000), "content/data/trade.xlsx:表1!A4"),
    ]


def test_a_cell_has_the_decimals_and_the_percent_sign_that_it_shows(
    spec_of: SpecOf, read: Read
) -> None:
    def shown(sheet: Worksheet) -> None:
        for cell, form in (("B2", "0.0"), ("B3", "0.0%"), ("B4", "0%"), ("B5", "#,##0.00_ ")):
            sheet[cell].number_format = form

    spec = spec_of({"n": "integer"}, {"share": "decimal percent"}, "trade.xlsx")
    rows: Rows = [["n", "share"], [1, 11], [2, 0.113], [3, 1], [4, 1234.5]]
    table = read(spec, book(rows, shown))
    assert [str(row.cells["share"]) for row in table.rows] == ["11.0", "11.3", "100", "1234.50"]


def test_a_percent_format_is_refused_where_the_unit_is_another(
    spec_of: SpecOf, faults: Faults
) -> None:
    spec = spec_of({"n": "integer"}, {"share": "decimal"}, "trade.xlsx")

    def shown(sheet: Worksheet) -> None:
        sheet["B2"].number_format = "0.0%"

    assert faults(spec, book([["n", "share"], [1, 0.113]], shown)) == [
        (
            "content/data/trade.xlsx:表1!B2: not-a-number: '11.3%' is not a number"
            " — '%' is the unit; it stands in the table's YAML: unit: percent"
        )
    ]


@pytest.mark.parametrize(("kind", "key"), [("month", "2025-02"), ("date", "2025-02-01")])
def test_dates_may_be_cells_of_dates(spec_of: SpecOf, read: Read, kind: str, key: str) -> None:
    spec = spec_of({"at": kind}, {"n": "integer"}, "trade.xlsx")
    rows: Rows = [["at", "n"], [dt.date(2025, 2, 1), 1]]
    assert read(spec, book(rows)).rows[0].key == (key,)


def test_a_formula_without_a_value_is_refused_at_its_cell(spec: TableSpec, faults: Faults) -> None:
    rows = [*ROWS[:2], ["exports", 2012, "=C2*2"]]
    assert faults(spec, book(rows)) == [
        (
            "content/data/trade.xlsx:表1!C3: formula-without-value: the formula has no value"
            " — open the workbook, let it calculate and save it"
        )
    ]


def test_a_formula_with_a_value_is_its_value(spec: TableSpec, read: Read) -> None:
    data = book([*ROWS[:2], ["exports", 2012, "=C2*2"]])
    calculated = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(calculated, "w") as after:
        for name in before.namelist():
            after.writestr(name, re.sub(rb"<v ?/>|<v></v>", b"<v>794</v>", before.read(name)))
    assert read(spec, calculated.getvalue()).value("amount", "exports", 2012).number == 794


def test_what_is_hidden_is_refused(spec: TableSpec, faults: Faults) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True

    hint = "show it, or take it out of the range"
    assert faults(spec, book(ROWS, hide)) == [
        f"content/data/trade.xlsx:表1!3:3: table-shape: row 3 is hidden — {hint}",
        f"content/data/trade.xlsx:表1!B:B: table-shape: column B is hidden — {hint}",
    ]


def test_a_range_leaves_out_what_stands_around_a_table(spec_of: SpecOf, read: Read) -> None:
    spec = spec_of({"n": "integer"}, {"share": "decimal"}, "trade.xlsx", range="$B$3:C4")
    rows: Rows = [["表1"], [], [None, "n", "share", "memo"], [None, 1, 2.5, "…"], ["注"]]
    assert read(spec, book(rows)).value("share", 1).number == Decimal("2.5")


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"range": "B3"}, "no-data"),
        ({"range": "B3:"}, "'B3:' is not a range of cells such as A3:D20"),
        ({"range": "A1:C1048576"}, "the table has more than 100,000 rows"),
        ({"range": "A1:XFD1000"}, "the table has more than 500,000 cells"),
        (
            {"sheet": "表"},
            "the workbook 'trade.xlsx' has no sheet '表' — did you mean '表2' or '表1'?",
        ),
        ({"sheet": "秘密"}, "content/data/trade.xlsx:秘密: table-shape: the sheet is hidden"),
        ({}, "the workbook 'trade.xlsx' has 2 sheets — sheet: 表1 or 表2"),
    ],
)
def test_a_sheet_or_range_that_cannot_be_read_is_told(
    spec_of: SpecOf, faults: Faults, more: dict[str, str], fault: str
) -> None:
    spec = spec_of({"n": "integer"}, {"share": "decimal"}, "trade.xlsx", **{"sheet": "表1"} | more)
    if not more:
        spec = spec_of({"n": "integer"}, {"share": "decimal"}, "trade.xlsx")
    workbook = Workbook()
    for title in ("表1", "表2", "秘密"):
        workbook.create_sheet(title)
    workbook["秘密"].sheet_state = "hidden"
    del workbook["Sheet"]
    assert fault in "\n".join(faults(spec, saved(workbook)))


def test_an_empty_sheet_is_told(spec: TableSpec, faults: Faults) -> None:
    assert faults(spec, book([])) == [
        "content/data/trade.xlsx:表1: no-data: the sheet '表1' is empty"
    ]


def test_a_zip_bomb_is_not_opened(spec: TableSpec, faults: Faults) -> None:
    data = io.BytesIO(book(ROWS))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\0" * 20_000_000)
    (fault,) = faults(spec, data.getvalue())
    assert fault.startswith("content/data/trade.xlsx: file-too-large: the workbook unpacks to 20,0")


def test_a_merge_of_endless_cells_is_not_opened(spec: TableSpec, faults: Faults) -> None:
    small = book(ROWS, lambda sheet: sheet.merge_cells("A2:A3"))
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as before, zipfile.ZipFile(data, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b'"A2:A3"', b'"A2:XFD1048576"'))
    (fault,) = faults(spec, data.getvalue())
    assert fault.startswith("content/data/trade.xlsx: file-too-large: the workbook merges ")


DAMAGED = "it is cut short, damaged or of another kind: save it anew as .xlsx"
OLD = "it is an old .xls workbook, or one with a password: save it as .xlsx without one"


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        (b"", DAMAGED),
        (b"PK", DAMAGED),
        (b"flow,year,amount\n", DAMAGED),
        (b"\xd0\xcf\x11\xe0" * 100, OLD),
    ],
)
def test_what_is_no_workbook_is_refused(
    spec: TableSpec, faults: Faults, data: bytes, remedy: str
) -> None:
    assert faults(spec, data) == [
        f"content/data/trade.xlsx: file-unreadable: not a readable .xlsx workbook — {remedy}"
    ]
