"""What an origin gives, whatever its kind, as a grid of texts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from jkreport.data import Table
from jkreport.diagnostics import Code, ContentError
from jkreport.files import Files
from jkreport.model.origins import OriginKind, Snapshot, TableOrigin
from jkreport.model.tables import TableSpec
from jkreport.origins import databases, queries, statistics, web
from jkreport.origins.cells import Grid
from jkreport.origins.formats import check_type, form_of, grid_from_file
from jkreport.origins.secrets import Secrets
from jkreport.values import ValueFault

_FOLDER = "content/data"


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What origins ask: files, the environment, and other tables of the workspace."""

    files: Files
    environment: Mapping[str, str]
    table: Callable[[str], Table]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """What came, None when what one has is still right; the address is as it may be shown."""

    grid: Grid | None
    address: str
    etag: str = ""
    modified: str = ""


def fetch(spec: TableSpec, known: Snapshot | None, around: Surroundings) -> Fetched:
    """Retrieve what the origin of a table names; `known` is what is still right, if there is such a thing.

    Raises:
        ValueFault: it can't be had, or isn't what was asked for; no secret is in it.
    """
    origin = spec.origin
    if origin is None:
        raise ValueFault(Code.BAD_VALUE, f"the table '{spec.id}' has no origin")
    secrets = Secrets(around.environment)
    try:
        return _fetch(spec, origin, known, around, secrets)
    except ValueFault as fault:
        raise ValueFault(
            fault.code, secrets.hidden(fault.message), secrets.hidden(fault.hint)
        ) from None


def _fetch(
    spec: TableSpec,
    origin: TableOrigin,
    known: Snapshot | None,
    around: Surroundings,
    secrets: Secrets,
) -> Fetched:
    match origin.kind:
        case OriginKind.FILE:
            form = form_of(origin)
            grid = grid_from_file(spec, origin, _file(origin, around.files), form)
            return Fetched(grid=grid, address=origin.what.value)
        case OriginKind.URL:
            return _from_web(spec, origin, known, secrets)
        case OriginKind.SDMX:
            return _from_service(spec, origin, known, secrets)
        case OriginKind.SQL:
            address = secrets.value(origin.connection)
            grid = databases.select(
                address, origin.what.value, timeout=origin.timeout, most_bytes=origin.most_bytes
            )
            return Fetched(grid=grid, address=f"{{{origin.connection}}}")
        case OriginKind.QUERY:
            grid = queries.run_query(origin.what.value, around.table, timeout=origin.timeout)
            return Fetched(grid=grid, address="")


def _file(origin: TableOrigin, files: Files) -> bytes:
    try:
        return files.read(
            f"{_FOLDER}/{origin.what.value}", origin.what.place, limit=origin.most_bytes
        )
    except ContentError as error:
        found = error.diagnostic
        raise ValueFault(found.code, found.message, found.hint) from None


def _asked(
    origin: TableOrigin, address: str, known: Snapshot | None, secrets: Secrets
) -> web.Asked:
    headers = {name: secrets.filled(text) for name, text in origin.headers.items()}
    for name, text in headers.items():
        if not name.isascii() or not text.isprintable() or not text.isascii():
            raise ValueFault(Code.BAD_VALUE, f"the header '{name}' isn't plain text")
    if known is not None and known.etag:
        headers["If-None-Match"] = known.etag
    elif known is not None and known.modified:
        headers["If-Modified-Since"] = known.modified
    return web.Asked(
        address=secrets.filled(address, quoted=True),
        headers=headers,
        redirects=origin.redirects,
        timeout=origin.timeout,
        retries=origin.retries,
        most_bytes=origin.most_bytes,
    )


def _from_web(
    spec: TableSpec, origin: TableOrigin, known: Snapshot | None, secrets: Secrets
) -> Fetched:
    address, form = origin.what.value, form_of(origin)
    answer = web.get(_asked(origin, address, known, secrets))
    grid = None
    if not answer.unchanged:
        check_type(answer.data, answer.type, origin.expect_type, form)
        grid = grid_from_file(spec, origin, answer.data, form)
    return Fetched(grid=grid, address=address, etag=answer.etag, modified=answer.modified)


def _from_service(
    spec: TableSpec, origin: TableOrigin, known: Snapshot | None, secrets: Secrets
) -> Fetched:
    address = statistics.address_of(origin.what.value, origin.flow, origin.key, origin.parameters)
    asked = _asked(origin, address, known, secrets)
    answer = web.get(
        web.Asked(
            address=asked.address,
            headers={"Accept": statistics.ACCEPTED, **asked.headers},
            timeout=asked.timeout,
            retries=asked.retries,
            most_bytes=asked.most_bytes,
        )
    )
    grid = None
    if not answer.unchanged:
        if answer.data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"{")):
            grid = statistics.grid_from_message(answer.data)
        else:
            grid = grid_from_file(spec, origin, answer.data, "csv")
    return Fetched(grid=grid, address=address, etag=answer.etag, modified=answer.modified)
