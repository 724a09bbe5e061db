"""Files are written whole or not at all: readers see the old bytes or the new, never a mix."""

import errno
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.files import TooLargeError, read_regular

MOST_BYTES = 512 << 20
"""How large an output may be that is read again."""
_ITSELF = "put the folder itself there"
_TEMPORARY = re.compile(r"\..+\.\d+\.tmp")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, each atomically, in the order given: the manifest goes last.

    Nothing is replaced before every file has reached the disk, so a full disk leaves all old files
    as they were. Raises `ContentError` with the path and the reason; no temporary file is left.
    """
    temporaries = {name: folder / f".{name}.{os.getpid()}.tmp" for name in files}
    current = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            current = folder / name
            _write(temporaries[name], data)
        for name in files:
            current = folder / name
            temporaries[name].replace(current)
        current = folder
        _flush_folder(folder)
    except OSError as error:
        raise output_error(current, error) from error
    finally:
        for each in temporaries.values():
            with suppress(OSError):
                each.unlink()


def write_content(root: Path, folder: str, files: Mapping[str, bytes]) -> None:
    """Write files into a folder of a workspace, as `write_all` does.

    Raises:
        ContentError: they can't be written, or a link leads out of the workspace.
    """
    write_all(_inside(root, folder), files)


def remove_content(root: Path, path: str) -> None:
    """Remove a file of a workspace; it may be gone already.

    Raises:
        ContentError: it can't be removed, or a link leads out of the workspace.
    """
    folder, _, name = path.rpartition("/")
    file = _inside(root, folder) / name
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise output_error(file, error) from error


def _inside(root: Path, folder: str) -> Path:
    found = root / folder
    if not found.resolve().is_relative_to(root.resolve()):
        message = f"'{folder}' leads out of the workspace"
        raise ContentError(Code.PATH_OUTSIDE, Place(file=folder), message, _ITSELF)
    return found


def remove_leftovers(folder: Path) -> None:
    """Remove temporary files of writers that were killed; the caller holds the folder's lock, so none is at work."""
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if _TEMPORARY.fullmatch(path.name):
                with suppress(OSError):
                    path.unlink()


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards.

    Raises:
        ContentError: none can be made.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="jkreport-")
    except OSError as error:
        raise output_error(Path(tempfile.gettempdir()), error) from error
    with folder as path:
        yield Path(path)


def standing(path: Path) -> bytes | None:
    """Give what an earlier build wrote; None where there is nothing of the kind."""
    try:
        return read_regular(path, MOST_BYTES)
    except (OSError, TooLargeError):
        return None


def output_error(path: Path, error: OSError) -> ContentError:
    """Say in one line which path could not be written, and why."""
    reason = error.strerror or type(error).__name__
    return ContentError(Code.OUTPUT, Place(file=path.as_posix()), f"can't be written: {reason}")


def _write(path: Path, data: bytes) -> None:
    with suppress(FileNotFoundError):
        path.unlink()  # ours, from a write that was interrupted
    descriptor = os.open(path, _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems know no such thing for folders; the names are as safe there as they get.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
