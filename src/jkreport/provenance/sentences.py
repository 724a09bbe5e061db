"""Texts of two states compared, sentence by sentence."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from jkreport.languages import LANGUAGES
from jkreport.languages.sentences import sentences_of
from jkreport.provenance.record import Wording

# Stand for the values of a text while it is cut into sentences.
_FIRST = 0xF0000
_HELD = re.compile("[\U000f0000-\U000fffff]")
_WORDS = re.compile(r"\S+\s*|\s+")
_CLOSE_ENOUGH = 0.3

Piece = tuple[str, str]
"""What has become of a stretch of a sentence (`same`, `before`, `now`), and the stretch."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence as it is printed, and with its expressions in place of what they come out as."""

    text: str
    written: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TextChange:
    """A sentence that differs; empty where there was none or is none. `by_data`: its author changed nothing."""

    block: str
    field: str
    language: str
    before: str
    now: str
    by_data: bool

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What stayed and what differs: by character where a language has no words to part, else by word."""
        return tuple(_pieces(self.before, self.now, self.language))


def changed_texts(
    old: Sequence[Wording], new: Sequence[Wording], code: str, in_cells: Collection[str]
) -> Iterator[TextChange]:
    """Compare the texts of a language; those that stand in cells of data are told by cell."""
    was, is_ = (_by_key(wordings, code, in_cells) for wordings in (old, new))
    for key in dict.fromkeys((*is_, *was)):
        before, now = (
            [sentence for each in found.get(key, ()) for sentence in _sentences(each)]
            for found in (was, is_)
        )
        for one, other in _paired(before, now):
            if one is None or other is None or one.text != other.text:
                yield TextChange(
                    block=key[0],
                    field=key[1],
                    language=code,
                    before=one.text if one is not None else "",
                    now=other.text if other is not None else "",
                    by_data=one is not None and other is not None and one.written == other.written,
                )


def without_moved(texts: Iterable[TextChange]) -> tuple[TextChange, ...]:
    """Leave out sentences that only stand elsewhere now, as those of a block that was split or renamed."""
    texts = tuple(texts)
    left = Counter((each.language, each.before) for each in texts if not each.now)
    come = Counter((each.language, each.now) for each in texts if not each.before)
    moved = left & come
    pending = {"before": moved.copy(), "now": moved.copy()}

    def stays(each: TextChange) -> bool:
        if each.before and each.now:
            return True
        side, text = ("before", each.before) if each.before else ("now", each.now)
        if pending[side][each.language, text] <= 0:
            return True
        pending[side][each.language, text] -= 1
        return False

    return tuple(each for each in texts if stays(each))


_Key = tuple[str, str]


def _by_key(
    wordings: Sequence[Wording], code: str, in_cells: Collection[str]
) -> dict[_Key, list[Wording]]:
    """Give texts by block and field; those that stand in no field of the brief, as in lists of events, in a row."""
    found: dict[_Key, list[Wording]] = {}
    for each in wordings:
        # A text that no key of the brief holds may come from a cell.
        if each.language != code or (not each.field and each.text in in_cells):
            continue
        if not each.field.endswith("value"):  # numbers that stand alone are told as values
            found.setdefault((each.block, each.field), []).append(each)
    return found


def _sentences(wording: Wording) -> list[Sentence]:
    held = "".join(
        chr(_FIRST + number // 2) if number % 2 else part
        for number, part in enumerate(wording.parts)
    )
    values = wording.values
    return [
        Sentence(
            text=_HELD.sub(lambda match: values[ord(match[0]) - _FIRST][0], each),
            written=_HELD.sub(
                lambda match: "{{ " + values[ord(match[0]) - _FIRST][1].expression + " }}", each
            ),
        )
        for each in sentences_of(held)
    ]


def _paired(
    before: Sequence[Sentence], now: Sequence[Sentence]
) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """Put sentences of both states beside each other, those that were written alike first."""
    matcher = SequenceMatcher(
        None, [each.written for each in before], [each.written for each in now], autojunk=False
    )
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        old, new = before[start:end], now[other_start:other_end]
        if tag == "equal":
            yield from zip(old, new, strict=True)
            continue
        for one, other in zip_longest(old, new):
            if one is not None and other is not None and not _alike(one.text, other.text):
                yield one, None
                yield None, other
            else:
                yield one, other


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _CLOSE_ENOUGH


def _pieces(before: str, now: str, code: str) -> Iterator[Piece]:
    language = LANGUAGES.get(code)
    by_sign = language is not None and language.spread
    old, new = ((list(each) if by_sign else _WORDS.findall(each)) for each in (before, now))
    for tag, start, end, other_start, other_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag == "equal":
            yield "same", "".join(old[start:end])
            continue
        if end > start:
            yield "before", "".join(old[start:end])
        if other_end > other_start:
            yield "now", "".join(new[other_start:other_end])
