"""The texts of a brief that exist in several languages, each with a key that says where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from jkreport.diagnostics import Place
from jkreport.languages import LANGUAGES
from jkreport.model.blocks import Block, Stale
from jkreport.model.brief import Brief, Section
from jkreport.model.text import Localized
from jkreport.translate.forms import fingerprint

_CONTENT, _SUFFIX = "content/", ".yaml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A text of a brief, in the languages that print it.

    `key` is `sections/economy/trade#balance.text`: the file, the block or section in it, the field. `sections` names
    the sections around it, the outermost first; `kind` is what it belongs to, a class of the model in lower case.
    """

    key: str
    text: Localized
    languages: tuple[str, ...]
    sections: tuple[str, ...]
    block: str
    kind: str
    policy: Stale | None

    @property
    def stem(self) -> str:
        """The file that it stands in, as keys name it."""
        return self.key.partition("#")[0]

    @property
    def field(self) -> str:
        """Which of the texts of a block or a section it is."""
        return self.key.partition("#")[2].removeprefix(f"{self.block}.")

    @property
    def hashes(self) -> Mapping[str, str]:
        """The hash of each wording that is there."""
        return {
            code: fingerprint(self.text[code].value, LANGUAGES[code])
            for code in self.languages
            if self.text.texts.get(code)
        }

    def place(self, code: str) -> Place:
        """Give where the wording in a language stands; where the text does, if there is none."""
        wording = self.text.texts.get(code)
        return wording.place if wording is not None else self.text.place


def stem_of(file: str) -> str:
    """Give what keys call a file of the workspace."""
    return file.removeprefix(_CONTENT).removesuffix(_SUFFIX)


def file_of(stem: str) -> str:
    """Give the path of a file that keys name."""
    return f"{_CONTENT}{stem}{_SUFFIX}"


def passages_of(brief: Brief) -> tuple[Passage, ...]:
    """Give every text that two or more of the brief's languages print, in the order of the brief.

    A wording that serves all languages is none.
    """
    return tuple(_Walk(brief).all())


@dataclass(frozen=True, slots=True)
class _Walk:
    """The way through a brief."""

    brief: Brief

    def all(self) -> Iterator[Passage]:
        here = _Here(self.brief.languages, (), "", "brief", self.brief.stale)
        yield from self._below(self.brief, here, (), leave=("summary", "sections"))
        for block in self.brief.summary:
            yield from self._block(block, ())
        for section in self.brief.sections:
            yield from self._section(section, ())

    def _section(self, section: Section, above: tuple[str, ...]) -> Iterator[Passage]:
        inside = (*above, section.id)
        here = _Here(self.brief.languages, inside, section.id, "section", self.brief.stale)
        yield from self._below(section, here, (section.id,), leave=("blocks", "sections"))
        for block in section.blocks:
            yield from self._block(block, inside)
        for each in section.sections:
            yield from self._section(each, inside)

    def _block(self, block: Block, inside: tuple[str, ...]) -> Iterator[Passage]:
        codes = block.printed_in(self.brief.languages)
        kind = type(block).__name__.lower()
        here = _Here(codes, inside, block.id, kind, block.stale or self.brief.stale)
        yield from self._below(block, here, (block.id,))

    def _below(
        self, value: object, here: "_Here", path: tuple[str, ...], leave: tuple[str, ...] = ()
    ) -> Iterator[Passage]:
        """Go through the fields of a value, and count the members of lists from 1."""
        if isinstance(value, Localized):
            if value.common is None and len(here.languages) > 1:
                yield here.passage(value, path)
        elif isinstance(value, tuple):
            for number, each in enumerate(value, 1):
                yield from self._below(each, here, (*path, str(number)))
        elif is_dataclass(value):
            for each in fields(value):
                if each.name not in leave:
                    yield from self._below(getattr(value, each.name), here, (*path, each.name))


@dataclass(frozen=True, slots=True)
class _Here:
    """What all texts of a block, a section or the brief itself have in common."""

    languages: tuple[str, ...]
    sections: tuple[str, ...]
    block: str
    kind: str
    policy: Stale | None

    def passage(self, text: Localized, path: tuple[str, ...]) -> Passage:
        return Passage(
            key=f"{stem_of(text.place.file)}#{'.'.join(path)}",
            text=text,
            languages=self.languages,
            sections=self.sections,
            block=self.block,
            kind=self.kind,
            policy=self.policy,
        )
