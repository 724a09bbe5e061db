"""What has changed, told as text, as Markdown for a review, and as plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from jkreport.provenance.changes import CellChange, Changes, EventChange, SourceChange, ValueChange
from jkreport.provenance.sentences import TextChange

_NOTHING = "—"


def as_text(changes: Changes) -> Iterator[str]:
    """Tell the changes line by line, `[-…-]` before and `{+…+}` now."""
    yield from _told(changes, marks=(("[-", "-]"), ("{+", "+}")), head="{}", item="  {}", code="{}")


def as_markdown(changes: Changes) -> Iterator[str]:
    """Tell the changes as Markdown, ~~before~~ and **now**."""
    yield from _told(
        changes, marks=(("~~", "~~"), ("**", "**")), head="\n### {}\n", item="- {}", code="`{}`"
    )


def as_plain(changes: Changes) -> dict[str, Any]:
    """Give the changes as plain values."""
    return {
        "brief": changes.brief,
        "before": changes.before,
        "now": changes.now,
        "values": [_without(asdict(each), "value") for each in changes.values],
        "events": [_kinded(asdict(each)) for each in changes.events],
        "texts": [
            {**asdict(each), "pieces": [list(piece) for piece in each.pieces]}
            for each in changes.texts
        ],
        "cells": [_kinded(asdict(each)) for each in changes.cells],
        "sources": [_kinded(asdict(each)) for each in changes.sources],
    }


def _without(content: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != key}


def _kinded(content: dict[str, Any]) -> dict[str, Any]:
    return {**content, "kind": content["kind"].value}


_Marks = tuple[tuple[str, str], tuple[str, str]]


def _told(changes: Changes, *, marks: _Marks, head: str, item: str, code: str) -> Iterator[str]:
    by_hand = [each for each in changes.texts if not each.by_data]
    by_data = [each for each in changes.texts if each.by_data]
    parts = (
        ("values", [_value(each, code) for each in changes.values]),
        ("events", [_event(each, code) for each in changes.events]),
        ("texts", [_text(each, marks, code) for each in by_hand]),
        ("texts changed only through data", [_text(each, marks, code) for each in by_data]),
        ("cells of tables and charts", [_cell(each, code) for each in changes.cells]),
        ("sources and data", [_source(each, code) for each in changes.sources]),
    )
    for title, lines in parts:
        if lines:
            yield head.format(f"{title} ({len(lines)})")
            for line in lines:
                yield item.format(line.replace("\n", " "))


def _value(each: ValueChange, code: str) -> str:
    said = "; ".join(
        f"{language} {each.printed_before.get(language, _NOTHING)} → {printed}"
        for language, printed in each.printed.items()
    )
    rate = f", {each.rate} %" if each.rate else ""
    change = f" ({each.change}{rate})" if each.change else ""
    return f"{code.format(each.name)}: {each.before} → {each.now} {each.unit}{change}: {said}"


def _event(each: EventChange, code: str) -> str:
    dates = [date for date in (each.date_before, each.date) if date]
    when = " → ".join(dict.fromkeys(dates))
    what = " / ".join(each.what.values())
    return f"{each.kind.value}: {code.format(f'events.{each.list}/{each.event}')} {when} {what}"


def _text(each: TextChange, marks: _Marks, code: str) -> str:
    said = "".join(_marked(kind, stretch, marks) for kind, stretch in each.pieces)
    where = f"{each.block} {each.field}".strip() or "cover"
    return f"{code.format(where)} [{each.language}] {said}"


def _marked(kind: str, stretch: str, marks: _Marks) -> str:
    """Mark what differs; Markdown has no space inside of its marks."""
    core = stretch.rstrip()
    if kind == "same" or not core:
        return stretch
    before, after = marks[0] if kind == "before" else marks[1]
    return f"{before}{core}{after}{stretch[len(core) :]}"


def _cell(each: CellChange, code: str) -> str:
    return f"{code.format(each.block)} {each.row}, {each.column}: {_both(each.before)} → {_both(each.now)}"


def _both(printed: Mapping[str, str]) -> str:
    return " / ".join(dict.fromkeys(printed.values())) or _NOTHING


def _source(each: SourceChange, code: str) -> str:
    dates = (
        f" ({each.before or _NOTHING} → {each.now or _NOTHING})" if each.before != each.now else ""
    )
    return f"{each.kind.value}: {code.format(each.name)} {each.title}{dates}"
