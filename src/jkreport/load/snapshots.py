"""`data.lock`: what was retrieved, when, and the hash of the snapshot; one block of lines a table, sorted.

It is YAML that reads back by our own reader, so that a fault in it has a place and a merge is one of lines.
"""

import json
import re
from collections.abc import Mapping

from jkreport.diagnostics import Code
from jkreport.load.entry import Entry
from jkreport.model.origins import Snapshot
from jkreport.model.text import Text

LOCK = "content/data/data.lock"
_HASH = re.compile(r"[0-9a-f]{64}")
_MOST = 10**12
_HEAD = (
    "# Written by `jkreport data refresh`; it belongs into version control with the snapshots.\n"
)


def read_snapshots(file: Entry) -> Mapping[str, Snapshot]:
    """Read what is known of the snapshot of each table."""
    found = {}
    for table, node in file.pairs.pairs:
        entry = file.entry_of(node)
        if entry is not None:
            found[table.value] = _snapshot(table, entry)
            entry.finish()
    return found


def _snapshot(table: Text, entry: Entry) -> Snapshot:
    return Snapshot(
        table=table.value,
        address=entry.string("address"),
        retrieved=entry.string("retrieved"),
        sha256=_hash(entry, "sha256"),
        size=entry.integer("size", least=0, most=_MOST) or 0,
        rows=entry.integer("rows", least=0, most=_MOST) or 0,
        columns=tuple(each.value for each in entry.names("columns")),
        origin=_hash(entry, "origin"),
        etag=entry.string("etag"),
        modified=entry.string("modified"),
        inputs=_inputs(entry),
        place=table.place,
    )


def _hash(entry: Entry, key: str) -> str:
    text = entry.text(key, required=True)
    if text is not None and not _HASH.fullmatch(text.value):
        entry.problems.add(Code.BAD_VALUE, text.place, f"'{text.value}' is not a sha256")
    return text.value if text is not None else ""


def _inputs(entry: Entry) -> Mapping[str, str]:
    inputs = entry.mapping("inputs")
    if inputs is None:
        return {}
    found = {each.value: _hash(inputs, each.value) for each in inputs.keys}
    inputs.finish()
    return found


def lock_text(snapshots: Mapping[str, Snapshot]) -> str:
    """Write the lock: the tables in the order of their names, each key on a line of its own."""
    return _HEAD + "".join(_block(snapshots[table]) for table in sorted(snapshots))


def _block(snapshot: Snapshot) -> str:
    facts: dict[str, object] = {
        "address": snapshot.address, "columns": list(snapshot.columns), "etag": snapshot.etag,
        "inputs": dict(sorted(snapshot.inputs.items())), "modified": snapshot.modified, "origin": snapshot.origin,
        "retrieved": snapshot.retrieved, "rows": snapshot.rows, "sha256": snapshot.sha256, "size": snapshot.size,
    }  # fmt: skip
    # JSON is YAML; the braces of a mapping would be, too, but a line a value merges better.
    lines = []
    for key, value in facts.items():
        if isinstance(value, dict):
            lines += [f"  {key}:"] if value else []
            lines += [f"    {json.dumps(name)}: {json.dumps(text)}" for name, text in value.items()]
        elif value not in ("", []):
            lines.append(f"  {key}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join([f"{snapshot.table}:", *lines]) + "\n"
