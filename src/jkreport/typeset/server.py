"""The process that imports the engine once and forks one worker for each job.

It is the leader of a session and a process group of its own. Jobs come over a socket, each as a
short JSON message with two file descriptors: one holds the job, the other takes the result. How
a worker ended goes back over the socket. The pipe called lifeline carries nothing: when its
other end closes, because the parent has ended in whatever way, the kernel signals the whole
group.
"""

import ctypes.util
import gc
import json
import os
import select
import signal
import socket
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NoReturn

from jkreport.children import tie_to

_MESSAGE_SIZE = 1 << 16


@dataclass(frozen=True, kw_only=True, slots=True)
class _Waiting:
    """A job that no worker has taken yet."""

    number: int
    wall: int
    source: int
    target: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Running:
    """A worker at its job; `ended` becomes readable when the worker is gone."""

    number: int
    pid: int
    ended: int
    deadline: float


def serve(control: int, lifeline: int, jobs: int) -> None:
    """Serve jobs until the parent closes the socket."""
    tie_to(lifeline)
    with socket.socket(fileno=control) as parent:
        _tell(parent, _prepared())
        _Server(parent, jobs).run()


def _prepared() -> dict[str, Any]:
    """Import all that workers need, and say what was found."""
    try:
        with _libraries_by_name():
            from jkreport.typeset import about, worker  # noqa: PLC0415 - slow; the lifeline first

        worker.warm_up()
        greeting = {"versions": about.versions(), "libraries": about.libraries()}
    except (ImportError, OSError) as error:
        return {"failed": str(error)}
    # What is in memory now stays shared between the workers: the collector must not touch it.
    gc.freeze()
    return greeting


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Let libraries be loaded by the names that they have on this system, without a search.

    The engine tries the names of other systems first. For each, a search would run three programs,
    a compiler among them: fifty in all, a quarter of a second, and not what we want to run.
    """

    def nothing(name: str) -> str | None:  # noqa: ARG001 - the signature of the search
        return None

    search, ctypes.util.find_library = ctypes.util.find_library, nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _tell(parent: socket.socket, message: dict[str, Any]) -> None:
    try:
        parent.send(json.dumps(message).encode())
    except OSError:
        sys.exit(1)  # nobody listens any more


class _Server:
    """Jobs that wait, workers that run, and the socket between them and the parent."""

    def __init__(self, parent: socket.socket, jobs: int) -> None:
        self._parent = parent
        self._jobs = jobs
        self._waiting: deque[_Waiting] = deque()
        self._running: dict[int, _Running] = {}

    def run(self) -> None:
        """Take jobs and reap workers until the socket closes."""
        open_ = True
        while open_:
            control = self._parent.fileno()
            ready, _, _ = select.select([control, *self._running], [], [], self._patience())
            for each in ready:
                if each == control:
                    open_ = self._take()
                else:
                    self._reap(self._running.pop(each), late=False)
            self._end_late_ones()
            self._start()

    def _patience(self) -> float | None:
        if not self._running:
            return None
        return max(0.0, min(each.deadline for each in self._running.values()) - time.monotonic())

    def _take(self) -> bool:
        data, files, _, _ = socket.recv_fds(self._parent, _MESSAGE_SIZE, 2)
        if not data:
            return False
        message = json.loads(data)
        source, target = files
        self._waiting.append(
            _Waiting(number=message["number"], wall=message["wall"], source=source, target=target)
        )
        return True

    def _start(self) -> None:
        while self._waiting and len(self._running) < self._jobs:
            job = self._waiting.popleft()
            ended, held = os.pipe()
            pid = os.fork()
            if not pid:
                self._work(job)
            os.close(held)
            os.close(job.source)
            os.close(job.target)
            deadline = time.monotonic() + job.wall
            self._running[ended] = _Running(
                number=job.number, pid=pid, ended=ended, deadline=deadline
            )

    def _work(self, job: _Waiting) -> NoReturn:
        status = 1
        try:
            from jkreport.typeset import worker  # noqa: PLC0415 - imported long since

            self._parent.close()
            worker.work(job.source, job.target)
            status = 0
        finally:
            os._exit(status)

    def _end_late_ones(self) -> None:
        now = time.monotonic()
        for each in [each for each in self._running.values() if each.deadline <= now]:
            del self._running[each.ended]
            os.kill(each.pid, signal.SIGKILL)
            self._reap(each, late=True)

    def _reap(self, worker: _Running, *, late: bool) -> None:
        os.close(worker.ended)
        _, status, usage = os.wait4(worker.pid, 0)
        _tell(
            self._parent,
            {
                "number": worker.number,
                "status": os.waitstatus_to_exitcode(status),
                "late": late,
                "peak_memory": usage.ru_maxrss * 1024,
            },
        )
