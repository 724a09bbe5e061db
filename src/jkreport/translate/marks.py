"""The marks in a text as a translator meets them: what stays as it is, and what stands around words.

Locked are values, terms, references, citations and calls of footnotes. Emphasis, links, readings and notes within the
line stand around words of the translator's own. Joined, the literals of all marks and texts give the text again.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What a mark is to a translator."""

    TEXT = "text"
    LOCKED = "locked"
    OPENS = "opens"
    CLOSES = "closes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A piece of a text; `pair` is the same number for what opens and what closes."""

    literal: str
    role: Role
    kind: str = ""
    pair: int = 0


_EXPRESSION = r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}"
_LOCKED = re.compile(
    rf"(?P<value>{_EXPRESSION})|(?P<reference>\[#[A-Za-z0-9_-]+(?:,\s*page)?\])|(?P<citation>\[@[^\[\]]+\])"
    r"|(?P<footnote>\[\^[^\]\s]+\]:?)|(?P<code>`[^`\n]+`)|(?P<link><https?://[^<>\s]+>)|(?P<break><br ?/?>)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\[^\w\s]")
_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\](?P<rest>\([^()\s]*\))")
_READING = re.compile(r"\{(?P<words>[^{}|]+)(?P<rest>\|[^{}]+\})")
_ELEMENT = re.compile(r"<(?P<end>/?)(?P<name>[a-z]+)(?:\s+title=\"[^\"<>]*\")?>")
_STARS = re.compile(r"\*\*|\*(?![\s*])|(?<=[^\s*])\*")
_KINDS = {"**": "bold", "*": "italic"}


def marks_of(text: str) -> tuple[Mark, ...]:
    """Cut a text into its marks and the words between them; what has no partner is text."""
    return _Cutter(text).cut()


def stray(text: str) -> int:
    """Count the signs of emphasis, links, readings and notes that have no partner."""
    cutter = _Cutter(text)
    cutter.cut()
    return cutter.stray


def locked(text: str) -> Counter[str]:
    """Count what is locked in a text; spaces within it don't matter."""
    marks = (each.literal for each in marks_of(text) if each.role is Role.LOCKED)
    return Counter("".join(each.split()) for each in marks)


def misfit(source: str, present: str, new: str) -> str:
    """Say how what is locked in a translation differs from the source's; empty when it doesn't.

    What the present translation has, the new one may have, too: two languages may print the same by other values.
    """
    wanted, found = locked(source), locked(new)
    if found != wanted and not (present.strip() and found == locked(present)):
        lacking, more = wanted - found, found - wanted
        said = [f"'{each}' is missing" for each in sorted(lacking)]
        said += [f"'{each}' is not in the source" for each in sorted(more)]
        return ", ".join(said)
    if stray(new) > max(stray(source), stray(present)):
        return "an emphasis, a link, a reading or a note has lost its other end"
    return ""


class _Cutter:
    """Goes through a text once; what is open waits on a stack."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.pairs, self.stray = text, 0, 0, 0
        self.marks: list[Mark] = []
        self.open: list[
            tuple[str, int, int]
        ] = []  # what closes it, its pair, where it stands among the marks
        self.ends: dict[int, str] = {}

    def cut(self) -> tuple[Mark, ...]:
        while self.at < len(self.text):
            self._step()
        for _, _, index in self.open:
            self._give_up(index)
        return _joined(self.marks)

    def _step(self) -> None:
        if end := self.ends.get(self.at):
            self._close(end, end)
        elif found := _ESCAPED.match(self.text, self.at):
            self._take(found[0], Role.TEXT)
        elif found := _LOCKED.match(self.text, self.at):
            self._take(found[0], Role.LOCKED, kind=found.lastgroup or "")
        elif self.text.startswith("^[", self.at):
            self._open("^[", "]", "note")
        elif found := _LINK.match(self.text, self.at):
            self._around(found, "[", "]" + found["rest"], "link")
        elif found := _READING.match(self.text, self.at):
            self._around(found, "{", found["rest"], "reading")
        else:
            self._sign()

    def _sign(self) -> None:
        element = _ELEMENT.match(self.text, self.at)
        star = _STARS.match(self.text, self.at)
        if element is not None and element["end"]:
            self._close(f"</{element['name']}>", element[0])
        elif element is not None:
            self._open(element[0], f"</{element['name']}>", "element")
        elif star is not None:
            self._star(star[0])
        elif self.text[self.at] == "]" and any(closing == "]" for closing, _, _ in self.open):
            self._close("]", "]")
        else:
            self._take(self.text[self.at], Role.TEXT)

    def _star(self, sign: str) -> None:
        if any(closing == sign for closing, _, _ in self.open):
            self._close(sign, sign)
        else:
            self._open(sign, sign, _KINDS[sign])

    def _around(self, found: re.Match[str], opening: str, closing: str, kind: str) -> None:
        self.ends[found.end("words")] = closing
        self._open(opening, closing, kind)

    def _open(self, literal: str, closing: str, kind: str) -> None:
        self.pairs += 1
        self.open.append((closing, self.pairs, len(self.marks)))
        self._take(literal, Role.OPENS, kind=kind, pair=self.pairs)

    def _close(self, closing: str, literal: str) -> None:
        """Close what is open; whatever was opened inside and isn't closed is text."""
        if not any(each == closing for each, _, _ in self.open):
            self.stray += 1
            self._take(literal, Role.TEXT)
            return
        while (last := self.open.pop())[0] != closing:
            self._give_up(last[2])
        kind = self.marks[last[2]].kind
        self._take(literal, Role.CLOSES, kind=kind, pair=last[1])

    def _give_up(self, index: int) -> None:
        self.stray += 1
        self.marks[index] = Mark(literal=self.marks[index].literal, role=Role.TEXT)

    def _take(self, literal: str, role: Role, *, kind: str = "", pair: int = 0) -> None:
        self.marks.append(Mark(literal=literal, role=role, kind=kind, pair=pair))
        self.at += len(literal)


def _joined(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Join texts that stand beside each other."""
    joined: list[Mark] = []
    for each in marks:
        if joined and each.role is Role.TEXT is joined[-1].role:
            joined[-1] = Mark(literal=joined[-1].literal + each.literal, role=Role.TEXT)
        else:
            joined.append(each)
    return tuple(joined)
