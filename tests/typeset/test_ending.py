"""Typesetting that takes too much, is killed or left: told, ended, nothing left over."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.typeset.documents import ENDLESS, HEAD, PAGE, RESOURCES

from jkreport.children import Limits
from jkreport.typeset import (
    FontSetup,
    Job,
    Message,
    MessageKind,
    Typesetter,
)

pytestmark = pytest.mark.typeset
LIMIT, TIME = MessageKind.LIMIT, MessageKind.TIME


@pytest.mark.parametrize(
    ("limits", "html", "kind", "said"),
    [
        (Limits(wall=1), ENDLESS, TIME, "typesetting took longer than 1 s and was ended"),
        (
            Limits(processor=1),
            ENDLESS,
            TIME,
            "typesetting took more than 1 s of processor time and was ended",
        ),
        (Limits(memory=1 << 28), PAGE, LIMIT, "memory"),
        (Limits(output=1000), PAGE, LIMIT, "the result could not be handed over: File too large"),
    ],
    ids=["wall", "processor", "memory", "output"],
)
def test_a_job_beyond_its_limits_is_ended(
    fonts: FontSetup, limits: Limits, html: str, kind: MessageKind, said: str
) -> None:
    with Typesetter(fonts, jobs=1, limits=limits) as typesetter:
        pending = typesetter.submit(Job(name="a", html=html, resources=RESOURCES))
        result = pending.result()
    assert [each.kind for each in result.messages] == [kind]
    assert said in result.messages[0].detail
    assert result.pdf == b""


def children(process: int) -> tuple[int, ...]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text()
    return tuple(int(each) for each in listed.split())


def runs(process: int) -> bool:
    """Whether a process still does something; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for_the_end_of(*processes: int) -> None:
    began = time.monotonic()
    while any(runs(each) for each in processes):
        assert time.monotonic() - began < 2
        time.sleep(0.01)


def worker_of(server: int) -> int:
    """Wait until a server has forked a worker."""
    for _ in range(200):
        if found := children(server):
            return found[0]
        time.sleep(0.05)
    raise AssertionError("no worker was started")


@pytest.fixture
def at_work(fonts: FontSetup) -> Iterator[tuple[Typesetter, int]]:
    """Give a typesetter of its own, and the process that it started."""
    before = children(os.getpid())
    with Typesetter(fonts, jobs=1) as typesetter:
        (server,) = set(children(os.getpid())) - set(before)
        typesetter.versions()  # an import may start short-lived processes; a worker comes later
        yield typesetter, server
    assert not runs(server)


def test_a_worker_that_is_killed_costs_one_document(at_work: tuple[Typesetter, int]) -> None:
    typesetter, server = at_work
    lost = typesetter.submit(Job(name="lost", html=ENDLESS))
    kept = typesetter.submit(Job(name="kept", html=HEAD + "一"))
    os.kill(worker_of(server), signal.SIGKILL)
    detail = "typesetting was killed from outside, perhaps because the machine ran out of memory"
    assert lost.result().messages == (Message(kind=MessageKind.LIMIT, detail=detail),)
    assert kept.result().good


def test_a_worker_that_crashes_is_told(at_work: tuple[Typesetter, int]) -> None:
    typesetter, server = at_work
    lost = typesetter.submit(Job(name="lost", html=ENDLESS))
    os.kill(worker_of(server), signal.SIGSEGV)
    detail = "the typesetting process was ended by SIGSEGV"
    assert lost.result().messages == (Message(kind=MessageKind.ENGINE, detail=detail),)


def test_a_server_that_is_killed_takes_its_workers_along(at_work: tuple[Typesetter, int]) -> None:
    typesetter, server = at_work
    lost = typesetter.submit(Job(name="lost", html=ENDLESS))
    worker = worker_of(server)
    os.kill(server, signal.SIGKILL)
    detail = "the typesetting process is gone: it ended with status -9"
    expected = (Message(kind=MessageKind.ENGINE, detail=detail),)
    assert lost.result().messages == expected
    wait_for_the_end_of(worker)
    assert typesetter.submit(Job(name="late", html=HEAD)).result().messages == expected


def test_leaving_ends_what_is_still_at_work(fonts: FontSetup) -> None:
    began = time.monotonic()
    with Typesetter(fonts, jobs=1) as typesetter:
        pending = typesetter.submit(Job(name="a", html=ENDLESS))
    assert time.monotonic() - began < 2
    detail = "the typesetting process is gone: it was ended"
    assert pending.result().messages == (Message(kind=MessageKind.ENGINE, detail=detail),)


BUSY = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[4:]
from jkreport.typeset import FontSetup, Job, Typesetter
with Typesetter(FontSetup(configuration=Path(sys.argv[1]), files=()), jobs=2) as typesetter:
    for name in "ab":
        typesetter.submit(Job(name=name, html=Path(sys.argv[2]).read_text()))
    if sys.argv[3] == "working":
        typesetter.versions()
    print("ready", flush=True)
    list(typesetter.results())
"""


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("when", ["importing", "working"])
def test_nothing_outlives_its_parent(
    fonts: FontSetup, tmp_path: Path, ending: signal.Signals, when: str
) -> None:
    (tmp_path / "a.html").write_text(ENDLESS)
    arguments = [str(fonts.configuration), str(tmp_path / "a.html"), when, *sys.path]
    with subprocess.Popen(
        [sys.executable, "-c", BUSY, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"ready\n"
        (server,) = children(parent.pid)
        if when == "working":
            worker_of(server)
        group = (server, *children(server))
        parent.send_signal(ending)
        wait_for_the_end_of(parent.pid, *group)
