"""Every cell of a table in a PDF has the headers that its data have."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import pytest
from tests.typeset.structures import Read

from jkreport.typeset.pdf import Element, bare

pytestmark = pytest.mark.typeset


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A table as data: the heads of each column from the top down, of each row from the left on, and groups.

    Neighbours with the same head above the same heads are one merged cell, in rows and columns.
    """

    columns: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    corners: tuple[str, ...]


def frame(seed: int) -> Frame:
    made = random.Random(seed)  # noqa: S311 - the same every time
    levels, keys = made.randint(1, 3), made.randint(0, 2)
    width, height = made.randint(1, 5), made.randint(1, 5)
    columns = tuple(sorted({
        (*(f"列{level}{made.choice('甲乙丙')}" for level in range(levels - 1)), f"列{seed}-{x}")
        for x in range(width)
    }))  # fmt: skip
    grouped = made.random() < 0.5
    groups = sorted(made.choice("春夏秋") if grouped else "" for _ in range(height))
    if grouped and made.random() < 0.5:
        groups.append("")  # a total of all groups, in none
    rows = [
        (
            f"群{name}" if name else "",
            tuple(f"行{level}{made.choice('子丑')}" for level in range(keys - 1))
            + ((f"行{seed}-{y}",) if keys else ()),
        )
        for y, name in enumerate(groups)
    ]
    rows = [row for _, run in groupby(rows, key=lambda row: row[0]) for row in sorted(run)]
    return Frame(columns=columns, rows=tuple(rows), corners=tuple(f"隅{n}" for n in range(keys)))


def runs(paths: Sequence[tuple[str, ...]], level: int) -> Iterator[tuple[int, int]]:
    """Give where each merged head of a level starts, and how many it is over."""
    start = 0
    for _, members in groupby(paths, key=lambda path: path[: level + 1]):
        length = len(list(members))
        yield start, length
        start += length


def html_of(table: Frame) -> str:
    levels = len(table.columns[0])
    lines = []
    for level in range(levels):
        cells = [
            f'<th rowspan="{levels}" scope="col">{escape(each)}</th>'
            for each in (table.corners if level == 0 else ())
        ]
        for start, length in runs(table.columns, level):
            scope = "colgroup" if length > 1 else "col"
            cells.append(
                f'<th scope="{scope}" colspan="{length}">{table.columns[start][level]}</th>'
            )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    bodies = []
    for name, run in groupby(table.rows, key=lambda row: row[0]):
        members = [heads for _, heads in run]
        width = len(table.corners) + len(table.columns)
        head = f'<tr><th scope="rowgroup" colspan="{width}">{name}</th></tr>' if name else ""
        bodies.append(f"<tbody>{head}{''.join(body_rows(table, members))}</tbody>")
    return f"<table><thead>{''.join(lines)}</thead>{''.join(bodies)}</table>"


def body_rows(table: Frame, members: Sequence[tuple[str, ...]]) -> Iterator[str]:
    merged = {
        (start, level): length
        for level in range(len(table.corners))
        for start, length in runs(members, level)
    }
    for y, heads in enumerate(members):
        cells = [
            f'<th scope="row" rowspan="{merged[y, level]}">{head}</th>'
            for level, head in enumerate(heads)
            if (y, level) in merged
        ]
        cells += [f"<td>{y}-{x}</td>" for x in range(len(table.columns))]
        yield f"<tr>{''.join(cells)}</tr>"


def expected_headers(table: Frame) -> list[list[str]]:
    return [
        [*([name] if name else []), *heads, *column]
        for name, heads in table.rows
        for column in table.columns
    ]


def headers(table: Element) -> list[list[str]]:
    texts = {each.identifier: bare(each.text) for each in table.all("TH") if each.identifier}
    return [[texts[each] for each in cell.attributes["Headers"]] for cell in table.all("TD")]


def test_every_cell_has_the_headers_that_its_data_have(read: Read) -> None:
    frames = [frame(seed) for seed in range(500)]
    cells = 0
    for start in range(0, 500, 125):
        part = frames[start : start + 125]
        tables = read("<h1>題</h1>" + "".join(map(html_of, part))).root.all("Table")
        for table, source in zip(tables, part, strict=True):
            assert headers(table) == expected_headers(source)
            cells += len(headers(table))
    assert cells > 4000
    assert {len(each.columns[0]) for each in frames} == {1, 2, 3}
    assert {len(each.corners) for each in frames} == {0, 1, 2}


def test_a_cell_over_several_has_the_headers_of_all(read: Read) -> None:
    body = """<table><tr><th>一</th><th>二</th><th>三</th></tr>
    <tr><th scope="row">甲</th><td rowspan="2" colspan="2">大</td></tr><tr><th scope="row">乙</th></tr></table>"""
    (table,) = read(body).root.all("Table")
    assert headers(table) == [["甲", "乙", "二", "三"]]
