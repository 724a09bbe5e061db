"""What a table says must hold of its data: each breach is told at its cell, and nothing else is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.origins.conftest import BASE

from jkreport import Workspace
from jkreport.diagnostics.rendering import as_text

TABLE = """\
title: {{ja: 貿易, ko: 무역}}
keys:
  year: {{type: year, label: {{ja: 年, ko: 연도}}}}
  flow:
    type: category
    label: {{ja: 区分, ko: 구분}}
    values: {{a: {{ja: 甲, ko: 갑}}, b: {{ja: 乙, ko: 을}}, all: {{ja: 計, ko: 계}}}}
measures:
  amount: {{type: decimal, {amount}label: {{ja: 金額, ko: 금액}}}}
  part: {{type: decimal, {part}label: {{ja: 内, ko: 안}}}}
  name: {{type: text, {name}label: {{ja: 名, ko: 이름}}}}
missing: {{"…": unknown}}
{rules}
"""
SECTION = (
    "title: {ja: 章, ko: 장}\nblocks:\n  - {id: rows, table: trade, caption: {ja: 表, ko: 표}}\n"
)
GOOD = "2023,a,1,0.5,x\n2023,b,2,1,y\n2023,all,3,1.5,z\n2024,a,1.5,…,x\n2024,b,2,1,y\n2024,all,3.5,2,z\n"

Told = Callable[..., str]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Give what a check tells of a table with these rows and rules."""

    def check(rows: str = GOOD, **rules: str) -> str:
        named = {name: rules.get(name, "") for name in ("amount", "part", "name", "rules")}
        for path in BASE.rglob("*"):
            target = tmp_path / path.relative_to(BASE)
            target.mkdir(exist_ok=True) if path.is_dir() else target.write_bytes(path.read_bytes())
        (tmp_path / "content/data/trade.yaml").write_text(TABLE.format(**named), "utf-8")
        data = f"year,flow,amount,part,name\n{rows}"
        (tmp_path / "content/data/trade.csv").write_text(data, "utf-8")
        (tmp_path / "content/sections/part.yaml").write_text(SECTION, "utf-8")
        found = Workspace.open(tmp_path).check("one").diagnostics
        return "".join(as_text(each, lambda *_: None) + "\n" for each in found)

    return check


ALL = {
    "amount": "minimum: 1, maximum: 3.5, change: 50%, monotone: rising, ",
    "part": "enum: ['0.5', '1', '1.5', '2'], ",
    "name": "enum: [x, y, z], ",
    "rules": (
        "rules:\n  - {sum: {flow: [a, b]}, equals: all, within: 0}\n"
        "  - {unique: [year, name]}\n  - {sum: [part, part], equals: amount, within: 1}\n"
        "max_age: 1 year\nas_of: 2025-06-01\nexpected_next: 2026-03\n"
    ),
}


def test_what_holds_is_not_told_of(told: Told) -> None:
    assert told(**ALL) == ""


@pytest.mark.parametrize(
    ("rules", "rows", "expected"),
    [
        ({"amount": "minimum: 1.5, "}, GOOD, "2:8: JK321 1 is less than the minimum of 'amount', 1.5"),
        ({"amount": "maximum: 3, "}, GOOD, "7:10: JK321 3.5 is more than the maximum of 'amount', 3"),
        ({"part": "required: true, "}, GOOD, "5:12: JK321 'part' is required, and '…' stands in its place"),
        ({"name": "enum: [x, y], "}, GOOD.replace("2024,all,3.5,2,z", "2024,all,3.5,2,x"),
         "4:16: JK321 'z' is none of the values that 'name' may have\n  hint: one of x, y"),
        ({"part": "enum: ['0.5', '1', '1.5'], "}, GOOD,
         "7:14: JK321 '2' is none of the values that 'part' may have\n  hint: one of 0.5, 1, 1.5"),
        ({"amount": "unique: true, "}, GOOD.replace("1.5,…", "9,…").replace("3.5", "8"),
         "6:8: JK322 '2' stands twice in amount\n  hint: first at content/data/trade.csv:3:8"),
        ({"rules": "rules: [{unique: [name, part]}]"}, GOOD.replace("2,1,y", "2,1.0,y", 1),
         "6:12: JK322 'y, 1' stands twice in name, part\n  hint: first at content/data/trade.csv:3:14"),
        ({"rules": "rules: [{sum: {flow: [a, b]}, equals: all, measures: [amount]}]"}, GOOD.replace("3.5", "3.4"),
         "7:10: JK323 'amount': a + b make 3.5, and all is 3.4: +0.1"),
        ({"rules": "rules: [{sum: [part, part], equals: amount, within: 0.4}]"},
         "2023,a,1,0.5,x\n2023,b,2,1.3,y\n", "3:8: JK323 part + part make 2.6, and amount is 2: +0.6"),
        ({"amount": "monotone: falling, "}, GOOD.replace("1.5,…", "1,…").replace("3.5", "3.1"),
         "7:10: JK324 'amount' goes from 3 [2023, all] to 3.1; it is said to be falling"),
        ({"amount": "change: 20, "}, GOOD.replace("1.5,…", "0,…"),
         ("5:8: JK325 'amount' goes from 1 [2023, a] to 0, more than 20% apart\n"
         "  hint: mend the number, or say under 'acknowledged' why it holds")),
    ],
    ids=["least", "most", "required", "texts", "numbers", "measure", "columns", "rows", "sums", "falling", "change"],
)  # fmt: skip
def test_a_breach_is_told_at_its_cell(
    told: Told, rules: dict[str, str], rows: str, expected: str
) -> None:
    assert told(rows, **rules) == f"content/data/trade.csv:{expected}\n"


def test_a_change_is_acknowledged_for_one_row_and_one_value(told: Told) -> None:
    rows = GOOD.replace("1.5,…", "9,…")
    known = "change: 50%, acknowledged: [{key: [2024, a], value: 9.0, reason: counted anew}], "
    assert told(rows, amount=known) == ""
    assert "JK325 'amount' goes from 1 [2023, a] to 8" in told(
        rows.replace("9,…", "8,…"), amount=known
    )


def test_rows_are_compared_in_time_whatever_their_order(told: Told) -> None:
    head, *rest = GOOD.splitlines(keepends=True)
    assert told("".join([*reversed(rest), head]), amount="monotone: rising, ") == ""


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ({"amount": "minimum: 2, maximum: 1, "},
         "9:27: JK210 the minimum 2 is greater than the maximum 1"),
        ({"name": "minimum: 2, "}, "11:22: JK210 'minimum' is for numbers, and the measure holds texts"),
        ({"amount": "change: lots, "}, "9:35: JK210 'lots' is no percentage such as 25%"),
        ({"amount": "acknowledged: [{key: [2024, a], reason: so}], "},
         "9:42: JK202 the key 'value' is missing: a change is acknowledged for one value"),
        ({"rules": "rules: [{sum: [part, prat], equals: amount}]"},
         "13:22: JK208 the table has no measure 'prat'\n  hint: did you mean 'part'?"),
        ({"rules": "rules: [{sum: {flow: [a, c]}, equals: all}]"},
         "13:26: JK208 the table has no value 'c'\n  hint: known: 'a', 'all', 'b'"),
        ({"rules": "rules: [{sum: {folw: [a]}, equals: all}]"},
         "13:15: JK203 one key of the table with its values is expected"),
        ({"rules": "max_age: soon"}, "13:10: JK210 'soon' is no age such as 90 days, 18 months or 2 years"),
        ({"rules": "max_age: 2 years"}, "13:10: JK202 how old data are is counted from 'as_of', which is missing"),
        ({"rules": "frozen: always"},
         ("13:9: JK210 'always' doesn't say what is frozen\n"
         "  hint: frozen: true, or frozen: sha256: and 64 hexadecimal digits")),
        ({"rules": "frozen: true"},
         ("13:9: JK210 a table without an origin is frozen to a hash\n"
         "  hint: frozen: sha256: and what `sha256sum trade.csv` prints")),
    ],
    ids=lambda value: "" if isinstance(value, dict) else str(value)[:60].replace("\n", " "),
)  # fmt: skip
def test_a_rule_that_says_nothing_is_told_where_it_stands(
    told: Told, rules: dict[str, str], expected: str
) -> None:
    assert f"content/data/trade.yaml:{expected}\n" in told(**rules)


@pytest.mark.parametrize(
    ("age", "as_of", "fits"),
    [
        ("245 days", "2025-05-31", True), ("244 days", "2025-05-31", False), ("1 month", "2025-12-31", True),
        ("1 month", "2025-12-30", False), ("1 year", "2025", True), ("1 year", "2025-01-31", True),
        ("1 year", "2025-01-30", False), ("12 months", "2025-01", True),
    ],
)  # fmt: skip
def test_age_is_counted_from_the_end_of_what_a_date_can_mean(
    told: Told, age: str, as_of: str, *, fits: bool
) -> None:
    assert ("JK326" not in told(rules=f"max_age: {age}\nas_of: {as_of}")) is fits
