"""Where sources differ: what the record, the annex and the answers to questions say of it."""

import json
from pathlib import Path

import pytest
from jsonschema.validators import validator_for  # type: ignore[import-untyped]
from tests.provenance._differing import ANNEX, NOW, PART, site
from tests.provenance._site import laid

from jkreport import Workspace
from jkreport.diagnostics import Place
from jkreport.provenance import Disagreement, Said, carried, record_json, record_of
from jkreport.values import Counted, Moment, Stated
from jkreport.values.quantity import Cell

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "provenance.schema.json").read_bytes())
OURS, THEIRS = (
    Cell(table=table, measure="amount", key=("2025", "imports"), sources=("vision",), as_of=as_of)
    for table, as_of in (("trade", Moment(2025, 9, 18)), ("customs", None))
)
MEETING = Disagreement(
    fact="meeting",
    key=(),
    about={"ja": "会談の日", "ko": "회담 날짜"},
    statements=(
        Said(
            statement="list",
            number="2023-03-16",
            unit="date",
            words={},
            sources=("vision",),
            locator={},
            origin=Counted(events="summits", members=("tokyo",), sources=("vision",)),
        ),
        Said(
            statement="paper",
            number="2023-03-17",
            unit="date",
            words={},
            sources=("vision",),
            locator={"ja": "第1章", "ko": "제1장"},
            origin=Stated(fact="meeting", statement="paper", sources=("vision",)),
        ),
    ),
    preferred="list",
    reason="the minutes",
)


def test_the_record_has_what_other_sources_say_of_what_is_printed(tmp_path: Path) -> None:
    by, imports, meeting = Workspace.open(site(tmp_path)).record("one").disagreements
    assert meeting == MEETING
    assert [(each.number, each.unit, each.origin) for each in imports.statements] == [
        ("400", "USD", OURS),
        ("410", "USD", THEIRS),
    ]
    assert imports.key == ("2025", "imports")
    assert [each.words for each in by.statements] == [
        {"ja": "首相", "ko": "총리"},
        {"ja": "外相", "ko": "외상"},
    ]


def test_a_fact_of_which_nothing_is_printed_is_not_in_the_record(tmp_path: Path) -> None:
    part = PART.replace('events.summits["tokyo"].date', "events.summits.count")
    record = Workspace.open(site(tmp_path, part)).record("one")
    assert [each.fact for each in record.disagreements] == ["by", "imports"]


def test_a_record_with_other_statements_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = Workspace.open(site(tmp_path)).record("one")
    for each in (record, carried(record)):
        written = record_json(each)
        assert record_of(written, Place(file="provenance.json")) == each
        assert not list(validator_for(SCHEMA)(SCHEMA).iter_errors(json.loads(written)))


def test_a_pdf_carries_them_in_its_own_languages(tmp_path: Path) -> None:
    whole = Workspace.open(site(tmp_path)).record("one")
    korean = type(whole)(
        brief="one",
        as_of="2026-01-31",
        editions=whole.editions[1:],
        disagreements=whole.disagreements,
    )
    by, _, meeting = carried(korean).disagreements
    assert (meeting.about, meeting.statements[1].locator) == ({"ko": "회담 날짜"}, {"ko": "제1장"})
    assert by.statements[0].words == {"ko": "총리"}


def test_the_annex_prints_both_and_is_in_the_record(tmp_path: Path) -> None:
    record = Workspace.open(site(tmp_path, PART + ANNEX)).record("one")
    printed = [
        (each.place, each.parts[1], each.filled[0].expression)
        for each in record.editions[0].wordings
        if each.block == "annex" and each.filled
    ]
    assert printed == [
        ("content/statements.yaml:4:19", "2023年3月16日", 'events.summits["tokyo"].date'),
        ("content/statements.yaml:5:5", "2023年3月17日", "statements.meeting.paper"),
        ("content/statements.yaml:11:19", "400ドル", "data.trade.amount"),
        ("content/statements.yaml:12:21", "410ドル", "data.customs.amount"),
        ("content/statements.yaml:16:5", "首相", "statements.by.one"),
        ("content/statements.yaml:17:5", "外相", "statements.by.other"),
    ]
    assert set(record.tables) == {"trade", "customs"}


def test_the_annex_leaves_out_what_the_texts_say_themselves(tmp_path: Path) -> None:
    part = PART.replace(
        "{{ statements.by.one }}", "{{ statements.by.one }} {{ statements.by.other }}"
    )
    record = Workspace.open(site(tmp_path, part + ANNEX)).record("one")
    printed = {
        each.field for each in record.editions[0].wordings if each.block == "annex" and each.filled
    }
    assert printed == {"imports[2025, imports]", "meeting"}
    assert [each.fact for each in record.disagreements] == ["by", "imports", "meeting"]


def test_words_may_be_stated_of_a_value(tmp_path: Path) -> None:
    facts = """\
seventeen:
  about: {ja: 17年ぶりの文書, ko: 17년 만의 문서}
  statements:
    one: {value: 'data.trade.amount[2025, "imports"]', text: {ja: 甲, ko: 갑}, sources: [vision]}
    other: {value: 'data.trade.amount[2025, "imports"]', text: {ja: 乙, ko: 을}, sources: [vision]}
    third: {text: {ja: 甲, ko: 갑}, sources: [vision]}
"""
    part = """\
title: {ja: 章, ko: 장}
blocks:
  - id: words
    text: {ja: "{{ statements.seventeen.one }}", ko: "{{ statements.seventeen.third }}"}
"""
    root = laid(tmp_path / "site", part, {"content/statements.yaml": facts})
    assert [each.message for each in Workspace.open(root).check("one").diagnostics] == [
        "the text says 甲 (seventeen.one: vision), and not 乙 (seventeen.other: vision)",
        "the text says 갑 (seventeen.third: vision), and not 을 (seventeen.other: vision)",
    ]


def test_show_value_tells_of_them(tmp_path: Path) -> None:
    explained = Workspace.open(site(tmp_path)).explain(NOW)
    (found,) = json.loads(json.dumps(explained["disagreements"]))
    assert [each["number"] for each in found["statements"]] == ["400", "410"]
    assert "disagreements" not in Workspace.open(site(tmp_path / "2")).explain(
        'data.trade.amount[2024, "imports"]'
    )


def test_data_status_tells_where_tables_differ_and_which_briefs_use_them(tmp_path: Path) -> None:
    customs, trade = Workspace.open(site(tmp_path)).data_status()
    said = (
        "400 USD (imports.ours[2025, imports]: vision); "
        "410 USD (imports.theirs[2025, imports]: vision)"
    )
    assert (customs["differs"], customs["used_by"]) == ([said], [])
    assert (trade["differs"], trade["used_by"]) == ([said], ["one"])


@pytest.mark.parametrize(
    ("asked", "printed"),
    [
        ("statements.by", ["首相", "총리"]),
        ("statements.by.one", ["首相", "총리"]),
        ("statements.by.other", []),
    ],
)
def test_uses_finds_where_a_statement_is_printed(
    tmp_path: Path, asked: str, printed: list[str]
) -> None:
    found = Workspace.open(site(tmp_path)).uses(asked)
    assert [each.printed for all_ in found.values() for each in all_] == printed


def test_a_build_refuses_a_text_that_says_one_thing_only(tmp_path: Path) -> None:
    part = PART.replace("      by: {statement: one, reason: y}\n", "")
    report = Workspace.open(site(tmp_path, part)).build("one", editions=["ko"])
    assert [(each.code.value, str(each.place)) for each in report.diagnostics] == [
        ("JK330", "content/sections/part.yaml:6:101")
    ]
    assert not (tmp_path / "site/build/one").exists()
