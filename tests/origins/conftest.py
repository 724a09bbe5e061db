"""A workspace with an origin, a server on the loopback that can do wrong, and a real PostgreSQL."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from jkreport.build.refreshing import Refreshed
from jkreport.diagnostics.rendering import as_text
from jkreport.workspace import Workspace

BASE = Path(__file__).parents[1] / "cases" / "base"
TABLE = """\
title: {{ja: 貿易, ko: 무역}}
{origin}
keys:
  year: {{type: year, label: {{ja: 年, ko: 연도}}}}
  flow:
    type: category
    label: {{ja: 区分, ko: 구분}}
    values:
      exports: {{ja: 輸出, ko: 수출}}
      imports: {{ja: 輸入, ko: 수입}}
measures:
  amount: {{type: decimal, unit: USD, label: {{ja: 金額, ko: 금액}}}}
missing: {{"…": unknown}}
sources: [vision]
as_of: 2025-09-18
"""
ROWS = "year,flow,amount\n2025,imports,30\n2024,imports,20.5\n2024,exports,100\n"
SNAPSHOT = "year,flow,amount\n2024,exports,100\n2024,imports,20.5\n2025,imports,30\n"


@dataclass(slots=True)
class Site:
    """A workspace whose table `trade` comes from elsewhere."""

    root: Path
    environment: dict[str, str] = field(default_factory=dict)

    def table(self, origin: str, name: str = "trade", **more: str) -> None:
        """Describe a table by its origin; `more` replaces texts in its description."""
        lines = "origin:\n" + "".join(f"  {line}\n" for line in origin.splitlines())
        text = TABLE.format(origin=lines.rstrip())
        for old, new in more.items():
            assert old in text
            text = text.replace(old, new)
        (self.root / "content/data" / f"{name}.yaml").write_text(text, "utf-8")

    def write(self, path: str, data: str | bytes) -> None:
        """Write a file into the folder of data."""
        target = self.root / "content/data" / path
        target.write_bytes(data.encode() if isinstance(data, str) else data)

    def read(self, path: str = "trade.csv") -> str:
        """Give a file of the folder of data; empty when there is none."""
        target = self.root / "content/data" / path
        return target.read_text("utf-8") if target.exists() else ""

    def refresh(
        self, *tables: str, dry_run: bool = False, accept: tuple[str, ...] = ()
    ) -> Refreshed:
        """Retrieve tables."""
        return Workspace.open(self.root).refresh(
            tables, dry_run=dry_run, accept=accept, environment=self.environment
        )

    def faults(self, *tables: str) -> str:
        """Retrieve tables, and give what is told of them."""
        return told(self.refresh(*tables))

    def checked(self) -> str:
        """Give what a check tells."""
        found = Workspace.open(self.root).check("one").diagnostics
        return "".join(as_text(each, lambda *_: None) + "\n" for each in found)


def told(found: Refreshed) -> str:
    """Give the diagnostics of a refresh, as a terminal shows them."""
    return "".join(as_text(each, lambda *_: None) + "\n" for each in found.diagnostics)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    root = Path(shutil.copytree(BASE, tmp_path / "workspace"))
    (root / "content/images").mkdir()
    (root / "content/data/trade.csv").unlink()
    section = "title: {ja: 章, ko: 장}\nblocks:\n  - {id: rows, table: trade, caption: {ja: 表, ko: 표}}\n"
    (root / "content/sections/part.yaml").write_text(section, "utf-8")
    return Site(root)


# --- A server of the web ---------------------------------------------------------------------------

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass(slots=True)
class Web:
    """A server: what it answers by path, each the next of a list, the last one for ever; and what it was asked."""

    address: str
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def says(self, path: str, *replies: Reply) -> str:
        """Let a path answer so; give its address."""
        self.replies[path] = list(replies)
        return self.address + path


def reply(
    data: str | bytes = ROWS, status: int = 200, type_: str = "text/csv", **headers: str
) -> Reply:
    """Answer whole and at once."""
    body = data.encode() if isinstance(data, str) else data

    def answer(handler: BaseHTTPRequestHandler) -> None:
        etag = headers.get("ETag")
        if etag is not None and handler.headers.get("If-None-Match") == etag:
            handler.send_response(304)
            handler.end_headers()
            return
        handler.send_response(status)
        handler.send_header("Content-Type", type_)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    """Promise more than what comes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/csv")
    handler.send_header("Content-Length", str(len(ROWS) + 100))
    handler.end_headers()
    handler.wfile.write(ROWS.encode())


def slow(handler: BaseHTTPRequestHandler) -> None:
    """Send a letter now and then, without an end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/csv")
    handler.end_headers()
    with suppress(OSError):
        for letter in ROWS * 10:
            handler.wfile.write(letter.encode())
            handler.wfile.flush()
            time.sleep(0.05)


def endless(handler: BaseHTTPRequestHandler) -> None:
    """Send without an end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/csv")
    handler.end_headers()
    with suppress(OSError):
        while True:
            handler.wfile.write(b"2024,exports,100\n" * 1000)


@pytest.fixture
def web() -> Iterator[Web]:
    """Start a server on the loopback."""

    class Handler(BaseHTTPRequestHandler):
        site: ClassVar[Web]

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            self.site.asked.append((self.path, dict(self.headers.items())))
            replies = self.site.replies.get(path, [reply("gone", 404, "text/plain")])
            (replies.pop(0) if len(replies) > 1 else replies[0])(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Handler.site = Web(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield Handler.site
    server.shutdown()
    server.server_close()
    thread.join()


# --- A database ------------------------------------------------------------------------------------

PASSWORD = "c4nary p@ss/word"
ADDRESS = "postgresql://analyst:c4nary%20p%40ss%2Fword@127.0.0.1:{port}/postgres"
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
password_encryption = 'scram-sha-256'
shared_buffers = '16MB'
"""
SURROUNDINGS = {**os.environ, "LC_ALL": "C.UTF-8"}


def _programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    other = shutil.which("initdb")
    return Path(other).resolve().parent if other else None


def _as_postgres(command: list[str]) -> list[str]:
    """Give a command that isn't run by root, as whom PostgreSQL doesn't start."""
    if os.geteuid() != 0:
        return command
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """Start a PostgreSQL of our own on the loopback; give its address, with user and password."""
    programs = _programs()
    if programs is None:
        pytest.skip("missing on this machine: postgresql")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    folder = Path(tempfile.mkdtemp(prefix="jkreport-postgres-"))
    server = subprocess.Popen(
        _as_postgres([str(programs / "postgres"), "-D", str(_cluster(programs, folder, port))]),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=SURROUNDINGS, cwd="/",
    )  # fmt: skip
    try:
        _wait_for(port)
        yield ADDRESS.format(port=port)
    finally:
        server.send_signal(signal.SIGINT)  # it ends at once, whoever is connected
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _cluster(programs: Path, folder: Path, port: int) -> Path:
    """Make what the server keeps its data in."""
    cluster, password = folder / "cluster", folder / "password"
    password.write_text(PASSWORD, "utf-8")
    if os.geteuid() == 0:
        for each in (folder, password):
            shutil.chown(each, "postgres", "postgres")
    options = ["-U", "analyst", f"--pwfile={password}", "-A", "scram-sha-256", "-N"]
    command = _as_postgres([str(programs / "initdb"), "-D", str(cluster), *options])
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=SURROUNDINGS, cwd="/")
    with (cluster / "postgresql.conf").open("a", encoding="utf-8") as settings:
        settings.write(f"{SETTINGS}port = {port}\n")
    return cluster


def _wait_for(port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    pytest.fail("PostgreSQL doesn't answer")
