"""The file of a table against what was said of it: the lock of its snapshot, a hash that it is frozen to."""

import hashlib
from collections.abc import Callable, Mapping

from jkreport.data import file_of
from jkreport.diagnostics import Code, Place, Problems
from jkreport.model.origins import Snapshot
from jkreport.model.tables import TableSpec

_SHOWN = 12


def check_snapshot(
    spec: TableSpec,
    data: bytes,
    snapshots: Mapping[str, Snapshot],
    hash_of: Callable[[str], str],
    problems: Problems,
) -> None:
    """Refuse a snapshot that isn't the one of the lock, or was taken of something else.

    `hash_of` gives the sha256 of the file of another table, empty when there is none.
    """
    if spec.origin is None:
        _check_frozen(spec, data, problems)
        return
    place, remedy = Place(file=file_of(spec)), f"jkreport data refresh {spec.id}"
    snapshot = snapshots.get(spec.id)
    if snapshot is None:
        message = f"nothing is known of the snapshot of '{spec.id}' in content/data/data.lock"
        problems.add(Code.NO_SNAPSHOT, place, message, remedy)
        return
    if sha256(data) != snapshot.sha256:
        message = f"the file isn't the snapshot of {snapshot.retrieved}"
        hint = f"{remedy}, or bring back the file with the hash {snapshot.sha256[:_SHOWN]}…"
        problems.add(Code.SNAPSHOT_CHANGED, place, message, hint)
    if spec.origin.digest != snapshot.origin:
        message = "the origin has changed since the snapshot was taken"
        problems.add(Code.ORIGIN_CHANGED, spec.origin.place, message, remedy)
    for table in stale_inputs(snapshot, hash_of):
        message = f"the table '{table}' has changed since '{spec.id}' was worked out from it"
        problems.add(Code.INPUTS_CHANGED, spec.origin.place, message, remedy)


def stale_inputs(snapshot: Snapshot, hash_of: Callable[[str], str]) -> list[str]:
    """Name the tables that are no longer as they were when a query was worked out from them."""
    return [table for table, digest in snapshot.inputs.items() if hash_of(table) != digest]


def _check_frozen(spec: TableSpec, data: bytes, problems: Problems) -> None:
    frozen = spec.rules.frozen
    if frozen is not None and frozen.sha256 and sha256(data) != frozen.sha256:
        message = f"the table is frozen, and '{spec.file}' has changed"
        hint = f"bring back the file, or write frozen: sha256:{sha256(data)}"
        problems.add(Code.FROZEN_CHANGED, frozen.place, message, hint)


def sha256(data: bytes) -> str:
    """Give the sha256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
