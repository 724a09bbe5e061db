"""Tables from databases: a real PostgreSQL, and SQLite, which needs no server."""

import sqlite3
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from tests.origins.conftest import SNAPSHOT, Site, told

HEAD = "content/data/trade.yaml:3:3: "
SELECT = "sql: select year, flow, amount from trade where year > 2000"
ROWS = (
    "(2025, 'imports', 30), (2024, 'imports', 20.5), (2024, 'exports', 100), (1999, 'exports', 1)"
)


@pytest.fixture(scope="session")
def filled(postgres: str) -> str:
    engine = sa.create_engine(postgres.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("create table trade (year int, flow text, amount numeric)")
        connection.exec_driver_sql(f"insert into trade values {ROWS}")
        connection.exec_driver_sql("create role reader login password 'other canary'")
    engine.dispose()
    return postgres


@pytest.fixture
def pg(site: Site, filled: str) -> Iterator[Site]:
    site.environment["JKREPORT_DB"] = filled
    yield site
    written = "".join(each.read_text("utf-8") for each in (site.root / "content/data").iterdir())
    assert "c4nary" not in written


def test_a_table_comes_from_postgresql(pg: Site) -> None:
    pg.table(f"{SELECT}\nconnection: JKREPORT_DB")
    assert told(pg.refresh()) == ""
    assert pg.read() == SNAPSHOT
    assert 'address: "{JKREPORT_DB}"' in pg.read("data.lock")


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("select * from trad", 'JK320 \'trade\': the database refuses the statement: relation "trad" does not exist'),
        ("delete from trade", "JK320 'trade': the database refuses the statement: syntax error at or near \"delete\""),
        ("select 1; drop table trade", "JK320 'trade': the database refuses the statement: cannot "),
        ("commit", "JK320 'trade': the "),
        ("select pg_sleep(60)", "JK320 'trade': the database refuses the statement: canceling statement due to"),
        ("select 1 as year, 2 as year", "JK318 'trade': the column 'year' stands twice"),
        ("select 1 as year", "JK302 'trade': the column 'amount' is missing (1:1), and 2 faults more"),
    ],
)  # fmt: skip
def test_a_statement_that_does_not_select_a_table_is_refused(
    pg: Site, statement: str, message: str
) -> None:
    pg.table(f"sql: {statement}\nconnection: JKREPORT_DB\ntimeout: 1")
    assert pg.faults().startswith(HEAD + message)
    pg.table(f"{SELECT}\nconnection: JKREPORT_DB")
    assert told(pg.refresh()) == ""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("p%40ss", "wrong", "JK316 'trade': the database can't be reached: connection failed: "),
        ("127.0.0.1:", "127.0.0.1:1", "JK3"),
        ("/postgres", "/c4nary", "JK316 'trade': the database can't be reached: "),
        ("postgresql:", "nosuch:", "JK319 'trade': the variable names a database of no known kind"),
        ("postgresql://", "", "JK319 'trade': the variable holds no address of a database"),
    ],
)
def test_no_secret_is_in_what_a_driver_says(pg: Site, old: str, new: str, message: str) -> None:
    pg.environment["JKREPORT_DB"] = pg.environment["JKREPORT_DB"].replace(old, new, 1)
    pg.table(f"{SELECT}\nconnection: JKREPORT_DB\ntimeout: 3")
    found = pg.faults()
    assert found.startswith(HEAD + message)
    assert [each for each in ("c4nary", "wrong", "p@ss", "analyst") if each in found] == []


def test_a_table_comes_from_sqlite(site: Site) -> None:
    path = site.root / "trade.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("create table trade (year int, flow text, amount numeric)")
        connection.execute(f"insert into trade values {ROWS}")
    connection.close()
    site.environment["JKREPORT_DB"] = f"sqlite:///{path}"
    site.table(f"{SELECT}\nconnection: JKREPORT_DB")
    assert told(site.refresh()) == ""
    assert site.read() == SNAPSHOT
    site.table("sql: delete from trade\nconnection: JKREPORT_DB")
    assert "JK320 'trade': the " in site.faults()


def test_a_mistyped_file_is_not_made(site: Site) -> None:
    path = site.root / "none.sqlite"
    site.environment["JKREPORT_DB"] = f"sqlite:///{path}"
    site.table(f"{SELECT}\nconnection: JKREPORT_DB")
    assert site.faults().startswith(
        f"{HEAD}JK316 'trade': the database can't be reached: unable to open"
    )
    assert not path.exists()


@pytest.mark.parametrize(
    ("variable", "message"),
    [
        (
            "DATABASE_URL",
            "content/data/trade.yaml:4:15: JK319 the connection of an origin is the name of a variable",
        ),
        ("JKREPORT_OTHER", f"{HEAD}JK319 'trade': the variable 'JKREPORT_OTHER' isn't set\n"),
    ],
)
def test_a_connection_is_the_name_of_a_variable(site: Site, variable: str, message: str) -> None:
    site.table(f"{SELECT}\nconnection: {variable}")
    assert site.faults().startswith(message)
