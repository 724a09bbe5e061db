"""Parquet files, written by pandas."""

import datetime as dt
import io
from collections.abc import Callable
from decimal import Decimal

import pandas as pd
import pytest

from jkreport.data import Table
from jkreport.model.tables import TableSpec

SpecOf = Callable[..., TableSpec]
Read = Callable[[TableSpec, str | bytes], Table]
Faults = Callable[[TableSpec, str | bytes], list[str]]


def parquet(frame: pd.DataFrame) -> bytes:
    data = io.BytesIO()
    frame.to_parquet(data)
    return data.getvalue()


def test_numbers_come_without_binary_surprises(spec_of: SpecOf, read: Read) -> None:
    frame = pd.DataFrame(
        {
            "at": [dt.date(2025, 2, 1), dt.date(2025, 3, 1)],
            "exact": [Decimal("1.10"), Decimal("2.00")],
            "whole": pd.array([12, None], dtype="Int64"),
            "double": [0.1, 1e22],
            "single": pd.Series([0.1, 2.5], dtype="float32"),
        }
    )
    names = ("exact", "whole", "double", "single")
    spec = spec_of({"at": "month"}, dict.fromkeys(names, "decimal"), "trade.parquet", empty="none")
    rows = read(spec, parquet(frame)).rows
    assert [row.key for row in rows] == [("2025-02",), ("2025-03",)]
    assert [str(rows[0].cells[name]) for name in names] == ["1.10", "12", "0.1", "0.1"]
    assert [rows[1].cells[name] for name in ("exact", "double", "single")] == [
        Decimal("2.00"),
        Decimal(10**22),
        Decimal("2.5"),
    ]


def test_a_named_index_is_a_column(spec_of: SpecOf, read: Read) -> None:
    frame = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["KR", "JP"], name="country"))
    table = read(
        spec_of({"country": "category JP KR"}, {"n": "integer"}, "t.parquet"), parquet(frame)
    )
    assert [(row.key, row.cells["n"]) for row in table.rows] == [
        (("KR",), Decimal(1)),
        (("JP",), Decimal(2)),
    ]


def test_faults_name_column_and_row(spec_of: SpecOf, faults: Faults) -> None:
    frame = pd.DataFrame(
        {"year": [2011, 2012], "n": [1.5, float("inf")], "m": [[1], [2]], "o": [True, False]}
    )
    spec = spec_of({"year": "year"}, {"n": "decimal", "o": "integer"}, "trade.parquet")
    mark = "what stands in place of a number is declared in the table's YAML, as in missing: {{'{}': unknown}}"
    assert faults(spec, parquet(frame)) == [
        (
            "content/data/trade.parquet:m: table-header: the table has no key or measure 'm'"
            " — known: 'n', 'o', 'year'"
        ),
        (
            "content/data/trade.parquet:m[1]: table-shape: the column holds"
            " list<element: int64>; only texts, numbers and dates can be read"
        ),
        f"content/data/trade.parquet:n[2]: not-a-number: 'inf' is not a number — {mark.format('inf')}",
        f"content/data/trade.parquet:o[1]: not-a-number: 'True' is not a number — {mark.format('True')}",
        f"content/data/trade.parquet:o[2]: not-a-number: 'False' is not a number — {mark.format('False')}",
    ]


def test_a_file_of_too_many_rows_is_not_read(spec_of: SpecOf, faults: Faults) -> None:
    spec = spec_of({"year": "year"}, {"n": "decimal"}, "trade.parquet")
    assert faults(spec, parquet(pd.DataFrame({"n": range(100_001)}))) == [
        "content/data/trade.parquet: table-too-long: the table has more than 100,000 rows"
    ]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"year,n\n", b"PAR1" + b"\0" * 100 + b"PAR1"])
def test_what_is_no_parquet_file_is_refused(spec_of: SpecOf, faults: Faults, data: bytes) -> None:
    (fault,) = faults(spec_of({"year": "year"}, {"n": "decimal"}, "trade.parquet"), data)
    assert fault.startswith("content/data/trade.parquet: file-unreadable: not a readable Parquet")
