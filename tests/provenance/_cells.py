"""One cell of a brief's data is changed, and what the change reaches is compared with what `uses` names."""

import csv
import hashlib
import io
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lxml import html

from jkreport.build.composing import context_of
from jkreport.build.loaded import Loaded, load_workspace
from jkreport.build.tracing import record_of_editions
from jkreport.compose import compose
from jkreport.diagnostics import Code
from jkreport.drawing import Compiler
from jkreport.provenance import Record
from jkreport.provenance.asking import Printing, printings, uses
from jkreport.resolve.origins import depends
from jkreport.values import Cell
from jkreport.values.quantity import leaves_of

ROOT = Path(__file__).resolve().parents[2]
BRIEF = "brief-2026"


class Fingerprint(Compiler):
    """Draws nothing but a text that is another one for another chart."""

    def svg(self, spec: str, family: str) -> str:
        digest = hashlib.sha256(f"{spec}{family}".encode()).hexdigest()
        space = "http://www.w3.org/2000/svg"
        return f'<svg xmlns="{space}" viewBox="0 0 1 1"><text>{digest}</text></svg>'


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """A brief as it is printed: its record, and by edition the text of each block."""

    record: Record
    blocks: Mapping[str, Mapping[str, str]]
    pages: Mapping[str, str]
    faults: tuple[tuple[Code, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of changing a cell; `wrong` says what doesn't hold."""

    cell: Cell
    places: int
    contradicted: bool
    wrong: tuple[str, ...]


def state_of(root: Path) -> State:
    """Compose the brief, all editions."""
    loaded: Loaded = load_workspace(root)
    brief = loaded.brief(BRIEF)
    style = loaded.style(brief)
    made = [
        compose(context_of(loaded, brief, each, style, Fingerprint())) for each in brief.editions
    ]
    record = record_of_editions(loaded, brief, [each.record for each in made])
    known = {each.block for edition in record.editions for each in printings(edition)}
    return State(
        record=record,
        blocks={each.id: dict(_texts(each.html, known)) for each in made},
        pages={each.id: each.html for each in made},
        faults=tuple((each.code, str(each.place)) for each in loaded.problems.sorted()),
    )


def _texts(page: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """Give the text of each block, without that of blocks inside of it; pictures by their bytes."""
    found: dict[str, list[str]] = {}

    def walk(element: html.HtmlElement, block: str) -> None:
        named = element.get("id", "")
        block = named if named and named in known else block
        texts = found.setdefault(block, [])
        texts.append(element.text or "")
        texts.append(element.get("src", ""))
        for child in element:
            if isinstance(child.tag, str) and child.tag not in {"style", "head"}:
                walk(child, block)
            texts.append(child.tail or "")

    walk(html.document_fromstring(page), "")
    return ((block, "".join(texts)) for block, texts in found.items())


ANNEX = "data-list"
# A sentence that contradicts the new value, or a rule of the table that it breaks: then nothing is built.
_STOPPED = frozenset(
    {
        Code.CONTRADICTED,
        Code.OUT_OF_BOUNDS,
        Code.SUM_DIFFERS,
        Code.NOT_MONOTONE,
        Code.CHANGE_TOO_LARGE,
        Code.FROZEN_CHANGED,
    }
)
_SNAPSHOT = re.compile(r"([a-z0-9_]+\.csv) ([0-9a-f]{8})")


def cells_of(record: Record) -> list[Cell]:
    """Give every numeric cell that the brief prints, or works something out from, in one order."""
    found = {
        leaf
        for edition in record.editions
        for each in printings(edition)
        if each.value.unit != "text"
        for leaf in leaves_of(each.value.origin)
        if isinstance(leaf, Cell) and leaf.key
    }
    return sorted(found, key=lambda cell: (cell.table, cell.measure, cell.key))


def changed(root: Path, cell: Cell) -> None:
    """Write another number of the same form into a cell's file: larger by a tenth, by one digit at least."""
    path = root / "content/data" / f"{cell.table}.csv"
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    head = rows[0]
    column = head.index(cell.measure)
    # The first columns are the keys in their order.
    (row,) = (each for each in rows[1:] if tuple(each[: len(cell.key)]) == cell.key)
    old = Decimal(row[column])
    step = Decimal(1).scaleb(int(old.as_tuple().exponent))
    row[column] = str((old * Decimal("1.1")).quantize(step) + step)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")


Further = Callable[[Cell, State, State, Path], Iterator[str]]
"""What else is compared: of a cell the state before, the one after, and the workspace; it says what is wrong."""


def tried(cell: Cell, before: State, folder: Path, further: Further | None = None) -> Outcome:
    """Change a cell in a copy of the workspace; compare what changed with what `uses` names."""
    root = folder / "workspace"
    shutil.copytree(ROOT / "content", root / "content")
    changed(root, cell)
    named = uses(before.record, lambda leaf: depends(leaf, cell))
    after = state_of(root)
    faults = [each for each in after.faults if each[0] not in _STOPPED]
    contradicted = len(after.faults) > len(faults)
    wrong = [f"{code.value} at {place}" for code, place in faults]
    if not wrong and not contradicted:
        wrong += _compared(cell, before, after, named)
        wrong += further(cell, before, after, root) if further is not None else ()
    shutil.rmtree(root)
    return Outcome(cell=cell, places=len(named), contradicted=contradicted, wrong=tuple(wrong))


def _compared(
    cell: Cell, before: State, after: State, named: tuple[Printing, ...]
) -> Iterator[str]:
    now = uses(after.record, lambda leaf: depends(leaf, cell))
    if [_place(each) for each in now] != [_place(each) for each in named]:
        yield "the new state is printed elsewhere"
        return
    for edition, blocks in before.blocks.items():
        now_there = after.blocks[edition]
        renewed = dict(_snapshots(blocks) - _snapshots(now_there))
        if set(renewed) != {f"{cell.table}.csv"}:
            yield f"{edition}: the annex has other snapshots of {sorted(renewed)}"
        differing = {
            block
            for block in blocks
            if _without_snapshots(blocks[block]) != _without_snapshots(now_there[block])
        }
        expected = set()
        for old, new in zip(named, now, strict=True):
            chart = old.field.startswith("chart ")
            if old.edition != edition or (old.printed == new.printed and not chart):
                continue
            expected.add(old.block)
            text = after.blocks[edition][old.block]
            if not chart and _plain(new.printed) not in _plain(text):
                yield f"{edition} {old.block}: the new {new.printed} isn't printed"
        if differing != expected:
            yield f"{edition}: {sorted(differing)} changed, {sorted(expected)} were named"
        for block in expected:
            yield from _left(edition, block, before, after, named)


def _snapshots(blocks: Mapping[str, str]) -> set[tuple[str, str]]:
    """Give each file that the annex of data names, with the hash of its snapshot."""
    return set(_SNAPSHOT.findall(blocks[ANNEX]))


def _without_snapshots(text: str) -> str:
    return _SNAPSHOT.sub("", text)


def _left(
    edition: str, block: str, before: State, after: State, named: tuple[Printing, ...]
) -> Iterator[str]:
    """Give old values that stand in a block as often as before, though the cell stood behind them."""
    mine = [each for each in named if (each.edition, each.block) == (edition, block)]
    for printed in {each.printed for each in mine if not each.field.startswith("chart ")}:
        was, is_ = (
            _plain(state.blocks[edition][block]).count(_plain(printed)) for state in (before, after)
        )
        stays = any(
            each.printed == printed
            for edition_now in after.record.editions
            if edition_now.id == edition
            for each in printings(edition_now)
            if each.block == block
        )
        if is_ >= was and not stays:
            yield f"{edition} {block}: the old {printed} stands there still"


def _place(each: Printing) -> tuple[str, str, str, str, str]:
    return each.edition, each.block, each.field, each.language, each.expression


def _plain(text: str) -> str:
    return "".join(text.split())


def chosen(record: Record, count: int, seed: int = 2026) -> list[Cell]:
    """Choose cells by chance, the same for the same seed."""
    cells = cells_of(record)
    return random.Random(seed).sample(cells, min(count, len(cells)))  # noqa: S311 - no secret
