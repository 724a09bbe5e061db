"""Tables written down in few words, and the grids that are laid out of them."""

from collections.abc import Sequence
from decimal import Decimal

from jkreport.compose.grid import (
    BodyCell,
    Grid,
    Number,
    RowKind,
    Sign,
    Words,
    grid_of,
)
from jkreport.data import Table, read_table
from jkreport.diagnostics import Place, Problems
from jkreport.languages import LANGUAGES, Language
from jkreport.model.blocks.tables import Column, ColumnGroup, Extent, Rows, TableBlock
from jkreport.model.names import Name
from jkreport.model.tables import Flag, Key, KeyType, Mark, Measure, MeasureType, TableSpec
from jkreport.model.text import Localized, Text
from jkreport.values import BUILT_IN_UNITS

YAML = Place(file="content/data/imports.yaml", line=3, column=5)
SECTION = Place(file="content/sections/trade.yaml", line=7, column=9)
JA, KO = LANGUAGES["ja"], LANGUAGES["ko"]
PAIR = (JA, KO)


def words(ja: str, ko: str = "") -> Localized:
    """Word something; without Korean, the Japanese wording serves all."""
    text = Text(value=ja, place=YAML)
    if not ko:
        return Localized(texts={}, common=text, place=YAML)
    return Localized(texts={"ja": text, "ko": Text(value=ko, place=YAML)}, place=YAML)


def name(value: str) -> Name:
    return Name(value, SECTION)


def key(identifier: str, kind: str, label: Localized, **values: Localized) -> Key:
    return Key(name=identifier, type=KeyType(kind), label=label, values=values, place=YAML)


def measure(
    identifier: str,
    label: Localized,
    *,
    unit: str = "none",
    kind: str = "decimal",
    scale: int = 1,
) -> Measure:
    return Measure(
        name=identifier,
        type=MeasureType(kind),
        label=label,
        unit=BUILT_IN_UNITS[unit],
        scale=Decimal(scale),
        place=YAML,
    )


def table(keys: Sequence[Key], measures: Sequence[Measure], csv: str) -> Table:
    spec = TableSpec(
        id="imports",
        title=words("表"),
        file=name("imports.csv"),
        encoding="utf-8",
        sheet="",
        range="",
        keys=tuple(keys),
        measures=tuple(measures),
        missing={"…": Mark.UNKNOWN, "x": Mark.SUPPRESSED, "": Mark.NONE, "-": Mark.NONE},
        flags={"r": Flag.REVISED, "p": Flag.PROVISIONAL, "e": Flag.ESTIMATED},
        negative=("△",),
        sources=(),
        locator=None,
        as_of=None,
        note=None,
        place=YAML,
    )
    return read_table(spec, csv.encode(), Problems())


def block(*columns: str | Column | ColumnGroup, rows: Rows | None = None) -> TableBlock:
    return TableBlock(
        id="imports",
        place=SECTION,
        table=name("imports"),
        columns=tuple(
            Column(name=name(each)) if isinstance(each, str) else each for each in columns
        ),
        rows=rows or Rows(),
        caption=words("表"),
        note=None,
        sources=(),
        extent=Extent.NORMAL,
        columns_place=SECTION,
    )


def laid_out(asked: TableBlock, of: Table, languages: Sequence[Language] = PAIR) -> Grid:
    problems = Problems()
    grid = grid_of(asked, of, languages, problems)
    assert problems.found == []
    assert grid is not None
    return grid


def shown(grid: Grid) -> list[str]:
    """Show a grid in few letters: spans as 2x1, padding in brackets, languages by a slash."""
    lines = [] if grid.unit is None else [_said(grid.unit)]
    for head in grid.head:
        cells = [
            f"{_said(cell.words)}{f' <{_said(cell.unit)}>' if cell.unit else ''}"
            f"{f' {cell.colspan}x{cell.rowspan}' if (cell.colspan, cell.rowspan) != (1, 1) else ''}"
            for cell in head
        ]
        lines.append("# " + " | ".join(cells))
    marks = {RowKind.GROUP: "* ", RowKind.DATA: "", RowKind.TOTAL: "= "}
    lines += [marks[row.kind] + " | ".join(map(_cell, row.cells)) for row in grid.body]
    return lines + [f"{entry.sign}: {_said(entry.meaning)}" for entry in grid.legend]


def _said(said: Words) -> str:
    texts = [str(text) for text in said.by_language.values()]
    return texts[0] if said.alike else "/".join(texts)


def _cell(cell: BodyCell) -> str:
    match cell.content:
        case Words() as said:
            return _said(said)
        case Number(by_language=figures) as number:
            texts = [f"{each}[{each.pad}]" if each.pad else str(each) for each in figures.values()]
            told = texts[0] if number.alike else "/".join(texts)
            return f"{number.flag}:{told}" if number.flag else told
        case Sign(text=text):
            return f"!{text}"
        case None:
            return "."
