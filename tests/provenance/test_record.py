"""What is taken down of a brief, and how it is written."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema.validators import validator_for  # type: ignore[import-untyped]
from tests.provenance._site import laid

from jkreport import Workspace
from jkreport.diagnostics import ContentError, Place
from jkreport.provenance import (
    Dated,
    Figure,
    Filled,
    Number,
    Record,
    Value,
    Wording,
    carried,
    record_json,
    record_of,
)
from jkreport.values import Cell, Counted, Derived, Moment

ROOT = Path(__file__).parents[2]
EVERYTHING = ROOT / "tests" / "workspaces" / "everything"
SCHEMA = json.loads((ROOT / "docs" / "provenance.schema.json").read_bytes())

NOW, BEFORE = (
    Cell(table="trade", measure="amount", key=(year, "imports"), sources=("vision",), as_of=Moment(2025, 9, 18))
    for year in ("2025", "2024")
)  # fmt: skip
IMPORTS = Value(number="400", unit="USD", origin=NOW)
RISE = Value(number="150", unit="USD", origin=Derived(formula="change", inputs=(NOW, BEFORE)))
TOKYO = Value(
    number="2023-03-16",
    unit="date",
    origin=Counted(events="summits", members=("tokyo",), sources=("vision",)),
)


def test_a_text_is_taken_down_with_its_values(tmp_path: Path) -> None:
    record = Workspace.open(laid(tmp_path / "site")).record("one")
    asked = 'data.trade.amount[2025, "imports"]'
    assert record.editions[0].wordings[0] == Wording(
        block="words",
        field="text",
        language="ja",
        place="content/sections/part.yaml:5:11",
        parts=("輸入は", "400ドル", "で、", "+150ドル", "増えた。"),
        filled=(
            Filled(expression=asked, value=IMPORTS),
            Filled(
                expression=f'{asked}.change_from(data.trade.amount[2024, "imports"])', value=RISE
            ),
        ),
    )


def test_tables_and_timelines_are_taken_down_by_cell(tmp_path: Path) -> None:
    korean = Workspace.open(laid(tmp_path / "site")).record("one").editions[1]
    assert korean.figures == (
        Figure(
            block="goods",
            kind="table",
            table="trade",
            place="content/sections/part.yaml:7:5",
            numbers=(
                Number(
                    row="2024 · imports",
                    column="amount",
                    printed={"ko": "250"},
                    value=Value(number="250", unit="USD", origin=BEFORE),
                ),
                Number(row="2025 · imports", column="amount", printed={"ko": "400"}, value=IMPORTS),
            ),
        ),
    )
    assert korean.events == (
        Dated(
            block="meetings",
            place="content/events/summits.yaml:3:5",
            printed={"ko": "2023년 3월 16일"},
            value=TOKYO,
        ),
    )


@pytest.mark.parametrize(
    ("root", "brief"), [(ROOT, "brief-2026"), (EVERYTHING, "all")], ids=["brief-2026", "everything"]
)
def test_a_record_is_read_as_it_was_written_and_as_the_schema_has_it(
    root: Path, brief: str
) -> None:
    record = Workspace.open(root).record(brief)
    for each in (record, carried(record)):
        written = record_json(each)
        assert record_of(written, Place(file="provenance.json")) == each
        assert not list(validator_for(SCHEMA)(SCHEMA).iter_errors(json.loads(written)))


def test_what_a_pdf_carries_is_decided_by_its_own_pages(tmp_path: Path) -> None:
    first = Workspace.open(laid(tmp_path / "site")).record("one")
    moved = laid(tmp_path / "moved")
    part = moved / "content/sections/part.yaml"
    text = part.read_text(encoding="utf-8").replace("늘었다", "증가했다")
    part.write_text(f"# A line more.\n{text}", encoding="utf-8")
    second = Workspace.open(moved).record("one")
    assert _japanese(first) == _japanese(second)
    assert first != second


def _japanese(record: Record) -> Record:
    (japanese,) = (each for each in record.editions if each.id == "ja")
    return carried(Record(brief="one", as_of="2026-01-31", editions=(japanese,)))


def _damaged(change: str) -> bytes:
    value: dict[str, Any] = {
        "format": 1, "brief": "one", "as_of": "2026-01-31", "tables": {}, "lists": {}, "sources": {}, "values": [],
        "editions": [],
    }  # fmt: skip
    match change:
        case "no JSON":
            return b"{"
        case "another format":
            return json.dumps({**value, "format": 2}).encode()
        case "no date":
            return json.dumps({**value, "as_of": "soon"}).encode()
        case "a value that isn't there":
            text = {"block": "", "field": "", "language": "ja", "place": "", "parts": ["", "1", ""]}
            filled = [{"expression": "x", "value": 3}]
            edition = {"id": "ja", "languages": ["ja"], "sources": [], "figures": [], "events": []}
            value["editions"] = [{**edition, "texts": [{**text, "filled": filled}]}]
            return json.dumps(value).encode()
        case _:
            return json.dumps([value]).encode()


@pytest.mark.parametrize(
    "change", ["no JSON", "another format", "no date", "a value that isn't there", "a list"]
)
def test_what_is_no_record_is_refused(change: str) -> None:
    with pytest.raises(ContentError) as refused:
        record_of(_damaged(change), Place(file="provenance.json"))
    assert str(refused.value.diagnostic.place) == "provenance.json"
    assert (
        refused.value.diagnostic.message
        == "the record is damaged, or from another version of jkreport"
    )
