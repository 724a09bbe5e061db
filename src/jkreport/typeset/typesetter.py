"""The parent's side of typesetting: one child, started at once, forks a worker for each job."""

import json
import os
import socket
import sys
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, BinaryIO, Self

from jkreport.children import TYPESETTING, Child, Limits
from jkreport.diagnostics import Code, ContentError, Place
from jkreport.typeset import wire
from jkreport.typeset.fontconfig import FontSetup
from jkreport.typeset.jobs import Job, Message, MessageKind, Typeset
from jkreport.typeset.outcomes import Outcome, result_of

_MESSAGE_SIZE = 1 << 16
# How much longer than a job may take the child may stay silent.
_GRACE = 60


class Pending:
    """A job on its way."""

    def __init__(self, name: str, typesetter: "Typesetter", stream: BinaryIO) -> None:
        self.name = name
        self._typesetter = typesetter
        self._stream = stream
        self._result: Typeset | None = None

    @property
    def done(self) -> bool:
        """Whether the result has come; results come only while somebody waits for one."""
        return self._result is not None

    def result(self) -> Typeset:
        """Wait for the result; what happened to the job is among its messages, never raised."""
        while self._result is None:
            self._typesetter.wait()
        return self._result

    def settle(self, outcome: Outcome, limits: Limits, said: str) -> None:
        """Take the result that the worker left, after it has ended."""
        with self._stream:
            self._result = result_of(self.name, self._stream, outcome, limits, said)

    def fail(self, message: Message) -> None:
        """Give up waiting."""
        self._stream.close()
        self._result = Typeset(name=self.name, messages=(message,))


class Typesetter:
    """Typesets jobs in parallel child processes for as long as its `with` lasts.

    The child starts at once and imports the engine while the caller still reads content.
    Leaving the `with`, by an exception too, ends every process; so does the end of the caller
    itself. One thread may use it.
    """

    def __init__(self, fonts: FontSetup, *, jobs: int = 0, limits: Limits = TYPESETTING) -> None:
        """Set in `fonts`, on at most `jobs` processes at once; 0 means one more than there are processors."""
        self._fonts = fonts
        # Three editions on two processors: else the third, begun last, would have one of them idle.
        self._jobs = jobs if jobs > 0 else len(os.sched_getaffinity(0)) + 1
        self._limits = limits
        self._pending: dict[int, Pending] = {}
        self._submitted = 0
        self._greeting: dict[str, Any] = {}
        self._failure: Message | None = None

    def __enter__(self) -> Self:
        """Start the child; raise `ContentError` if the system doesn't let us."""
        configuration = str(self._fonts.configuration)
        try:
            self._child = Child(
                "jkreport.typeset", str(self._jobs), variables={"FONTCONFIG_FILE": configuration}
            )
        except OSError as error:
            place = Place(file=sys.executable)
            raise ContentError(Code.ENGINE, place, f"can't be started: {error.strerror}") from error
        self._child.control.settimeout(self._limits.wall + _GRACE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every process at once."""
        self._lose("it was ended")
        self._child.close()

    def submit(self, job: Job) -> Pending:
        """Hand a job over; it starts as soon as the engine is there and a process is free."""
        self._submitted += 1
        source, target = os.memfd_create("jkreport-job"), os.memfd_create("jkreport-result")
        pending = Pending(job.name, self, os.fdopen(target, "rb"))
        self._pending[self._submitted] = pending
        try:
            with os.fdopen(source, "wb") as stream:
                wire.write_job(stream, job, self._limits)
                stream.seek(0)
                self._send({"number": self._submitted, "wall": self._limits.wall}, source, target)
        except OSError as error:
            detail = f"the document can't be handed over: {error.strerror}"
            self._pending.pop(self._submitted).fail(Message(kind=MessageKind.LIMIT, detail=detail))
        return pending

    def _send(self, message: Mapping[str, int], *files: int) -> None:
        try:
            socket.send_fds(self._child.control, [json.dumps(message).encode()], files)
        except OSError:
            self._lose("")

    def results(self) -> Iterator[Typeset]:
        """Give the results of the jobs that are still on their way, as they come."""
        waiting = list(self._pending.values())
        while waiting:
            for each in [each for each in waiting if each.done]:
                waiting.remove(each)
                yield each.result()
            if waiting:
                self.wait()

    def versions(self) -> Mapping[str, str]:
        """Give the versions of the engine and its libraries, once the child has them."""
        while not self._greeting and not self._failure:
            self.wait()
        return dict(self._greeting.get("versions", {}))

    def libraries(self) -> tuple[str, ...]:
        """Give the paths of the text libraries that the child has loaded, as soon as it has."""
        self.versions()
        return tuple(self._greeting.get("libraries", ()))

    def wait(self) -> None:
        """Wait until the child says something, and take it."""
        try:
            data = self._child.control.recv(_MESSAGE_SIZE)
        except TimeoutError:
            self._lose("it has been silent for too long")
            return
        except OSError:
            data = b""
        if not data:
            self._lose("")
            return
        message = json.loads(data)
        if "number" in message:
            number = message.pop("number")
            self._pending.pop(number).settle(
                Outcome(**message), self._limits, self._child.last_words()
            )
        elif "failed" in message:
            self._lose(f"a library is missing: {message['failed']}", MessageKind.LIBRARY)
        else:
            self._greeting = message

    def _lose(self, reason: str, kind: MessageKind = MessageKind.ENGINE) -> None:
        """End the group of processes, and fail whatever is still on its way."""
        status = self._child.end()
        said = reason or self._child.last_words() or f"it ended with status {status}"
        self._failure = Message(kind=kind, detail=f"the typesetting process is gone: {said}")
        while self._pending:
            self._pending.popitem()[1].fail(self._failure)
