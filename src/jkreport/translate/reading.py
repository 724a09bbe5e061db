"""Reading the ledger of a workspace."""

from collections.abc import Mapping
from functools import cache

from jkreport.diagnostics import Code, Place, Problems
from jkreport.files import DATA_LIMIT, Files
from jkreport.model.brief import Brief
from jkreport.translate.ledger import (
    LEDGER,
    Ledger,
    read_declarations,
    read_wordings,
    wordings_path,
)
from jkreport.translate.passages import file_of, passages_of
from jkreport.translate.standing import Judge, Standing, judge_of


def read_ledger(files: Files, problems: Problems) -> Ledger:
    """Read what was declared in a workspace; nothing was where there is no ledger. Faults are noted."""
    declarations = read_declarations(_text(LEDGER, files, problems), problems)
    codes: dict[str, set[str]] = {}
    for code, known in (pair for each in declarations for pair in each.hashes.items()):
        codes.setdefault(known, set()).add(code)

    @cache
    def wordings(stem: str) -> Mapping[str, str]:
        path = wordings_path(stem)
        return read_wordings(path, _text(path, files, problems), codes, problems)

    return Ledger(declarations=declarations, wordings=wordings)


def _text(path: str, files: Files, problems: Problems) -> str:
    place = Place(file=path)
    if not _is_there(path, files):
        return ""
    with problems.gathered():
        try:
            return files.read(path, place, limit=DATA_LIMIT).decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.add(Code.NOT_UTF8, place, f"'{path}' is not UTF-8", "save the file as UTF-8")
    return ""


def _is_there(path: str, files: Files) -> bool:
    folder, _, name = path.rpartition("/")
    return name in files.listing(folder)


def read_judge(files: Files, briefs: tuple[Brief, ...], problems: Problems) -> Judge:
    """Give what judges the texts of briefs by the ledger of their workspace."""
    passages = (passage for brief in briefs for passage in passages_of(brief))
    return judge_of(
        read_ledger(files, problems), passages, lambda stem: not _is_there(file_of(stem), files)
    )


def standings_of(brief: Brief, judge: Judge) -> tuple[Standing, ...]:
    """Say of each text of a brief how its wordings stand to each other."""
    return tuple(judge.standing(passage) for passage in passages_of(brief))
