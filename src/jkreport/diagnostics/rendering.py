"""Diagnostics as people and machines read them."""

import json
from collections.abc import Callable, Mapping

from jkreport.diagnostics.codes import Severity
from jkreport.diagnostics.problems import Diagnostic

_LONGEST_LINE = 160
# Signs that steer a terminal, each as one that shows it: what is wrong may stand in a stranger's file.
_SHOWN = (
    {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)


def as_text(
    diagnostic: Diagnostic,
    source: Callable[[str, int], str | None],
    said: Callable[[str], str] = str,
) -> str:
    """Give place, fault, the line of the file and the remedy; nothing in them steers a terminal.

    `source` gives a line of a file by its number, None when there is none; `said` words what is added here.
    """
    message = diagnostic.message
    if diagnostic.severity is Severity.WARNING:
        message = said(f"warning: {message}")
    lines = [f"{diagnostic.place}: {diagnostic.code.value} {message}"]
    lines += _excerpt(diagnostic, source)
    if diagnostic.hint:
        lines.append(said(f"  hint: {diagnostic.hint}"))
    return "\n".join(lines).translate(_SHOWN)


def _excerpt(diagnostic: Diagnostic, source: Callable[[str, int], str | None]) -> list[str]:
    place = diagnostic.place
    line = source(place.file, place.line) if place.line and not place.cell else None
    if line is None or not line.strip():
        return []
    column = max(place.column - 1, 0)
    # A long line is shown around the fault.
    start = max(0, column - _LONGEST_LINE // 2) if len(line) > _LONGEST_LINE else 0
    shown = line[start : start + _LONGEST_LINE]
    gutter = str(place.line)
    pad = "".join(_blank(character) for character in shown[: column - start])
    excerpt = [f"  {gutter} | {shown}"]
    if place.column:
        excerpt.append(f"  {' ' * len(gutter)} | {pad}^")
    return excerpt


def _blank(character: str) -> str:
    """Give white space as wide as a character is on a terminal."""
    if character == "\t":
        return "\t"
    from unicodedata import east_asian_width  # noqa: PLC0415 - only where a fault is shown

    return "  " if east_asian_width(character) in "WF" else " "


def as_json(diagnostic: Diagnostic) -> Mapping[str, object]:
    """Give a diagnostic as a mapping that JSON can hold."""
    place = diagnostic.place
    return {
        "code": diagnostic.code.value,
        "name": diagnostic.code.slug,
        "severity": diagnostic.severity.value,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "cell": place.cell,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def as_github(diagnostic: Diagnostic, said: Callable[[str], str] = str) -> str:
    """Give a diagnostic as an annotation of a workflow on GitHub; `said` words what is added here."""
    place = diagnostic.place
    parts = {"file": place.file, "line": place.line, "col": place.column}
    where = ",".join(f"{key}={_property(str(value))}" for key, value in parts.items() if value)
    title = f"title={diagnostic.code.value} {diagnostic.code.slug}"
    hint = said(f"\nhint: {diagnostic.hint}") if diagnostic.hint else ""
    cell = f"{place.cell}: " if place.cell else ""
    return (
        f"::{diagnostic.severity.value} {where},{title}::{_data(cell + diagnostic.message + hint)}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def dumps(value: object) -> str:
    """Give JSON for people and machines: readable, letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)
