"""What of all that a manifest names is no longer as it was."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from jkreport.build.manifest import Manifest, UsedFont
from jkreport.build.state import LIBRARIES, Reader, installed_versions, sha256_of
from jkreport.build.writing import used_fonts
from jkreport.diagnostics import Place, Problems
from jkreport.typeset import find_fonts


class Stock(Enum):
    """What a manifest names by hash or by version."""

    INPUTS = "inputs"
    FONTS = "fonts"
    VERSIONS = "versions"


@dataclass(frozen=True, kw_only=True, slots=True)
class Deviation:
    """A thing that a manifest names and that is otherwise now; `detail` says how."""

    stock: Stock
    name: str
    detail: str

    def __str__(self) -> str:
        return f"{self.name} {self.detail}"


def deviations(manifest: Manifest, reader: Reader) -> tuple[Deviation, ...]:
    """Give all inputs, folders, fonts and packages that are no longer as a manifest names them.

    Every file is read anew; the system's libraries are known to the typesetting process alone (`library_deviations`).
    """
    return (
        *_inputs(manifest, reader),
        *_listings(manifest, reader),
        *_fonts(manifest),
        *_versions(manifest.versions, installed_versions(manifest.versions.keys() - LIBRARIES)),
    )


def library_deviations(manifest: Manifest, now: Manifest) -> tuple[Deviation, ...]:
    """Give the system's libraries whose versions differ between a manifest and that of a build made now."""
    found = {name: now.versions.get(name, "") for name in manifest.versions.keys() & LIBRARIES}
    return tuple(_versions(manifest.versions, found))


def _inputs(manifest: Manifest, reader: Reader) -> Iterator[Deviation]:
    for path, before in sorted(manifest.inputs.items()):
        data = reader.file(path)
        if sha256_of(data) != before:
            detail = "has changed" if data is not None else "is gone"
            yield Deviation(stock=Stock.INPUTS, name=path, detail=detail)


def _listings(manifest: Manifest, reader: Reader) -> Iterator[Deviation]:
    for folder, before in sorted(manifest.listings.items()):
        names = reader.names(folder)
        now = set(names or ())
        for detail, changed in (("new", now - set(before)), ("gone", set(before) - now)):
            for name in sorted(changed):
                # What is gone from a folder and was read is told as an input.
                if f"{folder}/{name}" not in manifest.inputs:
                    path = f"{folder}/{name}"
                    yield Deviation(stock=Stock.INPUTS, name=path, detail=f"is {detail}")


def _fonts(manifest: Manifest) -> Iterator[Deviation]:
    families = {each.family for each in manifest.fonts}
    found = used_fonts(find_fonts(families, Problems(), Place(file="fonts")))
    now = {(each.family, each.style): each for each in found}
    for each in sorted(manifest.fonts):
        detail = _font(each, now.get((each.family, each.style)))
        if detail:
            name = f"font '{each.family}' {each.style}"
            yield Deviation(stock=Stock.FONTS, name=name, detail=detail)


def _font(before: UsedFont, now: UsedFont | None) -> str:
    if now is None:
        return "isn't installed"
    if now.sha256 == before.sha256:
        return ""
    return f"is another file: {before.file} sha256 {before.sha256[:16]} then, {now.file} {now.sha256[:16]} now"


def _versions(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Deviation]:
    for name, version in sorted(now.items()):
        if before[name] != version:
            detail = f"{before[name]} then, {version or 'none'} now"
            yield Deviation(stock=Stock.VERSIONS, name=name, detail=detail)


def likely(found: Collection[Deviation], kind: str) -> Stock | None:
    """Give what most likely made an object differ, by its kind; None when nothing deviates."""
    order = (Stock.INPUTS, Stock.FONTS, Stock.VERSIONS)
    if kind == "font":
        order = (Stock.FONTS, Stock.VERSIONS, Stock.INPUTS)
    stocks = {each.stock for each in found}
    return next((each for each in order if each in stocks), None)
