"""Where a table comes from, and the snapshot that was taken of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from jkreport.diagnostics import Place
from jkreport.model.text import Text


class OriginKind(Enum):
    """What a table is retrieved from."""

    FILE = "file"
    URL = "url"
    SQL = "sql"
    SDMX = "sdmx"
    QUERY = "query"  # over other tables of the workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class TableOrigin:
    """Where a table comes from.

    `what` is a path, an address, a statement, or the name or address of an SDMX service. `columns` gives the names
    that columns of the source have in the table. `connection` names the variable that holds a database's address;
    `headers` and addresses may name others in braces. Times are in seconds, sizes in bytes.
    """

    kind: OriginKind
    what: Text
    form: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    records: tuple[str, ...] = ()
    encoding: str = "utf-8"
    sheet: str = ""
    range: str = ""
    connection: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    redirects: tuple[str, ...] = ()
    expect_type: str = ""
    flow: str = ""
    key: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    timeout: int = 60
    retries: int = 3
    most_bytes: int = 100_000_000
    place: Place

    @property
    def networked(self) -> bool:
        """Whether to retrieve it something outside of the workspace is asked."""
        return self.kind in {OriginKind.URL, OriginKind.SQL, OriginKind.SDMX}

    @property
    def digest(self) -> str:
        """The sha256 of all that decides what comes out, how long it may take left aside."""
        parts = (
            self.kind.value, self.what.value, self.form, dict(self.columns), self.records, self.encoding,
            self.sheet, self.range, self.connection, self.flow, self.key, dict(self.parameters),
        )  # fmt: skip
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """What `data.lock` says of the snapshot of a table.

    `sha256`, `size` and `rows` are those of the file; `columns` those of the source; `origin` is the digest of what was
    asked for; `inputs` are the sha256 of the files of the tables that a query was worked out from.
    """

    table: str
    address: str
    retrieved: str
    sha256: str
    size: int
    rows: int
    columns: tuple[str, ...]
    origin: str
    etag: str = ""
    modified: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    place: Place
