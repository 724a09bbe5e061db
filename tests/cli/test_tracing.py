"""`why` and `uses`: from a printed value to its source, and back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.provenance._site import laid

Run = Callable[..., Any]
ASKED = 'data.trade.amount[2025, "imports"]'
CHANGE = f'{ASKED}.change_from(data.trade.amount[2024, "imports"])'
SNAPSHOT = "content/data/trade.csv (sha256 fa425fbce1e4…)"


def test_the_chain_of_a_printed_value_leads_to_its_cells(tmp_path: Path, run: Run) -> None:
    assert run(laid(tmp_path / "site"), "why", "one", "+150 달러").out == (
        "+150달러  (150 USD)\n"
        "  change of\n"
        "    trade.amount[2025, imports], as of 2025-09-18\n"
        f"      {SNAPSHOT}\n"
        "      source vision: ビジョン\n"
        "    trade.amount[2024, imports], as of 2025-09-18\n"
        f"      {SNAPSHOT}\n"
        "      source vision: ビジョン\n"
        f"  printed: ko: words text [ko] content/sections/part.yaml:6:11: +150달러 = {CHANGE}\n"
    )


@pytest.mark.parametrize(
    ("asked", "values"),
    [
        ("words", ["400", "150"]),
        ("goods", ["250", "400"]),
        ("meetings", ["2023-03-16"]),
        ("400ドル", ["400"]),
        ("４００", ["400"]),
        (ASKED.replace('"', "'"), ["400"]),
        ("data.trade.amount[2024,imports]", ["150", "250"]),
    ],
)
def test_a_block_a_printed_text_or_an_expression_can_be_asked_for(
    tmp_path: Path, run: Run, asked: str, values: list[str]
) -> None:
    told = json.loads(run(laid(tmp_path / "site"), "why", "one", asked, "--format", "json").out)
    assert [each["number"] for each in told["values"]] == values


def test_json_gives_the_whole_chain(tmp_path: Path, run: Run) -> None:
    told = json.loads(
        run(laid(tmp_path / "site"), "why", "one", "meetings", "--format", "json").out
    )
    (event,) = told["values"]
    assert event["origin"] == {
        "events": "summits",
        "members": ["tokyo"],
        "sources": {"vision": "ビジョン"},
        "file": "content/events/summits.yaml",
        "sha256": event["origin"]["sha256"],
    }
    assert [(each["edition"], each["printed"]) for each in event["uses"]] == [
        ("ja", "2023年3月16日"),
        ("ko", "2023년 3월 16일"),
    ]


@pytest.mark.parametrize(
    ("expression", "places"),
    [
        (
            'data.trade.amount[2024, "imports"]',
            [("words", "text", "+150ドル"), ("goods", "table 2024 · imports, amount", "250")],
        ),
        ("data.trade.amount", [
            ("words", "text", "400ドル"), ("words", "text", "+150ドル"),
            ("goods", "table 2024 · imports, amount", "250"), ("goods", "table 2025 · imports, amount", "400"),
        ]),
        ("data.trade.share", []),
        ("events.summits", [("meetings", "timeline", "2023年3月16日")]),
        ("events.summits['tokyo'].date", [("meetings", "timeline", "2023年3月16日")]),
        ("events.summits['later']", []),
    ],
)  # fmt: skip
def test_uses_names_every_place(
    tmp_path: Path, run: Run, expression: str, places: list[tuple[str, str, str]]
) -> None:
    told = json.loads(run(laid(tmp_path / "site"), "uses", expression, "--format", "json").out)
    found = [
        (each["block"], each["field"], each["printed"])
        for each in told["uses"]
        if each["edition"] == "ja"
    ]
    assert found == places


def test_what_nothing_prints_is_said_to_be_unused(tmp_path: Path, run: Run) -> None:
    ended = run(laid(tmp_path / "site"), "uses", 'data.trade.share[2024, "imports"]')
    assert (ended.status, ended.out) == (0, 'nothing prints data.trade.share[2024, "imports"]\n')


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("why", "one", "goodz"),
            (
                "content/briefs/one.yaml: JK340 the brief 'one' prints no 'goodz' that comes from data\n"
                "  hint: did you mean 'goods'?\n"
            ),
        ),
        (
            ("why", "on", "goods"),
            "content/briefs: JK213 there is no brief 'on'\n  hint: did you mean 'one'?\n",
        ),
        (
            ("uses", "brief.number"),
            "expression:1:1: JK404 there is no 'brief' here\n  hint: known: 'data', 'events', 'statements', 'term'\n",
        ),
        (
            ("uses", "term.none"),
            "expression:1:1: JK407 there is no term 'none'\n  hint: known: 'kishida'\n",
        ),
        (
            ("uses", "'2024'"),
            (
                "expression: JK340 ''2024'' comes from no data\n"
                "  hint: such as data.trade.total[2011], data.trade or events.summits\n"
            ),
        ),
    ],
)
def test_what_cannot_be_found_is_told_with_the_nearest(
    tmp_path: Path, run: Run, words: tuple[str, ...], said: str
) -> None:
    ended = run(laid(tmp_path / "site"), *words)
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == said


def test_a_brief_with_faults_is_not_asked(tmp_path: Path, run: Run) -> None:
    root: Path = laid(
        tmp_path / "site",
        'title: {ja: 章, ko: 장}\nblocks:\n  - {id: words, text: "{{ data.tade }}"}\n',
    )
    ended = run(root, "why", "one", "words")
    assert ended.status == 1
    assert "JK208 there is no table 'tade'" in ended.err
