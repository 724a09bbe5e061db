"""Files that a user names, which may lie anywhere."""

from pathlib import Path

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.files import TooLargeError, read_regular


def read_given(path: Path, most: int, remedy: str = "") -> bytes:
    """Read a regular file of at most so many bytes; `remedy` is told where there is none.

    Raises:
        ContentError: there is none, it can't be read, or it is larger.
    """
    place = Place(file=path.name)
    try:
        return read_regular(path, most)
    except TooLargeError:
        message = f"'{path.name}' is larger than {most >> 20} MiB"
        raise ContentError(Code.FILE_TOO_LARGE, place, message) from None
    except FileNotFoundError:
        message = f"there is no file '{path.name}'"
        raise ContentError(Code.FILE_MISSING, place, message, remedy) from None
    except OSError as error:
        message = f"'{path.name}' can't be read: {error.strerror or error}"
        raise ContentError(Code.FILE_UNREADABLE, place, message) from None
