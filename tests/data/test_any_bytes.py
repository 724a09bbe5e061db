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


# A Parquet file is read by a process of its own, which takes half a second; what it holds has no encoding to choose.
IN_A_CHILD = 20
MANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
FEW = settings(MANY, max_examples=IN_A_CHILD)


def spec(spec_of: Callable[..., TableSpec], suffix: str, encoding: str = "utf-8") -> TableSpec:
    keys = {"flow": "category exports imports", "year": "year"}
    return spec_of(keys, {"amount": "decimal"}, f"trade.{suffix}", encoding=encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc-kr"])
@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx"])
@MANY
@given(ANY)
def test_any_bytes_are_read_or_refused(
    spec_of: Callable[..., TableSpec], suffix: str, encoding: str, data: bytes
) -> None:
    declared = spec(spec_of, suffix, encoding)
    assert outcome(declared, data)
    assert outcome(declared, b"flow,year,amount\n" + data)


@FEW
@given(ANY)
def test_any_bytes_of_a_parquet_file_are_read_or_refused(
    spec_of: Callable[..., TableSpec], data: bytes
) -> None:
    assert outcome(spec(spec_of, "parquet"), b"PAR1" + data + b"PAR1")


def spoilt(suffix: str, at: int, byte: int) -> tuple[bytes, bytes]:
    """Give a whole file with one byte changed, and cut off there."""
    whole = WHOLE[suffix]
    changed = bytearray(whole)
    changed[at % len(whole)] = byte
    return bytes(changed), whole[: at % len(whole)]


@pytest.mark.parametrize("suffix", ["csv", "tsv", "xlsx"])
@MANY
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_spoilt_byte_is_read_or_refused(
    spec_of: Callable[..., TableSpec], suffix: str, at: int, byte: int
) -> None:
    assert all(outcome(spec(spec_of, suffix), data) for data in spoilt(suffix, at, byte))


@FEW
@example(at=32, byte=1).via("a column that holds fewer rows than the file counts")
@given(st.integers(0, 10_000), st.integers(0, 255))
def test_a_spoilt_byte_of_a_parquet_file_is_read_or_refused(
    spec_of: Callable[..., TableSpec], at: int, byte: int
) -> None:
    assert all(outcome(spec(spec_of, "parquet"), data) for data in spoilt("parquet", at, byte))


def test_importing_the_package_loads_no_library() -> None:
    program = "import sys, jkreport.data; print({'pandas', 'openpyxl', 'pyarrow'} & {*sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
