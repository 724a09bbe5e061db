"""Where everything that a brief prints comes from: the record of it, asked and compared."""

from jkreport.provenance.record import (
    Dated,
    Disagreement,
    EditionRecord,
    EventFacts,
    Figure,
    Filled,
    ListFacts,
    Number,
    Record,
    Said,
    SourceFacts,
    TableFacts,
    Value,
    Wording,
    carried,
)
from jkreport.provenance.written import (
    disagreement_json,
    kept_json,
    origin_json,
    record_json,
    record_of,
)

__all__ = [
    "Dated",
    "Disagreement",
    "EditionRecord",
    "EventFacts",
    "Figure",
    "Filled",
    "ListFacts",
    "Number",
    "Record",
    "Said",
    "SourceFacts",
    "TableFacts",
    "Value",
    "Wording",
    "carried",
    "disagreement_json",
    "kept_json",
    "origin_json",
    "record_json",
    "record_of",
]
