"""The kinds of block, each with what an author writes for it."""

from jkreport.model.blocks.base import Block, Stale
from jkreport.model.blocks.figures import Chart, ChartForm, Image, KeyNumber, KeyNumbers
from jkreport.model.blocks.generated import (
    Bibliography,
    Changes,
    CollectedRecommendations,
    Contents,
    DataSources,
    Glossary,
    GroupBy,
    Lists,
)
from jkreport.model.blocks.prose import Disclaimer, Note, Prose, Quote, Recommendation
from jkreport.model.blocks.records import (
    Opinions,
    Remark,
    Remarks,
    Roster,
    RosterEntry,
    Signatory,
    Signature,
    Timeline,
    TimelineForm,
    Voices,
)
from jkreport.model.blocks.tables import Column, ColumnGroup, Extent, Rows, TableBlock

__all__ = [
    "Bibliography",
    "Block",
    "Changes",
    "Chart",
    "ChartForm",
    "CollectedRecommendations",
    "Column",
    "ColumnGroup",
    "Contents",
    "DataSources",
    "Disclaimer",
    "Extent",
    "Glossary",
    "GroupBy",
    "Image",
    "KeyNumber",
    "KeyNumbers",
    "Lists",
    "Note",
    "Opinions",
    "Prose",
    "Quote",
    "Recommendation",
    "Remark",
    "Remarks",
    "Roster",
    "RosterEntry",
    "Rows",
    "Signatory",
    "Signature",
    "Stale",
    "TableBlock",
    "Timeline",
    "TimelineForm",
    "Voices",
]
