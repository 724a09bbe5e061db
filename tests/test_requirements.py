"""The locks pin all that pyproject.toml asks for, each with its hashes, and name no index."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
GROUPS: dict[str, list[Any]] = PYPROJECT["dependency-groups"]
RUN = PYPROJECT["project"]["dependencies"]
LOCKS = {path.stem: path.read_text("utf-8") for path in (ROOT / "requirements").glob("*.lock")}
ENTRY = re.compile(
    r"^(?P<name>[a-z0-9-]+)==(?P<version>\S+)(?P<rest>.*(?:\n {4}--hash=.*)+)$", re.MULTILINE
)


def group(name: str) -> Iterator[str]:
    """Give the requirements of a group, those of the groups in it included."""
    for each in GROUPS[name]:
        if isinstance(each, str):
            yield each
        else:
            yield from group(each["include-group"])


WANTED = {
    "nox": list(group("nox")),
    "lint": list(group("lint")),
    "run": [*RUN, *group("build")],
    "dev": [*RUN, *group("dev")],
}


def versions(lock: str) -> dict[str, list[Version]]:
    found: dict[str, list[Version]] = {}
    for match in ENTRY.finditer(lock):
        found.setdefault(match["name"], []).append(Version(match["version"]))
    return found


def test_every_lock_is_looked_at() -> None:
    assert set(LOCKS) == set(WANTED)


@pytest.mark.parametrize("name", sorted(WANTED))
def test_a_lock_pins_all_that_is_asked_for(name: str) -> None:
    pinned = versions(LOCKS[name])
    wanted = [Requirement(each) for each in WANTED[name]]
    assert [
        str(each)
        for each in wanted
        for found in [pinned.get(canonicalize_name(each.name), [])]
        if not found or not all(each.specifier.contains(version) for version in found)
    ] == [], "renew the locks: python3 noxfile.py relock"


@pytest.mark.parametrize("name", sorted(LOCKS))
def test_a_lock_holds_versions_hashes_and_reasons_alone(name: str) -> None:
    rest = ENTRY.sub("", LOCKS[name])
    odd = [line for line in rest.splitlines() if line and not re.fullmatch(r" {4}#( .*)?", line)]
    assert odd == []
    hashes = re.findall(r"--hash=(\S+)", LOCKS[name])
    assert [each for each in hashes if not re.fullmatch(r"sha256:[0-9a-f]{64}", each)] == []
    assert "://" not in LOCKS[name]


def test_what_is_tested_is_what_is_used() -> None:
    run, dev = versions(LOCKS["run"]), versions(LOCKS["dev"])
    assert {name: dev.get(name) for name in run} == run
