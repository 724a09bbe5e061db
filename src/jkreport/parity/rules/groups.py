"""Rules for a block in two languages."""

from collections.abc import Iterator

from jkreport.diagnostics import Code, Diagnostic
from jkreport.model.store import TermKind
from jkreport.parity.findings import Findings, Sheet, Sheets
from jkreport.parity.terms import Form, is_named

_OWN = {Form.PREFERRED, Form.ALLOWED, Form.FIRST, Form.ABBREVIATION, Form.EXPANSION}


def told_counterparts(sheets: Sheets) -> Findings:
    """Tell of terms that the block has in one language and in none of its texts of the other.

    Persons who are written out go by their family names, too, so only an expression asks for its counterpart.
    """
    by_code: dict[str, list[Sheet]] = {}
    for sheet in sheets.all:
        by_code.setdefault(sheet.code, []).append(sheet)
    spoken = {
        code: {term for each in found for term in _spoken(each)} for code, found in by_code.items()
    }
    for code, found in by_code.items():
        for other in sorted(by_code.keys() - {code}):
            missing: set[str] = set()
            for sheet in found:
                for term, offset in _asking(sheet):
                    if term not in spoken[other] | missing:
                        missing.add(term)
                        yield _missing(sheet, term, offset, by_code[other][0])


def _missing(sheet: Sheet, term: str, offset: int, other: Sheet) -> Diagnostic:
    known = sheet.wordings.terms[term].wordings.get(other.code)
    message = f"the term '{term}' has no counterpart in '{other.code}' in this block"
    hint = f"there it is '{known.preferred}'" if known is not None else ""
    place = sheet.plain.text.at(offset)
    return Diagnostic(code=Code.TERM_COUNTERPART, place=place, message=message, hint=hint)


def _spoken(sheet: Sheet) -> Iterator[str]:
    """Give the terms that a text speaks of in any way."""
    yield from (term for term, _ in sheet.terms)
    for hit in sheet.hits:
        yield from (term for term, form in hit.of if form is not Form.OTHER_WORD)


def _asking(sheet: Sheet) -> Iterator[tuple[str, int]]:
    """Give the terms that ask for a counterpart, each with its offset in the source."""
    yield from sheet.terms
    for hit in sheet.hits:
        for term, form in hit.of:
            kind = sheet.wordings.terms[term].kind
            if (
                form in _OWN
                and kind is not TermKind.PERSON
                and is_named(sheet.wordings.terms[term])
            ):
                yield term, sheet.plain.offsets[hit.start]
