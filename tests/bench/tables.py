"""Measure tables: a million rows, a chart of ten thousand points, two hundred sources side by side and in turn.

Run by `nox -s tables`; nothing is written but to a temporary folder.
"""

import datetime as dt
import math
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.bench.measuring import JKREPORT, ROOT, Row, run

from jkreport import Workspace

ROWS, POINTS, TABLES, LATENCY = 1_000_000, 10_000, 200, 0.1
HEAD = "title: {ja: 章, ko: 장}\nblocks:\n"
TABLE = """\
title: {{ja: 表, ko: 표}}
{more}
keys: {{{keys}}}
measures: {{amount: {{type: decimal, unit: USD, minimum: 0, label: {{ja: 金額, ko: 금액}}}}}}
"""
YEAR = "year: {type: year, label: {ja: 年, ko: 연도}}"
PLACE = "place: {type: integer, label: {ja: 所, ko: 곳}}"
DAY = "day: {type: date, label: {ja: 日, ko: 날}}"


def workspace(folder: Path, name: str, block: str) -> Path:
    """Lay the small workspace of the cases, with one block."""
    root = Path(shutil.copytree(ROOT / "tests" / "cases" / "base", folder / name))
    (root / "content" / "images").mkdir()
    (root / "content" / "sections" / "part.yaml").write_text(HEAD + block, "utf-8")
    return root


def million_rows(folder: Path) -> Row:
    """Measure a check that prints a value, sums and a part of a table of a million rows."""
    values = "{{ data.big.amount[4711, 2025] }} {{ data.big.amount.sum }} {{ data.big.amount.where(42).sum }}"
    part = "{id: rows, table: big, rows: {where: {place: [4711]}}, caption: 1}"
    block = f"  - {{id: words, text: '{values}'}}\n  - {part}\n"
    root = workspace(folder, "rows", block)
    settings = root / "content" / "workspace.yaml"
    settings.write_text(settings.read_text("utf-8") + f"most_rows: {ROWS}\n", "utf-8")
    more, keys = "file: big.parquet", f"{PLACE}, {YEAR}"
    (root / "content" / "data" / "big.yaml").write_text(TABLE.format(more=more, keys=keys), "utf-8")
    columns = {
        "place": pa.array([each // 100 for each in range(ROWS)], pa.int32()),
        "year": pa.array([1926 + each % 100 for each in range(ROWS)], pa.int32()),
        "amount": pa.array([each * 7919 % 1_000_003 / 100 for each in range(ROWS)]),
    }
    pq.write_table(pa.table(columns), root / "content" / "data" / "big.parquet")
    return measured("a million rows", root, "two languages, a value, two sums, a hundred rows")


def many_points(folder: Path) -> Row:
    """Measure a check that draws a line of ten thousand points in two languages."""
    words = "caption: {ja: 図, ko: 그림}, alt: {ja: 図, ko: 그림}"
    root = workspace(
        folder, "points", f"  - {{id: days, chart: days, line: {{x: day, y: amount}}, {words}}}\n"
    )
    first = dt.date(1998, 1, 1)
    lines = (
        f"{first + dt.timedelta(days=each)},{50 + 20 * math.sin(each / 365):.2f}\n"
        for each in range(POINTS)
    )
    (root / "content" / "data" / "days.csv").write_text("day,amount\n" + "".join(lines), "utf-8")
    text = TABLE.format(more="file: days.csv", keys=DAY)
    (root / "content" / "data" / "days.yaml").write_text(text, "utf-8")
    return measured("ten thousand points", root, "a line chart in two languages")


def measured(what: str, root: Path, detail: str) -> Row:
    found = run([JKREPORT, "check", "one", "--workspace", str(root)])
    told = f"`jkreport check`: {detail}; largest process {found.megabytes:.0f} MB"
    return Row(what=what, value=found.seconds, unit=" s", detail=told)


@contextmanager
def server() -> Iterator[str]:
    """Serve a small table, each time after a while, as from far away."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(LATENCY)
            body = b"year,amount\n" + b"".join(b"%d,1\n" % year for year in range(1990, 2026))
            self.send_response(200)
            self.send_header("Content-Type", "text/csv")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.daemon_threads = True
    threading.Thread(target=web.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{web.server_address[1]}"
    finally:
        web.shutdown()
        web.server_close()


def two_hundred_sources(folder: Path) -> Row:
    """Measure a refresh of two hundred tables, eight at once against one after the other."""
    taken = {}
    with server() as address:
        for jobs in (8, 1):
            root = workspace(folder, f"sources-{jobs}", "  - {id: words, text: '1'}\n")
            for number in range(TABLES):
                more = f"origin: {{url: '{address}/{number}.csv'}}"
                text = TABLE.format(more=more, keys=YEAR)
                (root / "content" / "data" / f"table_{number}.yaml").write_text(text, "utf-8")
            began = time.perf_counter()
            found = Workspace.open(root).refresh(jobs=jobs)
            taken[jobs] = time.perf_counter() - began
            if not found.ok or len(found.outcomes) != TABLES:
                raise SystemExit(f"bench: a refresh failed: {found.diagnostics[:3]}")
    return Row(
        what="200 sources",
        value=taken[8] / taken[1],
        unit="",
        detail=f"{taken[8]:.1f} s eight at once against {taken[1]:.1f} s in turn; each answers after {LATENCY} s",
    )


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [each(Path(folder)) for each in (million_rows, many_points, two_hundred_sources)]
    head = ["| measure | value | goal | holds | detail |", "|---|---|---|---|---|"]
    sys.stdout.write("\n".join([*head, *map(str, rows)]) + "\n")


if __name__ == "__main__":
    main()
