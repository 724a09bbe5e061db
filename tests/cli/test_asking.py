"""`list` and `show`: what a workspace holds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

WORKSPACES = Path(__file__).parents[1] / "workspaces"
MINIMAL, EVERYTHING = WORKSPACES / "minimal", WORKSPACES / "everything"

Run = Callable[..., Any]


@pytest.mark.parametrize("named", ["data.cranes.cost[KR,2025]", " data.cranes.cost[ KR , 2025 ] "])
def test_a_cell_is_asked_for_by_the_name_that_why_and_diff_give_it(run: Run, named: str) -> None:
    asked = run(EVERYTHING, "show", "value", 'data.cranes.cost["KR", 2025]').out.splitlines()
    by_name = run(EVERYTHING, "show", "value", named)
    assert (by_name.status, by_name.out.splitlines()[1:]) == (0, asked[1:])
    uses = run(EVERYTHING, "uses", named).out
    assert uses == run(EVERYTHING, "uses", 'data.cranes.cost["KR", 2025]').out != ""


def test_a_name_that_is_none_is_told_as_it_was_typed(run: Run) -> None:
    for named in ("data.cranes.cost[KR]", "data.none.cost[KR,2025]", "data.cranes.cost[XX,2025]"):
        assert run(EVERYTHING, "show", "value", named).status == 1


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (["list"], "english  not built\nminimal  not built\n"),
        (["list", "tables"], "travellers  架空港の渡航者\n"),
        (["list", "sources"], "port-2026  架空港年報\n"),
        (["list", "events"], ""),
        (["list", "terms"], ""),
        (
            ["show", "value", "data.travellers.people[2025]"],
            (
                "expression: data.travellers.people[2025]\n"
                "ja: 10万3,500人\nko: 10만 3,500명\nen: 103,500 people\n"
                "number: 103500\nunit: person\n"
                "origin: table travellers; measure people; key 2025; sources port-2026;"
                " as_of 2026-01-15\n"
            ),
        ),
        (
            ["show", "table", "travellers"],
            (
                "id: travellers\n"
                "title: ja 架空港の渡航者; ko 가상항의 여행객; en Travellers at Fictional Port\n"
                "as_of: 2026-01-15\nsources: port-2026\nkeys: year\nmeasures: people, ferries\n"
                "  year=2023  people=82400  ferries=310\n"
                "  year=2024  people=90100  ferries=325\n"
                "  year=2025  people=103500  ferries=342\n"
            ),
        ),
        (
            ["show", "source", "port-2026"],
            (
                "id: port-2026\ntype: report\nlanguage: ja\ntitle: 架空港年報\npublisher:\n"
                "issued: 2026-01-15\nURL:\n"
            ),
        ),
    ],
)
def test_prints_what_is_asked_for(run: Run, words: list[str], printed: str) -> None:
    ended = run(MINIMAL, *words)
    assert (ended.status, ended.out, ended.err) == (0, printed, "")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (
            ["list", "terms"],
            [
                {"id": "harbour", "title": "港湾 · 항만 · harbour"},
                {"id": "ministry", "title": "省 · 부 · Ministry"},
                {"id": "mayor", "title": "市長 · 시장 · Mayor"},
                {"id": "trade", "title": "通商 · 통상 · Trade"},
            ],
        ),
        (["list", "events"], [{"id": "openings", "title": "開港"}]),
        (
            ["show", "event", "openings/second"],
            {
                "id": "openings/second",
                "date": "2024-03/2024-05",
                "kind": "opening",
                "what": {"ja": "第二港", "ko": "제2항", "en": "Second port"},
                "place": {},
                "host": "KR",
                "people": ["mayor"],
                "status": "reported",
                "sources": ["harbour"],
            },
        ),
        (
            ["show", "term", "mayor"],
            {
                "id": "mayor",
                "kind": "addressee",
                "ja": {"preferred": "市長", "first": "", "reading": "", "forbidden": []},
                "ko": {"preferred": "시장", "first": "", "reading": "", "forbidden": []},
                "en": {"preferred": "Mayor", "first": "", "reading": "", "forbidden": []},
                "definition": {},
            },
        ),
        (
            ["show", "value", "events.openings.count", "--brief", "all"],
            {
                "expression": "events.openings.count",
                "ja": "3回",
                "ko": "3회",
                "en": "3 times",
                "number": "3",
                "unit": "times",
                "origin": {
                    "events": "openings",
                    "members": ["first", "second", "third"],
                    "sources": ["harbour"],
                },
            },
        ),
        (
            [
                "show",
                "value",
                'data.cranes.number["JP", 2025].minus(data.cranes.number["KR", 2025])',
            ],
            {
                "expression": (
                    'data.cranes.number["JP", 2025].minus(data.cranes.number["KR", 2025])'
                ),
                "ja": "460基",
                "ko": "460기",
                "en": "460 cranes",
                "number": "460",
                "unit": "crane",
                "origin": {
                    "formula": "difference",
                    "inputs": [
                        {
                            "table": "cranes",
                            "measure": "number",
                            "key": [country, "2025"],
                            "sources": ["kita"],
                            "as_of": "2025-12-31",
                        }
                        for country in ("JP", "KR")
                    ],
                },
            },
        ),
        (
            ["show", "value", 'events.openings["second"].date.month'],
            {
                "expression": 'events.openings["second"].date.month',
                "ja": "2024年3～5月",
                "ko": "2024년 3~5월",
                "en": "March–May 2024",
            },
        ),
        (
            ["show", "value", 'data.cranes.label["JP"]'],
            {
                "expression": 'data.cranes.label["JP"]',
                "ja": "日本",
                "ko": "일본",
                "en": "Japan",
            },
        ),
        (
            [
                "show",
                "value",
                'data.cranes.number["KR", 2025].range_to(data.cranes.number["JP", 2025])',
            ],
            {
                "expression": (
                    'data.cranes.number["KR", 2025].range_to(data.cranes.number["JP", 2025])'
                ),
                "ja": "790～1,250基",
                "ko": "790~1,250기",
                "en": "790–1,250 cranes",
            },
        ),
    ],
)
def test_gives_the_same_as_json(run: Run, words: list[str], value: object) -> None:
    ended = run(EVERYTHING, *words, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    assert json.loads(ended.out) == value


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["value", "data.cranes.nmber.sum"],
            (
                "expression:1:1: JK208 table 'cranes' has no measure 'nmber'\n"
                "  hint: did you mean 'number'?\n"
            ),
        ),
        (
            ["value", "1 +"],
            (
                "expression:1:1: JK401 unexpected 'end of print statement'\n"
                "  hint: an expression is written {{ data.table.measure[key] }};"
                " a brace of its own {{ '{{' }}\n"
            ),
        ),
        (
            ["value", "a }} {{ b"],
            (
                "expression:1:1: JK404 there is no 'a' here\n"
                "  hint: known: 'data', 'events', 'statements', 'term'\n"
                "expression:1:6: JK404 there is no 'b' here\n"
                "  hint: known: 'data', 'events', 'statements', 'term'\n"
            ),
        ),
        (["value", "1 }} {{ 2"], "expression:1:1: JK401 one expression is expected\n"),
        (
            ["value", "brief.number", "--brief", "lal"],
            "content/briefs: JK213 there is no brief 'lal'\n  hint: did you mean 'all'?\n",
        ),
        (
            ["value", 'events.openings["late"].date', "--brief", "all"],
            (
                "expression:1:1: JK214 the event 'late' is later than the brief's cut-off date,"
                " or left out here\n"
            ),
        ),
        (
            ["table", "crane"],
            "content/data: JK208 there is no table 'crane'\n  hint: did you mean 'cranes'?\n",
        ),
        (
            ["event", "openings/secnd"],
            "content: JK208 there is no event 'secnd'\n  hint: did you mean 'second'?\n",
        ),
        (
            ["event", "opening/second"],
            "content: JK208 there is no event list 'opening'\n  hint: did you mean 'openings'?\n",
        ),
        (
            ["term", "mayer"],
            "content: JK208 there is no term 'mayer'\n  hint: did you mean 'mayor'?\n",
        ),
        (
            ["source", "kitta"],
            "content: JK208 there is no source 'kitta'\n  hint: did you mean 'kita'?\n",
        ),
    ],
)
def test_names_the_nearest_of_what_does_not_exist(run: Run, words: list[str], said: str) -> None:
    ended = run(EVERYTHING, "show", *words)
    assert (ended.status, ended.out, ended.err) == (1, "", said)


@pytest.mark.parametrize(
    ("expression", "called"),
    [
        ("data", "'tableviews'"),
        ("data.travellers", "a whole table"),
        ("data.travellers.people", "a whole measure"),
        ("none", "'nonetype'"),
        ("1 == 1", "'bool'"),
        ("[data]", "'list'"),
    ],
)
def test_what_no_text_could_print_is_told_and_not_shown(
    run: Run, expression: str, called: str
) -> None:
    ended = run(MINIMAL, "show", "value", expression)
    assert (ended.status, ended.out) == (1, "")
    assert f"expression: JK203 {called} is not something to print" in ended.err


def test_a_fault_is_an_annotation_on_github(run: Run) -> None:
    ended = run(MINIMAL, "show", "value", "data.travelers", "--format", "github")
    assert (ended.status, ended.err) == (1, "")
    assert ended.out == (
        "::error file=expression,line=1,col=1,title=JK208 unknown-name::"
        "there is no table 'travelers'%0Ahint: did you mean 'travellers'?\n"
    )


def test_a_fault_is_an_object_in_json(run: Run) -> None:
    ended = run(MINIMAL, "show", "table", "travelers", "--format", "json")
    assert (ended.status, ended.err) == (1, "")
    assert json.loads(ended.out) == {
        "ok": False,
        "diagnostics": [
            {
                "code": "JK208",
                "name": "unknown-name",
                "severity": "error",
                "file": "content/data",
                "line": 0,
                "column": 0,
                "cell": "",
                "message": "there is no table 'travelers'",
                "hint": "did you mean 'travellers'?",
            }
        ],
    }


def test_a_table_is_shown_as_it_stands_in_its_file(run: Run, minimal: Path) -> None:
    ended = run(minimal, "show", "table", "travellers", "--csv")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (minimal / "content/data/travellers.csv").read_text("utf-8")
    (minimal / "content/data/travellers.csv").write_text("nothing\n")
    ended = run(minimal, "show", "table", "travellers", "--csv")
    assert (ended.status, ended.out) == (1, "")


def test_a_table_with_faults_is_not_shown(run: Run, minimal: Path) -> None:
    (minimal / "content/data/travellers.csv").write_text("year,people,ferries\n2023,many,1\n")
    ended = run(minimal, "show", "table", "travellers")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == (
        "content/data/travellers.csv:2:6: JK304 'many' is not a number\n"
        "  2 | 2023,many,1\n"
        "    |      ^\n"
        "  hint: what stands in place of a number is declared in the table's YAML,"
        " as in missing: {'many': unknown}\n"
    )


@pytest.mark.parametrize("words", [["list"], ["show", "value", "1"], ["check"], ["build", "x"]])
def test_outside_a_workspace_it_says_so(run: Run, tmp_path: Path, words: list[str]) -> None:
    ended = run(tmp_path, *words)
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == (
        f"content/workspace.yaml: JK101 '{tmp_path}' is in no workspace\n"
        "  hint: a workspace is a folder with content/workspace.yaml; go there or name it by"
        " --workspace\n"
    )


def test_a_workspace_is_found_from_inside_or_by_its_name(run: Run, tmp_path: Path) -> None:
    listed = run(MINIMAL, "list").out
    assert run(MINIMAL / "content" / "data", "list").out == listed
    assert run(tmp_path, "--workspace", str(MINIMAL), "list").out == listed
    assert run(tmp_path, "list", "-w", str(MINIMAL)).out == listed
    assert run(MINIMAL.parent, "list", "-w", "minimal/content").out == listed


def test_a_workspace_that_cannot_be_read_is_told_of(run: Run, minimal: Path) -> None:
    (minimal / "content/workspace.yaml").write_text("title: [")
    ended = run(minimal, "list", "tables")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith("content/workspace.yaml:1:9: JK104 ")
