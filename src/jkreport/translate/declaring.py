"""Declaring that wordings say the same: the ledger that stands afterwards, and the wordings that it keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jkreport.translate.ledger import (
    LEDGER,
    Declaration,
    Ledger,
    ledger_text,
    wordings_path,
    wordings_text,
)
from jkreport.translate.standing import Base, Judge, Standing


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice:
    """Who declares, when (an ISO date) and why."""

    by: str
    date: str
    reason: str


def declaration_of(standing: Standing, codes: Iterable[str], voice: Voice) -> Declaration:
    """Declare the present wordings of a text in some languages to say the same.

    Languages that were in step with one of these before, and haven't changed since, stay so.
    """
    now, wanted = standing.passage.hashes, set(codes)
    base = standing.base.hashes if standing.base is not None else {}
    joined = any(base.get(code) == now.get(code) for code in wanted)
    kept = {code for code in now if joined and base.get(code) == now[code]}
    return Declaration(
        key=standing.passage.key,
        hashes={code: now[code] for code in now if code in wanted | kept},
        date=voice.date,
        by=voice.by,
        reason=voice.reason,
    )


def declared(
    judge: Judge, declarations: Iterable[tuple[Standing, Declaration]], *, clear: bool = False
) -> dict[str, bytes]:
    """Give the files that are to be written when texts are declared in step: the ledger comes last.

    A declaration replaces those of the same text, and the one by which the text was known where it stood before. With
    `clear` those of all texts that stand nowhere any more go, too. A file without content is to be removed.
    """
    new, old = tuple(declarations), judge.ledger.declarations
    left = (
        old
        if clear
        else tuple(
            each.base.declaration for each, _ in new if each.base is not None and _whole(each.base)
        )
    )
    said = {each.key: each for _, each in new}
    replaced = said.keys() | {each.key for each in left if judge.lost(each)}
    kept = (
        each
        for each in old
        if each.key not in replaced or _says_more(each, said) or judge.serves_another(each)
    )
    standing_now = (*kept, *(each for _, each in new))
    files = {
        wordings_path(stem): _wordings(judge.ledger, stem, standing_now, new)
        for stem in sorted({key.partition("#")[0] for key in replaced})
    }
    return files | {LEDGER: ledger_text(standing_now).encode("utf-8")}


def _says_more(declaration: Declaration, said: Mapping[str, Declaration]) -> bool:
    """Whether a declaration knows a language that the new one of the same text leaves as it was."""
    new = said.get(declaration.key)
    return new is not None and not declaration.hashes.keys() <= new.hashes.keys()


def _whole(base: Base) -> bool:
    """Whether a text is all that was declared, not a part that was cut out of it."""
    return base.hashes == base.declaration.hashes


def _wordings(
    ledger: Ledger,
    stem: str,
    declarations: Iterable[Declaration],
    new: Iterable[tuple[Standing, Declaration]],
) -> bytes:
    """Give the wordings that the declarations of a file speak of."""
    known = dict(ledger.wordings(stem))
    known |= {
        each.hashes[code]: standing.passage.text[code].value
        for standing, each in new
        for code in each.hashes
        if each.stem == stem
    }
    wanted = {one for each in declarations if each.stem == stem for one in each.hashes.values()}
    return wordings_text({one: known[one] for one in wanted & known.keys()}).encode("utf-8")
