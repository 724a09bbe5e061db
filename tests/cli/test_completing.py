"""What a shell offers, by click's own way: expressions and blocks, and nothing where there is nothing to offer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from jkreport.cli.commands import cli as command

EVERYTHING = Path(__file__).parents[1] / "workspaces" / "everything"


def offered(*words: str) -> list[str]:
    """Complete the last word of a command line."""
    shell = ShellComplete(command, {}, "jkreport", "_JKREPORT_COMPLETE")
    return [each.value for each in shell.get_completions(list(words[:-1]), words[-1])]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("uses", "da"), ["data.cranes"]),
        (("uses", "data.cranes."), ["data.cranes.number", "data.cranes.cost"]),
        (("uses", "data.cranes.c"), ["data.cranes.cost"]),
        (("uses", "--brief", "all", "events."), ["events.openings"]),
        (("show", "value", "term.h"), ["term.harbour"]),
        (("why", "all", "openings"), ["openings", "openings-table", "openings-remarks"]),
        (("why", "all", "data.cranes.n"), ["data.cranes.number"]),
        (("why", "none", "open"), []),
        (
            ("uses", "data.cranes.cost["),
            [
                'data.cranes.cost["JP", 2024]',
                'data.cranes.cost["JP", 2025]',
                'data.cranes.cost["KR", 2024]',
                'data.cranes.cost["KR", 2025]',
            ],
        ),
        (("show", "value", "data.cranes.cost['KR',2025"), ['data.cranes.cost["KR", 2025]']),
        (
            ("uses", "data.cranes.cost[K"),
            [f'data.cranes.cost["KR", {year}]' for year in (2024, 2025)],
        ),
        (("uses", "data.cranes.none["), []),
        (("uses", "data.none.cost["), []),
        (("uses", "data.cranes.cost[2"), []),
        (("uses", "events.openings[f"), ['events.openings["first"]']),
        (("uses", "events.none["), []),
        (("uses", "nothing"), []),
    ],
)
def test_expressions_and_blocks_are_offered(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    found: list[str],
) -> None:
    monkeypatch.chdir(EVERYTHING)
    assert (offered(*words), capfd.readouterr()) == (found, ("", ""))


@pytest.mark.parametrize("words", [("why", "all", "o"), ("uses", "data."), ("show", "value", "e")])
def test_nothing_is_offered_or_said_where_no_workspace_is(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    tmp_path: Path,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (offered(*words), capfd.readouterr()) == ([], ("", ""))


def test_a_workspace_can_be_named_before_what_is_completed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered("uses", "-w", str(EVERYTHING), "events.o") == ["events.openings"]


@pytest.mark.parametrize(
    "broken",
    ["workspace.yaml", "terms.yaml", "briefs/minimal.yaml", "data/travellers.yaml"],
)
def test_nothing_is_said_of_a_file_that_is_broken(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    minimal: Path,
    broken: str,
) -> None:
    (minimal / "content" / broken).write_bytes(b"a: [\xff")
    monkeypatch.chdir(minimal)
    assert offered("why", "minimal", "zzz") == []
    assert offered("uses", "zzz") == []
    assert capfd.readouterr() == ("", "")


def test_only_rows_that_have_a_value_are_offered(
    monkeypatch: pytest.MonkeyPatch, minimal: Path
) -> None:
    data = minimal / "content/data"
    with (data / "travellers.yaml").open("a") as file:
        file.write('missing: {"…": pending}\n')
    (data / "travellers.csv").write_text("year,people,ferries\n2024,90100,…\n2025,…,342\n")
    monkeypatch.chdir(minimal)
    assert offered("uses", "data.travellers.people[") == ["data.travellers.people[2024]"]
    assert offered("uses", "data.travellers.ferries[") == ["data.travellers.ferries[2025]"]


def test_rows_of_a_large_table_are_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, minimal: Path
) -> None:
    monkeypatch.chdir(minimal)
    path = minimal / "content/data/travellers.csv"
    path.write_text(path.read_text() + "\n" * ((1 << 20) - path.stat().st_size))
    assert len(offered("uses", "data.travellers.people[")) == 3
    path.write_text(path.read_text() + "\n")
    assert offered("uses", "data.travellers.people[") == []


@pytest.mark.parametrize(
    ("typed", "put"),
    [
        ("data.cranes.cost[KR,2025", "'data.cranes.cost[\"KR\", 2025]'"),
        ("'data.cranes.cost[KR,2025", 'data.cranes.cost["KR", 2025]'),
        ('"data.cranes.cost[KR,2025', "data.cranes.cost['KR', 2025]"),
        ("data.cranes.c", "data.cranes.cost"),
    ],
)
def test_bash_puts_an_expression_into_the_line_so_that_it_can_be_read(
    tmp_path: Path, typed: str, put: str
) -> None:
    # Where the word begins with a quote, that stands, and bash ends the word with another.
    command = tmp_path / "jkreport"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m jkreport "$@"\n')
    command.chmod(0o755)
    script = """\
eval "$(jkreport completion bash)"
COMP_WORDS=(jkreport uses "$1")
COMP_CWORD=2
_jkreport_completion jkreport
printf '%s\\n' "${COMPREPLY[@]}"
"""
    done = subprocess.run(
        ["bash", "--norc", "-c", script, "bash", typed],
        cwd=EVERYTHING,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (f"{put}\n", "")


def test_completion_loads_no_data_frames() -> None:
    asked = "from jkreport import Workspace; Workspace.open('.').offers('data.cranes.cost[')"
    script = f"import sys; {asked}; print(sorted({{'pandas', 'weasyprint'}} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=EVERYTHING, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
