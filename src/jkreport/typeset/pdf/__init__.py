"""Finished PDF files, opened and looked at: what they say of themselves, their structure, its faults.

`checked_pdf` is what every build asks. `read_structure` gives the structure as a program that
reads aloud finds it; `audit` names what would trouble who listens.
"""

from jkreport.typeset.pdf.audit import audit, bare
from jkreport.typeset.pdf.facts import PdfFacts, checked_pdf
from jkreport.typeset.pdf.structure import Element, Link, Tagged, read_structure

__all__ = [
    "Element",
    "Link",
    "PdfFacts",
    "Tagged",
    "audit",
    "bare",
    "checked_pdf",
    "read_structure",
]
