"""How the tables of a workspace stand: where they come from, how old they are, what uses them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from jkreport.build.clock import now, read
from jkreport.build.loaded import Loaded, load_workspace
from jkreport.build.refreshing import Outcome, RefreshOrder, State, refresh
from jkreport.data import file_of
from jkreport.diagnostics import Code, ContentError, Diagnostic, Place, Problems, nearest
from jkreport.files import Files
from jkreport.model.tables import TableSpec
from jkreport.provenance.disagreements import written
from jkreport.resolve import FOREVER, scope_of
from jkreport.resolve.matters import matters_of
from jkreport.resolve.pinned import check_snapshot, sha256

_FOLDERS = ("content/briefs", "content/sections")
Fact = Mapping[str, object]


def data_status(
    root: Path, tables: Sequence[str], environment: Mapping[str, str] | None = None
) -> tuple[Fact, ...]:
    """Give how each table stands today; with an environment its source is asked, too, and nothing is written.

    Raises:
        ContentError: there is no such table, or the workspace can't be read.
    """
    loaded = load_workspace(root)
    specs = loaded.store.tables
    for name in tables:
        if name not in specs:
            message, hint = f"there is no table '{name}'", nearest(name, specs)
            raise ContentError(Code.UNKNOWN_NAME, Place(file="content/data"), message, hint)
    names = tables or sorted(specs)
    drift = _drift(root, [specs[each] for each in names], environment)
    texts = {path: _text(loaded.files, path) for path in _paths(loaded.files)}
    differing = _differing(loaded)
    files = {brief: frozenset(_files(loaded, brief)) for brief in loaded.briefs}
    found = []
    for name in names:
        places = _places(texts, name)
        lines = {place.rpartition(":")[0] for place in places}
        told = {
            "differs": differing.get(name, []),
            "used_by": [brief for brief, own in files.items() if own & lines],
            "used_in": places,
        }
        found.append({**_fact(loaded, specs[name]), **drift.get(name, {}), **told})
    return tuple(found)


def _files(loaded: Loaded, brief_id: str) -> Iterator[str]:
    """Give the files that a brief is made of: its own, and those of its sections."""
    with Problems().gathered():
        brief = loaded.brief(brief_id)
        yield brief.place.file
        yield from (block.place.file for block in brief.all_blocks())
        yield from (section.place.file for section in brief.all_sections())


def _differing(loaded: Loaded) -> Mapping[str, list[str]]:
    """Give by table what its sources and others say differently of the same facts."""
    scope = scope_of(loaded.store, loaded.tables, FOREVER)
    found: dict[str, list[str]] = {}
    for matter in matters_of(loaded.store.facts.values(), scope, Problems()):
        asked = {each for claim in matter.claims for each in claim.statement.asks}
        said = "; ".join(written(matter, each, "") for each in matter.claims)
        for table in sorted(name for kind, name in asked if kind == "data" and matter.differs):
            found.setdefault(table, []).append(said)
    return found


def _fact(loaded: Loaded, spec: TableSpec) -> dict[str, object]:
    snapshot = loaded.store.snapshots.get(spec.id)
    rules, origin, today = spec.rules, spec.origin, now()
    moment = read(snapshot.retrieved) if snapshot is not None else None
    late = rules.expected_next is not None and rules.expected_next.end < today.date()
    best = rules.max_age.after(spec.as_of.end) if spec.as_of and rules.max_age else None
    return {
        "table": spec.id,
        "origin": origin.kind.value if origin is not None else "a file of its own",
        "address": snapshot.address if snapshot is not None else "",
        "retrieved": snapshot.retrieved if snapshot is not None else "",
        "age_days": (today - moment).days if moment is not None else None,
        "as_of": str(spec.as_of or ""),
        "good_until": str(best or ""),
        "expected_next": str(rules.expected_next or ""),
        "late": late or (best is not None and best < today.date()),
        "frozen": rules.frozen is not None,
        "rows": snapshot.rows if snapshot is not None else None,
        "faults": [each.message for each in _faults(loaded, spec)],
    }


def _faults(loaded: Loaded, spec: TableSpec) -> tuple[Diagnostic, ...]:
    problems = Problems()
    data = loaded.files.peek(file_of(spec))
    if data is None:
        message = f"there is no file '{file_of(spec)}'"
        problems.add(Code.NO_SNAPSHOT, spec.place, message)
    else:
        check_snapshot(spec, data, loaded.store.snapshots, partial(_hash, loaded), problems)
    return problems.sorted()


def _hash(loaded: Loaded, table: str) -> str:
    spec = loaded.store.tables.get(table)
    data = loaded.files.peek(file_of(spec)) if spec is not None else None
    return sha256(data) if data is not None else ""


def _drift(
    root: Path, specs: Sequence[TableSpec], environment: Mapping[str, str] | None
) -> Mapping[str, Fact]:
    """Ask the sources, and tell how they differ from the snapshots."""
    names = tuple(each.id for each in specs if each.origin is not None)
    if environment is None or not names:
        return {}
    order = RefreshOrder(tables=names, dry_run=True, environment=environment)
    found = refresh(root, order)
    messages = [each.message for each in found.diagnostics]
    return {
        each.table: {"source": _said(each, messages)}
        for each in found.outcomes
        if each.table in names
    }


def _said(outcome: Outcome, messages: Sequence[str]) -> object:
    own = [each for each in messages if each.startswith(f"'{outcome.table}':")]
    if outcome.state is State.REFUSED:
        return own or "refused"
    return list(outcome.difference.lines()) or outcome.state.value


def _places(texts: Mapping[str, str], table: str) -> list[str]:
    """Give the lines of briefs and sections that name a table."""
    name = re.escape(table)
    pattern = re.compile(
        rf"\bdata\.{name}\b|\bdata\[['\"]{name}['\"]\]|\b(?:table|chart): *{name}(?![\w-])"
    )
    return [
        f"{path}:{number}"
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]


def _paths(files: Files) -> Iterator[str]:
    folders = list(_FOLDERS)
    while folders:
        folder = folders.pop(0)
        for name in files.names(folder):
            path = f"{folder}/{name}"
            if name.endswith((".yaml", ".yml")):
                yield path
            elif "." not in name:
                folders.append(path)


def _text(files: Files, path: str) -> str:
    return (files.peek(path) or b"").decode("utf-8", "replace")
