"""The form of a record that is kept: nothing of it is lost, what editions share stands once, a line tells one thing."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.provenance._site import laid

from jkreport import Workspace
from jkreport.diagnostics import ContentError, Place
from jkreport.provenance import (
    Dated,
    EditionRecord,
    Figure,
    Filled,
    Number,
    Record,
    Value,
    Wording,
    carried,
    kept_json,
    record_json,
    record_of,
)
from jkreport.values import Cell, Counted

ROOT = Path(__file__).parents[2]
EVERYTHING = ROOT / "tests" / "workspaces" / "everything"
HERE = Place(file="first.json")
NAMES = st.sampled_from(["a", "b", "値", "\ud800"])
VALUES = st.builds(
    Value,
    number=st.sampled_from(["1", "2"]),
    unit=st.sampled_from(["", "USD"]),
    origin=st.one_of(
        st.builds(Cell, table=NAMES, measure=NAMES, key=st.tuples(NAMES)),
        st.builds(Counted, events=NAMES, members=st.tuples(NAMES)),
    ),
)


@st.composite
def _editions(draw: st.DrawFn, name: str) -> EditionRecord:
    codes = draw(st.sampled_from([("ja",), ("ko",), ("ja", "ko"), ("ko", "ja", "en")]))
    printed = st.dictionaries(st.sampled_from([*codes, ""]), NAMES)
    numbers = st.builds(Number, row=NAMES, column=NAMES, printed=printed, value=VALUES)
    figures = st.builds(
        Figure,
        block=NAMES,
        kind=st.sampled_from(["table", "chart"]),
        table=NAMES,
        place=st.just(""),
        numbers=st.lists(numbers, max_size=3).map(tuple),
    )
    events = st.builds(Dated, block=NAMES, place=st.just(""), printed=printed, value=VALUES)
    return EditionRecord(
        id=name,
        languages=codes,
        wordings=tuple(draw(st.lists(_wordings(codes), max_size=6))),
        figures=tuple(draw(st.lists(figures, max_size=3))),
        events=tuple(draw(st.lists(events, max_size=3))),
        sources=draw(st.tuples(NAMES)),
    )


@st.composite
def _wordings(draw: st.DrawFn, codes: tuple[str, ...]) -> Wording:
    filled = draw(
        st.lists(st.builds(Filled, expression=NAMES, value=st.none() | VALUES), max_size=2)
    )
    count = 2 * len(filled) + 1
    return Wording(
        block=draw(NAMES),
        field=draw(NAMES),
        language=draw(st.sampled_from(codes)),
        place="",
        parts=tuple(draw(st.lists(NAMES, min_size=count, max_size=count))),
        filled=tuple(filled),
    )


# Records are large, and other tests may run beside these.
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.tuples(_editions("one"), _editions("two"), _editions("three")))
def test_what_is_kept_is_read_as_it_was(editions: tuple[EditionRecord, ...]) -> None:
    record = Record(brief="b", as_of="2026-01-31", editions=editions)
    assert record_of(kept_json(record), HERE) == record


@pytest.mark.parametrize("brief", ["all", "brief-2026"])
def test_what_a_brief_keeps_is_what_a_pdf_carries_of_it(brief: str) -> None:
    record = carried(Workspace.open(EVERYTHING if brief == "all" else ROOT).record(brief))
    written = kept_json(record)
    assert record_of(written, HERE) == record
    assert 2 * len(written) < len(record_json(record))


def test_a_changed_cell_changes_the_lines_that_tell_of_it_and_no_other(tmp_path: Path) -> None:
    workspace = Workspace.open(laid(tmp_path / "site"))
    before = workspace.keep("one", "first").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "site/content/data/trade.csv"
    path.write_text(path.read_text("utf-8").replace("imports,400", "imports,420"), encoding="utf-8")
    again = Workspace.open(tmp_path / "site").keep("one", "second")
    now = again.read_text(encoding="utf-8").splitlines()
    assert len(now) == len(before)
    told = [
        (json.loads(f"{{{each.rstrip(',')}}}") if each.startswith('"') else json.loads(each.rstrip(",")))
        for old, each in zip(before, now, strict=True)
        if old != each
    ]  # fmt: skip
    rise, imports = (next(iter(each)) for each in told[1:3])
    asked = 'data.trade.amount[2025, "imports"]'
    change = f'{asked}.change_from(data.trade.amount[2024, "imports"])'
    filled = [{"expression": asked, "value": imports}, {"expression": change, "value": rise}]
    assert told[3:] == [
        {
            "block": "words",
            "field": "text",
            "language": "ja",
            "parts": ["輸入は", "420ドル", "で、", "+170ドル", "増えた。"],
            "filled": filled,
        },
        {
            "block": "words",
            "field": "text",
            "language": "ko",
            "parts": ["수입은 ", "420달러", "로, ", "+170달러", " 늘었다."],
            "filled": filled,
        },
        {"row": "2025 · imports", "column": "amount", "printed": {"ja": "420"}, "value": imports},
        {"row": "2025 · imports", "column": "amount", "printed": {"ko": "420"}, "value": imports},
    ]
    assert list(told[0]) == ["trade"]
    assert [each["number"] for one in told[1:3] for each in one.values()] == ["170", "420"]


def test_what_was_kept_in_the_form_of_a_record_is_read_still_and_kept_anew_for_the_asking(
    tmp_path: Path,
) -> None:
    workspace = Workspace.open(laid(tmp_path / "site"))
    path = workspace.keep("one", "first")
    kept = path.read_bytes()
    path.write_bytes(record_json(record_of(kept, HERE)))
    assert not workspace.changes("one", "first")
    assert workspace.keep("one", "first").read_bytes() == kept


def _damaged(change: str) -> bytes:
    content = {
        "kept": 1, "brief": "b", "as_of": "2026-01-31", "tables": {}, "lists": {}, "sources": {},
        "editions": [{"id": "ja", "languages": ["ja"], "sources": []}], "values": {}, "texts": [],
        "figures": [], "events": [],
    }  # fmt: skip
    text = {"block": "", "field": "", "language": "ja", "parts": ["", "1", ""]}
    changed: dict[str, object] = {
        "another form": {"kept": 2},
        "a value that isn't there": {"texts": [{**text, "filled": [{"expression": "x", "value": "0"}]}]},
        "values in a list": {"values": []},
        "texts that are none": {"texts": ["text"]},
        "an edition without languages": {"editions": [{"id": "ja", "sources": []}]},
        "a text of an edition by number": {"texts": [{**text, "in": 1}]},
        "a text of an edition that is no list": {"texts": [{**text, "in": "ja-ko"}]},
        "languages that are no list": {"editions": [{"id": "ja", "languages": "ja", "sources": []}]},
    }  # fmt: skip
    return json.dumps({**content, **changed[change]}).encode()  # type: ignore[dict-item]


@pytest.mark.parametrize(
    "change",
    [
        "another form",
        "a value that isn't there",
        "values in a list",
        "texts that are none",
        "an edition without languages",
        "a text of an edition by number",
        "a text of an edition that is no list",
        "languages that are no list",
    ],
)
def test_what_is_damaged_is_refused(change: str) -> None:
    with pytest.raises(ContentError) as refused:
        record_of(_damaged(change), HERE)
    assert str(refused.value.diagnostic.place) == "first.json"
