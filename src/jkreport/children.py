"""Child processes: their surroundings, their limits, and how they end with the process that started them."""

import fcntl
import os
import resource
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_STDERR_SHOWN = 400
# What an interpreter may need to start at all, and the choices of who runs it about compiled files.
_PASSED_ON = ("PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "LD_LIBRARY_PATH")


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one piece of work may use before it is ended: bytes, seconds, seconds, bytes."""

    memory: int = 4 << 30
    processor: int = 300
    wall: int = 600
    output: int = 512 << 20


TYPESETTING = Limits()
"""What setting one edition may use."""
DRAWING = Limits(memory=2 << 30, processor=20, wall=60, output=64 << 20)
"""What drawing one chart may use."""
READING = Limits(processor=10, wall=60)
"""What reading one data file may use."""


def clean_environment(inherited: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of a child: nothing of the user's locale, fonts, clock or home folder.

    The child finds modules where its parent does, in the same order, so that a wheel, an
    editable install and a plain `PYTHONPATH` all work; entries relative to the current folder
    are left out.
    """
    return {
        "PATH": inherited.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "SOURCE_DATE_EPOCH": "0",
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(each for each in sys.path if Path(each).is_absolute()),
        **{name: inherited[name] for name in _PASSED_ON if name in inherited},
    }


class Child:
    """A process of our own that runs a module, leads a group, and ends with its parent in whatever way.

    The module gets as its first arguments the descriptors of its end of `control` and of a pipe that it hands to
    `tie_to`. Raises OSError when the system doesn't let it start.
    """

    def __init__(self, module: str, *arguments: str, variables: Mapping[str, str]) -> None:
        self.control, control = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        lifeline, self._lifeline = os.pipe()
        self._said = os.memfd_create("jkreport-stderr")
        passed = (control.fileno(), lifeline)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                # -P: modules in the current folder are not for the child.
                [sys.executable, "-P", "-m", module, *map(str, passed), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
                env={**clean_environment(os.environ), **variables},
                cwd="/",
                pass_fds=passed,
                start_new_session=True,
            )
        except OSError:
            self._close()
            raise
        finally:
            control.close()
            os.close(lifeline)

    def end(self) -> int:
        """End the group of processes at once, and give the status of its leader."""
        if self._process.returncode is None:
            # Not yet reaped, so its number is still its own, even if it has ended by itself.
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        return self._process.returncode

    def wait(self) -> int:
        """Wait until the leader has ended by itself, then end what is left of its group."""
        # Its number stays its own until it is reaped, in `end`.
        os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
        return self.end()

    def close(self) -> None:
        """End the group of processes, and forget what it said."""
        self.end()
        self._close()

    def last_words(self) -> str:
        """Give the last line that the group wrote to its standard error."""
        size = os.fstat(self._said).st_size
        said = os.pread(self._said, _STDERR_SHOWN, max(0, size - _STDERR_SHOWN))
        return said.decode("utf-8", "replace").strip().rpartition("\n")[2]

    def _close(self) -> None:
        self.control.close()
        os.close(self._lifeline)
        os.close(self._said)


def tie_to(lifeline: int) -> None:
    """Let the kernel end the whole group of this process when the other end of a pipe closes."""
    # SIGIO ends a process that has no handler for it, without the help of the interpreter: even
    # one that is deep inside a library, or still importing it.
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:
        sys.exit(1)


def limit(limits: Limits, *, memory: int = resource.RLIMIT_AS) -> None:
    """Limit this process; `memory` says which memory is counted."""
    for kind, value in (
        (memory, limits.memory),
        (resource.RLIMIT_FSIZE, limits.output),
        (resource.RLIMIT_CORE, 0),
    ):
        _lower(kind, value)
    limit_time(limits)


def limit_time(limits: Limits) -> None:
    """Limit the processor time of this process from now on."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, round(usage.ru_utime + usage.ru_stime) + limits.processor)


def _lower(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    # The hard limit stays above: a process at its hard limit of time is killed without a word.
    resource.setrlimit(kind, (soft, hard))
