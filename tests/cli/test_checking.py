"""`check`, and what all commands have in common: forms, statuses, help, completion."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jkreport.cli.printing import Printer, status_of
from jkreport.diagnostics import Code, Diagnostic, Place
from jkreport.workspace import Workspace

Run = Callable[..., Any]

COMMANDS = [
    ["build"], ["check"], ["list"], ["show"], ["show", "value"], ["show", "table"], ["show", "event"],
    ["show", "term"], ["show", "source"], ["lock"], ["explain"], ["doctor"],
    ["completion"], ["data"], ["data", "refresh"], ["data", "status"],
]  # fmt: skip


def break_growth(root: Path) -> None:
    path = root / "content/sections/growth.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[@port-2026]", "[@prot-2026]"), "utf-8")


def test_a_check_counts_what_is_printed(run: Run, minimal: Path) -> None:
    ended = run(minimal, "check")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "english: no problems, 21 values printed\nminimal: no problems, 30 values printed\n"
    )


def test_a_quiet_check_says_nothing_when_nothing_is_wrong(run: Run, minimal: Path) -> None:
    ended = run(minimal, "check", "minimal", "--quiet")
    assert (ended.status, ended.out, ended.err) == (0, "", "")


def test_a_check_shows_place_line_fault_and_remedy(run: Run, minimal: Path) -> None:
    break_growth(minimal)
    ended = run(minimal, "check", "minimal")
    assert (ended.status, ended.out) == (1, "minimal: 2 problems\n")
    assert ended.err == (
        "content/sections/growth.yaml:7:35: JK406 there is no source 'prot-2026'\n"
        "  7 |         [#people]のとおり、二年続けての増加である。[@prot-2026]\n"
        "    | " + " " * 51 + "^\n"
        "  hint: did you mean 'port-2026'?\n"
        "content/sections/growth.yaml:10:37: JK406 there is no source 'prot-2026'\n"
        "  10 |         [#people]에서 보듯이 두 해 연속 증가이다.[@prot-2026]\n"
        "     | " + " " * 49 + "^\n"
        "  hint: did you mean 'port-2026'?\n"
    )


def test_a_quiet_check_still_shows_faults(run: Run, minimal: Path) -> None:
    break_growth(minimal)
    loud, quiet = run(minimal, "check", "minimal"), run(minimal, "check", "minimal", "-q")
    assert (quiet.status, quiet.out, quiet.err) == (1, "", loud.err)


def test_a_check_gives_json(run: Run, minimal: Path) -> None:
    break_growth(minimal)
    ended = run(minimal, "check", "minimal", "--format", "json")
    assert (ended.status, ended.err) == (1, "")
    assert json.loads(ended.out) == {
        "ok": False,
        "briefs": [
            {
                "brief": "minimal",
                "ok": False,
                "current": False,
                "manifest": None,
                "editions": [],
                "without": [],
                "ragged": 0,
                "diagnostics": [
                    {
                        "code": "JK406",
                        "name": "no-such-source",
                        "severity": "error",
                        "file": "content/sections/growth.yaml",
                        "line": line,
                        "column": column,
                        "cell": "",
                        "message": "there is no source 'prot-2026'",
                        "hint": "did you mean 'port-2026'?",
                    }
                    for line, column in ((7, 35), (10, 37))
                ],
            }
        ],
    }


def test_a_check_annotates_on_github(run: Run, minimal: Path) -> None:
    break_growth(minimal)
    ended = run(minimal, "check", "minimal", "--format", "github")
    assert (ended.status, ended.err) == (1, "")
    lines = [
        f"::error file=content/sections/growth.yaml,line={line},col={column},"
        "title=JK406 no-such-source::there is no source 'prot-2026'%0Ahint: did you mean 'port-2026'?\n"
        for line, column in ((7, 35), (10, 37))
    ]
    assert ended.out == "".join(lines) + "minimal: 2 problems\n"


def test_all_briefs_are_checked_though_the_first_is_wrong(run: Run, minimal: Path) -> None:
    (minimal / "content/briefs/english.yaml").write_text("title: x\n")
    ended = run(minimal, "check")
    assert ended.status == 1
    assert ended.out == "english: 3 problems\nminimal: no problems, 30 values printed\n"


def test_an_unknown_brief_gets_the_nearest_name(run: Run, minimal: Path) -> None:
    ended = run(minimal, "check", "minimall")
    assert (ended.status, ended.out) == (1, "minimall: 1 problem\n")
    assert ended.err == (
        "content/briefs: JK213 there is no brief 'minimall'\n  hint: did you mean 'minimal'?\n"
    )


def test_briefs_that_cannot_be_listed_are_told_of(run: Run, minimal: Path) -> None:
    (minimal / "content/workspace.yaml").write_text("- a\n")
    ended = run(minimal, "check")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err == (
        "content/workspace.yaml:1:1: JK203 a mapping is expected\n  1 | - a\n    | ^\n"
    )


def test_a_long_line_is_shown_around_its_fault(run: Run, minimal: Path) -> None:
    path = minimal / "content/briefs/minimal.yaml"
    text = path.read_text("utf-8").replace(
        "渡航者は{{", "あ" * 200 + "{{ nothing }}" + "い" * 200 + "{{"
    )
    path.write_text(text, "utf-8")
    shown = run(minimal, "check", "minimal").err.splitlines()[1:3]
    assert shown == [
        "  13 | " + "あ" * 80 + "{{ nothing }}" + "い" * 67,
        "     | " + "  " * 80 + "^",
    ]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_shows_examples(run: Run, minimal: Path, words: list[str]) -> None:
    ended = run(minimal, *words, "--help")
    assert (ended.status, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0].startswith(f"Usage: jkreport {' '.join(words)} ")
    example = next(index for index, line in enumerate(lines) if line.startswith("  Example"))
    assert all("jkreport " in line for line in lines[example + 1 :])
    assert lines[example + 1 :]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["chekc"], "there is no command 'chekc'; did you mean 'check' or 'cache'?"),
        (["show", "valeu"], "there is no command 'valeu'; did you mean 'value' or 'table'?"),
        (
            ["frobnicate"],
            ("there is no command 'frobnicate';"
            " known: 'build', 'cache', 'check', 'completion', 'data', 'diff', 'doctor', 'explain', 'keep', 'list',"
            " 'lock', 'show', 'terms', 'translate', 'uses', 'verify', 'why'"),
        ),
        (["build"], "name a brief, or ask for --all; 'jkreport list' names them"),
        (["build", "--all", "minimal"], "name briefs or ask for all, not both"),
        (["build", "minimal", "-j", "99"], "Invalid value for '-j' / '--jobs': 99 is not in the range 0<=x<=64."),
        (["build", "minimal", "--edtion", "ja"], "No such option '--edtion'. Did you mean '--edition'?"),
        (["show", "value"], "Missing argument 'EXPRESSION'."),
        (
            ["check", "--format", "xml"],
            "Invalid value for '--format': 'xml' is not one of 'text', 'json', 'github', 'sarif'.",
        ),
        *(
            (words, "Invalid value for '--format': 'sarif' is not one of 'text', 'json', 'github'.")
            for words in (["list", "--format", "sarif"], ["--format", "sarif", "show", "term", "x"])
        ),
        (
            ["completion", "tcsh"],
            "Invalid value for '{bash|zsh|fish}': 'tcsh' is not one of 'bash', 'zsh', 'fish'.",
        ),
    ],
)  # fmt: skip
def test_a_mistyped_command_ends_with_two(
    run: Run, minimal: Path, words: list[str], said: str
) -> None:
    ended = run(minimal, *words)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err.splitlines()[-1].replace(":", "") == f"Error: {said}".replace(":", "")


def test_no_command_shows_the_help_and_ends_with_two(run: Run, minimal: Path) -> None:
    ended = run(minimal)
    assert ended.status == 2
    assert "Make policy briefings in Japanese and Korean as PDF" in ended.out + ended.err


def test_the_version_is_that_of_the_package(run: Run, minimal: Path) -> None:
    assert run(minimal, "--version").out.startswith("jkreport, version ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_completion(run: Run, minimal: Path, shell: str) -> None:
    ended = run(minimal, "completion", shell)
    assert (ended.status, ended.err) == (0, "")
    assert f"_JKREPORT_COMPLETE={shell}_complete" in ended.out


def test_briefs_are_completed(
    run: Run, minimal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_JKREPORT_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "jkreport build m")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert run(minimal, "").out == "plain,minimal\n"
    assert run(tmp_path, "").out == "\n"
    monkeypatch.setenv("COMP_WORDS", f"jkreport -w {minimal} check e")
    monkeypatch.setenv("COMP_CWORD", "4")
    assert run(tmp_path, "").out == "plain,english\n"


def test_a_fault_of_its_own_is_told_in_a_line(
    run: Run, minimal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(Workspace, "check_each", fail)
    said = (
        "jkreport failed: ZeroDivisionError: nobody thought of this\n"
        "  hint: this is a fault of jkreport; --verbose shows where it happened\n"
    )
    quiet, loud = run(minimal, "check", "minimal"), run(minimal, "check", "minimal", "--verbose")
    assert (quiet.status, quiet.out, quiet.err) == (70, "", said)
    assert loud.err.startswith("Traceback (most recent call last):\n")
    assert loud.err.endswith(said)


@pytest.mark.parametrize(
    ("codes", "status"),
    [
        ([], 0),
        ([Code.UNKNOWN_KEY], 1),
        ([Code.OUTPUT], 74),
        ([Code.LOCKED, Code.UNKNOWN_KEY], 75),
    ],
)
def test_the_status_is_that_of_the_gravest_fault(codes: list[Code], status: int) -> None:
    faults = [Diagnostic(code=code, place=Place(file="a"), message="") for code in codes]
    assert status_of(faults) == status


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (Printer(), "\r\033[Kone: reading…\r\033[K"),
        (Printer(quiet=True), ""),
        (Printer(form="json"), ""),
    ],
)
def test_progress_is_one_line_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    chosen: Printer,
    said: str,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    chosen.progress("one")("reading")
    chosen.end_progress()
    assert capsys.readouterr().err == said


def test_what_is_shown_of_a_file_steers_no_terminal(minimal: Path, run: Run) -> None:
    path = minimal / "content/data/travellers.csv"
    rows = path.read_bytes().replace(b"82400", b"\x1b]0;x\x0782400\x7f")
    path.write_bytes(rows)
    lines = run(minimal, "check", "minimal").err.splitlines()
    assert [line for line in lines if " | " in line][:1] == [
        "  2 | 2023,\u241b]0;x\u240782400\u2421,310"
    ]
    path.write_bytes(path.read_bytes().decode().encode("utf-16"))
    ended = run(minimal, "check", "minimal")
    assert {sign for sign in ended.err if ord(sign) < ord(" ")} == {"\n"}
