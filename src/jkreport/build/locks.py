"""One build of a brief at a time, by a lock that the kernel frees however its holder ends."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jkreport.build.outputs import output_error
from jkreport.diagnostics import Code, ContentError, Place

_OPEN = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def locked(
    folder: Path,
    brief: str,
    *,
    wait: bool = True,
    on_wait: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Hold the lock of a brief in its output folder, which is made if need be.

    While another process holds it, `on_wait` gets a sentence that names that process, once, and
    then it is waited for; with `wait=False` a `ContentError` with that sentence is raised instead.
    The lock file stays behind: removing it would let two processes hold two files of that name.
    """
    path = folder / f".{brief}.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, _OPEN, 0o666)
    except OSError as error:
        raise output_error(path, error) from error
    try:
        _take(descriptor, path, brief, on_wait if wait else None, wait=wait)
        with suppress(OSError):  # the number is for the message alone
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(
    descriptor: int, path: Path, brief: str, on_wait: Callable[[str], None] | None, *, wait: bool
) -> None:
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            sentence = f"'{brief}' is being built by {_holder(descriptor)}"
            if not wait:
                hint = "try again when it has ended"
                place = Place(file=path.as_posix())
                raise ContentError(Code.LOCKED, place, sentence, hint) from error
            if on_wait:
                on_wait(sentence)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        raise output_error(path, error) from error


def _holder(descriptor: int) -> str:
    number = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip()
    return f"process {number}" if number.isdigit() else "another process"
