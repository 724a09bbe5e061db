"""What every block has, as it is read."""

from collections.abc import Mapping
from typing import TypedDict

from jkreport.diagnostics import Code, Place, nearest
from jkreport.languages import LANGUAGES
from jkreport.load.entry import KEBAB, Entry
from jkreport.load.silences import read_silence
from jkreport.model.names import Name
from jkreport.model.silence import Silence


class Head(TypedDict):
    """Id, place and languages of a block, and what isn't told of it: what every block is made with."""

    id: str
    place: Place
    only: tuple[str, ...]
    silence: Mapping[Code, Silence]


def read_head(entry: Entry) -> Head:
    """Read what every block has."""
    only = entry.names("only")
    for name in only:
        if name.value not in LANGUAGES:
            entry.problems.add(
                Code.LANGUAGE_UNKNOWN,
                name.place,
                f"'{name}' is not a language known here",
                nearest(name.value, LANGUAGES),
            )
    identifier = entry.identifier("id", KEBAB)
    return Head(
        id=identifier,
        place=entry.place,
        only=tuple(name.value for name in only),
        silence=read_silence(entry),
    )


def read_where(entry: Entry, key: str) -> Mapping[str, tuple[Name, ...]]:
    """Read a filter: the values that each named key column may have."""
    return {name.value: entry.names_of(node) for name, node in entry.named(key)}
