"""The workflows are valid, ask for no more rights than they need, and run what the README tells."""

import json
import re
from importlib.metadata import distribution
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from jsonschema.validators import validator_for  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = tuple(sorted((ROOT / ".github" / "workflows").glob("*.yml")))
# Not imported: its commands may ask for a newer click than ours do.
SCHEMAS = Path(
    str(distribution("check-jsonschema").locate_file("check_jsonschema/builtin_schemas/vendor"))
)

CHECKS = "python3 noxfile.py lint types tests"
BRIEF = "python3 noxfile.py brief"


class TextLoader(yaml.SafeLoader):
    """A reader to whom `on:` is a word and not a truth value, as it is to the service."""


TextLoader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
TextLoader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf")
)


def read(path: Path) -> dict[str, Any]:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=TextLoader)  # noqa: S506 - a safe loader
    return cast("dict[str, Any]", content)


def faults(path: Path, schema: str) -> list[str]:
    """Tell what the published schema finds wrong with a file."""
    published = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    validator = validator_for(published)(published)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(read(path))]


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


def commands(path: Path) -> list[str]:
    return [step["run"] for step in steps(path) if "run" in step]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_follows_the_published_schema(path: Path) -> None:
    assert faults(path, "github-workflows") == []


def test_the_schema_refuses_a_misspelt_key(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yml"
    broken.write_text(
        "on: push\njobs: {one: {runs-on: ubuntu-24.04, stepps: []}}\n", encoding="utf-8"
    )
    assert len(faults(broken, "github-workflows")) == 1


def test_dependabot_follows_the_published_schema() -> None:
    assert faults(ROOT / ".github" / "dependabot.yml", "dependabot") == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_but_to_read_the_content(path: Path) -> None:
    workflow = read(path)
    jobs = [job.get("permissions", {}) for job in workflow["jobs"].values()]
    assert workflow["permissions"] == {}
    assert [rights for rights in jobs if rights not in ({}, {"contents": "read"})] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_ends_in_time(path: Path) -> None:
    assert [name for name, job in read(path)["jobs"].items() if "timeout-minutes" not in job] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit_and_names_its_version(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert [
        each
        for each in uses
        if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)
    ] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_checkout_leaves_no_credentials_behind(path: Path) -> None:
    checkouts = [
        step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert [step.get("with") for step in checkouts] == [{"persist-credentials": False}]


def test_workflows_put_nothing_from_outside_into_a_command() -> None:
    assert [command for path in WORKFLOWS for command in commands(path) if "${{" in command] == []


def test_the_checks_are_those_of_the_readme_on_every_supported_python() -> None:
    checks = ROOT / ".github" / "workflows" / "checks.yml"
    assert commands(checks)[0] == CHECKS
    assert read(checks)["jobs"]["checks"]["strategy"]["matrix"] == {
        "python": ["3.11", "3.12", "3.13", "3.14"]
    }


def test_the_last_job_waits_for_all_others() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "checks.yml")["jobs"]
    assert jobs["passed"]["needs"] == [name for name in jobs if name != "passed"]


def test_all_briefs_are_built_and_kept() -> None:
    brief = ROOT / ".github" / "workflows" / "brief.yml"
    assert commands(brief) == [f"{BRIEF} -- --format github build --all"]
    assert steps(brief)[-1]["with"]["path"].split() == ["build/*/*.pdf", "build/*/manifest.json"]
