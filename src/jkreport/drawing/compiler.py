"""The parent's side of drawing: one child, started for the first chart that hasn't been drawn before."""

import json
import os
import signal
import socket
from types import TracebackType
from typing import Self

from jkreport.cache import Cache, key_of
from jkreport.children import DRAWING, Child, Limits
from jkreport.diagnostics import Code

_MESSAGE_SIZE = 1 << 16
_LONGEST_REASON = 240


class DrawingFault(Exception):  # noqa: N818 - a fault of content, not an error of the program
    """A drawing can't be made; `code` says of what kind the fault is."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code


class Compiler:
    """Compiles Vega-Lite to SVG, in the fonts of a folder and those of the system.

    The child starts when it is first needed and ends with the `with` or with this process. What was drawn before is
    taken from the cache; `stamp` is all that a drawing depends on besides its specification, fonts included. One thread
    may use it.
    """

    def __init__(
        self,
        fonts: str = "",
        *,
        cache: Cache | None = None,
        stamp: str = "",
        limits: Limits = DRAWING,
    ) -> None:
        self._fonts, self._stamp, self._limits = fonts, stamp, limits
        self._cache = cache or Cache()
        self._child: Child | None = None

    def __enter__(self) -> Self:
        """Begin; nothing is started yet."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()

    def close(self) -> None:
        """End the child; the next drawing would start another one."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def svg(self, spec: str, family: str) -> str:
        """Draw a specification, given as JSON, with text in a family where it names none.

        Raises:
            DrawingFault: it can't be drawn, or takes more than the limits allow.
        """
        key = key_of("drawing", self._stamp, family, spec)
        kept = self._cache.get(key)
        if kept is not None:
            return kept.decode("utf-8", "surrogatepass")
        drawn = self._drawn(json.dumps({"spec": spec, "family": family}).encode())
        self._cache.put(key, drawn)
        return drawn.decode("utf-8", "surrogatepass")

    def scene(self, spec: str, family: str) -> str:
        """Draw a specification of our own forms, in which everything has its place: nothing is wrong with it.

        Raises:
            DrawingFault: drawing can't be started, or takes more than the limits allow.
        """
        return self.svg(spec, family)

    def _drawn(self, job: bytes) -> bytes:
        source, target = os.memfd_create("jkreport-chart"), os.memfd_create("jkreport-svg")
        with open(source, "wb") as asked, open(target, "rb") as given:  # noqa: PTH123 - descriptors
            try:
                asked.write(job)
                asked.flush()
            except OSError as error:
                detail = f"the chart can't be handed over: {error.strerror}"
                raise DrawingFault(Code.LIMIT, detail) from error
            answer = self._answer(source, target)
            if "failed" in answer:
                raise DrawingFault(Code.CHART, f"Vega-Lite can't draw this: {answer['failed']}")
            # Writer and reader share one position in the file.
            given.seek(0)
            return given.read()

    def _answer(self, source: int, target: int) -> dict[str, str]:
        if self._child is None:
            self._child = self._started()
        control = self._child.control
        try:
            socket.send_fds(control, [b"draw"], [source, target])
            data = control.recv(_MESSAGE_SIZE)
        except TimeoutError as error:
            self.close()
            detail = f"drawing took longer than {self._limits.wall} s and was ended"
            raise DrawingFault(Code.TIME_LIMIT, detail) from error
        except OSError:
            data = b""
        if not data:
            raise self._epitaph()
        found: dict[str, str] = json.loads(data)
        return found

    def _started(self) -> Child:
        limits = json.dumps(
            [self._limits.memory, self._limits.processor, self._limits.wall, self._limits.output]
        )
        try:
            child = Child("jkreport.drawing", limits, self._fonts, variables={})
        except OSError as error:
            detail = f"the drawing process can't be started: {error.strerror}"
            raise DrawingFault(Code.ENGINE, detail) from error
        child.control.settimeout(self._limits.wall)
        return child

    def _epitaph(self) -> DrawingFault:
        """Say what became of the child, and let the next drawing start another one."""
        if self._child is None:
            return DrawingFault(Code.ENGINE, "the drawing process is gone")
        status, said = self._child.wait(), self._child.last_words()
        self.close()
        if status == -signal.SIGXCPU:
            limit = self._limits.processor
            detail = f"drawing took more than {limit} s of processor time and was ended"
            return DrawingFault(Code.TIME_LIMIT, detail)
        if status in _OUT_OF_MEMORY:
            limit = self._limits.memory >> 20
            detail = f"drawing needed more memory than the {limit} MiB that are allowed"
            return DrawingFault(Code.LIMIT, detail)
        last = f": {said[:_LONGEST_REASON]}" if said else ""
        return DrawingFault(Code.ENGINE, f"the drawing process ended with status {status}{last}")


# How the compiler's own machine ends where it is refused memory.
_OUT_OF_MEMORY = (
    -signal.SIGABRT,
    -signal.SIGTRAP,
    -signal.SIGILL,
    -signal.SIGSEGV,
    -signal.SIGKILL,
)
