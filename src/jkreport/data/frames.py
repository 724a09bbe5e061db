"""A table as a pandas data frame, for scripts; pandas is imported when one is asked for."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from jkreport.data.export import csv_of, unquieted
from jkreport.data.header import is_text
from jkreport.data.rows import Row
from jkreport.model.tables import TableSpec

if TYPE_CHECKING:
    import pandas as pd

    Frame = pd.DataFrame


def frame_of(spec: TableSpec, rows: Sequence[Row]) -> "Frame":
    """Give the columns that the table's CSV has: numbers as they are, None where there is none, all else as text."""
    import pandas as pd  # noqa: PLC0415 - see the module

    head, *cells = csv.reader(StringIO(csv_of(spec, rows)))
    columns: dict[str, list[object]] = {
        name: [unquieted(row[index]) for row in cells] for index, name in enumerate(head)
    }
    for measure in spec.measures:
        if not is_text(measure):
            entries = (row.cells.get(measure.name) for row in rows)
            columns[measure.name] = [
                each if isinstance(each, Decimal) else None for each in entries
            ]
    return pd.DataFrame(columns, dtype=object)
