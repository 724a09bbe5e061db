"""What the engine logs, sorted by what it is about."""

import logging

import pytest

from jkreport.typeset.jobs import Message, MessageKind
from jkreport.typeset.messages import Listener, settled

LOGGER = logging.getLogger("weasyprint")


@pytest.mark.parametrize(
    ("form", "arguments", "expected"),
    [
        (
            "Ignored `%s: %s` at %d:%d, %s.",
            ("a", "b", 3, 4, "unknown property"),
            Message(
                kind=MessageKind.STYLE,
                detail="Ignored `a: b` at 3:4, unknown property.",
                subject="3:4",
            ),
        ),
        (
            "Unsupported @page selector %r",
            ("x",),
            Message(kind=MessageKind.STYLE, detail="Unsupported @page selector 'x'"),
        ),
        (
            "Failed to load image at %r: %s",
            ("https://brief.invalid/a.png", "broken"),
            Message(
                kind=MessageKind.IMAGE,
                detail="Failed to load image at 'https://brief.invalid/a.png': broken",
                subject="https://brief.invalid/a.png",
            ),
        ),
        (
            "Content discarded: target points to undefined anchor %r",
            ("a",),
            Message(
                kind=MessageKind.ANCHOR,
                detail="Content discarded: target points to undefined anchor 'a'",
                subject="a",
            ),
        ),
        (
            "Font-face %r cannot be loaded",
            ("a",),
            Message(kind=MessageKind.ADDRESS, detail="Font-face 'a' cannot be loaded"),
        ),
        (
            "Subgrids are unsupported",
            (),
            Message(kind=MessageKind.OTHER, detail="Subgrids are unsupported"),
        ),
    ],
    ids=["property", "selector", "image", "anchor", "font", "other"],
)
def test_a_log_record_becomes_a_message(
    form: str, arguments: tuple[object, ...], expected: Message
) -> None:
    with Listener() as listener:
        LOGGER.warning(form, *arguments)
    assert listener.heard == [expected]


def test_the_reason_that_is_logged_apart_is_added() -> None:
    with Listener() as listener:
        LOGGER.error("Failed to render SVG image %s", "a.svg")
        LOGGER.debug("Error while rendering SVG image:", exc_info=ValueError("no such\nshape"))
        LOGGER.debug("chatter")
    expected = Message(
        kind=MessageKind.IMAGE,
        detail="Failed to render SVG image a.svg: no such shape",
        subject="a.svg",
    )
    assert listener.heard == [expected]


def test_nothing_is_heard_before_and_after() -> None:
    with Listener() as listener:
        pass
    LOGGER.warning("late")
    assert listener.heard == []


def test_each_message_is_told_once_and_a_refusal_only_by_the_fetcher() -> None:
    refused = Message(kind=MessageKind.ADDRESS, detail="'a': no such file", subject="a")
    echo = Message(kind=MessageKind.IMAGE, detail="Failed: ValueError: refused: no such file")
    other = Message(kind=MessageKind.OTHER, detail="other")
    assert settled([refused], [echo, other, other]) == (refused, other)
