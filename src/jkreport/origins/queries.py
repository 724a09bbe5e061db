"""Queries over the workspace's own tables, by DuckDB in this process: shut off from files, network and settings."""

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from jkreport.data import Row, Table
from jkreport.diagnostics import Code
from jkreport.model.tables import Key, KeyType, Measure, MeasureType
from jkreport.model.text import Localized
from jkreport.origins.cells import Grid, text_of
from jkreport.origins.libraries import missing
from jkreport.values import ValueFault

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES = {
    KeyType.YEAR: "INTEGER",
    KeyType.DATE: "DATE",
    KeyType.INTEGER: "BIGINT",
    KeyType.MONTH: "VARCHAR",
    KeyType.CATEGORY: "VARCHAR",
    KeyType.TEXT: "VARCHAR",
}
_MOST_DIGITS = 38
_MEMORY = "1GB"


def tables_in(query: str) -> tuple[str, ...]:
    """Name the tables that a query reads, sorted.

    Raises:
        ValueFault: it isn't one query, or can't be read.
    """
    with _connection() as connection, _worded():
        statements = connection.extract_statements(query)
        if len(statements) != 1 or statements[0].type.name != "SELECT":
            raise ValueFault(Code.QUERY, "a query is one SELECT")
        return tuple(sorted(connection.get_table_names(query)))


def run_query(query: str, table: Callable[[str], Table], *, timeout: int) -> Grid:
    """Run a query; each table that it names is asked for.

    A missing number is NULL; numbers are those of the file, before their scale. Texts in languages are columns
    called "name:ja" and so on.

    Raises:
        ValueFault: the query can't be run, or a table can't be had.
    """
    names = tables_in(query)
    with _connection() as connection, tempfile.TemporaryDirectory(prefix="jkreport-") as folder:
        with _worded():
            for name in names:
                _load(connection, table(name), Path(folder) / "table.csv")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
        # A query that never ends is interrupted from outside.
        alarm = threading.Timer(timeout, connection.interrupt)
        alarm.daemon = True
        alarm.start()
        try:
            with _worded():
                result = connection.execute(query)
                columns = tuple(each[0] for each in result.description or ())
                rows = [tuple(text_of(value) for value in row) for row in result.fetchall()]
        finally:
            alarm.cancel()
    return Grid(columns=columns, rows=rows)


@contextmanager
def _connection() -> "Iterator[DuckDBPyConnection]":
    try:
        import duckdb  # noqa: PLC0415 - only who retrieves has need of it
    except ImportError:
        raise missing("DuckDB") from None
    # One thread, so that sums of inexact numbers come out alike.
    with duckdb.connect(
        ":memory:", config={"threads": "1", "memory_limit": _MEMORY, "temp_directory": ""}
    ) as connection:
        yield connection


@contextmanager
def _worded() -> Iterator[None]:
    import duckdb  # noqa: PLC0415 - as above

    try:
        yield
    except duckdb.InterruptException:
        raise ValueFault(Code.QUERY, "the query doesn't end in time") from None
    except duckdb.Error as error:
        said = str(error).partition("\n")[0]
        raise ValueFault(Code.QUERY, f"the query can't be run: {said}") from None


def _load(connection: "DuckDBPyConnection", table: Table, path: Path) -> None:
    columns = list(_columns(table))
    with path.open("w", encoding="utf-8", newline="") as stream:
        for row in table.rows:
            stream.write(",".join(_field(cell(row)) for _, _, cell in columns) + "\n")
    types = ", ".join(f"{_literal(name)}: {_literal(type_)}" for name, type_, _ in columns)
    # Every name and text in it is quoted.
    connection.execute(
        f"CREATE TABLE {_quoted(table.spec.id)} AS SELECT * FROM read_csv({_literal(str(path))},"  # noqa: S608
        " header = false, auto_detect = false, delim = ',', quote = '\"', escape = '\"', nullstr = '',"
        f" allow_quoted_nulls = false, columns = {{{types}}})"
    )


def _field(text: str | None) -> str:
    """Write a field; only what stands between quotes is a text, be it an empty one."""
    return "" if text is None else '"' + text.replace('"', '""') + '"'


def _columns(table: Table) -> Iterator[tuple[str, str, Callable[[Row], str | None]]]:
    """Give each column's name and type to SQL, and how its cells are written."""
    for index, key in enumerate(table.spec.keys):
        name = "id" if key.type is KeyType.TEXT else key.name
        yield name, _TYPES[key.type], _key_cell(index)
        if key.type is KeyType.TEXT:
            yield from _texts(table, key)
    for measure in table.spec.measures:
        if measure.type is MeasureType.TEXT:
            yield from _texts(table, measure)
        else:
            yield measure.name, _decimal(table, measure), _number_cell(measure.name)


def _texts(
    table: Table, column: Key | Measure
) -> Iterator[tuple[str, str, Callable[[Row], str | None]]]:
    found = [_localized(row, column.name) for row in table.rows]
    codes = dict.fromkeys(code for each in found if each is not None for code in each.texts)
    if any(each is not None and each.common is not None for each in found) or not codes:
        yield column.name, "VARCHAR", _text_cell(column.name, "")
    for code in codes:
        yield f"{column.name}:{code}", "VARCHAR", _text_cell(column.name, code)


def _localized(row: Row, name: str) -> Localized | None:
    found = row.names.get(name, row.cells.get(name))
    return found if isinstance(found, Localized) else None


def _key_cell(index: int) -> Callable[[Row], str | None]:
    return lambda row: row.key[index]


def _text_cell(name: str, code: str) -> Callable[[Row], str | None]:
    def cell(row: Row) -> str | None:
        text = _localized(row, name)
        found = None if text is None else text.texts.get(code) if code else text.common
        return found.value if found is not None else None

    return cell


def _number_cell(name: str) -> Callable[[Row], str | None]:
    def cell(row: Row) -> str | None:
        number = row.cells.get(name)
        return format(number, "f") if isinstance(number, Decimal) else None

    return cell


def _decimal(table: Table, measure: Measure) -> str:
    """Give the type that holds every number of a measure exactly."""
    exponents = (
        each.as_tuple().exponent
        for row in table.rows
        if isinstance(each := row.cells.get(measure.name), Decimal)
    )
    decimals = max((-each for each in exponents if isinstance(each, int)), default=0)
    return f"DECIMAL({_MOST_DIGITS}, {min(max(decimals, 0), _MOST_DIGITS - 14)})"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
