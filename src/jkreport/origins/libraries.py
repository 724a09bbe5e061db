"""Libraries that only those need who retrieve tables."""

from jkreport.diagnostics import Code
from jkreport.values import ValueFault


def missing(what: str) -> ValueFault:
    """Say that a library isn't installed, and how to install it."""
    message = f"{what} isn't installed here"
    return ValueFault(Code.LIBRARY_MISSING, message, "pip install 'jkreport[data]'")
