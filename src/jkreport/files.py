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
DATA_LIMIT = 100 << 20
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
            real, inside = self._resolved(path, place)
            data = read_regular(real, limit, inside)
        except OutsideError:
            raise self._outside(path, place) from None
        except OSError as error:
            raise self._unreadable(path, place, error) from None
        except TooLargeError:
            mebibytes = limit >> 20
            raise ContentError(
                Code.FILE_TOO_LARGE, place, f"'{path}' is larger than {mebibytes} MiB"
            ) from None
        self._digests[path] = hashlib.sha256(data).hexdigest()
        return data

    def peek(self, path: str) -> bytes | None:
        """Give what a file holds now, without a record; None when it can't be read."""
        try:
            real, inside = self._resolved(path, Place(file=path))
            return read_regular(real, DATA_LIMIT, inside)
        except (OSError, ContentError, TooLargeError):
            return None

    def listing(self, folder: str) -> tuple[str, ...]:
        """Give the names in a folder, sorted, without hidden ones; none when there is no such folder."""
        names = self.names(folder)
        self._listings[folder] = names
        return names

    def names(self, folder: str) -> tuple[str, ...]:
        """Give what `listing` gives, without a record."""
        found: set[str] = set()
        for path, root in self._roots(folder) if _is_plain(folder) else ():
            real = _real(path)
            if not real.is_relative_to(root.resolve()):
                continue
            try:
                found.update(name for name in os.listdir(real) if not name.startswith("."))  # noqa: PTH208
            except OSError:
                continue
        return tuple(sorted(found))

    def _roots(self, path: str) -> tuple[tuple[Path, Path], ...]:
        """Give where a path may be found, and what it may not leave there."""
        first, _, rest = path.partition("/")
        if first == "styles" and self.styles is not None:
            return ((self.root / path, self.root), (self.styles / rest, self.styles))
        return ((self.root / path, self.root),)

    def _resolved(self, path: str, place: Place) -> tuple[Path, Path]:
        if not _is_plain(path):
            raise ContentError(
                Code.PATH_OUTSIDE,
                place,
                f"'{path}' is not a path inside the workspace",
                "write it relative to its folder, with / and without ..",
            )
        candidates = self._roots(path)
        chosen, root = next((each for each in candidates if each[0].exists()), candidates[0])
        real, inside = _real(chosen), root.resolve()
        if not real.is_relative_to(inside):
            raise self._outside(path, place)
        return real, inside

    def _outside(self, path: str, place: Place) -> ContentError:
        return ContentError(
            Code.PATH_OUTSIDE,
            place,
            f"'{path}' leads out of the workspace",
            "put the file itself there",
        )

    def _unreadable(self, path: str, place: Place, error: OSError) -> ContentError:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            folder, _, name = path.rpartition("/")
            hint = nearest(name, self.names(folder))
            known = self.names(folder)
            if name in known:
                hint = "it is a link, and what it leads to is gone"
            elif any(normalize("NFC", each) == normalize("NFC", name) for each in known):
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


class TooLargeError(Exception):
    """A file is larger than it may be."""


class OutsideError(Exception):
    """What was opened lies elsewhere: a folder on the way became a link after it was looked at."""


def read_regular(path: Path, limit: int, inside: Path | None = None) -> bytes:
    """Read a file, and nothing that isn't one: a pipe or a device would never end.

    Links are followed only when `inside` isn't given.

    Raises:
        OSError: it can't be read, or is no regular file.
        TooLargeError: it is larger than the limit.
        OutsideError: it lies outside of `inside`.
    """
    # O_NONBLOCK, so that opening a pipe doesn't wait; O_NOFOLLOW, since links were resolved before.
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | (os.O_NOFOLLOW if inside else 0)
    with open(os.open(path, flags), "rb") as stream:  # noqa: PTH123 - a descriptor, not a path
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        if inside is not None and not _opened(stream.fileno(), path).is_relative_to(inside):
            raise OutsideError
        if status.st_size > limit:
            raise TooLargeError
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError
    return data


def _opened(descriptor: int, path: Path) -> Path:
    """Give the path of what was really opened; where the system doesn't tell, the one that was asked for."""
    try:
        return Path(os.readlink(f"/proc/self/fd/{descriptor}"))  # noqa: PTH115 - no path of ours
    except OSError:
        return path


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def _is_plain(path: str) -> bool:
    parts = PurePosixPath(path).parts
    unsafe = "\\" in path or any(ord(character) < _CONTROL for character in path)
    return not (not parts or path.startswith("/") or "//" in path or ".." in parts or unsafe)
