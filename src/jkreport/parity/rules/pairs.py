"""Rules for one passage in two languages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from unicodedata import normalize

from jkreport.diagnostics import Code, Diagnostic
from jkreport.languages.prose import Written
from jkreport.languages.prose.base import HOLE
from jkreport.parity.findings import Findings, Pair, Sheet
from jkreport.parity.plain import Mark, Token

_CENTURIES, _TWO_FIGURES = (1900, 2000), 100
_LEAST_LETTERS = 30
_LOOSEST = 1.9
_MORE_SENTENCES = 2, 3
# How a value is printed may differ by language.
_DISPLAY = re.compile(r"\.(?:plain|decimal|signed|abs|short|era|month|year)\b|\s+")
_BLANKS = re.compile(rf"[\s{HOLE}]+")


def told_numbers(pair: Pair) -> Findings:
    """Tell of numbers that one text has and the other hasn't: in figures, or in words where these are sure."""
    first, second = pair
    lone, other = _unmatched(first, second), _unmatched(second, first)
    for mine, theirs in _side_by_side(lone, other):
        sheet, number, against = (first, mine, second) if mine else (second, theirs, first)
        if number is None:
            continue
        code = Code.DATES_DIFFER if number.kind.dated else Code.NUMBERS_DIFFER
        message = f"'{sheet.written(number)}' isn't in the text in '{against.code}'"
        hint = ""
        if mine is not None and theirs is not None:
            hint = f"which has '{second.written(theirs)}' at {_line(second, theirs)}"
        yield sheet.found(code, number.start, message, hint)


def _line(sheet: Sheet, number: Written) -> str:
    place = sheet.plain.at(number.start)
    return f"{place.line}:{place.column}"


def _unmatched(sheet: Sheet, other: Sheet) -> list[Written]:
    """Give the sure numbers that the other text hasn't; years may be said once."""
    left = Counter(each.value for each in other.numbers)
    known = {value for each in other.numbers if each.kind.dated for value in _years(each)}
    lone = []
    for each in sorted(sheet.numbers, key=lambda each: not each.sure):
        if left[each.value]:
            left[each.value] -= 1
        elif each.sure and not (each.kind.dated and each.value in known) and not _said(each, other):
            lone.append(each)
    return lone


def _said(number: Written, other: Sheet) -> bool:
    """Say whether one text has a year in full and the other its last figures: 2026年, 26년."""
    return any(
        _years(number) & _years(each)
        for each in other.numbers
        if each.sure and number.kind.dated is not each.kind.dated
    )


def _years(number: Written) -> set[Decimal]:
    return {
        number.value,
        *(century + number.value for century in _CENTURIES if number.value < _TWO_FIGURES),
    }


def _side_by_side(
    first: list[Written], second: list[Written]
) -> Iterator[tuple[Written | None, Written | None]]:
    """Put beside each other what was probably to be the same."""
    rest = list(second)
    for each in first:
        partner = next((other for other in rest if other.kind is each.kind), None)
        if partner is not None:
            rest.remove(partner)
        yield each, partner
    for other in rest:
        yield None, other


def told_values(pair: Pair) -> Findings:
    """Tell of values that only one text is bound to."""
    yield from _lone(pair, Code.VALUES_DIFFER, (Mark.VALUE,), _bound)


def _bound(token: Token) -> list[str]:
    return [normalize("NFC", _DISPLAY.sub("", token.literal.strip("{}-")))]


def told_citations(pair: Pair) -> Findings:
    """Tell of works that only one text cites."""
    yield from _lone(pair, Code.CITATIONS_DIFFER, (Mark.CITATION,), _cited)


def _cited(token: Token) -> list[str]:
    return [each.partition(",")[0].strip() for each in token.literal.strip("[]").split(";")]


def told_references(pair: Pair) -> Findings:
    """Tell of blocks and sections that only one text refers to."""
    yield from _lone(pair, Code.REFERENCES_DIFFER, (Mark.REFERENCE,), _referred)


def _referred(token: Token) -> list[str]:
    return [token.literal.strip("[]").partition(",")[0].strip()]


def _lone(
    pair: Pair, code: Code, marks: tuple[Mark, ...], names: Callable[[Token], list[str]]
) -> Iterator[Diagnostic]:
    for sheet, other in (pair, pair[::-1]):
        left = Counter(name for token in other.plain.of(*marks) for name in names(token))
        for token in sheet.plain.of(*marks):
            for name in names(token):
                left[name] -= 1
                if left[name] < 0:
                    yield _alone(sheet, other, code, token, name)


def _alone(sheet: Sheet, other: Sheet, code: Code, token: Token, name: str) -> Diagnostic:
    place = sheet.plain.text.at(token.offset + max(token.literal.find(name), 0))
    there = any(name in each.literal for each in other.plain.tokens if each.mark is token.mark)
    less = f"stands less often in the text in '{other.code}'"
    message = f"'{name}' {less}" if there else f"'{name}' isn't in the text in '{other.code}'"
    return Diagnostic(code=code, place=place, message=message)


def told_footnotes(pair: Pair) -> Findings:
    """Tell when the texts have not the same number of footnotes."""
    yield from _count(pair, Code.FOOTNOTES_DIFFER, Mark.FOOTNOTE, "footnote", 1)


def told_lists(pair: Pair) -> Findings:
    """Tell when the texts have not the same number of list items."""
    yield from _count(pair, Code.LISTS_DIFFER, Mark.ITEM, "list item", 1)


def told_emphasis(pair: Pair) -> Findings:
    """Tell when the texts have not the same number of emphases."""
    yield from _count(pair, Code.EMPHASIS_DIFFERS, Mark.EMPHASIS, "emphasis", 2)


def _count(pair: Pair, code: Code, mark: Mark, name: str, each: int) -> Findings:
    """Tell of different numbers at the first mark of the text that has more."""
    fewer, more = sorted(pair, key=lambda sheet: len(sheet.plain.of(mark)))
    few, many = len(fewer.plain.of(mark)) // each, len(more.plain.of(mark)) // each
    if few == many:
        return
    place = more.plain.text.at(more.plain.of(mark)[few * each].offset)
    message = f"'{more.code}' has {_counted(many, name)}, '{fewer.code}' {_counted(few, name)}"
    yield Diagnostic(code=code, place=place, message=message)


def _counted(number: int, name: str) -> str:
    plural = name.removesuffix("is") + "es" if name.endswith("is") else name + "s"
    return f"{number} {name if number == 1 else plural}"


def told_sentences(pair: Pair) -> Findings:
    """Tell when one text has many more sentences than the other."""
    few, many = sorted(pair, key=lambda each: each.language.sentences(each.prose))
    less, more = few.language.sentences(few.prose), many.language.sentences(many.prose)
    times, least = _MORE_SENTENCES
    if few.passage.running and more > times * less and more - less >= least:
        message = f"'{many.code}' has {_counted(more, 'sentence')}, '{few.code}' {_counted(less, 'sentence')}"
        yield few.found(Code.SENTENCES_DIFFER, 0, message)


def told_lengths(pair: Pair) -> Findings:
    """Tell when one text is much longer than the other, as its language goes."""
    short, long = sorted(pair, key=_weight)
    ratio = _weight(long) / max(_weight(short), 1)
    if _weight(long) >= _LEAST_LETTERS and ratio > _LOOSEST:
        message = f"'{short.code}' says in {_weight(short):.0f} letters what '{long.code}' says in {_weight(long):.0f}"
        yield short.found(Code.LENGTHS_DIFFER, 0, message, "is something missing?")


def _weight(sheet: Sheet) -> float:
    return len(_BLANKS.sub("", sheet.prose)) / sheet.language.density
