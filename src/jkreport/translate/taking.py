"""Taking texts back from a translator: each is taken or refused by itself, and the refused ones are told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from jkreport.diagnostics import Code, Place, Problems, nearest
from jkreport.languages import LANGUAGES
from jkreport.translate.exchange import IN_STEP, Exchange, Unit
from jkreport.translate.forms import fingerprint
from jkreport.translate.marks import misfit
from jkreport.translate.splice import Edit
from jkreport.translate.standing import Standing, State

_AGAIN = "export it again; nothing was written, so both wordings are still there"
_TWICE = "it stands there twice, translated differently"
_NO_STAMP = "the note that says which wordings went out is gone"
_SOURCE = "its source isn't the one that went out"
_MEND = "nothing of it was written: mend it in the file, or export it again"
_LOCKED = "values, terms, references, citations and footnotes stay as they are in the source"


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """What is to be done with a file that came back: wordings to write, and keys of texts that are in step then."""

    edits: tuple[tuple[str, Edit], ...]
    settled: tuple[str, ...]


def take(exchange: Exchange, standings: Iterable[Standing], file: str, problems: Problems) -> Taken:
    """Say what of a file can be taken; what can't is noted, each unit with what is wrong."""
    taking = _Taking(
        exchange=exchange,
        texts={each.passage.key: each for each in standings},
        file=file,
        problems=problems,
    )
    for unit in _once(exchange.units):
        taking.take(unit)
    return Taken(edits=tuple(taking.edits), settled=tuple(taking.settled))


def _once(units: Iterable[Unit]) -> Iterator[Unit]:
    """Give each text once; where it stands there again and says something else, nobody knows what is meant."""
    by_id: dict[str, list[Unit]] = defaultdict(list)
    for each in units:
        by_id[each.id].append(each)
    for first, *others in by_id.values():
        differs = any(each.target.strip() != first.target.strip() for each in others)
        yield replace(first, fault=_TWICE) if differs else first


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """What a unit tells when it is held against the text as it stands here now.

    `edited`: the translator has changed it; `done`: and means it, or says that what
    was behind still fits; `source_moved`, `target_moved`: somebody has changed
    the wording here since it went out.
    """

    present: str
    edited: bool
    done: bool
    source_moved: bool
    target_moved: bool

    @classmethod
    def of(cls, unit: Unit, standing: Standing, exchange: Exchange) -> "_Told":
        source, target = exchange.source, exchange.target
        passage, hashes = standing.passage, standing.passage.hashes
        known = _known(unit)
        behind = IN_STEP not in unit.stamp.split()
        edited = fingerprint(unit.target, LANGUAGES[target]) != known.get(target)
        sent = {hashes.get(source), known.get(source), fingerprint(unit.source, LANGUAGES[source])}
        wording = passage.text.texts.get(target)
        return cls(
            present=wording.value.strip() if wording is not None else "",
            edited=edited,
            done=edited if unit.settled is None else unit.settled and (edited or behind),
            source_moved=len(sent) > 1,
            target_moved=known.get(target) != hashes.get(target, "-"),
        )


def _known(unit: Unit) -> dict[str, str]:
    """Give the hashes of the wordings that went out, by language."""
    return dict(each.split("=", 1) for each in unit.stamp.split() if "=" in each)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Taking:
    exchange: Exchange
    texts: Mapping[str, Standing]
    file: str
    problems: Problems
    edits: list[tuple[str, Edit]] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)

    def take(self, unit: Unit) -> None:
        standing = self.texts.get(unit.id)
        if standing is None:
            self._refuse_unknown(unit)
            return
        if unit.fault:
            self._refuse_spoiled(unit, unit.fault)
            return
        new = unit.target.replace("\r\n", "\n").strip()
        if not new or (unit.settled is False and new == unit.source.strip()):
            return  # not translated yet: many tools begin with a copy of the source
        told = _Told.of(unit, standing, self.exchange)
        if new == told.present:
            if told.done and not told.source_moved and not self._in_step(standing):
                self.settled.append(unit.id)
        elif (told.edited or not told.target_moved) and not self._refused(unit, standing, told):
            edit = Edit(text=standing.passage.text, code=self.exchange.target, value=new)
            self.edits.append((unit.id, edit))
            if told.done:
                self.settled.append(unit.id)

    def _in_step(self, standing: Standing) -> bool:
        codes = (self.exchange.source, self.exchange.target)
        return all(standing.states.get(code) is State.IN_STEP for code in codes)

    def _refused(self, unit: Unit, standing: Standing, told: "_Told") -> bool:
        """Refuse a unit whose texts have changed here since, or whose marks don't fit."""
        passage = standing.passage
        spoiled = self._spoiled(unit)
        if spoiled:
            self._refuse_spoiled(unit, spoiled)
            return True
        moved = (
            (self.exchange.source, told.source_moved),
            (self.exchange.target, told.target_moved),
        )
        for code, has in moved:
            if has:
                message = f"'{unit.id}': the text in '{code}' has changed since this was exported"
                self.problems.add(Code.UNIT_MOVED_ON, passage.place(code), message, _AGAIN)
        if any(has for _, has in moved):
            return True
        wrong = misfit(passage.text[self.exchange.source].value, told.present, unit.target)
        if wrong:
            place = passage.place(self.exchange.target)
            self.problems.add(Code.UNIT_MARKS, place, f"'{unit.id}': {wrong}", _LOCKED)
        return bool(wrong)

    def _spoiled(self, unit: Unit) -> str:
        """Say what a tool has done to what isn't the translator's; empty when all of it stands."""
        source, known = self.exchange.source, _known(unit)
        if {source, self.exchange.target} - known.keys():
            return _NO_STAMP
        return "" if fingerprint(unit.source, LANGUAGES[source]) == known[source] else _SOURCE

    def _refuse_spoiled(self, unit: Unit, fault: str) -> None:
        message = f"'{unit.id}': {fault}"
        self.problems.add(Code.EXCHANGE_FILE, Place(file=self.file), message, _MEND)

    def _refuse_unknown(self, unit: Unit) -> None:
        self.problems.add(
            Code.UNIT_UNKNOWN,
            Place(file=self.file),
            f"there is no text '{unit.id}' in '{self.exchange.brief}'",
            nearest(unit.id, self.texts, most=3),
        )
