"""Opening a finished PDF, as it is."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

# Where the library names what it reads from, it names an address in memory.
_NAMED = re.compile(r"stream <[^>]*>: ")


class DamagedError(ValueError):
    """A PDF can't be read as it stands; what it is told with says why."""


@contextmanager
def opened(pdf: bytes) -> Iterator["pikepdf.Pdf"]:
    """Open a PDF; nothing of it is mended.

    Raises:
        DamagedError: it can't be opened, or what is read of it inside turns out to be damaged.
    """
    import pikepdf  # noqa: PLC0415 - only who looks into a PDF needs it

    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as document:
            yield document
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise DamagedError(_NAMED.sub("", str(error))) from error
