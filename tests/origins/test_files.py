"""Tables from files of every format, and what becomes of the snapshot and its lock."""

import json
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.origins.conftest import ROWS, SNAPSHOT, Site, told

from jkreport.build.refreshing import Outcome, State
from jkreport.origins import Difference
from jkreport.origins.snapshots import Change

KEYS = [("2024", "exports"), ("2024", "imports"), ("2025", "imports")]


def workbook() -> bytes:
    book, data = openpyxl.Workbook(), BytesIO()
    sheet = book.create_sheet("values")
    sheet.append(["A title that isn't part of the table"])
    for line in ROWS.splitlines():
        sheet.append([float(each) if each[0].isdigit() else each for each in line.split(",")])
    book.save(data)
    return data.getvalue()


def parquet() -> bytes:
    amounts = pa.array([Decimal("30.0"), Decimal("20.5"), Decimal("100.0")], pa.decimal128(10, 1))
    columns = {
        "year": [2025, 2024, 2024],
        "flow": ["imports", "imports", "exports"],
        "amount": amounts,
    }
    data = BytesIO()
    pq.write_table(pa.table(columns), data)
    return data.getvalue()


RECORDS = (
    '{"result": {"row": [{"TIME": 2025, "F": "imports", "V": 30},'
    ' {"TIME": 2024, "F": "imports", "V": 20.5, "X": null}, {"TIME": 2024, "F": "exports", "V": 100}]}}'
)


@pytest.mark.parametrize(
    ("name", "data", "more"),
    [
        ("raw.csv", ROWS, ""),
        ("raw.tsv", ROWS.replace(",", "\t"), ""),
        ("raw.dat", ROWS.encode("cp932"), "format: csv\nencoding: cp932"),
        ("raw.xlsx", workbook(), "sheet: values\nrange: A2:C5"),
        ("raw.json", RECORDS, "records: [result, row]\ncolumns: {TIME: year, F: flow, V: amount}"),
    ],
)
def test_a_table_comes_from_a_file(site: Site, name: str, data: str | bytes, more: str) -> None:
    site.write(name, data)
    site.table(f"file: {name}\n{more}".strip())
    assert told(site.refresh()) == ""
    assert site.read() == SNAPSHOT
    assert site.checked() == ""


def test_a_table_comes_from_a_parquet_file_with_its_decimals(site: Site) -> None:
    site.write("raw.parquet", parquet())
    site.table("file: raw.parquet")
    assert told(site.refresh()) == ""
    assert site.read() == SNAPSHOT.replace("100", "100.0").replace("30\n", "30.0\n")


def test_the_lock_tells_what_was_taken_when_and_from_where(site: Site) -> None:
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv")
    site.refresh()
    text = re.sub(r"[0-9a-f]{64}", "H", site.read("data.lock"))
    assert re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "T", text) == (
        "# Written by `jkreport data refresh`; it belongs into version control with the snapshots.\n"
        'trade:\n  address: "raw.csv"\n  columns: ["year", "flow", "amount"]\n  origin: "H"\n'
        '  retrieved: "T"\n  rows: 3\n  sha256: "H"\n  size: 68\n'
    )


def test_what_has_not_changed_is_not_written_again(site: Site) -> None:
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv")
    assert site.refresh().outcomes[0].state is State.NEW
    folder = site.root / "content/data"
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert site.refresh().outcomes == (Outcome(table="trade", state=State.UNCHANGED, rows=3),)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_a_dry_run_tells_the_difference_and_writes_nothing(site: Site) -> None:
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv")
    site.refresh()
    lock = site.read("data.lock")
    site.write("raw.csv", ROWS.replace("20.5", "21") + "2025,exports,7\n")
    change = Change(key=("2024", "imports"), measure="amount", old="20.5", new="21")
    found = Difference(added=(("2025", "exports"),), changed=(change,))
    outcome = Outcome(table="trade", state=State.CHANGED, difference=found, rows=4)
    assert site.refresh(dry_run=True).outcomes == (outcome,)
    assert (site.read(), site.read("data.lock")) == (SNAPSHOT, lock)
    assert list(found.lines()) == ["+ row [2025, exports]", "~ amount [2024, imports]: 20.5 → 21"]


def test_fewer_rows_are_refused_until_they_are_accepted(site: Site) -> None:
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv")
    site.refresh()
    site.write("raw.csv", ROWS.replace("2024,exports,100\n", ""))
    assert site.faults() == (
        "content/data/trade.yaml:3:3: JK318 'trade': the source has 2 rows, 3 stand: [2024, exports]\n"
        "  hint: if that is right: jkreport data refresh trade --accept rows\n"
    )
    assert site.read() == SNAPSHOT
    assert told(site.refresh(accept=("rows",))) == ""
    assert site.read() == SNAPSHOT.replace("2024,exports,100\n", "")


def test_other_columns_are_refused_until_they_are_accepted(site: Site) -> None:
    site.write("raw.csv", ROWS.replace("amount", "value"))
    site.table("file: raw.csv\ncolumns: {value: amount}")
    site.refresh()
    site.write(
        "raw.csv",
        "year,flow,note,value\n2024,exports,x,100\n2024,imports,,20.5\n2025,imports,,30\n",
    )
    assert site.faults() == (
        "content/data/trade.yaml:3:3: JK318 'trade': the source has other columns: with 'note'\n"
        "  hint: if that is right: jkreport data refresh trade --accept columns\n"
    )
    assert told(site.refresh(accept=("columns",))) == ""


def test_a_missing_column_is_told_with_the_nearest(site: Site) -> None:
    site.write("raw.csv", ROWS.replace("amount", "amonut"))
    site.table("file: raw.csv")
    assert site.faults() == (
        "content/data/trade.yaml:3:3: JK302 'trade': the column 'amount' is missing (1:1), and 1 fault more\n"
        "  hint: it is declared in content/data/trade.yaml:13:3\n"
    )
    assert (site.read(), site.read("data.lock")) == ("", "")


def test_what_breaks_a_rule_is_not_taken(site: Site) -> None:
    site.write("raw.csv", ROWS.replace("30", "-30"))
    site.table("file: raw.csv", **{"type: decimal, unit": "type: decimal, minimum: 0, unit"})
    assert site.faults() == (
        "content/data/trade.yaml:3:3: JK321 'trade': -30 is less than the minimum of 'amount', 0 (4:14):"
        " 2025,imports,-30\n"
    )


def test_a_revision_is_refused_until_it_is_acknowledged(site: Site) -> None:
    rule = {"type: decimal, unit": "type: decimal, revision: 5%, unit"}
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv", **rule)
    site.refresh()
    site.write("raw.csv", ROWS.replace("100", "106"))
    assert site.faults() == (
        "content/data/trade.yaml:3:3: JK325 'trade': 'amount' [2024, exports] goes from 100 to 106,"
        " more than 5% apart\n"
        "  hint: acknowledged: [{key: [2024, exports], value: 106, reason: …}]; or, if that is right:"
        " jkreport data refresh trade --accept revisions\n"
    )
    known = "acknowledged: [{key: [2024, exports], value: 106, reason: counted anew}]"
    site.table(
        "file: raw.csv", **{"type: decimal, unit": f"type: decimal, revision: 5%, {known}, unit"}
    )
    assert told(site.refresh()) == ""
    assert "106" in site.read()


def test_a_frozen_table_stays_as_it_is(site: Site) -> None:
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv", **{"sources: [vision]": "frozen: true\nsources: [vision]"})
    assert site.refresh().outcomes[0].state is State.NEW
    site.write("raw.csv", ROWS.replace("100", "101"))
    assert site.refresh().outcomes == (Outcome(table="trade", state=State.FROZEN),)
    assert site.read() == SNAPSHOT


@pytest.mark.parametrize(
    ("change", "told_of_it"),
    [
        ("edit", ("content/data/trade.csv: JK313 the file isn't the snapshot of T\n"
         "  hint: jkreport data refresh trade, or bring back the file with the hash H…\n")),
        ("origin", ("content/data/trade.yaml:3:3: JK314 the origin has changed since the snapshot was taken\n"
         "  hint: jkreport data refresh trade\n")),
        ("lock", ("content/data/trade.csv: JK312 nothing is known of the snapshot of 'trade' in content/data"
         "/data.lock\n"
         "  hint: jkreport data refresh trade\n")),
        ("file", ("content/data/trade.yaml:3:3: JK312 the table 'trade' has not been retrieved yet\n"
         "  hint: jkreport data refresh trade\n")),
    ],
)  # fmt: skip
def test_a_build_refuses_what_is_not_the_snapshot_of_the_lock(
    site: Site, change: str, told_of_it: str
) -> None:
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv")
    site.refresh()
    match change:
        case "edit":
            site.write("trade.csv", SNAPSHOT.replace("100", "999"))
        case "origin":
            site.table("file: other.csv")
        case "lock":
            (site.root / "content/data/data.lock").unlink()
        case _:
            (site.root / "content/data/trade.csv").unlink()
    found = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "T", site.checked())
    assert re.sub(r"[0-9a-f]{12}", "H", found) == told_of_it


def test_all_that_is_wrong_is_told_at_once_and_the_rest_is_taken(site: Site) -> None:
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv")
    site.table("file: none.csv", "other")
    site.table("file: raw", "third")
    assert site.faults() == (
        "content/data/other.yaml:3:3: JK101 'other': there is no file 'content/data/none.csv'\n"
        "  hint: known: 'other.yaml', 'raw.csv', 'third.yaml', 'trade.yaml'\n"
        "content/data/third.yaml:3:3: JK210 'third': the end of its name doesn't tell the format\n"
        "  hint: format: csv | tsv | xlsx | parquet | json\n"
    )
    assert site.read() == SNAPSHOT


def test_unknown_tables_and_tables_without_an_origin_are_told(site: Site) -> None:
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv")
    (site.root / "content/data/own.yaml").write_text(
        "title: {ja: 表, ko: 표}\nkeys: {year: {type: year, label: {ja: 年, ko: 연도}}}\n"
        "measures: {amount: {label: {ja: 金額, ko: 금액}}}\n",
        "utf-8",
    )
    assert site.faults("trad", "own") == (
        "content/data: JK208 there is no table 'trad'\n  hint: did you mean 'trade'?\n"
        "content/data/own.yaml:1:1: JK210 the table 'own' is a file of its own: it has no origin\n"
    )


@pytest.mark.parametrize(
    ("origin", "message"),
    [
        (
            "file: ../../secret.csv",
            "JK108 'trade': 'content/data/../../secret.csv' is not a path inside the workspace",
        ),
        ("file: link.csv", "JK108 'trade': 'content/data/link.csv' leads out of the workspace"),
    ],
)
def test_a_file_outside_of_the_workspace_is_not_read(
    site: Site, tmp_path: Path, origin: str, message: str
) -> None:
    (tmp_path / "secret.csv").write_text(ROWS, "utf-8")
    (site.root / "content/data/link.csv").symlink_to(tmp_path / "secret.csv")
    site.table(origin)
    assert message in site.faults()
    assert site.read() == ""


def test_texts_that_a_spreadsheet_would_work_out_are_quieted(site: Site) -> None:
    rows = json.dumps([{"year": 2024, "flow": "exports", "amount": "=1+1"}])
    site.write("raw.json", rows)
    site.table("file: raw.json", **{"amount: {type: decimal, unit: USD,": "amount: {type: text,"})
    assert told(site.refresh()) == ""
    assert site.read() == "year,flow,amount\n2024,exports,'=1+1\n"
