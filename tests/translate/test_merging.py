"""Two offices work on branches of their own; what git makes of both is told as it is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.translate.conftest import behind, edit

from jkreport import Workspace

Git = Callable[..., str]
OUTLOOK = "sections/trade#outlook.text"
UNION = "content/translations.lock merge=union\ncontent/translations/** merge=union\n"


@pytest.fixture
def repository(declared: Path, git: Git) -> Path:
    (declared / ".gitattributes").write_text(UNION)
    git(declared, "init", "-q")
    committed(git, declared)
    return declared


def committed(git: Git, root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "work")


def acknowledged(root: Path, name: str, by: str) -> None:
    Workspace.open(root).acknowledge([name], by=by, date="2026-02-01", reason="edited")


def on_a_branch(git: Git, root: Path, name: str, work: Callable[[], None]) -> None:
    git(root, "checkout", "-qb", name, "main")
    work()
    committed(git, root)
    git(root, "checkout", "-q", "main")


def tokyo(root: Path, *, declares: bool) -> Callable[[], None]:
    def work() -> None:
        edit(root, "sections/trade.yaml", "{ja: 来年も", "{ja: 今年も")
        if declares:
            acknowledged(root, "outlook", "Sato")

    return work


def seoul(root: Path, *, declares: bool) -> Callable[[], None]:
    def work() -> None:
        edit(root, "sections/people.yaml", "항만 통계", "공항 통계")
        if declares:
            acknowledged(root, "visits", "Kim")

    return work


@pytest.mark.parametrize("declares", [True, False])
def test_edits_of_two_texts_are_told_after_a_merge(
    repository: Path,
    git: Git,
    declares: bool,  # noqa: FBT001 - a parameter
) -> None:
    on_a_branch(git, repository, "tokyo", tokyo(repository, declares=declares))
    on_a_branch(git, repository, "seoul", seoul(repository, declares=declares))
    git(repository, "merge", "-q", "tokyo")
    git(repository, "merge", "-q", "--no-edit", "seoul")
    stale = {
        OUTLOOK: {"ja": "in step", "ko": "stale"},
        "sections/people#visits.text": {"ja": "stale", "ko": "in step"},
    }
    assert behind(repository) == ({} if declares else stale)


def both_sides_of_one_text(repository: Path, git: Git) -> None:
    """Let each office edit its own wording of a text, and declare that the other's still says the same."""
    apart = "\n      ja: 来年も伸びると見る。\n\n      # Seoul:\n      ko:"
    edit(repository, "sections/trade.yaml", "{ja: 来年も伸びると見る。, ko:", apart)
    edit(repository, "sections/trade.yaml", "것으로 본다.}", "것으로 본다.")
    committed(git, repository)

    def one() -> None:
        edit(repository, "sections/trade.yaml", "ja: 来年も", "ja: 再来年も")
        acknowledged(repository, "outlook", "Sato")

    def other() -> None:
        edit(repository, "sections/trade.yaml", "ko: 내년에도", "ko: 올해도")
        acknowledged(repository, "outlook", "Kim")

    on_a_branch(git, repository, "tokyo", one)
    on_a_branch(git, repository, "seoul", other)


def test_what_each_side_declared_alone_is_declared_by_nobody_after_a_merge(
    repository: Path, git: Git
) -> None:
    both_sides_of_one_text(repository, git)
    git(repository, "merge", "-q", "tokyo")
    git(repository, "merge", "-q", "--no-edit", "seoul")
    assert behind(repository) == {OUTLOOK: {"ja": "stale", "ko": "stale"}}
    acknowledged(repository, "outlook", "Kim and Sato")
    assert behind(repository) == {}
    lines = (repository / "content/translations.lock").read_text("utf-8").splitlines()
    assert [line.split("\t")[3] for line in lines if line.startswith(OUTLOOK)] == ["Kim and Sato"]


def test_what_git_leaves_to_people_is_told(repository: Path, git: Git) -> None:
    (repository / ".gitattributes").unlink()
    committed(git, repository)
    both_sides_of_one_text(repository, git)
    git(repository, "merge", "-q", "tokyo")
    with pytest.raises(Exception, match="returned non-zero exit status 1"):
        git(repository, "merge", "-q", "--no-edit", "seoul")
    found = Workspace.open(repository).translations()
    assert {(each.code.value, each.place.file) for each in found.diagnostics} == {
        ("JK701", "content/translations.lock"),
        ("JK701", "content/translations/sections/trade.txt"),
    }
