"""What this machine has of all that a build needs."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jkreport.build.fonts import font_setup, fonts_of
from jkreport.build.pins import check_pins
from jkreport.build.places import files_of
from jkreport.build.state import PACKAGES, installed_versions
from jkreport.diagnostics import Place, Problems
from jkreport.languages import LANGUAGES
from jkreport.load.workspace import read_settings
from jkreport.model.store import FontPin
from jkreport.typeset import LIBRARIES_REMEDY, FontSetup, Typesetter

_LEAST_PYTHON = (3, 11)
_PLACE = Place(file="fonts")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One thing that a build needs: what was found of it, and what mends it when it is missing."""

    what: str
    found: str
    remedy: str = ""


def examine(root: Path | None = None) -> tuple[Finding, ...]:
    """Look over Python, packages, fonts, those that the workspace at `root` pins above all, and the text libraries.

    Raises:
        ContentError: the cache of fonts can't be written, or the workspace's settings can't be read.
    """
    pins = read_settings(files_of(root), Problems()).fonts if root is not None else {}
    return (*_python(), *_packages(), *_fonts(pins))


def _python() -> Iterator[Finding]:
    found = ".".join(str(part) for part in sys.version_info[:3])
    remedy = "" if sys.version_info >= _LEAST_PYTHON else "install CPython 3.11 or newer"
    yield Finding(what="python", found=found, remedy=remedy)


def _packages() -> Iterator[Finding]:
    for name, version in installed_versions(PACKAGES).items():
        if name != "python":
            yield Finding(what=name, found=version, remedy="" if version else f"pip install {name}")


def _fonts(pins: Mapping[str, FontPin]) -> Iterator[Finding]:
    problems = Problems()
    declared = dict.fromkeys(
        family for each in LANGUAGES.values() for family in (each.faces.serif, each.faces.sans)
    )
    files = fonts_of(tuple(declared), problems, _PLACE)
    for each in files:
        style = "bold" if each.bold else "regular"
        pin = pins.get(each.path.name)
        pinned = " pinned" if pin is not None and each.sha256 in pin.sha256 else ""
        found = f"{each.path.name} sha256:{each.sha256}{pinned}"
        yield Finding(what=f"{', '.join(each.families)} {style}", found=found)
    changed = Problems()
    check_pins(files, pins, changed)
    for fault in changed.sorted():
        yield Finding(what=fault.message, found="", remedy=f"{fault.place}: {fault.hint}")
    for fault in problems.sorted():
        yield Finding(what=fault.message, found="", remedy=fault.hint)
    if not problems.errors:
        yield from _libraries(font_setup(files, tuple(declared)))


def _libraries(fonts: FontSetup) -> Iterator[Finding]:
    with Typesetter(fonts) as engine:
        versions = engine.versions()
    if not versions:
        yield Finding(what="text libraries", found="", remedy=LIBRARIES_REMEDY)
    for name, version in versions.items():
        if name not in PACKAGES:
            yield Finding(what=name, found=version)
