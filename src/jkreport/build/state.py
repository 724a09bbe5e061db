"""Whether a build would change anything, decided from files alone: no data library, no engine."""

import hashlib
import json
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from jkreport.build.manifest import Manifest, manifest_of
from jkreport.build.outputs import standing

MANIFEST = "manifest.json"
"""The name of the manifest in a brief's output folder."""
PROVENANCE = "provenance.json"
"""The name of the record of what was printed and where it comes from, beside the outputs and in each PDF."""
STATE = ".state.json"
"""The name of the side file: what says cheaply that fonts, libraries and code are as they were."""

PACKAGES = (
    "python", "jkreport", "weasyprint", "pydyf", "uharfbuzz", "fonttools", "pillow", "tinycss2", "jinja2",
    "markdown-it-py", "mdit-py-plugins", "pyyaml", "openpyxl", "pyarrow", "vl-convert-python", "budoux",
)  # fmt: skip
"""What shapes the bytes of a PDF; the manifest names the version of each."""

# Reported by the typesetting process; whether they have changed is seen from their files.
LIBRARIES = frozenset({"pango", "harfbuzz", "fontconfig"})
"""Of the versions in a manifest, those of libraries of the system."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """How inputs are read again: a file by its path in the workspace, and the names in a folder."""

    file: Callable[[str], bytes | None]
    names: Callable[[str], Sequence[str] | None]


def is_current(
    folder: Path, reader: Reader, *, expected: Collection[str], code: Iterable[Path] = ()
) -> bool:
    """Whether the outputs in `folder` are what a build would make now.

    `expected` names the files that the build would write; `code` are the folders whose files shape
    the result without being inputs, jkreport's own above all.
    """
    manifest = manifest_of(standing(folder / MANIFEST))
    return (
        manifest is not None
        and set(expected) <= manifest.outputs.keys()
        and _state_holds(folder, code)
        and _versions_hold(manifest)
        and inputs_hold(
            manifest.inputs,
            manifest.listings,
            lambda path: sha256_of(reader.file(path)),
            reader.names,
        )
        and _outputs_hold(manifest, folder)
    )


def state_json(files: Iterable[Path], code: Iterable[Path] = ()) -> bytes:
    """Give the content of the side file, to be written beside the manifest.

    `files` are the fonts and shared libraries that were used.
    """
    content = {"files": {str(each): _stamp(each) for each in files}, "code": code_stamp(code)}
    return json.dumps(content, indent=1, sort_keys=True).encode() + b"\n"


def installed_versions(packages: Iterable[str]) -> dict[str, str]:
    """Give the versions of Python and of packages as installed; empty for one that isn't."""
    return {name: _installed(name) for name in packages}


def _installed(name: str) -> str:
    if name == "python":
        return ".".join(str(each) for each in sys.version_info[:3])
    with suppress(PackageNotFoundError):
        return version(name)
    return ""


def _versions_hold(manifest: Manifest) -> bool:
    return all(
        _installed(name) == value
        for name, value in manifest.versions.items()
        if name not in LIBRARIES
    )


def inputs_hold(
    inputs: Mapping[str, str],
    listings: Mapping[str, Sequence[str]],
    sha256: Callable[[str], str],
    names_in: Callable[[str], Sequence[str] | None],
) -> bool:
    """Whether files have the sha256 that is given for each, and folders the names.

    `sha256` gives that of a file now, `names_in` what a folder holds now.
    """
    for folder, names in listings.items():
        found = names_in(folder)
        if found is None or sorted(found) != sorted(names):
            return False
    return all(sha256(path) == before for path, before in inputs.items())


def _outputs_hold(manifest: Manifest, folder: Path) -> bool:
    return all(
        sha256_of(standing(folder / name)) == output.sha256
        for name, output in manifest.outputs.items()
    )


def _state_holds(folder: Path, code: Iterable[Path]) -> bool:
    try:
        state = json.loads(standing(folder / STATE) or b"")
        same = all(_stamp(Path(path)) == stamp for path, stamp in state["files"].items())
        return same and bool(state["code"] == code_stamp(code))
    except (ValueError, TypeError, KeyError, AttributeError, OSError, RecursionError):
        return False


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


def code_stamp(folders: Iterable[Path]) -> str:
    """Give a digest of the sizes and times of all files in some folders of code."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(code_files(folder)):
            digest.update(f"{path.relative_to(folder)} {_stamp(path)}\n".encode())
    return digest.hexdigest()


def code_files(folder: Path) -> Iterator[Path]:
    """Give the files of a package, compiled ones left out."""
    for path in folder.rglob("*"):
        if "__pycache__" not in path.parts and path.is_file():
            yield path


def sha256_of(data: bytes | None) -> str:
    """Give the sha256 of bytes; of none, that of no file: an empty text."""
    return "" if data is None else hashlib.sha256(data).hexdigest()
