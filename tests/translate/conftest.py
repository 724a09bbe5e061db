"""A workspace of an office in Tokyo and one in Seoul."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from jkreport import Workspace
from jkreport.translate import Standing

BRIEF = """\
title: {ja: 交流の年, ko: 교류의 해}
as_of: 2026-01-31
citations: notes
editions: [ja, ko, {id: ja-ko, layout: parallel}]
sections: [trade, people]
"""
TRADE = """\
# Figures: see the ministry's tables.
title: {ja: 貿易, ko: "무역"}
lead: {ja: 貿易は伸びた。, ko: '무역은 늘었다.'}
blocks:
  - id: growth          # read by both offices
    text:
      ja: |
        貿易額は**大きく**伸びた。
        理由は三つある。

        第一に、需要が戻ったことである。
      ko: |
        무역액은 **크게** 늘었다.
        이유는 세 가지다.

        첫째, 수요가 되살아났다는 점이다.
  - id: outlook
    text: {ja: 来年も伸びると見る。, ko: 내년에도 늘 것으로 본다.}
"""
PEOPLE = """\
title: {ja: 往来, ko: 왕래}
blocks:
  - id: visits
    text:
      ja: 往来は[#growth]とともに増えた。^[港の統計による。]
      ko: 왕래는 [#growth]과 함께 늘었다.^[항만 통계에 따른다.]
"""
SETTINGS = "title: {ja: 例, ko: 예}\nlanguages: [ja, ko]\n"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Give a workspace without a ledger."""
    root = tmp_path / "office"
    for name, text in {
        "workspace.yaml": SETTINGS,
        "briefs/year.yaml": BRIEF,
        "sections/trade.yaml": TRADE,
        "sections/people.yaml": PEOPLE,
    }.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


@pytest.fixture
def declared(office: Path) -> Path:
    """Give a workspace all of whose texts were declared in step."""
    workspace = Workspace.open(office)
    assert workspace.acknowledge(by="Kim", date="2026-01-31", reason="read") == 7
    return office


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change one place of a file of content."""
    path = root / "content" / name
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1
    path.write_bytes(text.replace(old, new).encode("utf-8"))


def behind(root: Path) -> dict[str, dict[str, str]]:
    """Give the states of all texts that aren't in step, by key."""
    found = Workspace.open(root).translations()
    assert found.diagnostics == ()
    return {
        each.passage.key: {code: state.value for code, state in each.states.items()}
        for brief in found.briefs
        for each in brief.texts
        if not each.well
    }


def standing(root: Path, key: str) -> Standing:
    """Give how a text stands."""
    (found,) = (
        each
        for brief in Workspace.open(root).translations().briefs
        for each in brief.texts
        if each.passage.key == key
    )
    return found


@pytest.fixture
def git(tmp_path: Path) -> Callable[..., str]:
    """Run git, as nobody's settings have it."""
    home = tmp_path / "home"
    home.mkdir()
    signed = {"GIT_AUTHOR_NAME": "Sato", "GIT_AUTHOR_EMAIL": "sato@tokyo.example"}
    committed = {"GIT_COMMITTER_NAME": "Sato", "GIT_COMMITTER_EMAIL": "sato@tokyo.example"}
    variables = {**os.environ, "HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", **signed, **committed}

    def run(folder: Path, *words: str) -> str:
        done = subprocess.run(
            ["git", "-c", "init.defaultBranch=main", "-C", str(folder), *words],
            check=True,
            capture_output=True,
            text=True,
            env=variables,
        )
        return done.stdout

    return run
