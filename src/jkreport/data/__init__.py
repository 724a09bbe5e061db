"""Data tables: from files to rows whose every number is exact and knows where it came from."""

from jkreport.data.columns import Column, KeyValue
from jkreport.data.reading import file_of, read_raw, read_table
from jkreport.data.rows import Entry, Missing, Row
from jkreport.data.table import Table

__all__ = [
    "Column",
    "Entry",
    "KeyValue",
    "Missing",
    "Row",
    "Table",
    "file_of",
    "read_raw",
    "read_table",
]
