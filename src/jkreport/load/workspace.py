"""A workspace: its settings and the store that its briefs share."""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar

from jkreport.diagnostics import Code, Place, Problems
from jkreport.files import Files
from jkreport.languages import LANGUAGES
from jkreport.load.briefs import read_file
from jkreport.load.entry import SNAKE, Entry
from jkreport.load.phrases import read_phrases
from jkreport.load.snapshots import LOCK, read_snapshots
from jkreport.load.statements import read_statements, refuse_unknown_data
from jkreport.load.store import (
    read_events,
    read_sources,
    read_terms,
    read_units,
    refuse_unknown,
)
from jkreport.load.tables import read_table_spec
from jkreport.model.elements import ELEMENTS
from jkreport.model.names import Name
from jkreport.model.store import FontPin, Settings, Store

SETTINGS = "content/workspace.yaml"
STATEMENTS = "content/statements.yaml"
_SHA256 = re.compile(r"sha256:[0-9a-fA-F]{64}")
# How many rows a Parquet file may have: if nothing is said, and at most.
_ROWS, _MOST_ROWS = 100_000, 5_000_000
_DEFAULT_STYLE = "policy-brief"
Thing = TypeVar("Thing")


def read_settings(files: Files, problems: Problems) -> Settings:
    """Read `workspace.yaml`.

    Raises:
        ContentError: it can't be read.
    """
    file = read_file(SETTINGS, files, problems, Place(file=SETTINGS))
    languages = _languages(file)
    settings = Settings(
        title=file.localized("title"),
        publisher=file.maybe_localized("publisher"),
        languages=languages,
        style=file.name("style") or Name(_DEFAULT_STYLE, file.place),
        units=read_units(file, languages),
        fonts=_fonts(file),
        elements=_elements(file),
        most_rows=file.integer("most_rows", least=1, most=_MOST_ROWS) or _ROWS,
        place=file.place,
    )
    file.finish()
    return settings


def _elements(file: Entry) -> tuple[str, ...]:
    names = file.names("html")
    for name in names:
        if name.value not in ELEMENTS:
            hint = "html: " + ", ".join(sorted(ELEMENTS))
            message = f"'{name}' is not an element that texts may hold"
            file.problems.add(Code.BAD_VALUE, name.place, message, hint)
    return tuple(name.value for name in names if name.value in ELEMENTS)


def _fonts(file: Entry) -> Mapping[str, FontPin]:
    """Read what each font file is pinned to: one hash, or a list of them."""
    pins = {}
    for key, node in file.named("fonts"):
        hashes = file.names_of(node)
        for each in hashes:
            if not _SHA256.fullmatch(each.value):
                file.problems.add(
                    Code.BAD_VALUE,
                    each.place,
                    f"'{each}' is not a hash of a font file",
                    "write sha256: and 64 hexadecimal digits; jkreport doctor shows them",
                )
        found = tuple(each.value.removeprefix("sha256:").lower() for each in hashes)
        pins[key.value] = FontPin(sha256=found, place=key.place)
    return pins


def _languages(file: Entry) -> tuple[str, ...]:
    names = file.names("languages")
    for name in names:
        if name.value not in LANGUAGES:
            file.problems.add(
                Code.LANGUAGE_UNKNOWN,
                name.place,
                f"'{name}' is not a language known here",
                "languages: " + ", ".join(LANGUAGES),
            )
    return tuple(name.value for name in names if name.value in LANGUAGES) or tuple(LANGUAGES)


def read_store(files: Files, settings: Settings, problems: Problems) -> Store:
    """Read all that the briefs share; what can't be read is noted and left out."""
    store = _store(files, settings, problems)
    refuse_unknown(store, problems)
    refuse_unknown_data(store, problems)
    return store


def _store(files: Files, settings: Settings, problems: Problems) -> Store:
    return Store(
        tables=_folder(
            files,
            "content/data",
            problems,
            "table",
            lambda name, file: read_table_spec(name, file, settings),
        ),
        events=_folder(
            files,
            "content/events",
            problems,
            "event",
            lambda name, file: read_events(name, file, settings.units),
        ),
        sources=_one_file(
            files, "content/sources.yaml", problems, read_sources, Code.NO_SUCH_SOURCE
        ),
        terms=_one_file(files, "content/terms.yaml", problems, read_terms, Code.NO_SUCH_TERM),
        snapshots=_one_file(files, LOCK, problems, read_snapshots),
        phrases=_one_file(files, "content/phrases.yaml", problems, read_phrases),
        facts=_one_file(
            files, STATEMENTS, problems, lambda file: read_statements(file, settings.units)
        ),
    )


def _folder(
    files: Files, folder: str, problems: Problems, what: str, read: Callable[[str, Entry], Thing]
) -> Mapping[str, Thing]:
    found: dict[str, Thing] = {}
    for name in files.listing(folder):
        if not name.endswith((".yaml", ".yml")):
            continue
        path, stem = f"{folder}/{name}", name.rpartition(".")[0]
        if not SNAKE.fullmatch(stem):
            problems.add(
                Code.BAD_NAME,
                Place(file=path),
                f"'{stem}' is not written in snake_case (trade_balance)",
            )
        if stem in found:
            problems.add(
                Code.DUPLICATE_ID, Place(file=path), f"'{stem}' has a second file", "remove one"
            )
        with problems.gathered():
            found[stem] = read(stem, read_file(path, files, problems, Place(file=path)))
        if stem not in found:
            problems.excuse(Code.UNKNOWN_NAME, what, f"'{stem}'")
    return found


def _one_file(
    files: Files,
    path: str,
    problems: Problems,
    read: Callable[[Entry], Mapping[str, Thing]],
    unknown: Code | None = None,
) -> Mapping[str, Thing]:
    """Read a file; if that can't be done, no name is told as `unknown` that may stand in it."""
    folder, _, name = path.rpartition("/")
    if name not in files.listing(folder):
        return {}
    with problems.gathered():
        return read(read_file(path, files, problems, Place(file=path)))
    if unknown is not None:
        problems.excuse(unknown)
    return {}
