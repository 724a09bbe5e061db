"""What a worker does: read a job, set limits, typeset, write. Every fault becomes a message."""

import gc
import os
import traceback
from pathlib import Path

from jkreport.children import Limits, limit
from jkreport.typeset import engine, wire
from jkreport.typeset.fetcher import Fetcher
from jkreport.typeset.jobs import Job, Message, MessageKind, Typeset
from jkreport.typeset.messages import Listener, settled

_RARELY = 2_000_000
# A request for memory that was refused is not counted; the largest are those for a whole font file.
_LARGEST_REQUEST = 64 << 20
_NO_MEMORY = Message(kind=MessageKind.LIMIT, detail="more memory was needed than is allowed")
warm_up = engine.warm_up


def work(source: int, target: int) -> None:
    """Read a job from one file descriptor and write its result to the other."""
    with open(source, "rb", closefd=False) as stream:
        job, limits = wire.read_job(stream)
    limit(limits)
    # A worker sets one document and ends, and the engine makes few cycles: looking for them again and again took a
    # fifth of the time and freed next to nothing.
    gc.set_threshold(_RARELY)
    os.environ["SOURCE_DATE_EPOCH"] = str(job.epoch)
    result = typeset(job)
    if result.messages and _exhausted(limits):
        # A library that gets no memory says so in words of its own: a font that isn't there, a subset that failed.
        result = Typeset(name=job.name, messages=(_NO_MEMORY,))
    try:
        _write(target, result)
    except OSError as error:
        _write(target, Typeset(name=job.name, messages=(_too_large(error),)))


def typeset(job: Job) -> Typeset:
    """Typeset a job in this process."""
    fetcher = Fetcher(job.resources)
    rendered = engine.Rendered()
    failure: tuple[Message, ...] = ()
    with Listener() as listener:
        try:
            rendered = engine.render(job, fetcher)
        except MemoryError:
            failure = (_NO_MEMORY,)
        except Exception as error:  # noqa: BLE001 - a message, never a traceback
            failure = (_fault(error),)
    return Typeset(
        name=job.name,
        pdf=rendered.pdf,
        pages=rendered.pages,
        anchors=rendered.anchors,
        messages=settled(fetcher.refused, listener.heard) + failure,
        without=engine.missing_refinements(),
        ragged=rendered.ragged,
    )


def _exhausted(limits: Limits) -> bool:
    """Whether this process has come near its limit of memory."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return False
    peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmPeak")), "0")
    return int(peak) << 10 > limits.memory - _LARGEST_REQUEST


def _write(target: int, result: Typeset) -> None:
    os.lseek(target, 0, os.SEEK_SET)
    with open(target, "wb", closefd=False) as stream:
        wire.write_result(stream, result)


def _fault(error: Exception) -> Message:
    """Say in one line what went wrong and where in the engine, without a path of this machine."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    said = " ".join(str(error).split())
    return Message(kind=MessageKind.ENGINE, detail=f"{type(error).__name__}: {said}{place}")


def _too_large(error: OSError) -> Message:
    return Message(
        kind=MessageKind.LIMIT, detail=f"the result could not be handed over: {error.strerror}"
    )
