"""Texts on their way to a translator and back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jkreport.build.given import read_given
from jkreport.build.outputs import write_content
from jkreport.build.translations import Content, declare, read_content
from jkreport.diagnostics import Code, ContentError, Diagnostic, Place, Problems, nearest
from jkreport.languages import LANGUAGES
from jkreport.load.workspace import read_store
from jkreport.translate import Only, Voice, exchange_of, formats, take
from jkreport.translate.exchange import Exchange
from jkreport.translate.formats import Form
from jkreport.translate.splice import Edit, spliced

_MOST_BYTES = 64 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """What came of taking a file back: the keys of texts that were written, and of those declared in step."""

    written: tuple[str, ...] = ()
    declared: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def export(
    root: Path, brief: str, pair: tuple[str, str], form: Form, only: Only
) -> tuple[bytes, int]:
    """Give a file of the texts of a brief for a translator, and how many they are.

    Raises:
        ContentError: there is no such brief or language, or a library isn't installed.
        FaultsError: content has faults.
    """
    problems = Problems()
    content = read_content(root, [brief], problems)
    problems.settle()
    _must_print(content, pair)
    (found,) = content.standings()
    terms = read_store(content.files, content.settings, problems).terms
    exchange = exchange_of(found.brief, found.texts, pair, only, terms)
    return formats.written(exchange, form), len(exchange.units)


def _must_print(content: Content, pair: Iterable[str]) -> None:
    (brief,) = content.briefs
    for code in pair:
        if code not in brief.languages:
            message = f"no edition of '{brief.id}' prints '{code}'"
            hint = nearest(code, brief.languages)
            raise ContentError(Code.LANGUAGE_UNKNOWN, brief.place, message, hint)


def take_back(root: Path, path: Path, voice: Voice) -> Import:
    """Take a file back from a translator: write what fits at its place, declare it in step, tell of what doesn't."""
    problems = Problems()
    with problems.gathered():
        exchange = formats.read(path.name, read_given(path, _MOST_BYTES))
        if {exchange.source, exchange.target} - LANGUAGES.keys():
            message = f"this is from '{exchange.source}' to '{exchange.target}', which aren't languages known here"
            raise ContentError(Code.EXCHANGE_FILE, Place(file=path.name), message)
        content = read_content(root, [exchange.brief], problems)
        problems.settle()
        texts = [each for brief in content.standings() for each in brief.texts]
        taken = take(exchange, texts, path.name, problems)
        written = _write(root, content, taken.edits, problems)
        failed = {key for key, _ in taken.edits} - set(written)
        settled = [key for key in taken.settled if key not in failed]
        _declare(root, exchange, settled, voice)
        return Import(
            written=tuple(written), declared=tuple(settled), diagnostics=problems.sorted()
        )
    return Import(diagnostics=problems.sorted())


def _write(
    root: Path, content: Content, edits: Sequence[tuple[str, Edit]], problems: Problems
) -> list[str]:
    """Write wordings into their files, each file at once; give the keys of those that could be."""
    by_file: dict[str, list[tuple[str, Edit]]] = {}
    for key, edit in edits:
        by_file.setdefault(edit.text.place.file, []).append((key, edit))
    written = []
    for file, here in by_file.items():
        with problems.gathered():
            data = content.files.read(file, Place(file=file))
            new, done = spliced(file, data, [edit for _, edit in here], problems)
            folder, _, name = file.rpartition("/")
            write_content(root, folder, {name: new})
            written += [key for key, edit in here if edit in done]
    return written


def _declare(root: Path, exchange: Exchange, keys: Sequence[str], voice: Voice) -> None:
    """Declare texts in step, as they stand in their files by now."""
    content = read_content(root, [exchange.brief], Problems())
    wanted = set(keys)
    texts = [
        (each, (exchange.source, exchange.target))
        for brief in content.standings()
        for each in brief.texts
        if each.passage.key in wanted
    ]
    declare(root, content.judge, texts, voice)
