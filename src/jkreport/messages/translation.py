"""A sentence in English to the same in another language.

Modules write their messages as they find them, names and numbers set in. Here a message is held against the templates
of the catalogue; what stood in the slots goes into the translation, translated first where it is a message itself.
Names stand in quotes and are left alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jkreport.languages import LANGUAGES, Language
from jkreport.messages.catalogue import Entry, read_catalogue
from jkreport.messages.template import Template, template_of

_HERE = Path(__file__).parent
# As many letters of a template's beginning as it is looked up by.
_BEGINNING = 4
# As far as a particle looks back for what it follows.
_REACH = 200


@dataclass(frozen=True, slots=True)
class Found:
    """The entry that a message was made by, and what stands in its slots."""

    entry: Entry
    template: Template
    values: Sequence[str] = ()


@dataclass(slots=True)
class Messages:
    """The messages of one language; without any, English stays English."""

    language: Language | None = None
    entries: Iterable[Entry] = ()
    _plain: dict[tuple[str, str], Entry] = field(default_factory=dict, init=False, repr=False)
    _templates: dict[str, list[Found]] = field(default_factory=dict, init=False, repr=False)
    _said: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for entry in self.entries:
            if entry.template:
                found = Found(entry, template_of(entry.message))
                self._templates.setdefault(found.template.pieces[0][:_BEGINNING], []).append(found)
            else:
                self._plain[entry.context, entry.message] = entry

    def said(self, text: str, context: str = "") -> str:
        """Give a message in this language; one that the catalogue doesn't have stays as it is.

        Words that mean one thing here and another there are known in a context alone, such as `show`.
        """
        known = self._said.get((context, text))
        if known is None:
            known = self._said[context, text] = self._translated(text, context)
        return known

    def found(self, text: str, context: str = "") -> Sequence[Found]:
        """Give the entries that may have made a message, the one with the most words of its own first."""
        plain = self._plain.get((context, text)) or self._plain.get(("", text))
        if plain is not None:
            return (Found(plain, Template((text,))),)
        matching = [
            Found(each.entry, each.template, values)
            for length in range(_BEGINNING + 1)
            for each in self._templates.get(text[:length], ())
            if len(text) >= length
            if (values := each.template.values(text)) is not None
        ]
        return sorted(matching, key=lambda each: -each.template.weight)

    def _translated(self, text: str, context: str) -> str:
        if self.language is None or not text:
            return text
        candidates = self.found(text, context)
        if not candidates:
            return text
        best = candidates[0]
        if not best.entry.template:
            return best.entry.translation
        message, quoted = best.entry.message, best.template.quoted
        values = {
            slot: value if slot in quoted else self.said(value, message)
            for slot, value in zip(best.template.slots, best.values, strict=True)
        }
        return self._filled(template_of(best.entry.translation), values, self.language)

    def _filled(self, template: Template, values: Mapping[int, str], language: Language) -> str:
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


def catalogues() -> Mapping[str, Path]:
    """Give the file of each language that has a catalogue, by the language's code."""
    files = {code: _HERE / f"{code}.po" for code in LANGUAGES}
    return {code: file for code, file in files.items() if file.is_file()}


@cache
def messages_in(code: str) -> Messages:
    """Give the messages of a language; in English for a code that has no catalogue."""
    file = catalogues().get(code)
    if file is None:
        return Messages()
    return Messages(LANGUAGES[code], read_catalogue(file.read_text("utf-8")))
