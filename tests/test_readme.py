"""The README's commands are the ones that are run."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_first_two_commands_build_the_brief_and_pass_the_tests() -> None:
    commands = re.findall(r"^ {4}(python3 noxfile\.py .+)$", README, re.MULTILINE)
    assert commands[:2] == ["python3 noxfile.py brief", "python3 noxfile.py lint types tests"]


def test_ci_runs_the_second_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    run = [line for line in lines if line and not line.startswith("#")]
    assert run == [
        "set -eu",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "python3 noxfile.py lint types tests </dev/null",
    ]
