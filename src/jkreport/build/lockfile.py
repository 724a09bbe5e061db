"""The lock of a workspace as a file: TOML with one fact on each line, sorted, so that git shows and merges each."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jkreport.diagnostics import Code, ContentError, Place

LOCK = "jkreport.lock"
"""The name of the lock at the top of a workspace."""
FORMAT = "1"
"""Counts up when a lock comes to mean something else; older ones are then written anew."""

_HEAD = """\
# What the briefs here are made of and with. `jkreport lock` writes it, `jkreport lock --check` compares.
format = "{format}"
"""
_TABLE = re.compile(r"\[([a-z]+)\]")
_PAIR = re.compile(r'("(?:[^"\\]|\\.)*"|[\w.-]+) = ("(?:[^"\\]|\\.)*"|\[)')
_MEMBER = re.compile(r' +("(?:[^"\\]|\\.)*"),')


@dataclass(frozen=True, kw_only=True, slots=True)
class Lock:
    """Facts by section and name.

    `inputs` and `fonts` are files by their hash, `versions` those of Python and the system's libraries,
    `distributions` version and content of each installed package. `wheels` gives the hashes of the files that a package
    may be installed from.
    """

    facts: Mapping[str, Mapping[str, str]]
    wheels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False)

    def text(self) -> str:
        """Give the one form in which this lock is written."""
        parts = [_HEAD.format(format=FORMAT)]
        for section, facts in self.facts.items():
            pairs = (f"{_key(name)} = {_string(facts[name])}\n" for name in sorted(facts))
            parts.append(f"[{section}]\n" + "".join(pairs))
        if self.wheels:
            lists = (_list(name, self.wheels[name]) for name in sorted(self.wheels))
            parts.append("[wheels]\n" + "".join(lists))
        return "\n".join(parts)

    def place(self, section: str, name: str = "") -> Place:
        """Give the line of a fact; for one that isn't there, that of its section, else the first."""
        line = self.lines.get((section, name)) or self.lines.get((section, "")) or 1
        return Place(file=LOCK, line=line, column=1)

    def requirements(self) -> tuple[str, tuple[str, ...]]:
        """Give a file for pip that demands these hashes, and the packages whose hashes aren't known.

        jkreport itself is left out when it wasn't installed from a known wheel.
        """
        lines, unknown = [], []
        for name, fact in sorted(self.facts["distributions"].items()):
            version = fact.partition(" ")[0]
            if hashes := self.wheels.get(name):
                lines.append(
                    " \\\n    --hash=".join([f"{name}=={version}", *sorted(hashes)]) + "\n"
                )
            elif name != "jkreport":
                unknown.append(name)
        return "".join(lines), tuple(unknown)


def read_lock(text: str) -> Lock:
    """Read a lock.

    Raises:
        ContentError: a line isn't one of a lock, or the lock is of another format.
    """
    reader = _Reader()
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            reader.take(number, line)
    if reader.facts.pop("", {}).get("format") != FORMAT:
        raise _unreadable(1, f"this is no lock of format {FORMAT}")
    return Lock(facts=reader.facts, wheels=reader.wheels, lines=reader.lines)


@dataclass(slots=True)
class _Reader:
    """A lock as far as it has been read, and what its next line may belong to."""

    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    wheels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    _section: str = ""
    _list: str | None = None

    def take(self, number: int, line: str) -> None:
        """Read a line.

        Raises:
            ContentError: it is none of a lock, or stands there a second time.
        """
        if self._list is not None and (match := _MEMBER.fullmatch(line)):
            self.wheels[self._list] = (*self.wheels[self._list], json.loads(match[1]))
        elif self._list is not None and line == "]":
            self._list = None
        elif self._list is None and (match := _TABLE.fullmatch(line)):
            self._note(number, match[1], "")
            self._section = match[1]
            if self._section != "wheels":
                self.facts[self._section] = {}
        elif self._list is None and (match := _PAIR.fullmatch(line)):
            self._pair(number, match[1], match[2])
        else:
            raise _unreadable(number, "this is no line of a lock")

    def _pair(self, number: int, key: str, value: str) -> None:
        name = json.loads(key) if key.startswith('"') else key
        self._note(number, self._section, name)
        if (value == "[") != (self._section == "wheels"):
            raise _unreadable(number, "this is no line of a lock")
        if value == "[":
            self._list, self.wheels[name] = name, ()
        else:
            self.facts.setdefault(self._section, {})[name] = json.loads(value)

    def _note(self, number: int, section: str, name: str) -> None:
        if (section, name) in self.lines:
            raise _unreadable(number, f"'{name or section}' stands here a second time")
        self.lines[section, name] = number


def _unreadable(line: int, message: str) -> ContentError:
    place = Place(file=LOCK, line=line, column=1)
    hint = "take the file from your history, or write it anew: jkreport lock"
    return ContentError(Code.LOCK_DIFFERS, place, message, hint)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _string(name)


def _string(value: str) -> str:
    # What JSON writes as a string, TOML reads as the same; but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(name: str, values: Iterable[str]) -> str:
    members = "".join(f"  {_string(each)},\n" for each in sorted(values))
    return f"{_key(name)} = [\n{members}]\n"
