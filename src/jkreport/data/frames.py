"""What pandas reads: the fields of a CSV text, and Parquet files. Everything leaves here as text.

pandas takes half a second to import, so it is imported when a file is read.
"""

from io import BytesIO, StringIO
from struct import pack
from typing import TYPE_CHECKING

from jkreport.data.raw import MOST_BYTES, MOST_ROWS, RawRow, RawTable
from jkreport.data.scalars import written
from jkreport.diagnostics import Code, Place, Problems

if TYPE_CHECKING:
    import pandas as pd

_FLOAT32 = "float[pyarrow]"


def read_fields(text: str, delimiter: str, width: int) -> list[tuple[str, ...]]:
    """Read rows that are known to have `width` fields each; nothing is guessed, `NA` stays `NA`."""
    import pandas as pd  # noqa: PLC0415 - see the module

    frame = pd.read_csv(
        StringIO(text),
        sep=delimiter,
        header=None,
        names=[str(column) for column in range(width)],
        index_col=False,
        dtype=str,
        na_filter=False,
        skip_blank_lines=False,
    )
    return [tuple(row) for row in frame.itertuples(index=False, name=None)]


def raw_from_parquet(data: bytes, file: str, problems: Problems) -> RawTable | None:
    """Read a Parquet file; numbers become the text of their exact decimals."""
    import pandas as pd  # noqa: PLC0415 - see the module

    try:
        if fault := _too_large(data):
            problems.add(Code.TABLE_TOO_LONG, Place(file=file), fault)
            return None
        frame = pd.read_parquet(BytesIO(data), dtype_backend="pyarrow")
        if any(frame.index.names):
            frame = frame.reset_index()
        # Texts are decoded only when they are taken out, so that is part of reading.
        return _raw(frame, file, problems)
    except Exception:  # noqa: BLE001 - a broken file raises whatever its bytes lead to
        message, hint = "not a readable Parquet file", "it is cut short or damaged: write it anew"
        problems.add(Code.FILE_UNREADABLE, Place(file=file), message, hint)
        return None


def _too_large(data: bytes) -> str:
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - see the module

    metadata = ParquetFile(BytesIO(data)).metadata
    if metadata.num_rows > MOST_ROWS:
        return f"the table has more than {MOST_ROWS:,} rows"
    size = sum(
        metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups)
    )
    return f"the table is larger than {MOST_BYTES:,} bytes" if size > MOST_BYTES else ""


def _raw(frame: "pd.DataFrame", file: str, problems: Problems) -> RawTable:
    names = [str(name) for name in frame.columns]
    called = [name or f"column {number}" for number, name in enumerate(names, start=1)]
    columns = []
    for position in range(len(names)):
        column = frame.iloc[:, position]
        texts = [_text(value, narrow=str(column.dtype) == _FLOAT32) for value in column.tolist()]
        if (row := next((row for row, text in enumerate(texts) if text is None), None)) is not None:
            message = f"the column holds {column.dtype}; only texts, numbers and dates can be read"
            problems.add(
                Code.TABLE_SHAPE, Place(file=file, cell=f"{called[position]}[{row + 1}]"), message
            )
        columns.append([text or "" for text in texts])
    head = RawRow(file=file, texts=tuple(names), spots=tuple(called))
    rows = [
        RawRow(file=file, texts=texts, spots=tuple(f"{name}[{number}]" for name in called))
        for number, texts in enumerate(zip(*columns, strict=True), start=1)
    ]
    return RawTable(head=head, rows=rows)


def _text(value: object, *, narrow: bool) -> str | None:
    import pandas as pd  # noqa: PLC0415 - see the module

    if value is pd.NA or value is None or value is pd.NaT:
        return ""
    if narrow and isinstance(value, float):
        return written(_widened(value))
    return written(value)


def _widened(value: float) -> float:
    """Give the shortest number that its four bytes stand for: 0.1, not 0.10000000149."""
    shorter = (float(f"{value:.{digits}g}") for digits in range(1, 10))
    return next((each for each in shorter if pack("f", each) == pack("f", value)), value)
