"""What is wrong with a value that a text asks for."""

from jkreport.diagnostics import Code


class ValueFault(Exception):  # noqa: N818 - a fault of the content; the place is added by who knows it
    """A value can't be had; the place is known to the text that asked for it."""

    def __init__(self, code: Code, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
