"""From a table block and its data to the printed grid, in all languages of an edition at once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from jkreport.compose.grid_body import body_rows, legend_of
from jkreport.compose.grid_heads import Leaf, head_rows
from jkreport.compose.grid_parts import (
    Align,
    BodyCell,
    BodyRow,
    Content,
    Figure,
    Grid,
    HeadCell,
    LegendEntry,
    Number,
    RowKind,
    Sign,
    Words,
)
from jkreport.compose.grid_plan import Chosen, Plan, plan_of
from jkreport.compose.grid_words import Speaker
from jkreport.data import Table
from jkreport.data.keys import TIME
from jkreport.diagnostics import Code, Problems
from jkreport.languages import Language
from jkreport.model.blocks.tables import TableBlock
from jkreport.model.tables import Key, KeyType, Measure, MeasureType

__all__ = [
    "Align",
    "BodyCell",
    "BodyRow",
    "Content",
    "Figure",
    "Grid",
    "HeadCell",
    "LegendEntry",
    "Number",
    "RowKind",
    "Sign",
    "Words",
    "grid_of",
]

MOST_ROWS = 2_000
MOST_CELLS = 20_000


def grid_of(
    block: TableBlock, table: Table, languages: Sequence[Language], problems: Problems
) -> Grid | None:
    """Lay a table out; None when something is wrong, all of which is then in `problems`."""
    found = Problems()
    grid = _grid(block, table, Speaker(table, languages, found))
    for diagnostic in found.found:
        problems.take(diagnostic)
    return None if found.errors else grid


def _grid(block: TableBlock, table: Table, speaker: Speaker) -> Grid | None:
    plan = plan_of(block, table, speaker.problems)
    if speaker.problems.errors:
        return None
    leaves = tuple(_leaves(plan, speaker))
    if not _fits(block, plan, leaves, speaker.problems):
        return None
    unit = _shared_unit(leaves)
    if unit is not None:
        leaves = tuple(replace(leaf, unit=None) for leaf in leaves)
    body = body_rows(plan, leaves, speaker)
    return Grid(
        columns=tuple(leaf.align for leaf in leaves),
        head=head_rows(leaves),
        body=body,
        unit=None if unit is None else speaker.unit_line(unit),
        legend=legend_of(body, speaker),
    )


def _fits(block: TableBlock, plan: Plan, leaves: Sequence[Leaf], problems: Problems) -> bool:
    rows, cells = len(plan.lines), len(plan.lines) * len(leaves)
    if not leaves:
        problems.add(Code.NO_DATA, block.columns_place, "no column is left to print")
    too_long = rows > MOST_ROWS or cells > MOST_CELLS
    if too_long:
        message = f"the printed table has {rows:,} rows and {cells:,} cells"
        hint = f"at most {MOST_ROWS:,} rows and {MOST_CELLS:,} cells fit; choose rows with `where`"
        problems.add(Code.TABLE_TOO_LONG, block.table.place, message, hint)
    return bool(leaves) and not too_long


def _leaves(plan: Plan, speaker: Speaker) -> Iterator[Leaf]:
    """Give the columns: with a pivot first the keys, then all measures for each of its values."""
    if plan.pivot is None:
        for chosen in plan.columns:
            yield _leaf(chosen, speaker)
        return
    measures = [each for each in plan.columns if isinstance(each.source, Measure)]
    for chosen in plan.columns:
        if isinstance(chosen.source, Key):
            yield _leaf(chosen, speaker)
    for value in plan.heads:
        head = _pivot_head(plan, value, speaker)
        if len(measures) == 1 and measures[0].label is None and not measures[0].above:
            # One measure needs no head of its own: the caption says what the numbers are.
            yield replace(_leaf(measures[0], speaker), words=head, pivot=value)
            continue
        for chosen in measures:
            leaf = _leaf(chosen, speaker)
            yield replace(leaf, pivot=value, above=((f"pivot {value}", head), *leaf.above))


def _pivot_head(plan: Plan, value: str, speaker: Speaker) -> Words:
    row = next(line.rows[value] for line in plan.lines if value in line.rows)
    return speaker.key(plan.pivot, row, "full") if plan.pivot is not None else Words(by_language={})


def _leaf(chosen: Chosen, speaker: Speaker) -> Leaf:
    source = chosen.source
    above = tuple((name, speaker.localized(label)) for name, label in chosen.above)
    return Leaf(
        chosen=chosen,
        above=above,
        words=speaker.localized(source.label if chosen.label is None else chosen.label),
        unit=speaker.unit(source) if _is_number(source) and isinstance(source, Measure) else None,
        align=_align(source),
    )


def _align(source: Key | Measure) -> Align:
    if isinstance(source, Key):
        if source.type in TIME:
            return Align.CENTER
        return Align.NUMBER if source.type is KeyType.INTEGER else Align.TEXT
    return Align.NUMBER if _is_number(source) else Align.TEXT


def _is_number(source: Key | Measure) -> bool:
    return isinstance(source, Measure) and source.type is not MeasureType.TEXT


def _shared_unit(leaves: Sequence[Leaf]) -> Words | None:
    """Give the unit that all columns of numbers share, if there are several."""
    units = [leaf.unit for leaf in leaves if _is_number(leaf.chosen.source)]
    return units[0] if len(units) > 1 and all(unit == units[0] for unit in units) else None
