"""The translations of a workspace: how they stand, and declaring them in step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jkreport.build.outputs import remove_content, write_content
from jkreport.build.places import brief_names, files_of, must_exist
from jkreport.diagnostics import Code, Diagnostic, Place, Problems, nearest
from jkreport.files import Files
from jkreport.load.briefs import read_brief
from jkreport.load.workspace import read_settings
from jkreport.model.brief import Brief
from jkreport.model.store import Settings
from jkreport.translate import (
    Judge,
    Standing,
    State,
    Voice,
    declaration_of,
    declared,
    read_judge,
    standings_of,
    tell_release,
)

_LEAST = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefStandings:
    """How the texts of a brief stand."""

    brief: Brief
    texts: tuple[Standing, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Translations:
    """How the texts of briefs stand, and what was wrong with reading them."""

    briefs: tuple[BriefStandings, ...]
    diagnostics: tuple[Diagnostic, ...]
    faults: tuple[Diagnostic, ...]

    def with_told(self) -> "Translations":
        """Give the same with a diagnostic for each wording that isn't in step; `faults` stay those of reading."""
        problems = Problems(list(self.diagnostics))
        for brief in self.briefs:
            tell_release(brief.texts, problems)
        return replace(self, diagnostics=problems.sorted())


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """Briefs that were read for their texts alone: no table, no event."""

    files: Files
    settings: Settings
    briefs: tuple[Brief, ...]
    judge: Judge
    problems: Problems

    def standings(self) -> tuple[BriefStandings, ...]:
        """Say how all texts stand."""
        return tuple(
            BriefStandings(brief=each, texts=standings_of(each, self.judge)) for each in self.briefs
        )


def read_content(root: Path, names: Sequence[str], problems: Problems) -> Content:
    """Read briefs, all of the workspace if none is named, and the ledger.

    Raises:
        ContentError: there is no such brief, or the workspace can't be read. Other faults are noted.
    """
    files = files_of(root)
    settings = read_settings(files, problems)
    for name in names:
        must_exist(name, files)
    briefs = []
    for name in names or brief_names(files):
        with problems.gathered():
            briefs.append(read_brief(name, files, settings, problems))
    judge = read_judge(files, tuple(briefs), problems)
    return Content(
        files=files, settings=settings, briefs=tuple(briefs), judge=judge, problems=problems
    )


def status(root: Path, names: Sequence[str] = ()) -> Translations:
    """Say how the texts of briefs stand, of all if none is named."""
    problems = Problems()
    with problems.gathered():
        briefs = read_content(root, names, problems).standings()
        found = problems.sorted()
        return Translations(briefs=briefs, diagnostics=found, faults=found)
    return Translations(briefs=(), diagnostics=problems.sorted(), faults=problems.sorted())


def acknowledge(
    root: Path, names: Sequence[str], voice: Voice, briefs: Sequence[str] = ()
) -> tuple[int, tuple[Diagnostic, ...]]:
    """Declare texts in step, and give how many; or nothing is written, and what is wrong is given.

    `names` are blocks, sections, keys or files of content; without any, all texts of the briefs are meant.
    """
    problems, chosen = Problems(), list[Standing]()
    with problems.gathered():
        content = read_content(root, briefs, problems)
        texts = {each.passage.key: each for brief in content.standings() for each in brief.texts}
        chosen = _chosen(texts, names, problems)
        _refuse_missing(chosen, problems)
        if not problems.errors:
            texts_in = [(each, each.passage.hashes) for each in chosen]
            declare(root, content.judge, texts_in, voice, clear=not (names or briefs))
    return (0 if problems.errors else len(chosen)), problems.sorted()


def declare(
    root: Path,
    judge: Judge,
    texts: Iterable[tuple[Standing, Iterable[str]]],
    voice: Voice,
    *,
    clear: bool = False,
) -> None:
    """Write that texts are in step in some languages each; what is declared already is left as it is.

    With `clear` the declarations of texts that stand nowhere any more are taken out.

    Raises:
        ContentError: the ledger can't be written.
    """
    new = [
        (standing, declaration_of(standing, codes, voice))
        for standing, codes in texts
        if not (standing.well and _by_itself(standing))
    ]
    if not new and not clear:
        return
    for path, data in declared(judge, new, clear=clear).items():
        folder, _, name = path.rpartition("/")
        if data:
            write_content(root, folder, {name: data})
        else:
            remove_content(root, path)


def _by_itself(standing: Standing) -> bool:
    """Whether a text is in step by a declaration under its own key and of all its languages."""
    base = standing.base
    return (
        base is not None
        and base.declaration.key == standing.passage.key
        and base.declaration.hashes == standing.passage.hashes
    )


def _chosen(
    texts: Mapping[str, Standing], names: Sequence[str], problems: Problems
) -> list[Standing]:
    """Give the texts that names mean."""
    if not names:
        return list(texts.values())
    found: dict[str, Standing] = {}
    for name in names:
        meant = {key: each for key, each in texts.items() if name in _names(each)}
        if not meant:
            known = {one for each in texts.values() for one in _names(each)}
            message = f"there is no block, section or file '{name}' with texts to translate"
            problems.add(Code.NO_SUCH_TEXT, Place(file="content"), message, nearest(name, known))
        found |= meant
    return list(found.values())


def _names(standing: Standing) -> tuple[str, ...]:
    """Give all names by which a text is meant: its key, its block, the sections around it, its file."""
    passage = standing.passage
    file = f"content/{passage.stem}.yaml"
    names = (passage.key, passage.block, *passage.sections, passage.stem, file)
    return tuple(each for each in names if each)


def _refuse_missing(standings: Iterable[Standing], problems: Problems) -> None:
    for each in standings:
        if len(each.passage.hashes) < _LEAST:
            missing = [code for code, state in each.states.items() if state is State.MISSING]
            problems.add(
                Code.TEXT_UNTRANSLATED,
                each.passage.text.place,
                f"'{each.passage.key}' can't be declared in step: {', '.join(missing)} is missing",
                "write it",
            )
