"""`jkreport data`: what it prints, and how it ends."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jkreport.build.refreshing import ACCEPTABLE
from jkreport.cli import data as command

Run = Callable[..., Any]
ORIGIN = "origin: {file: raw.csv}\nkeys:"
FIRST = "year,people,ferries\n2025,103500,342\n2023,82400,310\n2024,90100,325\n"
HASH, TIME = re.compile(r"[0-9a-f]{64}"), re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@pytest.fixture
def root(minimal: Path) -> Path:
    path = minimal / "content/data/travellers.yaml"
    path.write_text(path.read_text("utf-8").replace("keys:", ORIGIN, 1), "utf-8")
    (minimal / "content/data/travellers.csv").unlink()
    (minimal / "content/data/raw.csv").write_text(FIRST, "utf-8")
    return minimal


def test_a_refresh_tells_what_became_of_each_table(run: Run, root: Path) -> None:
    ended = run(root, "data", "refresh", "travellers")
    assert (ended.status, ended.out, ended.err) == (0, "travellers: new, 3 rows\n", "")
    changed = FIRST.replace("342", "350") + "2026,1,1\n"
    (root / "content/data/raw.csv").write_text(changed, "utf-8")
    lines = "  + row [2026]\n  ~ ferries [2025]: 342 → 350\n"
    for words in (("--dry-run",), ()):
        ended = run(root, "data", "refresh", "travellers", *words)
        assert (ended.status, ended.out) == (0, f"travellers: changed\n{lines}")
    ended = run(root, "data", "refresh", "travellers")
    assert ended.out == "travellers: unchanged\n"


def test_a_refusal_ends_with_status_one_and_shows_the_difference(run: Run, root: Path) -> None:
    run(root, "data", "refresh", "travellers")
    (root / "content/data/raw.csv").write_text("year,people,ferries\n2025,103500,342\n", "utf-8")
    ended = run(root, "data", "refresh", "travellers")
    assert (ended.status, ended.out) == (
        1,
        "travellers: refused\n  - row [2023]\n  - row [2024]\n",
    )
    assert "JK318 'travellers': the source has 1 rows, 3 stand: [2023], [2024]\n" in ended.err
    ended = run(root, "data", "refresh", "travellers", "--accept", "rows")
    assert (ended.status, ended.out) == (0, "travellers: changed\n  - row [2023]\n  - row [2024]\n")


def test_a_refresh_is_told_as_data(run: Run, root: Path) -> None:
    run(root, "data", "refresh", "travellers")
    (root / "content/data/raw.csv").write_text(FIRST.replace("342", "350"), "utf-8")
    ended = run(root, "data", "refresh", "travellers", "--format", "json")
    change = {"key": ["2025"], "measure": "ferries", "old": "342", "new": "350"}
    assert json.loads(ended.out) == {
        "ok": True,
        "tables": [
            {
                "table": "travellers",
                "state": "changed",
                "rows_added": [],
                "rows_removed": [],
                "values_changed": [change],
                "columns_added": [],
                "columns_removed": [],
            }
        ],
        "diagnostics": [],
    }


def test_the_status_tells_age_faults_and_users(run: Run, root: Path) -> None:
    path = root / "content/data/travellers.yaml"
    more = "max_age: 1 year\nexpected_next: 2026-02-01\nkeys:"
    path.write_text(path.read_text("utf-8").replace("keys:", more, 1), "utf-8")
    run(root, "data", "refresh", "travellers")
    ended = run(root, "data", "status")
    told = TIME.sub("T", ended.out)
    assert told.startswith(
        "travellers\n  origin: file\n  address: raw.csv\n  retrieved: T\n  age days: 0\n"
        "  as of: 2026-01-15\n  good until: 2027-01-15\n  expected next: 2026-02-01\n  late: True\n"
    )
    assert "  used in: content/briefs/" in told
    (root / "content/data/raw.csv").write_text(FIRST.replace("342", "350"), "utf-8")
    (root / "content/data/travellers.csv").write_text(FIRST, "utf-8")
    found = json.loads(run(root, "data", "status", "--online", "--format", "json").out)[0]
    assert TIME.sub("T", found["faults"][0]) == "the file isn't the snapshot of T"
    assert found["source"] == ["~ ferries [2025]: 342 → 350"]
    assert (root / "content/data/travellers.csv").read_text("utf-8") == FIRST


def test_an_unknown_table_is_told_with_the_nearest(run: Run, root: Path) -> None:
    ended = run(root, "data", "status", "traveller")
    assert (ended.status, ended.err) == (
        1,
        "content/data: JK208 there is no table 'traveller'\n  hint: did you mean 'travellers'?\n",
    )


def test_what_can_be_accepted_is_what_can_be_refused() -> None:
    assert command.ACCEPTABLE == ACCEPTABLE
