"""What the engine logs, as messages."""

import logging
import re
from collections.abc import Iterable
from types import TracebackType
from typing import Self

from jkreport.typeset.jobs import Message, MessageKind

_LOGGERS = ("weasyprint", "fontTools")
_POSITION = re.compile(r"\bat (\d+):(\d+)")

# The beginning of the engine's log formats, and what each is about.
_IMAGES = (
    "Failed to load image",
    "Failed to render SVG",
    "Failed to load inline SVG",
    "Unknown image mode",
)
_ANCHORS = ("Content discarded: target points", "Anchor defined twice", "No anchor")
_ADDRESSES = (
    "Failed to load attachment",
    "A link carries",
    "Failed to load stylesheet",
    "Relative URI",
    "Malformed",
    "Font-face",
)
_PAGE_NUMBERS = ("Page number",)
_STYLES = (
    "Ignored",
    "Parse error",
    "Unknown",
    "Invalid",
    "Unsupported",
    "Expected a media",
    "Failed to apply CSS",
)


class Listener(logging.Handler):
    """Keep what the engine says at WARNING and above as `heard`, while the `with` lasts."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[Message] = []
        self._levels: dict[str, int] = {}

    def __enter__(self) -> Self:
        """Begin to listen."""
        for name in _LOGGERS:
            logger = logging.getLogger(name)
            self._levels[name] = logger.level
            # The reason of a failure is logged apart, at DEBUG; fontTools only chatters there.
            logger.setLevel(logging.DEBUG if name == _LOGGERS[0] else logging.WARNING)
            logger.addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Cease to listen."""
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
            logging.getLogger(name).removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Take one record."""
        if record.levelno >= logging.WARNING:
            self.heard.append(message_of(record))
        elif record.exc_info and record.exc_info[1] and self.heard:
            self.heard[-1] = _with_reason(self.heard[-1], record.exc_info[1])


def message_of(record: logging.LogRecord) -> Message:
    """Say what a log record is about."""
    detail = " ".join(record.getMessage().split())
    kind = _kind(record)
    return Message(kind=kind, detail=detail, subject=_subject(kind, record, detail))


def settled(refused: Iterable[Message], heard: Iterable[Message]) -> tuple[Message, ...]:
    """Give all messages, each once; what the engine says about a refused address is left out."""
    refusals = tuple(refused)
    others = (each for each in heard if "refused: " not in each.detail)
    return tuple(dict.fromkeys((*refusals, *others)))


def _kind(record: logging.LogRecord) -> MessageKind:
    said = str(record.msg)
    if said.startswith(".notdef"):
        return MessageKind.GLYPH
    for beginnings, kind in (
        (_IMAGES, MessageKind.IMAGE),
        (_ANCHORS, MessageKind.ANCHOR),
        (_ADDRESSES, MessageKind.ADDRESS),
        (_PAGE_NUMBERS, MessageKind.PAGE_NUMBER),
        (_STYLES, MessageKind.STYLE),
    ):
        if said.startswith(beginnings):
            return kind
    return MessageKind.STYLE if "%d:%d" in said else MessageKind.OTHER


def _subject(kind: MessageKind, record: logging.LogRecord, detail: str) -> str:
    if kind is MessageKind.STYLE:
        found = _POSITION.search(detail)
        return f"{found[1]}:{found[2]}" if found else ""
    arguments = record.args if isinstance(record.args, tuple) else ()
    if kind is MessageKind.PAGE_NUMBER:
        return str(arguments[1])
    named = (MessageKind.GLYPH, MessageKind.IMAGE, MessageKind.ANCHOR)
    return str(arguments[0]) if kind in named and arguments else ""


def _with_reason(message: Message, reason: BaseException) -> Message:
    said = " ".join(str(reason).split()) or type(reason).__name__
    if said in message.detail:
        return message
    return Message(kind=message.kind, detail=f"{message.detail}: {said}", subject=message.subject)
