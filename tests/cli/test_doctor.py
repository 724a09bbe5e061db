"""`doctor`: what this machine has, and what mends what it lacks."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from jkreport.build import doctor
from jkreport.build.doctor import Finding
from jkreport.diagnostics import Code, Place, Problems

Run = Callable[..., Any]
FINDINGS = (
    Finding(what="python", found="3.11.2"),
    Finding(what="budoux", found="", remedy="pip install budoux"),
)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[Finding]], None]:
    def has(findings: Sequence[Finding]) -> None:
        monkeypatch.setattr(doctor, "examine", lambda _: findings)

    return has


def test_what_is_missing_is_told_with_its_remedy(
    run: Run, tmp_path: Path, machine: Callable[[Sequence[Finding]], None]
) -> None:
    machine(FINDINGS)
    ended = run(tmp_path, "doctor")
    assert (ended.status, ended.err) == (1, "")
    assert ended.out == (
        "ok      python                      3.11.2\n"
        "missing budoux\n"
        "        mend: pip install budoux\n"
    )


def test_it_gives_json(
    run: Run, tmp_path: Path, machine: Callable[[Sequence[Finding]], None]
) -> None:
    machine(FINDINGS[:1])
    ended = run(tmp_path, "doctor", "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    assert json.loads(ended.out) == [{"what": "python", "found": "3.11.2", "remedy": ""}]


def test_a_font_that_is_missing_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_found(_: object, problems: Problems, place: Place, **__: object) -> tuple[()]:
        problems.add(Code.FONT_MISSING, place, "there is no font 'Noto Sans CJK KR'", "apt-get …")
        return ()

    monkeypatch.setattr(doctor, "fonts_of", none_found)
    monkeypatch.setattr(doctor, "installed_versions", lambda _: {"python": "3", "budoux": ""})
    monkeypatch.setattr(doctor, "_LEAST_PYTHON", (9, 9))
    python, *others = doctor.examine()
    assert python.remedy == "install CPython 3.11 or newer"
    assert others == [
        Finding(what="budoux", found="", remedy="pip install budoux"),
        Finding(what="there is no font 'Noto Sans CJK KR'", found="", remedy="apt-get …"),
    ]


@pytest.mark.typeset
def test_this_machine_has_all(run: Run, tmp_path: Path) -> None:
    ended = run(tmp_path, "doctor", "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    findings = {each["what"]: each for each in json.loads(ended.out)}
    assert [each for each in findings.values() if each["remedy"] or not each["found"]] == []
    assert {"python", "weasyprint", "pango", "harfbuzz", "fontconfig"} <= findings.keys()
    faces = [name for name in findings if name.startswith("Noto")]
    assert len(faces) >= 4
