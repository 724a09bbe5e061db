"""What pandas reads: the fields of a CSV text. They leave here as text.

pandas takes half a second to import, so it is imported when a file is read.
"""

from io import StringIO


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
