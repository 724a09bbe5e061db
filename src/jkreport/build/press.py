"""Editions are set: what was set before comes from the cache, the rest from the typesetting process."""

import hashlib
import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from jkreport.cache import Cache, key_of
from jkreport.children import TYPESETTING
from jkreport.typeset import FontSetup, Job, Typeset, Typesetter, wire

# Where the system looks libraries up: it changes when one is installed that hides another.
_LIBRARY_INDEX = Path("/etc/ld.so.cache")
_SURROUNDINGS = ("LD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH")


@dataclass(frozen=True, kw_only=True, slots=True)
class Machine:
    """What the engine is made of: versions by name, and the sha256 of each shared library by its path."""

    versions: Mapping[str, str]
    libraries: Mapping[str, str]

    def json(self) -> bytes:
        """Give the one form in which this is kept."""
        content = {"versions": dict(self.versions), "libraries": dict(self.libraries)}
        return json.dumps(content, sort_keys=True).encode()


class Press:
    """Sets editions for as long as its `with` lasts.

    The typesetting process is started at once if `eager`, else for the first edition that wasn't set before. `stamp` is
    all that an edition depends on besides its document, its fonts and the libraries of the system.
    """

    def __init__(
        self, fonts: FontSetup, *, jobs: int, cache: Cache, stamp: str, eager: bool = True
    ) -> None:
        self._fonts, self._jobs, self._cache = fonts, jobs, cache
        self._stamp = stamp
        self._eager = eager
        self._engine: Typesetter | None = None
        self._machine: Machine | None = None
        self._submitted = self._confirmed = False
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Start the process if need be; raise `ContentError` if the system doesn't let us."""
        self._machine = self._recorded()
        if self._eager or self._machine is None:
            self._started()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every process at once."""
        self._stack.close()

    def submit(self, job: Job) -> Callable[[], Typeset]:
        """Hand an edition over, and give what waits for it.

        Raises:
            ContentError: the system doesn't let the process start.
        """
        found = self._kept(job)
        if found is None:
            self._submitted = True
            return self._started().submit(job).result
        asked = self._machine
        return lambda: found if self._still(asked) else self._started().submit(job).result()

    def keep(self, job: Job, result: Typeset) -> None:
        """Keep a good result for later builds."""
        if self._cache.folder is None or not result.peak_memory:
            return  # it has come from the cache
        stream = io.BytesIO()
        wire.write_result(stream, replace(result, peak_memory=0))
        self._cache.put(self._key(job, self.machine()), stream.getvalue())

    def machine(self) -> Machine:
        """Give what the engine is made of."""
        if self._machine is not None and (self._confirmed or not self._submitted):
            return self._machine
        engine = self._started()
        libraries = {path: _sha256(Path(path)) for path in engine.libraries()}
        self._machine = Machine(versions=engine.versions(), libraries=libraries)
        self._confirmed = True
        if self._machine.versions:
            self._cache.put(self._record(), self._machine.json())
        return self._machine

    def _started(self) -> Typesetter:
        if self._engine is None:
            self._engine = self._stack.enter_context(Typesetter(self._fonts, jobs=self._jobs))
        return self._engine

    def _kept(self, job: Job) -> Typeset | None:
        if self._machine is None:
            return None
        data = self._cache.get(self._key(job, self._machine))
        if data is None:
            return None
        with suppress(ValueError, KeyError, TypeError):
            return wire.read_result(io.BytesIO(data))
        return None

    def _still(self, asked: Machine | None) -> bool:
        """Whether the engine, if it is at work, is made of what the cache was asked about."""
        return not self._submitted or self.machine() == asked

    def _key(self, job: Job, machine: Machine) -> str:
        stream = io.BytesIO()
        wire.write_job(stream, job, TYPESETTING)
        # The engine sees them in the order of their names.
        files = sorted(self._fonts.files, key=lambda each: (each.path.name, each.path))
        fonts = (*self._fonts.generics, *(f"{each.path.name} {each.sha256}" for each in files))
        return key_of("edition", self._stamp, *fonts, machine.json(), stream.getvalue())

    def _record(self) -> str:
        surroundings = (f"{name}={os.environ.get(name)}" for name in _SURROUNDINGS)
        index = _sha256(_LIBRARY_INDEX)
        return key_of("machine", self._stamp, sys.executable, sys.version, index, *surroundings)

    def _recorded(self) -> Machine | None:
        """Give what the engine was made of when it last ran, if it would be made of the same now."""
        data = self._cache.get(self._record())
        if data is None:
            return None
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            machine = Machine(**json.loads(data))
            if all(_sha256(Path(path)) == sha256 for path, sha256 in machine.libraries.items()):
                return machine
        return None


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
