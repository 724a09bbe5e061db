"""What a shell offers, by click's own way: expressions and blocks, and nothing where there is nothing to offer."""

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
