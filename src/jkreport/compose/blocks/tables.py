"""Setting of data tables."""

from jkreport.compose.chains import chain_of
from jkreport.compose.entries import entry_of
from jkreport.compose.grid import (
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
    grid_of,
)
from jkreport.compose.record import value_of
from jkreport.compose.setter import Setter
from jkreport.compose.writer import Side
from jkreport.data import Table
from jkreport.diagnostics import Code
from jkreport.languages import LANGUAGES
from jkreport.model.blocks import Extent, TableBlock
from jkreport.model.text import Localized, Text
from jkreport.provenance import record
from jkreport.resolve.checked import checked_table
from jkreport.templating import Html
from jkreport.values import Cell, Quantity

# A head with a longer phrase is left to break anywhere: held together it would widen its column.
_LONGEST_PHRASE = 6
# A table of so many columns is as wide as it needs: its numbers would stand far from their labels.
_SLIM = 2


def set_table(setter: Setter, block: TableBlock) -> Html:
    """Set a table; nothing, with the faults told, when it can't be laid out."""
    context = setter.context
    table = None
    with context.problems.gathered():
        table = checked_table(context.tables, block.table, context.brief.as_of)
    if table is None or not table.complete:
        return Html("")
    context.used.tables.setdefault(table.spec.id, table.spec)
    grid = grid_of(block, table, setter.languages, context.problems)
    if grid is not None:
        context.used.record.figure(_taken_down(block, table, grid))
    # Without columns the rest is set all the same, to find what is wrong with it.
    return _table(setter, block, table, grid or Grid(columns=(), head=(), body=()))


def _taken_down(block: TableBlock, table: Table, grid: Grid) -> record.Figure:
    cells = (cell.content for row in grid.body for cell in row.cells)
    numbers = tuple(each for each in map(_number, cells) if each is not None)
    return record.Figure(
        block=block.id,
        kind="table",
        table=table.spec.id,
        place=str(block.place),
        numbers=numbers,
    )


def _number(content: Content) -> record.Number | None:
    """Describe what a cell prints of the data; heads come from the description of the table."""
    match content:
        case Number(quantity=Quantity() as quantity, by_language=printed):
            value = value_of(quantity)
        case Words(origin=Cell() as origin, by_language=printed):
            value = record.Value(number="", unit="text", origin=origin)
        case _:
            return None
    if value is None or not isinstance(value.origin, Cell):
        return None
    said = {code: str(each) for code, each in printed.items()}
    row = " · ".join(value.origin.key)
    return record.Number(row=row, column=value.origin.measure, printed=said, value=value)


def _table(setter: Setter, block: TableBlock, table: Table, grid: Grid) -> Html:
    spec = table.spec
    entry = entry_of(setter.context, Cell(table=spec.id, measure="", key=()))
    return setter.fill(
        "blocks/table.html.j2",
        id=block.id,
        entry=entry,
        extent="" if block.extent is Extent.NORMAL else block.extent.value,
        slim=len(grid.columns) <= _SLIM,
        cuts=len(grid.columns),
        captions=setter.captions(block.id, block.caption, "table"),
        continued=setter.continued(block.id, block.caption),
        unit=_words(setter, grid.unit) if grid.unit is not None else (),
        columns=grid.columns,
        head=[[_head(setter, cell) for cell in row] for row in grid.head],
        body=[_row(setter, row) for row in grid.body],
        legend=[_legend(setter, entry) for entry in grid.legend],
        notes=setter.notes(block.note, spec),
        sources=setter.source_lines(
            block.sources or spec.sources, None if block.sources else spec.locator, entry
        ),
    )


def _head(setter: Setter, cell: HeadCell) -> dict[str, object]:
    return {
        "sides": _in_phrases(setter, _said(setter, cell.words)),
        "unit": _words(setter, cell.unit) if cell.unit is not None else (),
        "align": cell.align.value,
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "scope": cell.scope,
    }


def _in_phrases(setter: Setter, sides: tuple[Side, ...]) -> tuple[Side, ...]:
    """Let heads of several lines break between phrases."""
    held = setter.writer.held
    return tuple(
        Side(lang=side.lang, html=held(side.html, LANGUAGES[side.lang], longest=_LONGEST_PHRASE))
        for side in sides
    )


def _row(setter: Setter, row: BodyRow) -> dict[str, object]:
    return {
        "kind": row.kind.value,
        "starts": row.kind is RowKind.GROUP or row.apart,
        "cells": [_cell(setter, cell) for cell in row.cells],
    }


def _cell(setter: Setter, cell: BodyCell) -> dict[str, object]:
    content = cell.content
    sides = (
        _said(setter, content)
        if cell.scope and isinstance(content, Words)
        else _content(setter, content)
    )
    return {
        "sides": sides,
        "align": cell.align.value,
        "colspan": cell.colspan,
        "scope": cell.scope,
        # A link holds no other one.
        "plain": not any("<a " in side.html for side in sides),
        "origin": _chain(setter, content),
    }


def _chain(setter: Setter, content: Content) -> str:
    match content:
        case Number(quantity=Quantity(provenance=origin)) | Words(origin=Cell() as origin):
            return chain_of(setter.context, origin, setter.languages)
        case _:
            return ""


def _content(setter: Setter, content: Content) -> tuple[Side, ...]:
    match content:
        case None:
            return ()
        case Sign(text=text):
            return (Side(lang="", html=Html.escape(text)),)
        case Words():
            return _words(setter, content)
        case Number(by_language=figures):
            setter.context.used.values += 1
            sides = tuple(
                Side(lang=code, html=_figure(figure, content.flag))
                for code, figure in figures.items()
            )
            return sides[:1] if content.alike else sides


def _figure(figure: Figure, flag: str) -> Html:
    """Write a number; the sign beside it stands before it, so that decimal points stay in line."""
    before = Html('<span class="flag">{}</span>').format(flag) if flag else Html("")
    pad = Html('<span class="pad">{}</span>').format(figure.pad) if figure.pad else Html("")
    return before + Html.escape(str(figure)) + pad


def _words(setter: Setter, words: Words) -> tuple[Side, ...]:
    sides = setter.row(lambda each: _written(setter, words, each.code))
    return sides[:1] if words.alike else sides


def _said(setter: Setter, words: Words) -> tuple[Side, ...]:
    """Write what a header cell says; it has to say something."""
    sides = _words(setter, words)
    for side in sides:
        text = words.by_language.get(side.lang)
        if isinstance(text, Text) and setter.silent(_alone(text), side.lang, side.html):
            setter.context.problems.add(
                Code.HEADER_EMPTY,
                text.place,
                "a header cell of the table comes out empty",
                "say what its column or row holds",
            )
    return sides


def _written(setter: Setter, words: Words, code: str) -> Html:
    text = words.by_language.get(code, "")
    if isinstance(text, str):
        return Html.escape(text)
    language = next(each for each in setter.languages if each.code == code)
    return setter.writer.phrase(_alone(text), language)


def _alone(text: Text) -> Localized:
    return Localized(texts={}, place=text.place, common=text)


def _legend(setter: Setter, entry: LegendEntry) -> dict[str, object]:
    return {"sign": entry.sign, "sides": _words(setter, entry.meaning)}
