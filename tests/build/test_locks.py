"""One build of a brief at a time, told by the number of the process."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from jkreport.build.locks import locked
from jkreport.diagnostics import Code, ContentError, Diagnostic, Place

HOLD = """
import sys
from pathlib import Path
from jkreport.build.locks import locked
with locked(Path(sys.argv[1]), "brief"):
    print("held", flush=True)
    sys.stdin.read()
"""

COUNT = """
import sys, time
from pathlib import Path
from jkreport.build.locks import locked
counter = Path(sys.argv[1], "counter")
for _ in range(5):
    with locked(Path(sys.argv[1]), "brief"):
        seen = int(counter.read_text())
        time.sleep(0.002)
        counter.write_text(str(seen + 1))
"""


@contextmanager
def holder(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a process that holds the lock until its input ends."""
    command = [sys.executable, "-c", HOLD, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def test_a_lock_is_taken_and_given_back(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "build", "brief", wait=False):
            lock = tmp_path / "build" / ".brief.lock"
            assert lock.read_text() == f"{os.getpid()}\n"


def test_a_lock_that_is_held_names_its_holder(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        with pytest.raises(ContentError) as caught, locked(tmp_path, "brief", wait=False):
            pass
        assert caught.value.diagnostic == Diagnostic(
            code=Code.LOCKED,
            place=Place(file=(tmp_path / ".brief.lock").as_posix()),
            message=f"'brief' is being built by process {process.pid}",
            hint="try again when it has ended",
        )
        with locked(tmp_path, "other", wait=False):
            pass
        process.communicate("")
    with locked(tmp_path, "brief", wait=False):
        pass


def test_who_waits_is_told_for_whom_once(tmp_path: Path) -> None:
    said: list[str] = []
    with holder(tmp_path) as process:

        def told(sentence: str) -> None:
            said.append(sentence)
            assert process.stdin is not None
            process.stdin.close()

        with locked(tmp_path, "brief", on_wait=told):
            assert (tmp_path / ".brief.lock").read_text() == f"{os.getpid()}\n"
        assert said == [f"'brief' is being built by process {process.pid}"]


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        process.kill()
        process.wait()
        began = time.monotonic()
        with locked(tmp_path, "brief", wait=False):
            assert time.monotonic() - began < 1


def test_a_damaged_lock_file_still_locks(tmp_path: Path) -> None:
    with holder(tmp_path) as process:
        (tmp_path / ".brief.lock").write_bytes(b"\xff\xfe rubbish")
        with pytest.raises(ContentError) as caught, locked(tmp_path, "brief", wait=False):
            pass
        assert str(caught.value) == "'brief' is being built by another process"
        process.communicate("")


def test_two_processes_never_hold_it_at_once(tmp_path: Path) -> None:
    (tmp_path / "counter").write_text("0")
    processes = [subprocess.Popen([sys.executable, "-c", COUNT, str(tmp_path)]) for _ in range(4)]
    assert [each.wait(30) for each in processes] == [0, 0, 0, 0]
    assert (tmp_path / "counter").read_text() == "20"


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / ".brief.lock").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ContentError) as caught, locked(tmp_path, "brief"):
        pass
    assert caught.value.diagnostic.code is Code.OUTPUT
    assert str(caught.value) == "can't be written: Too many levels of symbolic links"
