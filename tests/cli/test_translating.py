"""`jkreport translate status` and `ack` as they are typed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.cli.conftest import Run
from tests.translate.conftest import declared, edit, git, office

__all__ = ["declared", "git", "office"]
SIGNED = ("--by", "Kim", "--date", "2026-02-01")
KEY = "sections/trade#outlook.text"


@pytest.fixture
def stale(declared: Path) -> Path:
    edit(declared, "sections/trade.yaml", "내년에도", "올해도")
    return declared


def test_status_says_what_is_behind_and_what_has_changed(stale: Path, run: Run) -> None:
    ended = run(stale, "translate", "status")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out == (
        "year: ja 6 in step, 1 stale; ko 7 in step\n"
        "  year: ja 1 in step; ko 1 in step\n"
        "  trade: ja 3 in step, 1 stale; ko 4 in step\n"
        "  people: ja 2 in step; ko 2 in step\n"
        f"content/sections/trade.yaml:18:16: '{KEY}' ja stale since 2026-01-31\n"
        "  ko: [-내년에도-]{+올해도+} 늘 것으로 본다.\n"
    )


def test_status_as_json_has_the_same(stale: Path, run: Run) -> None:
    ended = run(stale, "translate", "status", "--format", "json", "--brief", "year")
    (brief,) = json.loads(ended.out)["briefs"]
    assert brief["states"]["ja"] == {"in step": 6, "stale": 1, "missing": 0, "unreviewed": 0}
    assert brief["behind"] == [
        {
            "key": KEY,
            "sections": ["trade"],
            "file": "content/sections/trade.yaml",
            "line": 18,
            "column": 11,
            "states": {"ja": "stale", "ko": "in step"},
            "since": "2026-01-31",
            "by": "Kim",
            "reason": "read",
            "changes": {
                "ko": [
                    {"before": "내년에도", "after": "올해도"},
                    {"before": " 늘 것으로 본다.", "after": " 늘 것으로 본다."},
                ]
            },
        }
    ]


def test_status_as_a_badge_is_a_picture(stale: Path, run: Run) -> None:
    before = ET.fromstring(run(stale, "translate", "status", "--format", "badge").out)  # noqa: S314 - our own
    assert before.get("aria-label") == "translations: 92% in step"
    assert run(stale, "translate", "ack", "outlook", "--reason", "read", *SIGNED).status == 0
    after = ET.fromstring(run(stale, "translate", "status", "--format", "badge").out)  # noqa: S314 - our own
    assert after.get("aria-label") == "translations: 100% in step"


def test_status_annotates_a_workflow(stale: Path, run: Run) -> None:
    ended = run(stale, "translate", "status", "--format", "github")
    assert ended.out.startswith(
        "::error file=content/sections/trade.yaml,line=18,col=16,title=JK702 "
    )
    assert ended.status == 0


def test_check_ends_with_1_while_anything_is_behind(stale: Path, run: Run) -> None:
    assert run(stale, "translate", "status", "--check", "--quiet").status == 1
    assert run(stale, "translate", "ack", "outlook", "--reason", "read", *SIGNED).status == 0
    assert run(stale, "translate", "status", "--check", "--quiet").status == 0


def test_ack_says_how_many_texts_it_declared(stale: Path, run: Run) -> None:
    ended = run(stale, "translate", "ack", "trade", "--reason", "read", *SIGNED)
    assert (ended.status, ended.out, ended.err) == (0, "4 texts declared in step\n", "")
    lines = (stale / "content/translations.lock").read_text("utf-8").splitlines()
    (found,) = (each for each in lines if each.startswith(KEY))
    assert found.split("\t")[2:] == ["2026-02-01", "Kim", "read"]


def test_ack_signs_as_git_does(
    stale: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Sato Hana")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "sato@tokyo.example")
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2026-02-03T00:30:00+09:00")
    assert run(stale, "translate", "ack", "outlook", "--reason", "read").status == 0
    assert "\t2026-02-03\tSato Hana\tread\n" in (stale / "content/translations.lock").read_text(
        "utf-8"
    )


def test_ack_asks_for_a_name_where_git_has_none(
    stale: Path, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("git") is None
    ended = run(stale, "translate", "ack", "outlook", "--reason", "read")
    assert ended.status == 2
    assert "say --by and --date" in ended.err
    assert run(stale, "translate", "ack", "outlook", "--reason", "read", *SIGNED).status == 0


@pytest.mark.parametrize(
    "words",
    [
        ("ack", "--reason", "read"),
        ("ack", "--all", "outlook", "--reason", "read"),
        ("ack", "outlook"),
        ("ack", "outlook", "--reason", "read", "--by", "Kim", "--date", "yesterday"),
        ("ack", "outlook", "--reason", "read", "--by", " ", "--date", "2026-02-01"),
        ("acknowledge",),
    ],
)
def test_a_mistyped_command_ends_with_2(
    stale: Path, run: Run, words: tuple[str, ...], git: Callable[..., str]
) -> None:
    del git
    assert run(stale, "translate", *words).status == 2


def test_a_file_for_a_translator_is_whole_or_told(stale: Path, run: Run) -> None:
    words = ("translate", "export", "year", "--from", "ja", "--to", "ko", "--out")
    ended = run(stale, *words, "out/year.xlf")
    assert (ended.status, ended.out) == (0, "out/year.xlf  7 texts\n")
    (stale / "file").write_text("")
    ended = run(stale, *words, "file/year.xlf")
    assert (ended.status, ended.err) == (74, "file: JK903 can't be written: File exists\n")


def test_ack_takes_no_empty_name_for_a_title(stale: Path, run: Run) -> None:
    ended = run(stale, "translate", "ack", "", "--reason", "r", *SIGNED)
    assert (ended.status, ended.out) == (1, "")
    assert "there is no block, section or file '' with texts to translate" in ended.err


def test_ack_signs_with_whatever_bytes_a_name_has(stale: Path, run: Run) -> None:
    ended = run(stale, "translate", "ack", "--all", "--reason", "r\udcff", "--by", "K\udcff")
    assert ended.status == 0
    (stale / "content/translations.lock").read_text("utf-8")
