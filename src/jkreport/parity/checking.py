"""All rules over all texts of a brief, and what is silenced of that."""

from collections.abc import Iterator, Sequence
from itertools import islice

from jkreport.diagnostics import Code, Diagnostic, Problems, Severity
from jkreport.languages.prose import PROSE
from jkreport.model.brief import Brief
from jkreport.model.store import Store
from jkreport.parity.findings import Sheets, sheets_of
from jkreport.parity.rules import OF_BRIEFS, OF_GROUPS, OF_PAIRS, OF_TEXTS
from jkreport.parity.terms import wordings_of
from jkreport.parity.texts import Group, groups_of

# Whoever breaks a rule more often than this in one text has read enough to know what to mend.
MOST_OF_A_RULE = 30


def find_disparities(brief: Brief, store: Store, problems: Problems) -> None:
    """Tell of everything in which the languages of a brief aren't in step, or words aren't those of the termbase.

    Where there are errors among the problems already, these are to be mended first: the texts of that block aren't
    looked at.
    """
    wordings = {code: wordings_of(store.terms, code) for code in PROSE}
    groups = [sheets_of(group, wordings) for group in groups_of(brief)]
    broken = _lines_of_errors(problems)
    found = [list(_of_group(sheets)) for sheets in groups]
    for rule in OF_BRIEFS:
        for number, diagnostic in rule(groups):
            found[number].append(diagnostic)
    for sheets, there in zip(groups, found, strict=True):
        if not _is_broken(sheets, broken):
            _tell(sheets.group, there, problems)


def _lines_of_errors(problems: Problems) -> set[tuple[str, int]]:
    errors = (each for each in problems.found if each.severity is Severity.ERROR)
    return {(each.place.file, each.place.line) for each in errors}


def _is_broken(sheets: Sheets, broken: set[tuple[str, int]]) -> bool:
    return any(
        (file, line) in broken for sheet in sheets.all for file, line in sheet.plain.text.lines()
    )


def _of_group(sheets: Sheets) -> Iterator[Diagnostic]:
    for sheet in sheets.all:
        for of_text in OF_TEXTS:
            yield from islice(of_text(sheet), MOST_OF_A_RULE)
    for pair in sheets.pairs:
        for of_pair in OF_PAIRS:
            yield from islice(of_pair(pair), MOST_OF_A_RULE)
    for of_group in OF_GROUPS:
        yield from islice(of_group(sheets), MOST_OF_A_RULE)


def _tell(group: Group, found: Sequence[Diagnostic], problems: Problems) -> None:
    """Tell what isn't silenced, and each silence that there is nothing to be silent about."""
    for diagnostic in found:
        if diagnostic.code not in group.silence:
            problems.take(diagnostic)
    for code in group.silence.keys() - {each.code for each in found}:
        message = f"there is no {code.value} here to be silent about"
        problems.add(Code.SILENCE_IDLE, group.silence[code].place, message, "take it out")
