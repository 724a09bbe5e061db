"""A spoilt data file: told of, or read to exactly the values that another reading gives."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.mutants.readings import Unreadable, Value, read
from tests.mutants.tables import Sheet, spoilt
from tests.mutants.watch import Trial, look_at, watched

from jkreport import JkreportError, Workspace
from jkreport.data import Missing, Table
from jkreport.model.text import Localized

_SETTINGS = "title: {ja: 例, ko: 예}\nlanguages: [ja, ko]\n"


def try_table(seed: int, root: Path) -> Trial:
    """Spoil a table in a workspace of its own at `root`, and read it."""
    sheet, data = spoilt(Random(seed))
    folder = root / "content/data"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "content/workspace.yaml").write_text(_SETTINGS, "utf-8")
    (folder / "spoilt.yaml").write_text(sheet.description, "utf-8")
    (folder / f"spoilt{sheet.suffix}").write_bytes(data)
    trial = Trial(
        name=f"table-{seed}", done=f"{sheet.suffix} {sheet.encoding}: {', '.join(sheet.done)}"
    )
    with watched(trial):
        try:
            table = Workspace.open(root).table("spoilt")
        except JkreportError as error:
            look_at(trial, root, error.diagnostics)
        else:
            trial.passed = True
            trial.wrong += _silent_changes(table, sheet, data)
    return trial


def _silent_changes(table: Table, sheet: Sheet, data: bytes) -> list[str]:
    try:
        wanted = read(sheet, data)
    except (Unreadable, ValueError, KeyError, OSError) as error:
        return [f"read, though {error!r:.200}"]
    exact = sheet.suffix in {".csv", ".tsv"}
    found = {row.key: _values(row.cells) for row in table.rows}
    wrong = (
        [f"rows {sorted(found.keys() ^ wanted.keys())}"] if found.keys() != wanted.keys() else []
    )
    for key in found.keys() & wanted.keys():
        wrong += [
            f"{key} {name}: {found[key].get(name)!r} instead of {wanted[key].get(name)!r}"
            for name in found[key].keys() | wanted[key].keys()
            if not _same(found[key].get(name), wanted[key].get(name), exact=exact)
        ]
    return wrong


def _values(cells: Mapping[str, object]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, entry in cells.items():
        match entry:
            case Decimal():
                values[name] = entry
            case Missing(mark=mark):
                values[name] = ("missing", mark)
            case Localized(texts=texts, common=common):
                values |= {f"{name}:{code}": each.value for code, each in texts.items()}
                values |= {name: common.value} if common is not None else {}
            case _:
                raise TypeError(entry)
    return values


def _same(own: object, other: object, *, exact: bool) -> bool:
    if exact and isinstance(own, Decimal) and isinstance(other, Decimal) and own:
        # A file of texts says how many decimals a number has; zero has no sign of its own.
        return str(own) == str(other)
    return own == other
