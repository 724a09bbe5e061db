"""The formats of exchange by their names; what each needs is loaded when it is asked for."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.translate.exchange import Exchange, language_of

_EXTRA = "install it with: pip install 'jkreport[translate]'"


class Form(Enum):
    """A format of exchange: XLIFF 1.2, XLIFF 2.0, PO, or a table for a word processor."""

    XLIFF = "xliff"
    XLIFF2 = "xliff2"
    PO = "po"
    DOCX = "docx"

    @property
    def suffix(self) -> str:
        """How the names of such files end."""
        return ".xlf" if self in (Form.XLIFF, Form.XLIFF2) else f".{self.value}"


def written(exchange: Exchange, form: Form) -> bytes:
    """Give texts as a file.

    Raises:
        ContentError: the library of this format isn't installed.
    """
    try:
        return _written(exchange, form)
    except ModuleNotFoundError as error:
        raise _missing(error, exchange.brief) from error


def _written(exchange: Exchange, form: Form) -> bytes:
    match form:
        case Form.XLIFF | Form.XLIFF2:
            from jkreport.translate.xliff import FIRST, SECOND, write_xliff  # noqa: PLC0415 - an extra

            return write_xliff(exchange, FIRST if form is Form.XLIFF else SECOND)
        case Form.PO:
            from jkreport.translate.po import write_po  # noqa: PLC0415 - as above

            return write_po(exchange)
        case Form.DOCX:
            from jkreport.translate.review import write_review  # noqa: PLC0415 - as above

            return write_review(exchange)


def read(name: str, data: bytes) -> Exchange:
    """Read a file that came back, whichever format it has.

    Raises:
        ContentError: it can't be read, or the library of its format isn't installed.
    """
    try:
        found = _form_of(data)(name, data)
    except ModuleNotFoundError as error:
        raise _missing(error, name) from error
    pair = language_of(found.source), language_of(found.target)
    return replace(found, source=pair[0], target=pair[1])


def _form_of(data: bytes) -> Callable[[str, bytes], Exchange]:
    if data.startswith(b"PK"):
        return _docx
    return _xliff if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _po


def _docx(name: str, data: bytes) -> Exchange:
    from jkreport.translate.review import NotReviewError, read_review  # noqa: PLC0415 - an extra

    try:
        return read_review(data)
    except NotReviewError as error:
        raise _unreadable(name, error) from error


def _xliff(name: str, data: bytes) -> Exchange:
    from jkreport.translate.xliff import NotXliffError, read_xliff  # noqa: PLC0415 - as above

    try:
        return read_xliff(data)
    except NotXliffError as error:
        raise _unreadable(name, error) from error


def _po(name: str, data: bytes) -> Exchange:
    from jkreport.translate.po import NotPoError, read_po  # noqa: PLC0415 - as above

    try:
        return read_po(data)
    except NotPoError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: Exception) -> ContentError:
    hint = "a file that jkreport translate export has written is read: XLIFF, PO or DOCX"
    return ContentError(Code.EXCHANGE_FILE, Place(file=name), f"this can't be taken: {error}", hint)


def _missing(error: ModuleNotFoundError, name: str) -> ContentError:
    message = f"the library '{error.name}' isn't installed"
    return ContentError(Code.EXTRA_MISSING, Place(file=name), message, _EXTRA)
