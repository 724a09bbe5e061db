"""CSV and TSV: shapes, headers, and every fault of a file at its place."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.data import Missing, Table
from jkreport.data.delimited import raw_from_text
from jkreport.diagnostics import Problems
from jkreport.model.tables import Mark, TableSpec

SpecOf = Callable[..., TableSpec]
Read = Callable[[TableSpec, str | bytes], Table]
Faults = Callable[[TableSpec, str | bytes], list[str]]

FIELDS = st.lists(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs"], include_characters='\n",')),
        min_size=3,
        max_size=3,
    ),
    min_size=1,
)


@pytest.fixture
def spec(spec_of: SpecOf) -> TableSpec:
    keys = {"flow": "category exports imports", "year": "year"}
    return spec_of(keys, {"amount": "decimal USD 100000000"})


def test_cells_are_read_as_they_were_written(spec: TableSpec, read: Read) -> None:
    table = read(spec, 'year,flow,amount\n2011,exports,"1,397.0"\n2011, imports ,-\n\n,,\n')
    assert [(row.key, row.cells, str(row.place)) for row in table.rows] == [
        (("exports", "2011"), {"amount": Decimal("1397.0")}, "content/data/trade.csv:2:1"),
        (
            ("imports", "2011"),
            {"amount": Missing(mark="-", meaning=Mark.NONE)},
            "content/data/trade.csv:3:1",
        ),
    ]


def test_tabs_part_the_fields_of_a_tsv_file(spec_of: SpecOf, read: Read) -> None:
    spec = spec_of({"year": "year"}, {"amount": "integer"}, "trade.tsv")
    table = read(spec, "year\tamount\n2011\t1,397\n")
    assert table.value("amount", 2011).number == Decimal(1397)


def test_texts_know_their_place(spec_of: SpecOf, read: Read) -> None:
    spec = spec_of({"name": "text"}, {"amount": "integer"})
    table = read(spec, 'id,name:ja,name:ko,amount\na,"輸\n出",수출,1\nb,輸入,수입,2\n')
    names = table.rows[1].names["name"]
    assert [str(text.place) for text in names.all()] == [
        "content/data/trade.csv:4:3",
        "content/data/trade.csv:4:6",
    ]


def test_a_plain_column_serves_the_languages_without_their_own(spec_of: SpecOf, read: Read) -> None:
    spec = spec_of({"name": "text"}, {"amount": "integer"})
    table = read(spec, "id,name,name:ko,amount\na,JETRO,제트로,1\nb,KITA,,2\n")
    said = [[str(row.names["name"][code]) for code in ("ja", "ko", "en")] for row in table.rows]
    assert said == [["JETRO", "제트로", "JETRO"], ["KITA", "KITA", "KITA"]]


def test_all_faults_of_a_file_are_told_at_once(spec: TableSpec, faults: Faults) -> None:
    data = """flow,year,amount,amuont
exports,2011,397,1
exports,2011,398,1
exports,2012,397p
export,２０１３,nan,1
imports,20x3,,1
imports,2013,-,1
"""
    at = "content/data/trade.csv:"
    empty = "write a mark such as '-' and say under `missing` what it means; '' is a mark too"
    assert faults(spec, data) == [
        (
            f"{at}1:18: table-header: the table has no key or measure 'amuont'"
            " — did you mean 'amount'?"
        ),
        f"{at}3:1: duplicate-row: the row [exports, 2011] stands twice — first at {at}2:1",
        f"{at}4:14: table-shape: the row has 3 fields, the header 4",
        (
            f"{at}5:1: unknown-name: 'export' is not a value of the key 'flow'"
            " — did you mean 'exports' or 'imports'?"
        ),
        (
            f"{at}5:13: not-a-number: 'nan' is not a number"
            " — what stands in place of a number is declared in the table's YAML,"
            " as in missing: {'nan': unknown}"
        ),
        (
            f"{at}6:9: bad-date: '20x3' is not a year such as 2011, as the key 'year' is"
            " — years are of the common era; months and days have two digits"
        ),
        f"{at}6:14: value-missing: the cell of 'amount' is empty — {empty}",
    ]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("", ":1:1: no-data: the file is empty"),
        ("\n \n", ":1:1: no-data: the file is empty"),
        ("year,name\n", ":1:1: no-data: the table has a header and no rows"),
        ("year,name\n2011,a,b\n", (":2:8: table-shape: the row has 3 fields, the header 2"
         " — a comma inside a field needs quotes around the field")),
        ('year,name\n2011,"a\n', (":2:6: table-shape: the quote that begins here has no end"
         ' — a quote inside a field is written ""')),
        ('year,name\n2011,"a"b\n', (":2:6: table-shape: text follows the closing quote"
         ' — a quote inside a field is written ""')),
        ("year,name,\n2011,a,b\n", (":1:11: table-header: a column has no name"
         " — take the comma at the end of the lines out")),
        ("year,name,name\n2011,a,b\n", ":1:11: table-header: the column 'name' stands twice"),
        ("year\n2011\n", (":1:1: table-header: the column 'name' is missing"
         " — 'name:' and a language's code, or 'name' for all;"
         " it is declared in content/data/trade.yaml:1:1")),
        ("name\na\n", (":1:1: table-header: the column 'year' is missing"
         " — it is declared in content/data/trade.yaml:1:1")),
        ("year,name:ja,name:ko\n2011,a,\n", ":2:8: language-missing: the text has no 'ko'"),
        ("year,name\n,a\n", ":2:1: value-missing: the key 'year' is empty"),
    ],
)  # fmt: skip
def test_a_file_of_the_wrong_shape_is_refused(
    spec_of: SpecOf, faults: Faults, data: str, fault: str
) -> None:
    spec = spec_of({"year": "year"}, {"name": "text"})
    assert faults(spec, data) == [f"content/data/trade.csv{fault}"]


def test_a_text_key_needs_ids_and_names(spec_of: SpecOf, faults: Faults) -> None:
    spec = spec_of({"name": "text"}, {"amount": "integer"})
    assert faults(spec, "name,amount\na,1\n") == [
        (
            "content/data/trade.csv:1:1: table-header: the column 'id' is missing"
            " — rows with a text key are called by their id in expressions"
        )
    ]
    assert faults(spec, "id,name,amount\na,,1.5\n,b,2\n") == [
        "content/data/trade.csv:2:3: value-missing: the key 'name' is empty",
        (
            "content/data/trade.csv:2:4: not-a-number: '1.5' is not a whole number"
            " — a measure with decimals has `type: decimal`"
        ),
        "content/data/trade.csv:3:1: value-missing: the key 'name' is empty",
    ]


def test_an_empty_cell_is_a_mark_where_it_is_declared(spec_of: SpecOf, read: Read) -> None:
    spec = spec_of({"year": "year"}, {"amount": "decimal"}, empty="none")
    table = read(spec, "year,amount\n2011,\n")
    assert table.rows[0].cells == {"amount": Missing(mark="", meaning=Mark.NONE)}


def test_a_file_full_of_faults_is_not_read_to_its_end(spec: TableSpec, faults: Faults) -> None:
    found = faults(spec, "flow,year,amount\n" + "exports,never,1\n" * 50_000)
    assert len(found) == 101
    assert found[-1] == "content/data/trade.csv:102:1: limit: too many faults; the rest is not read"


def test_a_table_has_at_most_100000_rows(spec_of: SpecOf, faults: Faults) -> None:
    spec = spec_of({"number": "integer"}, {"amount": "decimal"})
    rows = "".join(f"{number},1\n" for number in range(100_001))
    assert faults(spec, "number,amount\n" + rows) == [
        "content/data/trade.csv:100002:1: table-too-long: the table has more than 100,000 rows"
    ]


@pytest.mark.parametrize("scale", ["0", "-1", "NaN", "1e99"])
def test_a_scale_that_means_nothing_is_refused(spec_of: SpecOf, faults: Faults, scale: str) -> None:
    spec = spec_of({"year": "year"}, {"amount": f"decimal USD {scale}"})
    assert faults(spec, "year,amount\n2011,1\n") == [
        "content/data/trade.yaml:1:1: bad-value: the scale of 'amount' is not a usual number"
    ]


def test_a_file_of_another_format_is_refused(spec_of: SpecOf, faults: Faults) -> None:
    spec = spec_of({"year": "year"}, {"amount": "decimal"}, "trade.xls")
    assert faults(spec, "") == [
        (
            "content/data/trade.yaml:1:1: bad-value: 'trade.xls' is in no format that can be read"
            " — a data file is .csv, .tsv, .xlsx or .parquet"
        )
    ]


@given(FIELDS)
def test_what_a_csv_writer_writes_is_read_back(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    problems = Problems()
    raw = raw_from_text(text.getvalue(), ",", "x.csv", problems)
    assert raw is not None
    assert problems.found == []
    filled = [tuple(row) for row in rows if any(field.strip(" \u3000") for field in row)]
    assert [
        row.texts for row in raw.rows if any(text.strip(" \u3000") for text in row.texts)
    ] == filled
