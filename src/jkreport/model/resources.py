"""Files that a page needs beside its HTML."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource:
    """A picture or another file, by the name that the HTML calls it by."""

    name: str
    media_type: str
    data: bytes
