"""The one way from a workspace's files into a build, which keeps a record of all that was read."""

import errno
import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from unicodedata import normalize

from jkreport.diagnostics import Code, ContentError, Place, nearest

TEXT_LIMIT = 2 << 20
DATA_LIMIT = 200 << 20
_CONTROL = 0x20


@dataclass(slots=True)
class Files:
    """Files below a workspace, by paths relative to it, and styles that come with the package.

    A path never leaves its root, not by `..` and not by a symbolic link; only regular files are read.
    """

    root: Path
    styles: Path | None = None
    _digests: dict[str, str] = field(default_factory=dict)
    _listings: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def digests(self) -> Mapping[str, str]:
        """The sha256 of every file that was read."""
        return MappingProxyType(self._digests)

    @property
    def listings(self) -> Mapping[str, tuple[str, ...]]:
        """The names in every folder that was listed."""
        return MappingProxyType(self._listings)

    def read(self, path: str, place: Place, *, limit: int = TEXT_LIMIT) -> bytes:
        """Read a file.

        Raises:
            ContentError: there is no such file, it can't be read, lies outside, or is larger than the limit.
        """
        try:
            data = _read(self._resolved(path, place), limit)
        except OSError as error:
            raise self._unreadable(path, place, error) from None
        except _TooLargeError:
            mebibytes = limit >> 20
            raise ContentError(
                Code.FILE_TOO_LARGE, place, f"'{path}' is larger than {mebibytes} MiB"
            ) from None
        self._digests[path] = hashlib.sha256(data).hexdigest()
        return data

    def peek(self, path: str) -> bytes | None:
        """Give what a file holds now, without a record; None when it can't be read."""
        try:
            return _read(self._resolved(path, Place(file=path)), DATA_LIMIT)
        except (OSError, ContentError, _TooLargeError):
            return None

    def listing(self, folder: str) -> tuple[str, ...]:
        """Give the names in a folder, sorted, without hidden ones; none when there is no such folder."""
        names = self.names(folder)
        self._listings[folder] = names
        return names

    def names(self, folder: str) -> tuple[str, ...]:
        """Give what `listing` gives, without a record."""
        found: set[str] = set()
        for root in self._roots(folder):
            try:
                found.update(name for name in os.listdir(root) if not name.startswith("."))  # noqa: PTH208
            except OSError:
                continue
        return tuple(sorted(found))

    def _roots(self, path: str) -> tuple[Path, ...]:
        first, _, rest = path.partition("/")
        if first == "styles" and self.styles is not None:
            return (self.root / path, self.styles / rest)
        return (self.root / path,)

    def _resolved(self, path: str, place: Place) -> Path:
        parts = PurePosixPath(path).parts
        unsafe = "\\" in path or any(ord(character) < _CONTROL for character in path)
        if not parts or path.startswith("/") or "//" in path or ".." in parts or unsafe:
            raise ContentError(
                Code.PATH_OUTSIDE,
                place,
                f"'{path}' is not a path inside the workspace",
                "write it relative to its folder, with / and without ..",
            )
        candidates = self._roots(path)
        chosen = next((each for each in candidates if each.exists()), candidates[0])
        inside = self.styles if self.styles is not None and chosen != candidates[0] else self.root
        try:
            real = chosen.resolve()
        except (OSError, RuntimeError):
            real = chosen
        if not real.is_relative_to(inside.resolve()):
            raise ContentError(
                Code.PATH_OUTSIDE,
                place,
                f"'{path}' leads out of the workspace",
                "put the file itself there",
            )
        return real

    def _unreadable(self, path: str, place: Place, error: OSError) -> ContentError:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            folder, _, name = path.rpartition("/")
            hint = nearest(name, self.names(folder))
            if any(normalize("NFC", each) == normalize("NFC", name) for each in self.names(folder)):
                hint = "the letters of the file's name are parted otherwise (NFD): rename it"
            return ContentError(
                Code.FILE_MISSING,
                place,
                f"there is no file '{path}'",
                hint,
            )
        return ContentError(
            Code.FILE_UNREADABLE, place, f"'{path}' can't be read: {error.strerror or error}"
        )


class _TooLargeError(Exception):
    """A file is larger than it may be."""


def _read(path: Path, limit: int) -> bytes:
    # O_NONBLOCK, so that opening a pipe doesn't wait; O_NOFOLLOW, since links were resolved before.
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as stream:  # noqa: PTH123 - a descriptor, not a path
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        if status.st_size > limit:
            raise _TooLargeError
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise _TooLargeError
    return data
