"""The files that a PDF carries."""

from collections.abc import Mapping

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.typeset.pdf.opening import opened

MOST_BYTES = 64 << 20
"""How large all of them may be."""


def carried_files(pdf: bytes, place: Place) -> Mapping[str, bytes]:
    """Give the files that a PDF carries, by name.

    Raises:
        ContentError: it is damaged, or they are larger than they may be.
    """
    try:
        with opened(pdf) as document:
            found, size = {}, 0
            for name, file in document.attachments.items():
                data = file.get_file().read_bytes()
                size += len(data)
                if size > MOST_BYTES:
                    message = f"the files that it carries are larger than {MOST_BYTES >> 20} MiB"
                    raise ContentError(Code.FILE_TOO_LARGE, place, message)
                found[name] = data
            return found
    except (KeyError, AttributeError, ValueError) as error:
        raise ContentError(Code.FILE_UNREADABLE, place, f"this is no PDF: {error}") from error
