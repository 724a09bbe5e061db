"""The README's commands are the ones that are run."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Give the lines of the README's shell blocks that start a task."""
    blocks = re.findall(
        r"^```(?:sh|shell|bash|console)\n(.*?)^```", README, re.DOTALL | re.MULTILINE
    )
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    return [line for line in lines if line.startswith("python3 noxfile.py")]


@pytest.mark.skipif(not commands(), reason="the README has no commands yet")
def test_the_first_two_commands_build_the_brief_and_pass_the_tests() -> None:
    assert commands()[:2] == ["python3 noxfile.py brief", "python3 noxfile.py lint types tests"]


def test_ci_runs_the_second_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    run = [line for line in lines if line and not line.startswith("#")]
    assert run == [
        "set -eu",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "python3 noxfile.py lint types tests </dev/null",
    ]
