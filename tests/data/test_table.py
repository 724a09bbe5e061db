"""Values, series and labels of a table."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from jkreport.data import Table, read_table
from jkreport.diagnostics import Code, Problems
from jkreport.model.tables import TableSpec
from jkreport.values import (
    BUILT_IN_UNITS,
    Cell,
    Derived,
    Display,
    Moment,
    Quantity,
    ValueFault,
)

SpecOf = Callable[..., TableSpec]
Read = Callable[[TableSpec, str | bytes], Table]

TRADE = """year,flow,amount,share
2024,exports,296,4.3
2024,imports,x,7.50
2011,exports,397,7.2
2011,imports,683,13.0
"""
OPINION = """country,month,share,note
JP,2025-02,21.9,a
KR,2025-02,30.4,b
JP,2025-08,25.5,c
KR,2025-08,63.3,d
CN,2025-08,25.5,e
"""


@pytest.fixture
def trade(spec_of: SpecOf, read: Read) -> Table:
    keys = {"flow": "category exports imports", "year": "year"}
    measures = {"amount": "decimal USD 100000000", "share": "decimal percent"}
    return read(spec_of(keys, measures), TRADE)


@pytest.fixture
def opinion(spec_of: SpecOf, read: Read) -> Table:
    keys = {"country": "category JP KR CN", "month": "month"}
    return read(spec_of(keys, {"share": "decimal percent 1 1", "note": "text"}), OPINION)


def fault(ask: Callable[[], object]) -> tuple[Code, str, str]:
    with pytest.raises(ValueFault) as caught:
        ask()
    return caught.value.code, caught.value.message, caught.value.hint


def test_a_value_is_exact_and_knows_its_origin(trade: Table) -> None:
    assert trade.value("amount", "exports", 2011) == Quantity(
        number=Decimal(39_700_000_000),
        unit=BUILT_IN_UNITS["USD"],
        provenance=Cell(
            table="trade",
            measure="amount",
            key=("exports", "2011"),
            sources=("kita",),
            as_of=Moment(2025, 9, 18),
        ),
        display=Display(decimals=None),
    )


def test_decimals_are_printed_as_written_unless_declared(trade: Table, opinion: Table) -> None:
    assert trade.value("share", "imports", 2011).display.decimals == 1
    assert trade.value("share", "imports", 2024).display.decimals == 2
    assert opinion.value("share", "JP", "2025-02").display.decimals == 1


@pytest.mark.parametrize(
    ("scale", "written", "number", "decimals"),
    [
        ("1", "11.0", "11.0", 1),
        ("100", "0.110", "11.0", 1),
        ("100000000", "39.4", "3940000000", None),
        ("1000", "1.5", "1500", None),
        ("0.01", "25", "0.25", 2),
        ("12", "1.50", "18", None),
        ("12", "0.1", "1.2", 1),
        ("12", "0", "0", None),
    ],
)
def test_a_scale_is_applied_exactly(
    spec_of: SpecOf, read: Read, scale: str, written: str, number: str, decimals: int | None
) -> None:
    spec = spec_of({"year": "year"}, {"amount": f"decimal none {scale}"})
    quantity = read(spec, f"year,amount\n2011,{written}\n").value("amount", 2011)
    assert (str(quantity.number), quantity.display.decimals) == (number, decimals)


@pytest.mark.parametrize("year", [2011, "2011 ", " ２０１１ ", Moment(2011)])
def test_a_key_may_be_asked_for_in_several_forms(trade: Table, year: object) -> None:
    assert trade.value("share", "exports", year).number == Decimal("7.2")


def test_what_is_not_there_is_told_with_what_is(trade: Table, opinion: Table) -> None:
    assert fault(lambda: trade.value("amuont", "exports", 2011)) == (
        Code.UNKNOWN_NAME,
        "table 'trade' has no measure 'amuont'",
        "did you mean 'amount'?",
    )
    assert fault(lambda: trade.value("amount", "export", 2011)) == (
        Code.UNKNOWN_NAME,
        "'export' is not a value of the key 'flow'",
        "did you mean 'exports' or 'imports'?",
    )
    assert fault(lambda: trade.value("amount", "exports", 2012)) == (
        Code.NO_SUCH_ROW,
        "table 'trade' has no row [exports, 2012]",
        "year: did you mean '2024' or '2011'?",
    )
    assert fault(lambda: opinion.value("share", "CN", "2025-02")) == (
        Code.NO_SUCH_ROW,
        "table 'trade' has no row [CN, 2025-02]",
        "month: did you mean '2025-08'?",
    )
    assert fault(lambda: trade.value("amount", "exports")) == (
        Code.NO_SUCH_ROW,
        "1 keys are given; table 'trade' has the keys flow, year",
        "",
    )
    assert fault(lambda: trade.value("amount", "exports", 2011, 1))[0] is Code.NO_SUCH_ROW
    assert fault(lambda: trade.value("amount", "exports", 1.5))[0] is Code.WRONG_TYPE
    assert fault(lambda: trade.value("amount", "exports", None))[0] is Code.WRONG_TYPE
    assert fault(lambda: opinion.value("note", "JP", "2025-02"))[0] is Code.WRONG_TYPE
    assert fault(lambda: opinion.text("share", "JP", "2025-02"))[0] is Code.WRONG_TYPE


def test_a_marked_cell_has_no_value_and_no_sum(trade: Table) -> None:
    expected = (
        Code.VALUE_MISSING,
        "'amount' of row [imports, 2024] of table 'trade' is marked 'x' (suppressed)",
        "the cell: content/data/trade.csv:3:1",
    )
    amount = trade.column("amount")
    assert fault(lambda: trade.value("amount", "imports", 2024)) == expected
    assert fault(lambda: amount.sum) == expected
    assert fault(lambda: amount.max) == expected
    assert fault(lambda: amount.min_key) == expected
    assert fault(lambda: amount.rank("exports", 2024)) == expected
    assert amount.where("exports").sum.number == Decimal(69_300_000_000)


def test_first_and_last_go_by_date(trade: Table) -> None:
    share = trade.column("share")
    assert (share.first.number, share.first_key) == (Decimal("7.2"), ("exports", Moment(2011)))
    assert (share.last.number, share.last_key) == (Decimal("7.50"), ("imports", Moment(2024)))
    exports = share.where("exports")
    assert (exports.first_key, exports.last_key) == (Moment(2011), Moment(2024))


def test_extremes_have_keys_that_lead_back_to_them(opinion: Table) -> None:
    share = opinion.column("share")
    assert share.max == opinion.value("share", "KR", "2025-08")
    assert share.min_key == ("JP", Moment(2025, 2))
    japan = share.where("JP")
    key = japan.max_key
    assert japan.value(key) == japan.max == opinion.value("share", "JP", key)


def test_a_sum_names_what_it_is_made_of(trade: Table) -> None:
    exports = trade.column("share").where("exports")
    inputs = tuple(exports.value(year).provenance for year in (2024, 2011))
    assert exports.sum == Quantity(
        number=Decimal("11.5"),
        unit=BUILT_IN_UNITS["percent"],
        provenance=Derived(formula="sum", inputs=inputs),
        display=Display(decimals=1),
    )


def test_countries_are_ranked_among_those_of_the_same_month(opinion: Table) -> None:
    share = opinion.column("share")
    ranks = {
        (country, month): share.rank(country, month).number
        for country, month in [row.key for row in opinion.rows]
    }
    assert ranks == {
        ("JP", "2025-02"): 2,
        ("KR", "2025-02"): 1,
        ("JP", "2025-08"): 2,
        ("KR", "2025-08"): 1,
        ("CN", "2025-08"): 2,
    }
    assert share.rank("JP", "2025-08").unit == BUILT_IN_UNITS["rank"]
    assert share.where("JP").rank("2025-02").number == 2


def test_where_without_rows_is_told(trade: Table) -> None:
    assert fault(lambda: trade.column("share").where("exports", 1999)) == (
        Code.NO_SUCH_ROW,
        "table 'trade' has no row [exports, 1999]",
        "year: known: '2011', '2024'",
    )


def test_labels_are_had_by_code_row_and_column(trade: Table, spec_of: SpecOf, read: Read) -> None:
    assert str(trade.label("exports")["ko"]) == "exports(한)"
    assert str(trade.label("amount")["ja"]) == "amount"
    named = read(
        spec_of({"body": "text"}, {"n": "integer"}), "id,body:ja,body:ko,n\nx,経団連,게이단렌,1\n"
    )
    assert str(named.label("x")["ja"]) == "経団連"
    assert fault(lambda: trade.label("export")) == (
        Code.UNKNOWN_NAME,
        "table 'trade' has no label for 'export'",
        "did you mean 'exports' or 'imports'?",
    )


@pytest.mark.parametrize(
    ("kind", "written", "key"),
    [
        ("year", "２０１１", "2011"),
        ("month", "2025-02", "2025-02"),
        ("month", "2025-02-01", "2025-02"),
        ("date", "2025-02-28", "2025-02-28"),
        ("integer", "007", "7"),
        ("integer", "-7", "-7"),
    ],
)
def test_keys_are_brought_into_one_form(
    spec_of: SpecOf, read: Read, kind: str, written: str, key: str
) -> None:
    table = read(spec_of({"at": kind}, {"n": "integer"}), f"at,n\n{written},1\n")
    assert table.rows[0].key == (key,)
    assert table.value("n", written) == table.value("n", key)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("year", "R8"),
        ("year", "0000"),
        ("month", "2025-13"),
        ("month", "2025-02-02"),
        ("month", "2025/02"),
        ("date", "2025-02-30"),
        ("date", "2025-02"),
        ("integer", "1.0"),
        ("integer", "9" * 30),
    ],
)
def test_a_key_of_the_wrong_kind_is_refused(
    spec_of: SpecOf, kind: str, written: str, faults: Callable[..., list[str]]
) -> None:
    (found,) = faults(spec_of({"at": kind}, {"n": "integer"}), f"at,n\n{written},1\n")
    assert found.startswith("content/data/trade.csv:2:1: ")


def test_years_are_ranked_among_each_other_where_all_keys_are_dates(
    spec_of: SpecOf, read: Read
) -> None:
    table = read(spec_of({"year": "year"}, {"n": "integer"}), "year,n\n2011,5\n2012,9\n2013,9\n")
    ranks = [table.column("n").rank(year).number for year in (2011, 2012, 2013)]
    assert ranks == [3, 1, 1]


def test_a_series_asks_for_the_keys_that_are_left(trade: Table) -> None:
    exports = trade.column("share").where("exports")
    assert fault(exports.value) == (
        Code.NO_SUCH_ROW,
        "0 keys are given; table 'trade' has the keys year",
        "",
    )
    assert fault(lambda: exports.value(2012))[1] == "table 'trade' has no row [exports, 2012]"


def test_a_table_with_faults_answers_for_the_rest(spec_of: SpecOf) -> None:
    problems = Problems()
    spec = spec_of({"year": "year"}, {"n": "integer"})
    table = read_table(spec, b"year,n\n2011,?\n2012,9\n", problems)
    assert (table.complete, len(problems.found)) == (False, 1)
    assert table.value("n", 2012).number == 9
    assert fault(lambda: table.value("n", 2011))[0] is Code.VALUE_MISSING
    empty = read_table(spec, b"", problems)
    assert fault(lambda: empty.column("n").sum) == (Code.NO_DATA, "table 'trade' has no rows", "")
