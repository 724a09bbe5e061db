"""How commands end: the status of each fault, a reader that takes nothing, signals that are ignored."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jkreport.cli.printing import status_of
from jkreport.diagnostics import Code, Diagnostic, Place

Run = Callable[..., Any]
COMMAND = (sys.executable, "-m", "jkreport")


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ([], 0),
        ([Code.UNKNOWN_KEY], 1),
        ([Code.LIMIT], 1),
        ([Code.OUTPUT], 74),
        ([Code.LOCKED], 75),
        ([Code.TIME_LIMIT], 124),
        ([Code.TIME_LIMIT, Code.UNKNOWN_KEY], 124),
    ],
)
def test_each_fault_has_its_status(codes: list[Code], status: int) -> None:
    place = Place(file="content")
    found = [Diagnostic(code=each, place=place, message="") for each in codes]
    assert status_of(found) == status


@pytest.mark.parametrize(
    "words",
    [
        ["list"],
        ["list", "--format", "json"],
        ["check"],
        ["--help"],
        ["cache"],
        ["completion", "bash"],
    ],
)
def test_output_that_cannot_be_written_is_told_in_one_line(minimal: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*COMMAND, *words],
            cwd=minimal,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    reason = "standard output: JK903 can't be written: No space left on device\n"
    assert (ended.returncode, ended.stderr) == (74, reason)


def test_an_error_that_cannot_be_written_has_its_status_too(minimal: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*COMMAND, "show", "value", "nothing"], cwd=minimal, stderr=full, check=False
        )
    assert ended.returncode == 74


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_stream_that_is_closed_leaves_no_trace(minimal: Path, stream: str) -> None:
    redirected = {"stdout": ">&-", "stderr": "2>&-"}[stream]
    ended = subprocess.run(
        ["sh", "-c", f'"$@" {redirected}', "sh", *COMMAND, "list"],
        cwd=minimal,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_signal_that_is_ignored_stays_so(minimal: Path) -> None:
    (minimal / "build").mkdir()
    lock = os.open(minimal / "build/.minimal.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with subprocess.Popen(
        ["nohup", *COMMAND, "build", "minimal"],
        cwd=minimal,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        while "is being built" not in process.stderr.readline():
            pass
        process.send_signal(signal.SIGHUP)
        time.sleep(0.1)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert process.wait(2) == 143
    os.close(lock)


def test_the_cache_is_told_of_and_cleared(
    run: Run, minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = minimal.parent / "cache"
    monkeypatch.setenv("JKREPORT_CACHE", str(kept))
    assert run(minimal, "cache").out == f"{kept}: 0 entries, 0.0 of at most 512 MiB\n"
    (kept / "contents").mkdir()
    (kept / "contents" / ("0" * 64)).write_bytes(bytes(3 << 20))
    assert run(minimal, "cache").out == f"{kept}: 1 entry, 3.0 of at most 512 MiB\n"
    said = run(minimal, "cache", "--format", "json").out
    assert said == (
        f'{{\n  "folder": "{kept}",\n  "entries": 1,\n  "bytes": 3145728,\n  "limit": 536870912\n}}\n'
    )
    assert run(minimal, "cache", "clear").out == f"{kept}: 0 entries, 0.0 of at most 512 MiB\n"
    monkeypatch.setenv("JKREPORT_CACHE", "off")
    assert run(minimal, "cache").out == "turned off (JKREPORT_CACHE)\n"
