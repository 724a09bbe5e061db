"""Tables that are worked out from other tables of the workspace."""

import pytest
from tests.origins.conftest import ROWS, Site, told

from jkreport.build.refreshing import State

SHARES = """\
title: {ja: 割合, ko: 비율}
origin:
  query: |
    QUERY
keys: {year: {type: year, label: {ja: 年, ko: 연도}}}
measures: {share: {type: decimal, unit: percent, label: {ja: 割合, ko: 비율}}}
"""
QUERY = """\
select year, round(100 * sum(amount) filter (flow = 'imports') / sum(amount), 1) as share
    from trade where year = 2024 group by year"""


def shares(site: Site, query: str = QUERY, name: str = "shares") -> None:
    site.write(f"{name}.yaml", SHARES.replace("QUERY", query))


@pytest.fixture
def ready(site: Site) -> Site:
    site.write("raw.csv", ROWS)
    site.table("file: raw.csv")
    return site


def test_a_query_reads_tables_that_are_retrieved_with_it(ready: Site) -> None:
    shares(ready)
    assert told(ready.refresh()) == ""
    assert ready.read("shares.csv") == "year,share\n2024,17\n"
    assert '  inputs:\n    "trade": "' in ready.read("data.lock")


def test_a_query_is_worked_out_again_with_what_it_reads(ready: Site) -> None:
    shares(ready)
    shares(ready, "select year, share * 2 as share from shares", "twice")
    ready.refresh()
    ready.write("raw.csv", ROWS.replace("100", "61.5"))
    found = ready.refresh("trade")
    assert [(each.table, each.state) for each in found.outcomes] == [
        ("shares", State.CHANGED),
        ("trade", State.CHANGED),
        ("twice", State.CHANGED),
    ]
    assert ready.read("twice.csv") == "year,share\n2024,50\n"


def test_a_check_tells_that_what_a_query_reads_has_changed(ready: Site) -> None:
    shares(ready)
    ready.write("plain.yaml", SHARES.replace("origin:\n  query: |\n    QUERY\n", ""))
    ready.write("plain.csv", "year,share\n2024,1\n")
    shares(ready, "select * from plain", "copy")
    ready.refresh()
    ready.write("plain.csv", "year,share\n2024,2\n")
    section = ready.root / "content/sections/part.yaml"
    section.write_text(section.read_text("utf-8").replace("table: trade", "table: copy"), "utf-8")
    assert ready.checked() == (
        "content/data/copy.yaml:3:3: JK315 the table 'plain' has changed since 'copy' was worked out from it\n"
        "  hint: jkreport data refresh copy\n"
    )


def test_a_missing_number_is_null_and_texts_have_their_languages(ready: Site) -> None:
    ready.write("raw.csv", ROWS.replace("20.5", "…"))
    ready.write(
        "names.yaml",
        "title: {ja: 名, ko: 이름}\nkeys: {place: {type: text, label: {ja: 所, ko: 곳}}}\n"
        "measures: {word: {type: text, label: {ja: 語, ko: 말}}}\n",
    )
    ready.write("names.csv", 'id,place:ja,place:ko,word:ja,word:ko\na,東京,도쿄,"一, ""二""",일\n')
    query = (
        "select 2024 as year, (select count(*) from trade where amount is null) as share\n"
        "    from names where id = 'a' and \"place:ko\" = '도쿄' and \"word:ja\" = '一, \"二\"'"
    )
    shares(ready, query)
    assert told(ready.refresh()) == ""
    assert ready.read("shares.csv") == "year,share\n2024,1\n"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("select * from trad", "JK208 'shares': there is no table 'trad'"),
        ("select amonut from trade", "JK320 'shares': the query can't be run: Binder Error:"),
        ("selec 1", "JK320 'shares': the query can't be run: Parser Error:"),
        ("select 1; select 2", "JK320 'shares': a query is one SELECT"),
        ("create table x as select 1", "JK320 'shares': a query is one SELECT"),
        ("select * from read_csv('/etc/passwd')", "JK320 'shares': the query can't be run: Permission Error:"),
        ("select * from '/etc/passwd'", "JK208 'shares': there is no table '/etc/passwd'"),
        ("copy (select 1) to '/tmp/x'", "JK320 'shares': a query is one SELECT"),
        ("select getenv('HOME')", "JK320 'shares': the query can't be run: Catalog Error:"),
    ],
)  # fmt: skip
def test_a_query_can_do_nothing_but_select(ready: Site, query: str, message: str) -> None:
    ready.refresh()
    shares(ready, query)
    found = ready.faults("shares").splitlines()
    assert found[0].partition(": ")[2].startswith(message)
    assert ready.read("shares.csv") == ""


def test_a_query_that_does_not_end_is_ended(ready: Site) -> None:
    endless = "select count(*) from range(10000000) a, range(10000000) b"
    shares(ready, f"{endless}\n  timeout: 1")
    assert "the query doesn't end in time" in ready.faults("shares")


def test_queries_that_read_one_another_are_told(ready: Site) -> None:
    shares(ready, "select * from other")
    shares(ready, "select * from shares", "other")
    assert "JK320 the queries read one another: " in ready.faults()
