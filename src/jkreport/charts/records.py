"""The rows of a table as charts read them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jkreport.data.rows import Missing, Row, quantity_of
from jkreport.data.table import Table
from jkreport.model.tables import Mark, TableSpec
from jkreport.model.text import Localized
from jkreport.values import Quantity


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A row: keys as written, values (or why there are none), labels of columns of text."""

    keys: Mapping[str, str]
    values: Mapping[str, Quantity | Mark] = field(default_factory=dict)
    texts: Mapping[str, Localized] = field(default_factory=dict)


def records_of(table: Table, rows: Sequence[Row] | None = None) -> tuple[Record, ...]:
    """Give the rows of a table in the order of its file, or some of them."""
    chosen = table.rows if rows is None else rows
    return tuple(_record(table.spec, row) for row in chosen)


def _record(spec: TableSpec, row: Row) -> Record:
    values: dict[str, Quantity | Mark] = {}
    texts: dict[str, Localized] = dict(row.names)
    for measure in spec.measures:
        match row.cells.get(measure.name):
            case Localized() as text:
                texts[measure.name] = text
            case Missing(meaning=mark):
                values[measure.name] = mark
            case None:
                values[measure.name] = Mark.UNKNOWN
            case _:
                values[measure.name] = quantity_of(spec, measure, row)
    keys = {key.name: code for key, code in zip(spec.keys, row.key, strict=True)}
    return Record(keys=keys, values=values, texts=texts)
