"""Rules for a brief from its first text to its last."""

from collections.abc import Iterator, Mapping, Sequence

from jkreport.diagnostics import Code, Diagnostic
from jkreport.parity.findings import Findings, FindingsOfGroups, Sheet, Sheets
from jkreport.parity.terms import Form, abbreviated, is_named

_FORMS = {Form.PREFERRED, Form.ALLOWED}
_OTHER = {Form.FORBIDDEN, Form.BOUND, Form.OTHER_WORD}


def told_abbreviations(brief: Sequence[Sheets]) -> FindingsOfGroups:
    """Tell of abbreviations that are used before what they stand for has been said."""
    expanded: dict[str, set[str]] = {}
    for number, sheets in enumerate(brief):
        for sheet in sheets.all:
            if sheet.passage.running:
                for found in _early(sheet, expanded.setdefault(sheet.code, set())):
                    yield number, found


def _early(sheet: Sheet, known: set[str]) -> Findings:
    for offset, term, opens in _mentions(sheet):
        if not opens and term not in known:
            short, expansions = abbreviated(sheet.wordings.wording(term))
            message = f"'{short}' is used before it is expanded"
            hint = f"write '{expansions[0]}', or {{{{ term.{term} }}}}"
            place = sheet.plain.text.at(offset)
            yield Diagnostic(code=Code.ABBREVIATION_EARLY, place=place, message=message, hint=hint)
        known.add(term)


def _mentions(sheet: Sheet) -> list[tuple[int, str, bool]]:
    """Give each mention of a term that may be abbreviated, by its offset, and whether it says what that stands for."""
    found: list[tuple[int, str, bool]] = []
    for hit in sheet.hits:
        for term, form in hit.of:
            short, _ = abbreviated(sheet.wordings.wording(term))
            if short and form not in _OTHER:
                found.append((sheet.plain.offsets[hit.start], term, hit.form != short))
    found += ((offset, term, True) for term, offset in sheet.terms)
    return sorted(found)


def told_several_forms(brief: Sequence[Sheets]) -> FindingsOfGroups:
    """Tell of a concept that goes by several forms in one language, at all but its preferred or first one."""
    used: dict[tuple[str, str], list[str]] = {}
    for sheets in brief:
        for sheet in sheets.all:
            for term, form in _forms(sheet):
                used.setdefault((sheet.code, term), []).append(form)
    for number, sheets in enumerate(brief):
        for sheet in sheets.all:
            for found in _other_forms(sheet, used):
                yield number, found


def _forms(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Give the terms of a text, each with the form that it has there."""
    yield from ((term, sheet.wordings.wording(term).preferred) for term, _ in sheet.terms)
    for hit in sheet.hits:
        yield from ((term, hit.form) for term, form in hit.of if form in _FORMS)


def _other_forms(sheet: Sheet, used: Mapping[tuple[str, str], list[str]]) -> Findings:
    for hit in sheet.hits:
        for term, form in hit.of:
            if form in _FORMS and is_named(sheet.wordings.terms[term]):
                forms, preferred = used[sheet.code, term], sheet.wordings.wording(term).preferred
                kept = preferred if preferred in forms else forms[0]
                if hit.form != kept:
                    message = f"'{hit.form}' is called '{kept}' elsewhere in this brief"
                    hint = f"keep to one form, or write {{{{ term.{term} }}}}"
                    yield sheet.found(Code.TERM_SEVERAL, hit.start, message, hint)
