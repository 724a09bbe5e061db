"""The form in which a text is compared: what only its file shows, and the values in it, don't count."""

import hashlib
import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from jkreport.languages import Language

_DIGITS = 16
_PARAGRAPHS = re.compile(r"\n[ \t\u3000]*(?:\n[ \t\u3000]*)+")
# What begins a line of its own in Markdown: members of lists, rows of tables, quotes, the texts of notes.
_OWN_LINE = re.compile(r"(?:[-*+>|]|\d+[.)]|\[\^[^\]]+\]:)")
_EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_NUMBER = re.compile(r"\d+")
_SPACE = re.compile(r"\s+")


def paragraphs(text: str) -> tuple[str, ...]:
    """Give the paragraphs of a text as they were written."""
    return tuple(each for each in _PARAGRAPHS.split(text.strip()) if each.strip())


@lru_cache(maxsize=1 << 14)
def plain_form(text: str, language: Language) -> tuple[str, ...]:
    """Give the paragraphs of a text in the form that is compared.

    Letters are composed (NFC), white space is one space, lines of one paragraph are joined as the language joins them,
    numbers and spaces inside expressions don't count: other data make no text another one.
    """
    return tuple(_plain(each, language) for each in paragraphs(normalize("NFC", text)))


def fingerprint(text: str, language: Language) -> str:
    """Give the hash of a text's compared form, 16 hexadecimal digits."""
    return fingerprint_of(plain_form(text, language))


def fingerprint_of(form: tuple[str, ...]) -> str:
    """Give the hash of paragraphs in their compared form."""
    return hashlib.sha256("\n\n".join(form).encode("utf-8")).hexdigest()[:_DIGITS]


def _plain(paragraph: str, language: Language) -> str:
    # Expressions may run over lines, so they are masked before lines are joined.
    masked = _EXPRESSION.sub(lambda found: _NUMBER.sub("0", _SPACE.sub("", found[0])), paragraph)
    lines = masked.split("\n")
    bare = [_SPACE.sub(" ", line).strip() for line in lines]
    joined = bare[0]
    for (before, _), (_, after) in pairwise(zip(lines, bare, strict=True)):
        joined += _between(before, joined, after, language) + after
    return joined


def _between(line: str, before: str, after: str, language: Language) -> str:
    """Give what stands for a line's end: a line of its own stays one, and so does a break that is written out."""
    if line.endswith(("  ", "\\")) or _OWN_LINE.match(after):
        return "\n"
    return language.join_lines(before, after) if before and after else ""
