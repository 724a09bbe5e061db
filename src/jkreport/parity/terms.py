"""The termbase as one language's prose is searched for it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from jkreport.languages.prose import PROSE
from jkreport.model.store import Term, TermKind, Wording


class Form(Enum):
    """What a form is to its term."""

    PREFERRED = "preferred"
    ALLOWED = "allowed"
    FIRST = "first"
    ABBREVIATION = "abbreviation"
    EXPANSION = "expansion"
    BOUND = "bound"
    FORBIDDEN = "forbidden"
    OTHER_WORD = "other word"


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A form of a term, or of several, as it stands in prose."""

    start: int
    form: str
    of: tuple[tuple[str, Form], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wordings:
    """All forms of a language; `pattern` finds where one may begin, `lengths` are theirs, the longest first."""

    code: str
    terms: Mapping[str, Term]
    forms: Mapping[str, tuple[tuple[str, Form], ...]]
    pattern: re.Pattern[str]
    lengths: tuple[int, ...]

    def hits(self, prose: str) -> Iterator[Hit]:
        """Give each form where it stands as a word of its own; of those that overlap the longest."""
        position = 0
        while (match := self.pattern.search(prose, position)) is not None:
            form = self._whole(prose, match.start())
            if not form:
                position = match.start() + 1
                continue
            position = match.start() + len(form)
            yield Hit(start=match.start(), form=form, of=self.forms[form])

    def _whole(self, prose: str, start: int) -> str:
        """Give the longest form that is a whole word at a place."""
        language = PROSE[self.code]
        for length in self.lengths:
            form = prose[start : start + length]
            if (
                form in self.forms
                and language.begins(prose, start, form)
                and language.ends(prose, start + length, form)
            ):
                return form
        return ""

    def wording(self, term: str) -> Wording:
        """Give the wording of a term in this language."""
        return self.terms[term].wordings[self.code]


# What a brief's fields and addressees are called is ordinary language, too.
_NAMED = frozenset(TermKind) - {TermKind.FIELD, TermKind.ADDRESSEE}


def is_named(term: Term) -> bool:
    """Say whether a term is a name or a concept, whose wording is no ordinary word."""
    return term.kind in _NAMED


def wordings_of(terms: Mapping[str, Term], code: str) -> Wordings:
    """Gather the forms of a language."""
    forms: dict[str, list[tuple[str, Form]]] = {}
    for term in terms.values():
        wording = term.wordings.get(code)
        for form, kind in _forms(wording) if wording is not None else ():
            if form:
                forms.setdefault(form, []).append((term.id, kind))
    longest = sorted(forms, key=lambda each: (-len(each), each))
    pattern = "|".join(map(re.escape, longest)) or "(?!)"
    return Wordings(
        code=code,
        terms=terms,
        forms={form: tuple(kinds) for form, kinds in forms.items()},
        pattern=re.compile(pattern),
        lengths=tuple(sorted({len(each) for each in forms}, reverse=True)),
    )


def _forms(wording: Wording) -> Iterable[tuple[str, Form]]:
    yield wording.preferred, Form.PREFERRED
    yield wording.first, Form.FIRST
    yield wording.abbreviation, Form.ABBREVIATION
    yield wording.expansion, Form.EXPANSION
    for form in wording.allowed:
        yield form, Form.ALLOWED
    for form in wording.bound:
        yield form, Form.BOUND
    for form in wording.forbidden:
        yield form, Form.FORBIDDEN
    for form in wording.unless:
        yield form, Form.OTHER_WORD


def abbreviated(wording: Wording) -> tuple[str, tuple[str, ...]]:
    """Give the abbreviation of a wording and what expands it; none of both where it isn't an abbreviation.

    `abbreviation` and `expansion` say so; else a preferred form in capitals does, whose first mention holds it.
    """
    if wording.abbreviation:
        return wording.abbreviation, tuple(filter(None, (wording.expansion, wording.first)))
    short = wording.preferred
    if short.isascii() and short.isupper() and short in wording.first and short != wording.first:
        return short, (wording.first, wording.expansion) if wording.expansion else (wording.first,)
    return "", ()
