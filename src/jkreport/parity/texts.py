"""The texts of a brief in the order in which they are read, each with what it belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from jkreport.diagnostics import Code
from jkreport.model.blocks import Block
from jkreport.model.brief import Brief
from jkreport.model.silence import Silence
from jkreport.model.text import Localized


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A text in its languages.

    `running` says whether it is read as sentences, as titles, captions and labels are not. `languages` are those that
    print it.
    """

    text: Localized
    running: bool
    languages: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """The passages of a block, a section's head or a brief's, with what is not to be told of them."""

    owner: str
    passages: tuple[Passage, ...]
    silence: Mapping[Code, Silence]


# Sentences stand in these; all other texts are titles, captions, labels and the like.
_RUNNING = {
    "text", "lead", "imprint", "background", "implication", "opinions", "note", "alt", "definition",
}  # fmt: skip


def groups_of(brief: Brief) -> Iterator[Group]:
    """Give all texts of a brief, group by group, in the order in which they are read."""
    codes = brief.languages
    own = ("title", "subtitle", "series", "authors")
    yield _group(brief.id, brief, own, brief.silence, codes)
    for block in brief.summary:
        yield _of_block(block, codes)
    for section in brief.all_sections():
        yield _group(section.id, section, ("title", "short", "lead"), section.silence, codes)
        for block in section.blocks:
            yield _of_block(block, codes)
    yield _group(brief.id, brief, ("imprint",), brief.silence, codes)


def _of_block(block: Block, codes: tuple[str, ...]) -> Group:
    names = tuple(each.name for each in fields(block))
    return _group(block.id, block, names, block.silence, block.printed_in(codes))


def _group(
    owner: str,
    thing: object,
    names: tuple[str, ...],
    silence: Mapping[Code, Silence],
    codes: tuple[str, ...],
) -> Group:
    passages = tuple(
        Passage(
            text=text,
            running=name.rpartition(".")[2] in _RUNNING, languages=codes,
        )
        for first in names
        for name, text in _texts(first, getattr(thing, first))
    )  # fmt: skip
    return Group(owner=owner, passages=passages, silence=silence)


def _texts(name: str, value: object) -> Iterator[tuple[str, Localized]]:
    """Give every text in several languages within a value."""
    if isinstance(value, Localized):
        yield name, value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(name, each)
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if hasattr(value, each.name):
                yield from _texts(each.name, getattr(value, each.name))
