"""From a brief to one HTML document for each edition."""

from jkreport.compose.context import Context
from jkreport.compose.earlier import Earlier
from jkreport.compose.edition import Composed, compose
from jkreport.compose.numbering import Numbering, number
from jkreport.compose.record import fields_of
from jkreport.compose.revised import revised
from jkreport.compose.stylesheets import faces_of, families

__all__ = [
    "Composed",
    "Context",
    "Earlier",
    "Numbering",
    "compose",
    "faces_of",
    "families",
    "fields_of",
    "number",
    "revised",
]
