"""How a worker ended, as a result: its own, or a message that says what ended it."""

import signal
from dataclasses import dataclass, replace
from typing import BinaryIO

from jkreport.children import Limits
from jkreport.typeset import wire
from jkreport.typeset.jobs import Message, MessageKind, Typeset

# What the text libraries say when they are refused memory, just before they abort.
_NO_MEMORY = (
    "failed to allocate",
    "out of memory",
    "cannot allocate",
    "memory allocation",
    "error creating thread",
)
_SHOWN = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """How a worker ended: its exit status, negative for a signal, and whether its time was up."""

    status: int
    late: bool
    peak_memory: int


def result_of(name: str, stream: BinaryIO, outcome: Outcome, limits: Limits, said: str) -> Typeset:
    """Give the result that a worker left in `stream`, or say what became of the worker.

    `said` is the last that came over the standard error of the child.
    """
    if outcome.status == 0:
        try:
            return replace(wire.read_result(stream), peak_memory=outcome.peak_memory)
        except (ValueError, KeyError):
            message = Message(kind=MessageKind.ENGINE, detail="the result was cut short")
    else:
        message = _epitaph(outcome, limits, said)
    return Typeset(name=name, messages=(message,), peak_memory=outcome.peak_memory)


def _epitaph(outcome: Outcome, limits: Limits, said: str) -> Message:
    limit, time = MessageKind.LIMIT, MessageKind.TIME
    if outcome.late:
        return Message(
            kind=time, detail=f"typesetting took longer than {limits.wall} s and was ended"
        )
    if outcome.status == -signal.SIGXCPU:
        detail = f"typesetting took more than {limits.processor} s of processor time and was ended"
        return Message(kind=time, detail=detail)
    if outcome.status == -signal.SIGKILL:
        detail = (
            "typesetting was killed from outside, perhaps because the machine ran out of memory"
        )
        return Message(kind=limit, detail=detail)
    if any(each in said.lower() for each in _NO_MEMORY):
        detail = (
            f"typesetting needed more memory than the {limits.memory >> 20} MiB that are allowed"
        )
        return Message(kind=limit, detail=detail)
    how = f"with status {outcome.status}"
    if outcome.status < 0:
        how = f"by {signal.Signals(-outcome.status).name}"
    last = f": {said[:_SHOWN]}" if said else ""
    return Message(kind=MessageKind.ENGINE, detail=f"the typesetting process was ended {how}{last}")
