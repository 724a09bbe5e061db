"""Where a brief prints one of several statements that differ: what it has to say besides, or has to choose."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from jkreport.diagnostics import Code, Place, Problems
from jkreport.model.blocks import Block
from jkreport.model.statements import Preference
from jkreport.model.text import Localized, Text
from jkreport.provenance.asking import Printing, printings
from jkreport.provenance.record import Disagreement, EditionRecord, Said, Value
from jkreport.resolve.matters import Claim, Matter
from jkreport.values import Cell, Derived, Moment, Provenance, Stated

_DATE, _TEXT = "date", "text"
_WITHOUT_UNIT = frozenset({"none", "date", "text"})
_OUT = "take it out"
# What prints a date no further than to its year or month.
_CUT = {".year": 4, ".month": 7}
_Key = tuple[Provenance, bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A claim that a block prints in a language."""

    matter: Matter
    claim: Claim
    printing: Printing


@dataclass(frozen=True, kw_only=True, slots=True)
class Mentions:
    """What a block prints of a matter, by language."""

    block: str
    matter: Matter
    by_language: dict[str, list[Mention]] = field(default_factory=dict)

    def covers(self, language: str, claim: Claim) -> bool:
        """Whether a language prints a claim, or one that agrees with it."""
        return any(
            self.matter.agree(each.claim, claim) for each in self.by_language.get(language, ())
        )

    def lacking(self, language: str) -> list[Claim]:
        """Give the claims that contradict what a language prints, and that it doesn't print."""
        return [each for each in self.matter.claims if not self.covers(language, each)]


def mentions(editions: Iterable[EditionRecord], matters: Iterable[Matter]) -> Iterator[Mention]:
    """Give every place at which editions print a claim, or what is worked out from it, about which others differ."""
    claimed: dict[_Key, list[tuple[Matter, Claim]]] = {}
    for matter in matters:
        for claim in matter.claims if matter.differs else ():
            for key in _keys(matter.fact.id, claim.statement.id, claim.origin, claim.unit):
                claimed.setdefault(key, []).append((matter, claim))
    for edition in editions if claimed else ():
        for printing in printings(edition):
            dated = printing.value.unit == _DATE
            for part in dict.fromkeys(_parts(printing.value.origin)):
                for matter, claim in claimed.get((_bare(part), dated), ()):
                    if _seen(matter, printing):
                        yield Mention(matter=matter, claim=claim, printing=printing)


def _keys(fact: str, statement: str, origin: Provenance, unit: str) -> set[_Key]:
    """Give by what a claim is known when it is printed: its data, or its own name where words are stated of them."""
    if unit != _TEXT:
        return {(_bare(origin), unit == _DATE)}
    bare = _bare(origin)
    return {(bare, True), (bare, False), (Stated(fact=fact, statement=statement), False)}


def _parts(origin: Provenance) -> Iterator[Provenance]:
    yield origin
    if isinstance(origin, Derived):
        for each in origin.inputs:
            yield from _parts(each)


def _bare(origin: Provenance) -> Provenance:
    """Give an origin without what is only said about it."""
    match origin:
        case Cell():
            return replace(origin, sources=(), as_of=None, flag="")
        case Derived():
            return replace(origin, inputs=tuple(_bare(each) for each in origin.inputs))
        case _:
            return replace(origin, sources=())


def _seen(matter: Matter, printing: Printing) -> bool:
    """Whether a reader can see the difference: not where of two days in one year only the year is printed."""
    cut = next((length for end, length in _CUT.items() if printing.expression.endswith(end)), None)
    if cut is None:
        return True
    return len({_cut(claim, cut) for claim in matter.claims}) > 1


def _cut(claim: Claim, length: int) -> str:
    return claim.exact[:length] if isinstance(claim.content, Moment) else claim.exact


def behind(disagreements: Iterable[Disagreement], value: Value) -> tuple[Disagreement, ...]:
    """Give those of which a statement is the value, or is what it was worked out from."""
    dated = value.unit == _DATE
    asked: set[_Key] = {(_bare(part), dated) for part in _parts(value.origin)}
    return tuple(
        each
        for each in disagreements
        if any(
            asked & _keys(each.fact, said.statement, said.origin, said.unit)
            for said in each.statements
        )
    )


def disagreements_of(
    editions: Iterable[EditionRecord], matters: Iterable[Matter]
) -> tuple[Disagreement, ...]:
    """Give what editions print on which statements differ, for the record."""
    found = {each.matter.name: each.matter for each in mentions(editions, matters)}
    return tuple(disagreement_of(found[name]) for name in sorted(found))


def disagreement_of(matter: Matter) -> Disagreement:
    """Give a fact on which statements differ, as the record has it."""
    prefer = matter.fact.prefer
    return Disagreement(
        fact=matter.fact.id,
        key=matter.key,
        about=matter.fact.about.plain(),
        statements=tuple(_said(each) for each in matter.claims),
        preferred=prefer.statement.value if prefer is not None else "",
        reason=prefer.reason if prefer is not None else "",
    )


def _said(claim: Claim) -> Said:
    words = claim.content if isinstance(claim.content, Localized) else None
    locator = claim.statement.locator
    return Said(
        statement=claim.statement.id,
        number=claim.exact,
        unit=claim.unit,
        words=words.plain() if words is not None else {},
        sources=claim.sources,
        locator=locator.plain() if locator is not None else {},
        origin=claim.origin,
    )


def find_disagreements(
    blocks: Iterable[Block],
    texts: Mapping[str, Text],
    editions: Sequence[EditionRecord],
    matters: Sequence[Matter],
    problems: Problems,
) -> None:
    """Tell of each text that prints one of several statements that differ, and neither the others nor why.

    `texts` are those of the brief by their places. A statement that the fact or the block prefers may stand alone.
    """
    chosen = {(block.id, each.fact): each for block in blocks for each in block.prefer}
    for found in _by_block(editions, matters):
        prefer = chosen.get((found.block, found.matter.fact.id), found.matter.fact.prefer)
        name = prefer.statement.value if prefer is not None else ""
        preferred = next((each for each in found.matter.claims if each.statement.id == name), None)
        for language in found.by_language:
            _check(found, language, preferred, texts, problems)


def find_idle_preferences(
    preferences: Iterable[tuple[str, Preference]],
    editions: Sequence[EditionRecord],
    matters: Sequence[Matter],
    problems: Problems,
) -> None:
    """Tell of preferences for which there is no need: the statements agree, or the block prints none of them.

    `preferences` are those of blocks, each with the id of its block.
    """
    differ = {each.fact.id for each in matters if each.differs}
    for fact in {each.fact.id: each.fact for each in matters}.values():
        if fact.prefer is not None and fact.id not in differ:
            message = f"the statements of '{fact.id}' agree, so none needs to be preferred"
            problems.add(Code.PREFERENCE_IDLE, fact.prefer.place, message, _OUT)
    printed = {(each.block, each.matter.fact.id) for each in _by_block(editions, matters)}
    for block, each in preferences:
        if (block, each.fact) not in printed:
            message = f"'{block}' prints nothing of '{each.fact}' on which statements differ"
            problems.add(Code.PREFERENCE_IDLE, each.place, message, _OUT)


def _by_block(editions: Sequence[EditionRecord], matters: Sequence[Matter]) -> Iterator[Mentions]:
    found: dict[tuple[str, str], Mentions] = {}
    languages = {each.id: each.languages for each in editions}
    for each in mentions(editions, matters):
        where = each.printing
        key = where.block, each.matter.name
        own = found.setdefault(key, Mentions(block=where.block, matter=each.matter))
        for code in (where.language,) if where.language else languages[where.edition]:
            own.by_language.setdefault(code, []).append(each)
    yield from found.values()


def _check(
    found: Mentions,
    language: str,
    preferred: Claim | None,
    texts: Mapping[str, Text],
    problems: Problems,
) -> None:
    lacking = found.lacking(language)
    if not lacking:
        return
    first = found.by_language[language][0]
    place = _place(first.printing, texts)
    mine = written(found.matter, first.claim, language)
    others = ", ".join(written(found.matter, each, language) for each in lacking)
    fuller = next((code for code in found.by_language if not found.lacking(code)), None)
    if fuller is not None:
        message = f"the text in '{fuller}' says {others}, too, and this one only {mine}"
        problems.add(Code.STATEMENTS_UNEVEN, place, message, "say both in each language")
    elif preferred is None:
        message = f"the text says {mine}, and not {others}"
        example = f"prefer: {{{found.matter.fact.id}: {{statement: …, reason: …}}}}"
        hint = (
            f"say both; or prefer one, in {found.matter.fact.place.file} or at the block: {example}"
        )
        problems.add(Code.STATEMENTS_DIFFER, place, message, hint)
    elif not found.covers(language, preferred):
        theirs = written(found.matter, preferred, language)
        message = f"the text says {mine}, and {theirs} is preferred"
        hint = "say both, or prefer this one at the block, with the reason"
        problems.add(Code.NOT_PREFERRED, place, message, hint)


def written(matter: Matter, claim: Claim, language: str) -> str:
    """Write a claim with the statement and the sources that it is from: 12 times (talks.record: mofa-2024).

    Words are those in a language, where they have some in it.
    """
    content = claim.exact
    if isinstance(claim.content, Localized) and not claim.content.missing([language]):
        content = claim.content[language].value
    unit = "" if claim.unit in _WITHOUT_UNIT else f" {claim.unit}"
    key = f"[{', '.join(matter.key)}]" if matter.key else ""
    sources = ", ".join(claim.sources)
    from_ = f": {sources}" if sources else ""
    return f"{content}{unit} ({matter.fact.id}.{claim.statement.id}{key}{from_})"


def _place(printing: Printing, texts: Mapping[str, Text]) -> Place:
    """Give where an expression stands; where a block prints the data itself, the block."""
    text = texts.get(printing.place)
    if text is not None:
        return text.at(max(text.value.find(printing.expression), 0))
    file, line, column = printing.place.rsplit(":", 2)
    return Place(file=file, line=int(line), column=int(column))
