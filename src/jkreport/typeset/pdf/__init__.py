"""Finished PDF files: what they say of themselves, where two of them differ, how they are tagged."""

from jkreport.typeset.pdf.facts import PdfFacts, checked_pdf

__all__ = ["PdfFacts", "checked_pdf"]
