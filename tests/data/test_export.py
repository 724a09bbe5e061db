"""S5: a table as CSV: exact, read back as it was, and without a cell that a spreadsheet program works out."""

import csv
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jkreport.data import Table
from jkreport.data.export import quieted, unquieted
from jkreport.data.rows import Missing, Row
from jkreport.diagnostics import Place
from jkreport.model.tables import Mark, TableSpec
from jkreport.model.text import Localized, Text

SpecOf = Callable[..., TableSpec]
Read = Callable[[TableSpec, str | bytes], Table]
HERE = Place(file="content/data/trade.csv", line=2, column=1)
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BODIES = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://example.org","x")', "SUM(A1:A9)", "'x")
LIVE = [sign + body for sign in SIGNS for body in BODIES]


@pytest.fixture(scope="session")
def spec(spec_of: SpecOf) -> TableSpec:
    keys = {"item": "text", "year": "year", "flow": "category exports imports", "n": "integer"}
    return spec_of(keys, {"amount": "decimal USD 100", "memo": "text"})


def row(name: str, amount: Decimal | Missing, **memo: str) -> Row:
    texts = {code: Text(value=text, place=HERE) for code, text in memo.items()}
    wording = Localized(texts=texts, place=HERE)
    return Row(
        key=(name, "2024", "exports", "-7"),
        cells={"amount": amount, "memo": wording},
        names={"item": Localized(texts={}, common=Text(value=name, place=HERE), place=HERE)},
        place=HERE,
    )


def plain(table: Table) -> list[object]:
    """Give all that a table holds, without places."""

    def text(entry: object) -> object:
        if not isinstance(entry, Localized):
            return entry
        common = entry.common.value if entry.common is not None else None
        return {code: each.value for code, each in entry.texts.items()}, common

    return [
        (each.key, *(map(text, each.names.values())), *(map(text, each.cells.values())))
        for each in table.rows
    ]


def test_a_table_is_written_as_it_is_read(spec: TableSpec, read: Read) -> None:
    text = (
        "id,item,year,flow,n,amount,memo:ja,memo:ko\n"
        'a,リン,2024,exports,-7,-1234.50,"一, 二",하나\n'
        'b,"二\n行",2024,imports,0,…,"""引用""",둘\n'
        "c,三,2024,imports,1,x,,\n"
        "d,四,2024,imports,2,0.000,,\n"
    )
    assert read(spec, text).csv() == text


@pytest.mark.parametrize("live", LIVE)
def test_no_text_is_a_live_formula(spec: TableSpec, read: Read, live: str) -> None:
    table = Table(spec=spec, rows=(row(live, Decimal("-1.50"), ja=live, ko=f"'{live}"),))
    written = table.csv()
    (_, cells) = csv.reader(StringIO(written))
    names = ["id", "item", "year", "flow", "n", "amount", "memo:ja", "memo:ko"]
    assert dict(zip(names, cells, strict=True)) == {
        "id": f"'{live}", "item": f"'{live}", "year": "2024", "flow": "exports", "n": "-7",
        "amount": "-1.50", "memo:ja": f"'{live}", "memo:ko": f"''{live}",
    }  # fmt: skip
    assert plain(read(spec, written)) == plain(table)


@pytest.mark.parametrize("start", ["\t=1+1", "\r=1+1", "\n=1+1"])
def test_no_space_hides_a_formula(start: str) -> None:
    assert quieted(start) == f"'{start}"


def test_a_mark_is_no_live_formula_either(spec: TableSpec, read: Read) -> None:
    spec = replace(spec, missing={**spec.missing, "=1+1": Mark.UNKNOWN})
    gap = Missing(mark="=1+1", meaning=Mark.UNKNOWN)
    table = Table(spec=spec, rows=(row("a", gap), row("b", Missing(mark="-", meaning=Mark.NONE))))
    assert [each[5] for each in csv.reader(StringIO(table.csv()))] == ["amount", "'=1+1", "-"]
    assert plain(read(spec, table.csv())) == plain(table)


def test_a_data_frame_has_the_columns_of_the_csv_and_exact_numbers(spec: TableSpec) -> None:
    gap = Missing(mark="9", meaning=Mark.UNKNOWN)
    table = Table(
        spec=spec, rows=(row("=1+1", Decimal("-1.50"), ja="一", ko="하나"), row("b", gap))
    )
    assert table.frame().to_dict("list") == {
        "id": ["=1+1", "b"], "item": ["=1+1", "b"], "year": ["2024", "2024"],
        "flow": ["exports", "exports"], "n": ["-7", "-7"], "amount": [Decimal("-1.50"), None],
        "memo:ja": ["一", ""], "memo:ko": ["하나", ""],
    }  # fmt: skip
    assert list(Table(spec=spec, rows=()).frame()) == [
        "id", "item", "year", "flow", "n", "amount", "memo",
    ]  # fmt: skip


@given(st.text("'=+-@＝a1\t\n\r", max_size=6))
@example("'")
@example("''=1")
def test_an_apostrophe_is_taken_away_again(text: str) -> None:
    assert unquieted(quieted(text)) == text
    assert not quieted(text)[:1].strip("'") or len(text) == 1 or quieted(text)[0] not in SIGNS
