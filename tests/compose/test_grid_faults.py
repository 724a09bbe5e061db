"""Tables that can't be printed: every fault at once, at the place of what is wrong."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from jkreport.compose.grid import grid_of
from jkreport.data import Table, read_table
from jkreport.diagnostics import Place, Problems
from jkreport.languages import LANGUAGES, Language
from jkreport.model.blocks.tables import Column, Extent, Rows, TableBlock
from jkreport.model.names import Name
from jkreport.model.tables import Key, KeyType, Measure, MeasureType, TableSpec
from jkreport.model.text import Localized, Text
from jkreport.values import NO_UNIT

YAML = Place(file="content/data/imports.yaml", line=3, column=5)
SECTION = Place(file="content/sections/trade.yaml", line=7, column=9)
JA, EN = LANGUAGES["ja"], LANGUAGES["en"]
LABEL = Localized(texts={"ja": Text(value="表", place=YAML)}, place=YAML)


def name(value: str) -> Name:
    return Name(value, SECTION)


def key(identifier: str, kind: KeyType, *values: str) -> Key:
    labels = dict.fromkeys(values, LABEL)
    return Key(name=identifier, type=kind, label=LABEL, values=labels, place=YAML)


def table(keys: Sequence[Key], measures: dict[str, MeasureType], csv: str) -> Table:
    spec = TableSpec(
        id="imports",
        title=LABEL,
        file=name("imports.csv"),
        encoding="utf-8",
        sheet="",
        range="",
        keys=tuple(keys),
        measures=tuple(
            Measure(name=each, type=kind, label=LABEL, unit=NO_UNIT, scale=Decimal(1), place=YAML)
            for each, kind in measures.items()
        ),
        missing={},
        negative=(),
        sources=(),
        locator=None,
        as_of=None,
        note=None,
        place=YAML,
    )
    problems = Problems()
    read = read_table(spec, csv.encode(), problems)
    assert problems.found == []
    return read


def block(*columns: str, rows: Rows | None = None) -> TableBlock:
    return TableBlock(
        id="imports",
        place=SECTION,
        table=name("imports"),
        columns=tuple(Column(name=name(each)) for each in columns),
        rows=rows or Rows(),
        caption=LABEL,
        note=None,
        sources=(),
        extent=Extent.NORMAL,
        columns_place=SECTION,
    )


TRADE = table(
    [key("year", KeyType.YEAR), key("flow", KeyType.CATEGORY, "exports", "imports")],
    {"amount": MeasureType.DECIMAL, "remark": MeasureType.TEXT},
    "year,flow,amount,remark:ja\n2011,exports,397,最高\n2024,imports,296,\n",
)


def faults(asked: TableBlock, of: Table, languages: Sequence[Language] = (JA,)) -> list[str]:
    problems = Problems()
    assert grid_of(asked, of, languages, problems) is None
    return [
        f"{each.place}: {each.code.slug}: {each.message}" + (f" — {each.hint}" if each.hint else "")
        for each in problems.sorted()
    ]


def test_wrong_names_are_told_together_with_the_nearest_right_ones() -> None:
    rows = Rows(
        where={
            "yaer": (name("2011"),),
            "flow": (name("export"),),
            "year": (name("2012"), name("x")),
        },
        group=name("flows"),
        pivot=name("amount"),
        total=name("sum"),
    )
    at = SECTION
    assert faults(block("yaer", "amuont", rows=rows), TRADE) == [
        (
            f"{at}: unknown-name: 'export' is not a value of the key 'flow'"
            " — did you mean 'exports' or 'imports'?"
        ),
        f"{at}: unknown-name: table 'imports' has no column 'amuont' — did you mean 'amount'?",
        f"{at}: unknown-name: table 'imports' has no column 'yaer' — did you mean 'year'?",
        f"{at}: unknown-name: table 'imports' has no key 'amount' — known: 'flow', 'year'",
        f"{at}: unknown-name: table 'imports' has no key 'flows' — did you mean 'flow'?",
        f"{at}: unknown-name: table 'imports' has no key 'yaer' — did you mean 'year'?",
        (
            f"{at}: bad-date: 'x' is not a year such as 2011, as the key 'year' is"
            " — years are of the common era; months and days have two digits"
        ),
        (
            f"{at}: no-such-row: no row of table 'imports' has '2012' as its 'year'"
            " — did you mean '2024' or '2011'?"
        ),
        (
            f"{at}: no-such-row: no row of table 'imports' has the key 'sum'"
            " — known: 'exports', 'imports'"
        ),
    ]


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        (
            block(rows=Rows(where={"year": ()})),
            "no-data: no row of table 'imports' is left to print",
        ),
        (block("flow", rows=Rows(group=name("flow"))), "no-data: no column is left to print"),
        (
            block(rows=Rows(group=name("flow"), pivot=name("flow"))),
            "bad-value: 'flow' can't be both group and pivot",
        ),
    ],
)
def test_a_table_of_nothing_is_refused(asked: TableBlock, fault: str) -> None:
    assert faults(asked, TRADE) == [f"{SECTION}: {fault}"]


def test_a_text_that_a_language_lacks_is_told_at_its_place() -> None:
    assert faults(block("remark"), TRADE, [JA, EN]) == [
        "content/data/imports.csv:2:18: language-missing: the text has no 'en'",
        f"{YAML}: language-missing: the text has no 'en'",
    ]


@pytest.mark.parametrize(
    ("rows", "columns", "fault"),
    [
        (2_001, 1, "2,001 rows and 4,002 cells"),
        (1_001, 19, "1,001 rows and 20,020 cells"),
    ],
)
def test_a_table_that_no_page_budget_allows_is_refused(rows: int, columns: int, fault: str) -> None:
    measures = {f"n{number}": MeasureType.INTEGER for number in range(columns)}
    body = "".join(f"{number}{',1' * columns}\n" for number in range(rows))
    of = table([key("place", KeyType.INTEGER)], measures, f"place,{','.join(measures)}\n{body}")
    assert faults(block(), of) == [
        (
            f"{SECTION}: table-too-long: the printed table has {fault}"
            " — at most 2,000 rows and 20,000 cells fit; choose rows with `where`"
        )
    ]
