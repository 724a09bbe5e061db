"""What an object of a PDF is, in the words of those who look at one."""

from dataclasses import dataclass, replace

import pikepdf

_PLACES = {
    "/Contents": "content stream",
    "/ID": "file identifier",
    "/Info": "document information",
    "/Names": "table of names",
    "/Outlines": "bookmarks",
    "/OutputIntents": "output intent",
    "/Pages": "page tree",
    "/StructTreeRoot": "structure tree",
}
_TYPES = {
    "/Annot": "annotation",
    "/EmbeddedFile": "attachment",
    "/Filespec": "attachment",
    "/Font": "font",
    "/FontDescriptor": "font",
    "/Form": "drawing",
    "/Image": "image",
    "/Metadata": "metadata",
    "/StructElem": "structure element",
}
_NAMES = ("/BaseFont", "/FontName", "/S", "/UF")


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """Where in a PDF a walk stands: the object, in the words of readers and in those of the format.

    `number` is that of the nearest object that has one, 0 before there is any; `page` counts from 1, 0 outside pages.
    """

    path: str = ""
    kind: str = "catalogue"
    name: str = ""
    page: int = 0
    number: int = 0

    def at(self, step: str, found: object) -> "Spot":
        """Go one step down, to what was found there."""
        spot = replace(self, path=f"{self.path}{step}")
        if not isinstance(found, pikepdf.Object):
            return spot
        kind = _kind(step, found)
        return replace(
            spot,
            kind=kind or self.kind,
            name=_name(found) if kind else self.name,
            number=found.objgen[0] or self.number,
        )


def _kind(step: str, found: pikepdf.Object) -> str:
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return _PLACES.get(step, "")
    types = (str(found.get(key, "")) for key in ("/Subtype", "/Type"))
    by_type = next((_TYPES[each] for each in types if each in _TYPES), "")
    return by_type or _PLACES.get(step, "")


def _name(found: pikepdf.Object) -> str:
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        return ""
    return next((str(found[key]).lstrip("/") for key in _NAMES if key in found), "")
