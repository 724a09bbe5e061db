"""What is wrong, where, and how to mend it: one type, from one place."""

from jkreport.diagnostics.codes import Code, Severity
from jkreport.diagnostics.nearest import nearest
from jkreport.diagnostics.places import Place
from jkreport.diagnostics.problems import ContentError, Diagnostic, FaultsError, Problems

__all__ = [
    "Code",
    "ContentError",
    "Diagnostic",
    "FaultsError",
    "Place",
    "Problems",
    "Severity",
    "nearest",
]
