"""Long tables, kept by column, answer as short ones do."""

import io
from array import array
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from jkreport.data import Table, long, read_table, reading
from jkreport.data.long import LongRows, having, known_keys
from jkreport.diagnostics import Problems
from jkreport.model.tables import TableSpec
from jkreport.values import ValueFault

SpecOf = Callable[..., TableSpec]
ROWS: list[tuple[str, ...]] = [
    ("KR", "2024", "1.50", "x", "一", "일"),
    ("JP", "2024", "3", "y", "二", "이"),
    ("KR", "2023", "▲2.25", "z", "三", "삼"),
    ("JP", "2023", "3", "v", "四", "사"),
]
NAMES = ("country", "year", "amount", "word", "name:ja", "name:ko")


def parquet(rows: list[tuple[str, ...]], names: tuple[str, ...] = NAMES) -> bytes:
    data = io.BytesIO()
    pd.DataFrame(rows, columns=list(names)).to_parquet(data, index=False)
    return data.getvalue()


@pytest.fixture
def spec(spec_of: SpecOf) -> TableSpec:
    measures = {"amount": "decimal USD 100 1", "word": "text", "name": "text"}
    return spec_of({"country": "category JP KR", "year": "year"}, measures, "trade.parquet")


def both(
    spec: TableSpec, data: bytes, monkeypatch: pytest.MonkeyPatch
) -> tuple[tuple[Table, Problems], tuple[Table, Problems]]:
    """Read a file row by row, and by column."""
    read = []
    for most in (100_000, 0):
        monkeypatch.setattr(reading, "MOST_ROWS", most)
        problems = Problems()
        read.append((read_table(spec, data, problems), problems))
    return read[0], read[1]


def test_both_hold_the_same_rows_and_give_the_same_answers(
    spec: TableSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    (short, _), (tall, problems) = both(spec, parquet(ROWS), monkeypatch)
    assert (problems.found, type(tall.rows)) == ([], LongRows)
    assert tuple(tall.rows) == tuple(short.rows)
    assert [tall.rows[1], *tall.rows[2:]] == [short.rows[1], *short.rows[2:]]
    for name in ("first", "last", "max", "min", "first_key", "last_key", "max_key"):
        found, expected = (getattr(each.column("amount"), name) for each in (tall, short))
        assert (name, found) == (name, expected)
    assert tall.value("amount", "KR", 2023) == short.value("amount", "KR", 2023)
    assert tall.column("amount").rank("JP", 2023) == short.column("amount").rank("JP", 2023)
    assert tall.csv() == short.csv()


def test_a_sum_is_exact_and_its_origin_is_the_measure(
    spec: TableSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    (short, _), (tall, _) = both(spec, parquet(ROWS), monkeypatch)
    own = tall.column("amount").where("KR").sum
    other = short.column("amount").where("KR").sum
    assert (own.number, own.unit, own.display) == (other.number, other.unit, other.display)
    assert own.number == Decimal(-75)


def test_some_of_the_rows_are_chosen_by_their_keys(
    spec: TableSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    (short, _), (tall, _) = both(spec, parquet(ROWS), monkeypatch)
    for wanted in ({0: {"KR"}}, {1: {"2023"}}, {0: {"JP"}, 1: {"2024"}}, {0: {"US"}}):
        assert tuple(having(tall.rows, wanted)) == tuple(having(short.rows, wanted))
    for position in (0, 1):
        assert known_keys(tall.rows, position) == known_keys(short.rows, position)


@pytest.mark.parametrize(
    ("asked", "hint"), [(("KR", 2022), "year: did you mean '2024' or '2023'?")]
)
def test_a_row_that_is_not_there_is_told_with_the_nearest(
    spec: TableSpec, monkeypatch: pytest.MonkeyPatch, asked: tuple[object, ...], hint: str
) -> None:
    for table, _ in both(spec, parquet(ROWS), monkeypatch):
        with pytest.raises(ValueFault) as fault:
            table.value("amount", *asked)
        assert fault.value.hint == hint


@pytest.mark.parametrize(
    "rows",
    [
        [*ROWS, ("KR", "2024", "2", "x", "一", "일")],
        [*ROWS, ("KR", "2025", "many", "x", "一", "일")],
        [*ROWS, ("US", "2025", "1", "x", "一", "일")],
        [*ROWS, ("KR", "2025", "1", "x", "", "일")],
        [*ROWS, ("KR", "", "1", "x", "一", "일")],
        [],
    ],
    ids=["twice", "number", "category", "language", "key", "empty"],
)
def test_both_tell_the_same_faults(
    spec: TableSpec, monkeypatch: pytest.MonkeyPatch, rows: list[tuple[str, ...]]
) -> None:
    (_, first), (table, second) = both(spec, parquet(rows), monkeypatch)
    assert second.sorted() == first.sorted()
    assert not table.complete


def test_rules_hold_for_long_tables_too(spec: TableSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    amount = spec.measures[0]
    limits = replace(amount.limits, minimum=Decimal(-1), unique=True, change=Decimal(200))
    ruled = replace(spec, measures=(replace(amount, limits=limits), *spec.measures[1:]))
    (_, first), (_, second) = both(ruled, parquet(ROWS[:3]), monkeypatch)
    assert [each.message for each in first.found] == [
        "-2.25 is less than the minimum of 'amount', -1"
    ]
    assert second.sorted() == first.sorted()


def test_more_rows_than_allowed_are_refused(spec: TableSpec) -> None:
    problems = Problems()
    read_table(replace(spec, most_rows=3), parquet(ROWS), problems)
    assert [each.message for each in problems.found] == ["the table has more than 3 rows"]


def test_keys_of_more_combinations_than_a_machine_word_are_found() -> None:
    values, codes = [str(each) for each in range(70_000)], array("I", [0, 69_999])
    columns = [long._Coded(values=values, codes=codes)] * 4  # noqa: SLF001
    numbers, order = long._order(columns, 2)  # noqa: SLF001
    assert (list(numbers), list(order)) == ([0, 70_000**4 - 1], [0, 1])
