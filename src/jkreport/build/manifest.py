"""The manifest of a build: what went in, what it was made with, and what came out, all by hash."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

FORMAT = 1
"""Counts up when a manifest comes to mean something else; older ones are then not read."""


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class UsedFont:
    """A face that pages were set in: its family and style, and its file without the folder."""

    family: str
    style: str
    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Output:
    """A file that was written; `pages` is 0 for what has none."""

    sha256: str
    bytes: int
    pages: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Manifest:
    """All that a build stands on and all that it made.

    `editions` are all that the brief has, built or not. `inputs` gives the sha256 of each file that
    was read, `listings` the names in each folder whose content mattered; both by path in the
    workspace. `versions` are those of Python, of packages and of the text libraries.
    """

    brief: str
    as_of: str
    editions: tuple[str, ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)
    listings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fonts: tuple[UsedFont, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, Output] = field(default_factory=dict)

    def json(self) -> bytes:
        """Give the one form in which this manifest is written."""
        content = {
            "format": FORMAT,
            "brief": self.brief,
            "as_of": self.as_of,
            "editions": list(self.editions),
            "inputs": dict(self.inputs),
            "listings": {folder: sorted(names) for folder, names in self.listings.items()},
            "fonts": [asdict(each) for each in sorted(self.fonts)],
            "versions": dict(self.versions),
            "outputs": {name: asdict(each) for name, each in self.outputs.items()},
        }
        text = json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True)
        return text.encode("utf-8", "surrogatepass") + b"\n"


def manifest_of(data: bytes | None) -> Manifest | None:
    """Read a manifest; a damaged or foreign one gives None."""
    if data is None:
        return None
    try:
        content = json.loads(data)
        return _manifest(content) if content["format"] == FORMAT else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _manifest(content: dict[str, Any]) -> Manifest:
    return Manifest(
        brief=_text(content["brief"]),
        as_of=_text(content["as_of"]),
        editions=tuple(_text(each) for each in content["editions"]),
        inputs=_texts(content["inputs"]),
        listings={
            folder: tuple(_text(each) for each in names)
            for folder, names in content["listings"].items()
        },
        fonts=tuple(UsedFont(**_texts(each)) for each in content["fonts"]),
        versions=_texts(content["versions"]),
        outputs={name: _output(**each) for name, each in content["outputs"].items()},
    )


def _output(*, sha256: object, bytes: object, pages: object) -> Output:  # noqa: A002 - its key in the file
    return Output(sha256=_text(sha256), bytes=_number(bytes), pages=_number(pages))


def _texts(found: dict[str, object]) -> dict[str, str]:
    return {key: _text(value) for key, value in found.items()}


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(f"a text is expected, not {found!r}")
    return found


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError(f"a number is expected, not {found!r}")
    return found
