"""A spoilt content file: told of, or read exactly as another reader of YAML reads it."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from tests.mutants.texts import spoilt
from tests.mutants.watch import Trial, look_at, watched

from jkreport import Workspace
from jkreport.build.composing import context_of
from jkreport.build.loaded import Loaded, load_workspace
from jkreport.charts import Look, draw
from jkreport.compose import compose
from jkreport.diagnostics import Problems
from jkreport.drawing import Compiler
from jkreport.languages import LANGUAGES
from jkreport.load import yaml as reader
from jkreport.model.blocks.figures import Chart
from jkreport.model.store import EventList, Source, Term

WORKSPACES = Path(__file__).parents[1] / "workspaces"
BRIEF = "all"
# One edition of each kind is enough for one change.
EDITIONS = re.compile(r"editions:\n(?:  - .*\n)+")
# A process may draw for so long only.
_DRAWINGS = 100
_WORD = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# Of equal groups only the first is printed.
_UNPRINTED = {"affiliation", "group"}
# What stands for something else, and so isn't printed as it is written.
_OWN_MARKS = re.compile(
    r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\[[#@^][^\]]*\]:?|\]\([^)]*\)|<[^>]*>|&[^;]*;|```.*|`+[^`]*`+",
    re.DOTALL,
)


def lay(folder: Path) -> Path:
    """Make the workspace whose files are spoilt."""
    root = Path(shutil.copytree(WORKSPACES / "everything", folder / "everything"))
    brief = root / "content/briefs/all.yaml"
    text, changed = EDITIONS.subn(
        "editions:\n  - ko\n  - {id: ja-en, layout: parallel}\n", brief.read_text("utf-8")
    )
    assert changed == 1
    brief.write_text(text, "utf-8")
    return root


@cache
def _files(root: Path) -> Mapping[str, bytes]:
    paths = sorted((root / "content").rglob("*.yaml"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


@contextmanager
def drawing_once() -> Iterator[None]:
    """Draw a chart that is the same for many inputs once, and all of them by few processes."""
    done: dict[str, str] = {}
    draw_anew = draw._drawn  # noqa: SLF001 - the one call of the library
    compiler = Compiler()

    def drawn(block: Chart, spec: dict[str, object], faces: Mapping[str, str], look: Look) -> str:
        key = json.dumps((spec, dict(faces)), ensure_ascii=False, sort_keys=True)
        if key not in done:
            if len(done) % _DRAWINGS == 0:
                compiler.close()
            done[key] = draw_anew(block, spec, faces, replace(look, compiler=compiler))
        return done[key]

    with pytest.MonkeyPatch.context() as patch, compiler:
        patch.setattr(draw, "_drawn", drawn)
        yield


def try_content(seed: int, root: Path, *, keep: bool = False) -> Trial:
    """Spoil one file of the workspace at `root` and check; mend it again unless it is to be kept."""
    random = Random(seed)
    files = _files(root)
    name = random.choice(sorted(files))
    data, done = spoilt(random, files[name])
    trial = Trial(name=f"content-{seed}", done=f"{name}: {done}")
    (root / name).write_bytes(data)
    try:
        with watched(trial):
            report = Workspace.open(root).check(BRIEF)
            look_at(trial, root, report.diagnostics)
            trial.passed = report.ok
            if report.ok:
                trial.wrong += _silent_changes(root, name, data)
    finally:
        if not keep:
            (root / name).write_bytes(files[name])
    return trial


def _silent_changes(root: Path, name: str, data: bytes) -> list[str]:
    other = other_reading(data)
    own = _plain(reader.parse(name, data, Problems()))
    if _tabless(own) != other:
        return [f"read otherwise than it is written: {_difference(_tabless(own), other)}"]
    loaded = load_workspace(root)
    return [*_lost_letters(loaded, name, other), *_other_values(loaded, name, other)]


def other_reading(data: bytes) -> object:
    """Read YAML by another library: texts, lists and mappings, None where nothing is written.

    It takes no lone carriage returns, and no tabs between tokens, which YAML allows: spaces stand for them.
    """
    text = re.sub("\r\n|\r", "\n", data.decode("utf-8").lstrip("\ufeff")).replace("\t", " ")
    try:
        node = YAML(typ="rt", pure=True).compose(text)
    except (YAMLError, ValueError) as error:
        return f"not YAML: {error}"
    return {} if node is None else _composed(node)


def _composed(node: Node) -> object:
    match node:
        case ScalarNode():
            empty = node.style is None and node.value in {"", "~", "null", "Null", "NULL"}
            return None if empty else node.value
        case SequenceNode():
            return [_composed(each) for each in node.value]
        case MappingNode():
            pairs = [
                (_composed(key) or getattr(key, "value", ""), _composed(value))
                for key, value in node.value
            ]
            return (
                dict(pairs)
                if len({str(key) for key, _ in pairs}) == len(pairs)
                else f"twice: {pairs}"
            )
        case _:
            return f"unknown: {node}"


def _plain(node: reader.Node) -> object:
    match node:
        case reader.Scalar():
            return None if node.null else node.text.value
        case reader.Items():
            return [_plain(each) for each in node.items]
        case reader.Pairs():
            return {key.value: _plain(value) for key, value in node.pairs}


def _tabless(read: object) -> object:
    match read:
        case str():
            return read.replace("\t", " ")
        case list():
            return [_tabless(each) for each in read]
        case dict():
            return {_tabless(key): _tabless(value) for key, value in read.items()}
        case _:
            return read


def _difference(own: object, other: object, path: str = "") -> str:
    if isinstance(own, dict) and isinstance(other, dict) and own.keys() == other.keys():
        different = next(key for key in own if own[key] != other[key])
        return _difference(own[different], other[different], f"{path}.{different}")
    if isinstance(own, list) and isinstance(other, list) and len(own) == len(other):
        index = next(index for index, each in enumerate(own) if each != other[index])
        return _difference(own[index], other[index], f"{path}[{index}]")
    return f"{path}: {own!r:.200} instead of {other!r:.200}"


def _lost_letters(loaded: Loaded, name: str, read: object) -> list[str]:
    """Count the Japanese and Korean letters of a section or a brief: none may be lost on the page."""
    if not name.startswith(("content/sections/", "content/briefs/")):
        return []
    brief = loaded.brief(BRIEF)
    style, wrong = loaded.style(brief), []
    for edition in brief.editions:
        html = compose(context_of(loaded, brief, edition, style, Compiler())).html
        printed = Counter(_WORD.findall(html))
        written = Counter(_WORD.findall("".join(_prose(read, edition.languages))))
        lost = "".join((written - printed).elements())
        wrong += [f"letters are lost from '{edition.id}': {lost}"] if lost else []
    return wrong


def _prose(read: object, languages: Collection[str]) -> Iterator[str]:
    """Give what is written in some languages, without what stands for something else."""
    match read:
        case dict():
            only = read.get("only") or languages
            if not set(languages).intersection([only] if isinstance(only, str) else only):
                return
            for key, value in read.items():
                if key in _UNPRINTED:
                    continue
                if isinstance(value, str) and key in LANGUAGES:
                    if key not in languages:
                        continue
                    yield _OWN_MARKS.sub("", value)
                else:
                    yield from _prose(value, languages)
        case list():
            for each in read:
                yield from _prose(each, languages)
        case _:
            return


def _other_values(loaded: Loaded, name: str, read: object) -> list[str]:
    """Hold what a brief is told of events, works and terms against what is written."""
    if not isinstance(read, dict):
        return []
    if name.startswith("content/events/"):
        return _compared(*_events(loaded.store.events[Path(name).stem], read))
    if name.endswith("/sources.yaml"):
        return _compared(*_sources(loaded.store.sources, read))
    if name.endswith("/terms.yaml"):
        return _compared(*_terms(loaded.store.terms, read))
    return []


Values = dict[Any, Any]


def _events(own: EventList, read: Values) -> tuple[Values, Values]:
    found = {each.id: (str(each.date), each.kind, each.host) for each in own.events}
    wanted = {
        each["id"]: (each["date"], each.get("kind") or "", each.get("host") or "")
        for each in read["events"]
    }
    return found, wanted


def _sources(own: Mapping[str, Source], read: Values) -> tuple[Values, Values]:
    found = {
        key: (each.title, each.language, each.type, str(each.issued)) for key, each in own.items()
    }
    fields = ("title", "language", "type", "issued")
    wanted = {key: tuple(str(each.get(field)) for field in fields) for key, each in read.items()}
    return found, wanted


def _terms(own: Mapping[str, Term], read: Values) -> tuple[Values, Values]:
    found = {
        key: {code: each.preferred for code, each in term.wordings.items()}
        for key, term in own.items()
    }
    wanted = {
        key: {code: term[code]["preferred"] for code in ("ja", "ko", "en") if term.get(code)}
        for key, term in read.items()
    }
    return found, wanted


def _compared(own: Values, other: Values) -> list[str]:
    return [] if own == other else [f"a value is another: {_difference(own, other)}"]
