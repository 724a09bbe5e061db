"""Whatever bytes a file holds, reading it gives a table or faults."""

import io
import subprocess
import sys
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from jkreport.data import read_table
from jkreport.diagnostics import Problems
from jkreport.model.tables import TableSpec

CSV = "flow,year,amount\nexports,2011,397\n輸出,2012,수출\n"
ANY = st.binary() | st.text().map(str.encode) | st.text('",\n\t\r0a').map(str.encode)


def workbook() -> bytes:
    book, data = Workbook(), io.BytesIO()
    for row in (["flow", "year", "amount"], ["exports", 2011, 397]):
        book.worksheets[0].append(row)
    book.save(data)
    return data.getvalue()


def parquet() -> bytes:
    data = io.BytesIO()
    pd.DataFrame({"flow": ["exports"], "year": [2011], "amount": [397]}).to_parquet(data)
    return data.getvalue()


WHOLE = {"xlsx": workbook(), "parquet": parquet(), "csv": CSV.encode(), "tsv": CSV.encode("utf-16")}


def outcome(spec: TableSpec, data: bytes) -> bool:
    problems = Problems()
    table = read_table(spec, data, problems)
    return table.complete is not problems.errors


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc-kr"])
@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "parquet"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(ANY)
def test_any_bytes_are_read_or_refused(
    spec_of: Callable[..., TableSpec], suffix: str, encoding: str, data: bytes
) -> None:
    keys = {"flow": "category exports imports", "year": "year"}
    spec = spec_of(keys, {"amount": "decimal"}, f"trade.{suffix}", encoding=encoding)
    assert outcome(spec, data)
    assert outcome(spec, b"flow,year,amount\n" + data)


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx", "parquet"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@example(at=32, byte=1).via("a Parquet column that holds fewer rows than the file counts")
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_spoilt_byte_is_read_or_refused(
    spec_of: Callable[..., TableSpec], suffix: str, at: int, byte: int
) -> None:
    whole = WHOLE[suffix]
    spoilt = bytearray(whole)
    spoilt[at % len(whole)] = byte
    keys = {"flow": "category exports imports", "year": "year"}
    spec = spec_of(keys, {"amount": "decimal"}, f"trade.{suffix}")
    assert outcome(spec, bytes(spoilt))
    assert outcome(spec, whole[: at % len(whole)])


def test_importing_the_package_loads_no_library() -> None:
    program = "import sys, jkreport.data; print({'pandas', 'openpyxl', 'pyarrow'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
