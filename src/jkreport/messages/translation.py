"""A sentence in English to the same in another language.

Modules write their messages as they find them, names and numbers set in. Here a message is held against the templates
of the catalogue; what stood in the slots goes into the translation, translated first where it is a message itself.
Names stand in quotes and are left alone.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jkreport.messages.catalogue import Entry, file_of, read_catalogue
from jkreport.messages.template import Template, template_of

if TYPE_CHECKING:
    from jkreport.languages import Language

_FIRST_BRACE = re.compile(r"[{}]")
# As many letters of a template's beginning as it is looked up by.
_BEGINNING = 4
# As far as a particle looks back for what it follows.
_REACH = 200


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that may have made a message, what stands in its slots, and how much of it all are known words."""

    entry: Entry
    template: Template
    values: Sequence[str] = ()
    covered: int = 0


@dataclass(slots=True)
class Messages:
    """The messages of one language; without any, English stays English."""

    language: "Language | None" = None
    entries: Iterable[Entry] = ()
    _plain: dict[tuple[str, str], Entry] = field(default_factory=dict, init=False, repr=False)
    _templates: dict[str, list[Entry]] = field(default_factory=dict, init=False, repr=False)
    _found: dict[tuple[str, str], Sequence[Found]] = field(
        default_factory=dict, init=False, repr=False
    )

    def __post_init__(self) -> None:
        for entry in self.entries:
            if entry.template:
                beginning = _FIRST_BRACE.split(entry.message, maxsplit=1)[0][:_BEGINNING]
                self._templates.setdefault(beginning, []).append(entry)
            else:
                self._plain[entry.context, entry.message] = entry

    def said(self, text: str, context: str = "") -> str:
        """Give a message in this language; one that the catalogue doesn't have stays as it is.

        Words that mean one thing here and another there are known in a context alone, such as `show`.
        """
        candidates = self.found(text, context)
        return self.said_by(candidates[0]) if candidates else text

    def found(self, text: str, context: str = "") -> Sequence[Found]:
        """Give the entries that may have made a message, first the one by which the most of it are known words."""
        known = self._found.get((context, text))
        if known is None:
            plain = self._plain.get((context, text)) or self._plain.get(("", text))
            if plain is not None:
                known = (Found(plain, Template((text,)), covered=len(text)),)
            else:
                known = sorted(self._matching(text, context), key=_order)
            self._found[context, text] = known
        return known

    def said_by(self, found: Found) -> str:
        """Give a message in this language, as one of the entries found for it has it."""
        if not found.entry.template or self.language is None:
            return found.entry.translation
        values = {
            slot: value if slot in found.template.quoted else self.said(value, found.entry.message)
            for slot, value in zip(found.template.slots, found.values, strict=True)
        }
        return self._filled(template_of(found.entry.translation), values, self.language)

    def _matching(self, text: str, context: str) -> Iterator[Found]:
        for length in range(min(_BEGINNING, len(text)) + 1):
            for entry in self._templates.get(text[:length], ()):
                if entry.context in ("", context):
                    template = template_of(entry.message)
                    values = template.values(text)
                    if values is not None:
                        inner = self._known_words(entry.message, template, values)
                        yield Found(entry, template, values, template.weight + inner)

    def _known_words(self, message: str, template: Template, values: Sequence[str]) -> int:
        """Count the characters of what stands in slots that are known words."""
        inner = (
            self.found(value, message)
            for slot, value in zip(template.slots, values, strict=True)
            if slot not in template.quoted
        )
        return sum(each[0].covered for each in inner if each)

    def _filled(self, template: Template, values: Mapping[int, str], language: "Language") -> str:
        text = template.pieces[0]
        for slot, piece in zip(template.slots, template.pieces[1:], strict=True):
            text += values[slot]
            tail = text[-_REACH:]
            # Particles are put right in our words, never in those that stand in a slot.
            if language.particles(tail, "") == tail:
                text = text[: len(text) - len(tail)] + language.particles(tail + piece, "")
            else:
                text += piece
        return text


def _order(found: Found) -> tuple[int, int]:
    return -found.covered, -found.template.weight


def catalogues() -> Mapping[str, Path]:
    """Give the file of each language that has a catalogue, by the language's code."""
    return {file.stem: file for file in sorted(Path(__file__).parent.glob("*.po"))}


@cache
def messages_in(code: str) -> Messages:
    """Give the messages of a language; in English for a code that has no catalogue."""
    if not code or not file_of(code).is_file():
        return Messages()
    # Slow to load, and not needed where English is spoken.
    from jkreport.languages import LANGUAGES  # noqa: PLC0415

    return Messages(LANGUAGES[code], read_catalogue(file_of(code).read_text("utf-8")))
