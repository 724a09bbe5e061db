"""Databases, by SQLAlchemy: one statement that reads, in a transaction that can do nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jkreport.data.raw import MOST_ROWS
from jkreport.diagnostics import Code
from jkreport.origins.cells import Grid, text_of
from jkreport.origins.libraries import missing
from jkreport.values import ValueFault

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

_PIECE = 10_000
_READ_ONLY = {
    "postgresql": (
        "SET TRANSACTION READ ONLY",
        "SET LOCAL statement_timeout = {milliseconds}",
        "SET LOCAL TIME ZONE 'UTC'",
    ),
    "sqlite": ("PRAGMA query_only = ON",),
    "mysql": ("SET TRANSACTION READ ONLY",),
    "mariadb": ("SET TRANSACTION READ ONLY",),
}


def select(address: str, statement: str, *, timeout: int, most_bytes: int) -> Grid:
    """Run a statement on a database, and give what it selects.

    Raises:
        ValueFault: the database can't be reached, refuses the statement, or gives too much.
    """
    try:
        import sqlalchemy as sa  # noqa: PLC0415 - only who retrieves has need of it
    except ImportError:
        raise missing("SQLAlchemy") from None
    engine = _engine(address, timeout)
    try:
        with _connected(engine, timeout) as connection:
            return _selected(connection, statement, most_bytes)
    except sa.exc.ResourceClosedError:
        raise ValueFault(Code.QUERY, "the statement selects nothing") from None
    except sa.exc.DBAPIError as error:
        raise _fault(error) from None
    except sa.exc.SQLAlchemyError as error:
        reason = type(error).__name__
        raise ValueFault(Code.QUERY, f"the statement can't be run ({reason})") from None
    finally:
        engine.dispose()


def _engine(address: str, timeout: int) -> "Engine":
    import sqlalchemy as sa  # noqa: PLC0415 - as above

    try:
        return _engine_of(sa.make_url(address), timeout)
    except sa.exc.NoSuchModuleError:
        message = "the variable names a database of no known kind"
        raise ValueFault(Code.CREDENTIAL, message) from None
    except ImportError as error:
        raise missing(f"the driver '{error.name}'") from None
    except (sa.exc.ArgumentError, ValueError):
        message = "the variable holds no address of a database"
        raise ValueFault(Code.CREDENTIAL, message) from None


def _engine_of(url: "URL", timeout: int) -> "Engine":
    import sqlalchemy as sa  # noqa: PLC0415 - as above

    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    options: dict[str, object] = {}
    if url.get_backend_name() == "postgresql":
        options["connect_timeout"] = max(2, min(timeout, 15))
    if url.get_backend_name() == "sqlite":
        url = _existing(url)
    return sa.create_engine(url, connect_args=options, poolclass=sa.pool.NullPool)


def _existing(url: "URL") -> "URL":
    """Open a file that is there, to read: a mistyped name would make an empty database."""
    path = url.database or ""
    if not path or path == ":memory:" or path.startswith("file:"):
        return url
    return url.set(database=f"file:{path}", query={"mode": "ro", "uri": "true"})


@contextmanager
def _connected(engine: "Engine", timeout: int) -> "Iterator[Connection]":
    with engine.connect() as connection:
        for each in _READ_ONLY.get(engine.dialect.name, ()):
            connection.exec_driver_sql(each.format(milliseconds=timeout * 1000))
        try:
            yield connection
        finally:
            connection.rollback()


def _selected(connection: "Connection", statement: str, most_bytes: int) -> Grid:
    streamed = connection.execution_options(stream_results=True, max_row_buffer=_PIECE)
    result = streamed.exec_driver_sql(statement)
    columns = tuple(result.keys())
    rows, size = [], 0
    for row in result:
        texts = tuple(text_of(value) for value in row)
        size += sum(map(len, texts))
        rows.append(texts)
        if len(rows) > MOST_ROWS or size > most_bytes:
            message = f"the statement gives more than {MOST_ROWS:,} rows or {most_bytes:,} bytes"
            raise ValueFault(Code.SOURCE_REFUSED, message, "select what the table needs")
    return Grid(columns=columns, rows=rows)


def _fault(error: Exception) -> ValueFault:
    """Word what the driver says in its first line; the address it may name is hidden by who knows it."""
    import sqlalchemy as sa  # noqa: PLC0415 - as above

    said = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    unreached = (
        isinstance(error, sa.exc.OperationalError) and getattr(error, "statement", "") is None
    )
    if unreached:
        return ValueFault(Code.SOURCE_UNREACHABLE, f"the database can't be reached: {said}")
    return ValueFault(Code.QUERY, f"the database refuses the statement: {said}")
