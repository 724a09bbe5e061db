"""What earlier work has left: contents by keys made from all that they depend on, checked on every read."""

import fcntl
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SETTING = "JKREPORT_CACHE"
"""The variable that names a folder for the cache, or turns it off."""
OFF = "off"
LIMIT = 512 << 20
"""How many bytes of contents are kept."""

_MAGIC = b"jkreport cache 1\n"
_DIGEST = hashlib.sha256().digest_size
_CONTENTS = "contents"
_KEY = 64
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def user_cache() -> Path:
    """Give jkreport's folder in the user's cache; where it can't be written, a temporary one.

    `JKREPORT_CACHE` names another one, unless it is `off`. Raises OSError when no folder at all can be written.
    """
    return next(cache_folders())


def cache_folders() -> Iterator[Path]:
    """Give the folders where the cache may be, one after the other: the user's if it can be written, a temporary one.

    Raises OSError when it comes to a temporary one and none can be made.
    """
    folder = chosen_folder()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if _writable(folder):
        yield folder
    yield _temporary_cache()


def chosen_folder() -> Path:
    """Give the folder that the cache is to be in, whether or not it can be written."""
    chosen, given = os.environ.get(SETTING, ""), os.environ.get("XDG_CACHE_HOME", "")
    if chosen not in {"", OFF}:
        return Path(chosen).absolute()
    return (Path(given) if Path(given).is_absolute() else Path.home() / ".cache") / "jkreport"


def _writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _temporary_cache() -> Path:
    folder = Path(tempfile.gettempdir(), f"jkreport-{os.getuid()}")
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.lstat().st_uid == os.getuid() and not folder.is_symlink() and _writable(folder):
            return folder
    # Somebody else made a folder of that name.
    return Path(tempfile.mkdtemp(prefix="jkreport-"))


def key_of(*parts: str | bytes) -> str:
    """Give the key of what depends on these parts and on nothing else."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8) + data)
    return digest.hexdigest()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Make a folder if need be, and keep other processes that ask for the same out of it; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Cache:
    """Contents by key in a folder that many processes may use at once; without a folder it keeps nothing.

    What is damaged is removed and counts as missing. That nothing can be written costs time, nothing else.
    """

    folder: Path | None = None
    limit: int = LIMIT

    def get(self, key: str) -> bytes | None:
        """Give the content of a key; None if it isn't there whole."""
        if self.folder is None:
            return None
        path = self._contents / key
        try:
            data = _read(path)
        except OSError:
            return None
        start = len(_MAGIC) + _DIGEST
        content = data[start:]
        if data[:start] == _head(key, content):
            with suppress(OSError):
                os.utime(path)  # what was used last is removed last
            return content
        with suppress(OSError):
            path.unlink()
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep the content of a key."""
        if self.folder is None or len(content) > self.limit:
            return
        with suppress(OSError):
            self._contents.mkdir(parents=True, exist_ok=True)
            with _temporary(self._contents / f".{key}.{os.getpid()}") as (descriptor, path):
                _write(descriptor, _head(key, content))
                _write(descriptor, content)
                path.replace(self._contents / key)

    def trim(self) -> None:
        """Remove what was used longest ago beyond the limit, and what killed processes have left."""
        for path in self._hidden():
            _remove_abandoned(path)
        entries = self._entries()
        excess = sum(size for _, size, _ in entries) - self.limit
        for _, size, path in sorted(entries):
            if excess <= 0:
                break
            excess -= size
            with suppress(OSError):
                path.unlink()

    def clear(self) -> None:
        """Remove all contents."""
        for path in self._hidden():
            _remove_abandoned(path)
        for _, _, path in self._entries():
            with suppress(FileNotFoundError):
                path.unlink()

    def size(self) -> tuple[int, int]:
        """Give how many contents there are, and their bytes."""
        entries = self._entries()
        return len(entries), sum(size for _, size, _ in entries)

    @property
    def _contents(self) -> Path:
        return (self.folder or Path()) / _CONTENTS

    def _hidden(self) -> list[Path]:
        return [path for path in self._listed() if path.name.startswith(".")]

    def _entries(self) -> list[tuple[int, int, Path]]:
        """Give time of last use, size and path of each content."""
        found = []
        for path in self._listed():
            with suppress(OSError):
                status = path.lstat()
                if len(path.name) == _KEY and stat.S_ISREG(status.st_mode):
                    found.append((status.st_mtime_ns, status.st_size, path))
        return found

    def _listed(self) -> list[Path]:
        with suppress(OSError):
            return sorted(self._contents.iterdir()) if self.folder is not None else []
        return []


def open_cache(*, wanted: bool = True) -> Cache:
    """Give the user's cache, or one that keeps nothing: when it isn't wanted, turned off, or can't be anywhere."""
    if wanted and os.environ.get(SETTING) != OFF:
        with suppress(OSError):
            return Cache(user_cache())
    return Cache()


def _head(key: str, content: bytes) -> bytes:
    # The key is part of it: a whole content under the name of another is damage, too.
    return _MAGIC + hashlib.sha256(key.encode() + content).digest()


def _read(path: Path) -> bytes:
    descriptor = os.open(path, _READ)
    with open(descriptor, "rb") as stream:  # noqa: PTH123 - a descriptor, not a path
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return b""
        return stream.read()


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


@contextmanager
def _temporary(path: Path) -> Iterator[tuple[int, Path]]:
    """Give a new file that is locked, so that it can be told from what a killed process has left."""
    descriptor = os.open(path, _NEW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield descriptor, path
    finally:
        os.close(descriptor)
        with suppress(OSError):
            path.unlink()


def _remove_abandoned(path: Path) -> None:
    with suppress(OSError):
        descriptor = os.open(path, _READ)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
        finally:
            os.close(descriptor)
