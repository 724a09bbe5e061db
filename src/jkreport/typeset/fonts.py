"""The font files behind the families that a workspace declares, without the system's tools."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jkreport.cache import Cache, key_of
from jkreport.diagnostics import Code, Place, Problems
from jkreport.typeset.sfnt import Face, faces

_SUFFIXES = frozenset({".otf", ".ttf", ".otc", ".ttc"})
_REGULAR = range(350, 451)
_BOLD = range(650, 751)
_MEMORY = key_of("fonts")
_REMEDY = "on Debian or Ubuntu: sudo apt-get install fonts-noto-cjk"


@dataclass(frozen=True, kw_only=True, slots=True)
class FontFile:
    """A font file that pages may be set in, and the declared families that it holds."""

    path: Path
    families: tuple[str, ...]
    bold: bool
    sha256: str
    size: int


def system_folders() -> tuple[Path, ...]:
    """Give the folders where a system and its user keep fonts, the user's first."""
    home = Path.home()
    return (
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
    )


def find_fonts(
    families: Iterable[str],
    problems: Problems,
    place: Place,
    *,
    folders: Iterable[Path] = (),
    memory: Cache | None = None,
) -> tuple[FontFile, ...]:
    """Find the regular and the bold file of each family; note a missing one in `problems`.

    Folders that are given go before the system's. `memory` keeps hashes of
    fonts that haven't changed since; without it every font file is read through.
    """
    wanted = sorted(set(families))
    found = _search(wanted, [*folders, *system_folders()])
    hashes = _Hashes(memory or Cache())
    for family in wanted:
        missing = [
            style
            for style, bold in (("regular", False), ("bold", True))
            if (family, bold) not in found
        ]
        if missing:
            styles = " and ".join(missing)
            problems.add(
                Code.FONT_MISSING, place, f"font '{family}' ({styles}) isn't installed", _REMEDY
            )
    files = _by_file(found, hashes)
    hashes.keep()
    return files


def _search(families: Iterable[str], folders: Iterable[Path]) -> dict[tuple[str, bool], Path]:
    """Give the first file, by folder and then by name, for each family and weight."""
    found: dict[tuple[str, bool], Path] = {}
    left = {(family, bold) for family in families for bold in (False, True)}
    for path in _font_files(folders):
        if not left:
            break
        for face in faces(path):
            for key in left & _gives(face):
                found[key] = path
            left -= found.keys()
    return found


def _gives(face: Face) -> set[tuple[str, bool]]:
    # A variable font of this size takes seconds to cut down and gives an invalid PDF.
    if face.italic or face.variable or face.weight not in (*_REGULAR, *_BOLD):
        return set()
    return {(family, face.weight in _BOLD) for family in face.families}


def _font_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for root, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                if Path(name).suffix.lower() in _SUFFIXES:
                    yield Path(root, name)


def _by_file(found: Mapping[tuple[str, bool], Path], hashes: "_Hashes") -> tuple[FontFile, ...]:
    grouped: dict[tuple[Path, bool], list[str]] = {}
    for (family, bold), path in found.items():
        grouped.setdefault((path, bold), []).append(family)
    return tuple(
        FontFile(
            path=path,
            families=tuple(sorted(names)),
            bold=bold,
            sha256=hashes.of(path),
            size=path.stat().st_size,
        )
        for (path, bold), names in sorted(grouped.items())
    )


@dataclass(slots=True)
class _Hashes:
    """Hashes of files, remembered as long as nobody has written to the file or put another in its place.

    Size and time of modification alone can be set by whoever swaps a file; the time of change (ctime) is the kernel's.
    """

    memory: Cache
    known: dict[str, list[object]] = field(default_factory=dict)
    changed: bool = False

    def __post_init__(self) -> None:
        kept = self.memory.get(_MEMORY)
        self.known = json.loads(kept) if kept is not None else {}

    def of(self, path: Path) -> str:
        """Give the sha256 of a file."""
        status = path.stat()
        stamp = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        match self.known.get(str(path)):
            case [*remembered, str(sha256)] if remembered == stamp:
                return sha256
            case _:
                pass
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        self.known[str(path)] = [*stamp, sha256]
        self.changed = True
        return sha256

    def keep(self) -> None:
        """Remember what was read."""
        if self.changed:
            self.memory.put(_MEMORY, json.dumps(self.known, sort_keys=True).encode())
