"""Catalogues of messages in the format of GNU gettext.

Read here and not by a library because a catalogue is opened whenever a command speaks another language than English:
polib, which the tests hold this against, takes ten times as long.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ENTRY = re.compile(
    r"(?P<comments>(?:^#.*\n)*)"
    r'(?:^msgctxt (?P<context>(?:".*"\n)+))?'
    r'^msgid (?P<message>(?:".*"\n)+)'
    r'^msgstr (?P<translation>(?:".*"\n?)+)',
    re.MULTILINE,
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "b": "\b"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A message and its translation; `template`: both have slots {0}, {1} …, and braces of their own doubled.

    With a context the message is translated in it alone: `show`, or the template in whose slot the message stands.
    """

    message: str
    translation: str
    context: str = ""
    template: bool = False


def file_of(code: str) -> Path:
    """Give the catalogue of a language, whether there is one or not."""
    return Path(__file__).with_name(f"{code}.po")


def read_catalogue(text: str) -> Iterator[Entry]:
    """Give the entries of a catalogue that are translated, and not marked as fuzzy."""
    for found in _ENTRY.finditer(text):
        flags = "".join(
            line for line in found["comments"].splitlines() if line.startswith("#,")
        )  # fmt: skip
        message, translation = _unquoted(found["message"]), _unquoted(found["translation"])
        if message and translation and "fuzzy" not in flags:
            context = _unquoted(found["context"] or "")
            yield Entry(message, translation, context, "python-brace-format" in flags)


def _unquoted(lines: str) -> str:
    text = "".join(line[1:-1] for line in lines.splitlines())
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
