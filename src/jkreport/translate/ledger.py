"""The ledger: which wordings were declared to say the same, by whom and when.

`content/translations.lock` has a line for each declared pair, sorted, so that git shows and merges each by itself. Two
lines for one text are two declarations, and both hold: a merge may keep both (`merge=union`) and nothing is lost. What
was declared is kept as text below `content/translations/`, a file for each file of content, a line for each wording.
"""

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from jkreport.diagnostics import Code, Place, Problems
from jkreport.languages import LANGUAGES
from jkreport.translate.forms import fingerprint

LEDGER = "content/translations.lock"
"""The path of the ledger in a workspace."""
WORDINGS = "content/translations/"
"""The folder of the wordings that the ledger speaks of."""

_HEAD = """\
# Which texts were declared to say the same. `jkreport translate ack` writes this file. Git merges it line by line.
"""
# The file that a key names is written and removed: no part of it leads anywhere else.
_PART = r"(?!\.\.?[/#])[^\t#/\\\x00-\x1f\x7f]+"
_LINE = re.compile(
    rf"(?P<key>{_PART}(?:/{_PART})*#[^\t]+)"
    r"\t(?P<hashes>[a-z]{2}=[0-9a-f]{16}(?: [a-z]{2}=[0-9a-f]{16})+)"
    r"\t(?P<date>\d{4}-\d\d-\d\d)\t(?P<by>[^\t]+)\t(?P<reason>[^\t]*)"
)
_LINE_END = re.compile(r"\r\n?|\n")
_WORDING = re.compile(r"([0-9a-f]{16}) (\"(?:[^\"\\]|\\.)*\")")
_OURS, _THEIRS = "<<<<<<<", ("|||||||", "=======", ">>>>>>>")
_MERGED = "keep the lines of both sides and take the marks out; '{} merge=union' in .gitattributes does it for you"
_MOST_TOLD = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Declaration:
    """Wordings that were declared to say the same, by their hashes; `date` is an ISO date."""

    key: str
    hashes: Mapping[str, str]
    date: str
    by: str
    reason: str

    @property
    def stem(self) -> str:
        """The file that the text stood in, as keys name it."""
        return self.key.partition("#")[0]

    def line(self) -> str:
        """Give the line of the ledger."""
        hashes = " ".join(f"{code}={self.hashes[code]}" for code in sorted(self.hashes))
        by, reason = (_in_line(each) for each in (self.by, self.reason))
        return f"{self.key}\t{hashes}\t{self.date}\t{by}\t{reason}\n"


def _in_line(text: str) -> str:
    """Give a text in one line; bytes that a terminal gave and that are no letters become question marks."""
    return " ".join(text.split()).encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, kw_only=True, slots=True)
class Ledger:
    """All declarations, and a way to the wordings of a file."""

    declarations: tuple[Declaration, ...]
    wordings: Callable[[str], Mapping[str, str]]
    _by_key: dict[str, list[Declaration]] = field(default_factory=dict)
    _by_hash: dict[tuple[str, str], list[Declaration]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the declarations under their keys and hashes."""
        for each in self.declarations:
            self._by_key.setdefault(each.key, []).append(each)
            for pair in each.hashes.items():
                self._by_hash.setdefault(pair, []).append(each)

    def of(self, key: str) -> tuple[Declaration, ...]:
        """Give the declarations of a text."""
        return tuple(self._by_key.get(key, ()))

    def knowing(self, hashes: Mapping[str, str]) -> tuple[Declaration, ...]:
        """Give the declarations that have one of these wordings, wherever it stood."""
        return tuple(each for pair in hashes.items() for each in self._by_hash.get(pair, ()))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all declarations."""
        return frozenset(self._by_key)


def ledger_text(declarations: Iterable[Declaration]) -> str:
    """Give the one form in which declarations are written."""
    return _HEAD + "".join(sorted({each.line() for each in declarations}))


def read_declarations(text: str, problems: Problems) -> tuple[Declaration, ...]:
    """Read a ledger; lines that can't be read are told and left out."""
    found = {}
    for place, line in _lines(LEDGER, text, problems):
        match = _LINE.fullmatch(line)
        if match is None or not _is_date(match["date"]):
            _tell(place, "this is no line of the ledger", problems)
            continue
        hashes = dict(each.split("=") for each in match["hashes"].split())
        found[line] = Declaration(
            key=match["key"],
            hashes=hashes,
            date=match["date"],
            by=match["by"],
            reason=match["reason"],
        )
    return tuple(found.values())


def wordings_path(stem: str) -> str:
    """Give the path of the file that keeps the wordings of a file of content."""
    return f"{WORDINGS}{stem}.txt"


def wordings_text(wordings: Mapping[str, str]) -> str:
    """Give the one form in which wordings are written, by their hashes."""
    lines = (f"{key} {json.dumps(wordings[key], ensure_ascii=False)}\n" for key in sorted(wordings))
    return "".join(lines)


def read_wordings(
    path: str, text: str, codes: Mapping[str, Collection[str]], problems: Problems
) -> Mapping[str, str]:
    """Read the wordings of a file by their hashes; lines that can't be read are told and left out.

    `codes` are the languages of each hash: a wording that hasn't the hash that it was declared by is told, too.
    """
    found: dict[str, str] = {}
    for place, line in _lines(path, text, problems):
        match = _WORDING.fullmatch(line)
        try:
            wording = json.loads(match[2]) if match is not None else None
        except ValueError:
            wording = None
        if match is None or wording is None:
            _tell(place, "this is no line of the wordings that were declared", problems)
        elif not _has_hash(wording, match[1], codes.get(match[1], ())):
            _tell(place, "this is not the wording that was declared", problems)
        else:
            found.setdefault(match[1], wording)
    return found


def _has_hash(wording: str, known: str, codes: Collection[str]) -> bool:
    languages = [LANGUAGES[code] for code in codes if code in LANGUAGES]
    try:
        return not languages or known in {fingerprint(wording, each) for each in languages}
    except UnicodeEncodeError:
        return False  # half of a pair of surrogates


def _lines(path: str, text: str, problems: Problems) -> Iterator[tuple[Place, str]]:
    """Give the lines that say something; what git leaves of a merge is told where it begins."""
    merging = False
    for number, line in enumerate(_LINE_END.split(text), start=1):
        place = Place(file=path, line=number, column=1)
        if line.startswith(_OURS):
            merging = True
            message = f"git has left '{_OURS}' here: two branches changed these lines"
            problems.add(Code.LEDGER, place, message, _MERGED.format(path))
        elif merging and line.startswith(_THEIRS):
            merging = not line.startswith(_THEIRS[-1])
        elif line and not line.startswith("#"):
            yield place, line


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _tell(place: Place, message: str, problems: Problems) -> None:
    if sum(each.code is Code.LEDGER for each in problems.found) < _MOST_TOLD:
        hint = (
            "take the file from your history, or the line out: its text then counts as unreviewed"
        )
        problems.add(Code.LEDGER, place, message, hint)
