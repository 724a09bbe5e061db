"""What the PDF of an edition carries: its record, and the rows of data that it prints from."""

from collections.abc import Iterator

from jkreport.build.loaded import Loaded
from jkreport.build.state import PROVENANCE
from jkreport.build.tracing import record_of_editions
from jkreport.data import Table
from jkreport.data.export import csv_of
from jkreport.model.brief import Brief
from jkreport.provenance import EditionRecord, carried, record_json
from jkreport.typeset import Attachment, Relationship
from jkreport.values import Cell


def attachments_of(loaded: Loaded, brief: Brief, edition: EditionRecord) -> tuple[Attachment, ...]:
    """Give what the PDF of an edition carries: its record, and the rows of data that it prints from.

    They say nothing that isn't printed, neither lines of files nor the other languages: what changes nothing on the
    pages changes nothing in the PDF.
    """
    record = carried(record_of_editions(loaded, brief, [edition]))
    said = Attachment(
        name=PROVENANCE,
        media_type="application/json",
        data=record_json(record),
        description="where every printed value comes from",
        relationship=Relationship.SUPPLEMENT,
    )
    return (said, *_rows(loaded, edition))


def _rows(loaded: Loaded, edition: EditionRecord) -> Iterator[Attachment]:
    """Give the rows that an edition prints from, a CSV file for each table."""
    used: dict[str, set[tuple[str, ...]]] = {}
    for leaf in edition.leaves:
        if isinstance(leaf, Cell) and leaf.key:
            used.setdefault(leaf.table, set()).add(leaf.key)
    for name, keys in sorted(used.items()):
        table: Table = loaded.tables.table(name)
        rows = tuple(row for row in table.rows if row.key in keys)
        yield Attachment(
            name=f"{name}.csv",
            media_type="text/csv",
            data=csv_of(table.spec, rows).encode("utf-8", "surrogatepass"),
            description=table.spec.title.said(edition.languages[0]),
            relationship=Relationship.DATA,
        )
