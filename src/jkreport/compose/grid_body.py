"""The body of a printed table: rows in groups, numbers on their decimal points."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from jkreport.compose.grid_heads import Leaf
from jkreport.compose.grid_parts import (
    BodyCell,
    BodyRow,
    Content,
    Figure,
    LegendEntry,
    Number,
    RowKind,
    Sign,
)
from jkreport.compose.grid_plan import Line, Plan
from jkreport.compose.grid_words import Speaker
from jkreport.data import Missing
from jkreport.model.tables import Flag, Key, Mark
from jkreport.model.text import Localized


def body_rows(plan: Plan, leaves: Sequence[Leaf], speaker: Speaker) -> tuple[BodyRow, ...]:
    """Set the rows; each group of them under a line of its own, totals without one."""
    columns = [_column(plan.lines, leaf, speaker) for leaf in leaves]
    cells = list(zip(*columns, strict=True))
    rows: list[BodyRow] = []
    for group, run in groupby(zip(plan.lines, cells, strict=True), key=lambda each: each[0].group):
        members = list(run)
        if group and plan.group is not None:
            words = speaker.key(plan.group, members[0][0].any, "full")
            cell = BodyCell(content=words, colspan=len(leaves), scope="rowgroup")
            rows.append(BodyRow(kind=RowKind.GROUP, cells=(cell,)))
        rows.extend(
            BodyRow(
                kind=RowKind.TOTAL if line.total else RowKind.DATA,
                cells=each,
                apart=bool(rows) and not group and number == 0,
            )
            for number, (line, each) in enumerate(members)
        )
    return tuple(rows)


def legend_of(body: Sequence[BodyRow], speaker: Speaker) -> tuple[LegendEntry, ...]:
    """Explain the signs in place of numbers and beside them, in the order of the table's YAML."""
    contents = [cell.content for row in body for cell in row.cells]
    used = {each.text for each in contents if isinstance(each, Sign)}
    beside = {each.flag for each in contents if isinstance(each, Number)}
    spec = speaker.table.spec
    shown: list[tuple[str, Mark | Flag]] = [
        *((sign, meaning) for sign, meaning in spec.missing.items() if sign in used),
        *((sign, meaning) for sign, meaning in spec.flags.items() if sign in beside),
    ]
    return tuple(
        LegendEntry(sign=sign, meaning=speaker.meaning(meaning)) for sign, meaning in shown
    )


def _column(lines: Sequence[Line], leaf: Leaf, speaker: Speaker) -> list[BodyCell]:
    source = leaf.chosen.source
    if isinstance(source, Key):
        return [
            BodyCell(content=speaker.key(source, line.any), align=leaf.align, scope="row")
            for line in lines
        ]
    contents = _padded([_content(line, leaf, speaker) for line in lines])
    return [BodyCell(content=content, align=leaf.align) for content in contents]


def _content(line: Line, leaf: Leaf, speaker: Speaker) -> Content:
    measure, row = leaf.chosen.source, line.rows.get(leaf.pivot)
    if row is None or isinstance(measure, Key):
        return None
    match row.cells.get(measure.name):
        case Decimal():
            decimals = leaf.chosen.decimals
            return speaker.number(measure, row, measure.decimals if decimals is None else decimals)
        case Missing(mark=mark):
            return Sign(text=mark) if mark else None
        case Localized() as text:
            return speaker.cell(measure, row, text) if text.all() else None
        case None:
            return None


def _padded(contents: list[Content]) -> list[Content]:
    """Fill the numbers of a column up to its longest fraction."""
    fractions = [
        figure.fraction
        for content in contents
        if isinstance(content, Number)
        for figure in content.by_language.values()
    ]
    longest = max(fractions, key=len, default="")
    filler = longest[:1] + "0" * (len(longest) - 1)
    return [
        replace(
            content,
            by_language={code: _filled(each, filler) for code, each in content.by_language.items()},
        )
        if isinstance(content, Number)
        else content
        for content in contents
    ]


def _filled(figure: Figure, filler: str) -> Figure:
    return replace(figure, pad=filler[len(figure.fraction) :])
