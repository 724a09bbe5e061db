"""Two hundred faults planted in a copy of a brief, and none found in those that stand."""

import random
from pathlib import Path

import pytest
from tests.parity.planting import (
    BRIEF,
    ROOT,
    all_kinds,
    copy_of_workspace,
    plant,
    targets,
)

from jkreport import Code, Diagnostic
from jkreport.build.loaded import load_workspace
from jkreport.diagnostics import Problems
from jkreport.model.silence import SILENCED
from jkreport.parity import find_disparities

EACH = 5
BRIEFS = sorted(path.stem for path in (ROOT / "content/briefs").glob("*.yaml"))


def disparities(root: Path, brief: str) -> list[Diagnostic]:
    loaded, problems = load_workspace(root), Problems()
    find_disparities(loaded.brief(brief), loaded.store, problems)
    assert loaded.problems.found == []
    return problems.found


@pytest.mark.parametrize("brief", BRIEFS)
def test_nothing_is_told_of_a_brief_that_stands(brief: str) -> None:
    assert disparities(ROOT, brief) == []


def test_each_of_two_hundred_planted_faults_is_told_at_its_text(tmp_path: Path) -> None:
    kinds = all_kinds(EACH)
    rng = random.Random(2026)  # noqa: S311 - chance, no secret
    rng.shuffle(kinds)
    assert len(kinds) == 210
    missed: list[tuple[str, str, str]] = []
    planted_in_all = 0
    for number in range(12):
        if not kinds:
            break
        root = copy_of_workspace(tmp_path / str(number))
        planted = list(plant(root, kinds, rng))
        planted_in_all += len(planted)
        told, lines = disparities(root, BRIEF), {each.owner: each.lines for each in targets(root)}
        missed += [
            (each.kind.code.value, each.kind.language, each.written)
            for each in planted
            if not is_told(each.kind.code, lines[each.owner], told)
        ]
    assert (missed, kinds, planted_in_all) == ([], [], 210)


def is_told(code: Code, lines: frozenset[tuple[str, int]], told: list[Diagnostic]) -> bool:
    return any(each.code is code and (each.place.file, each.place.line) in lines for each in told)


def test_every_rule_is_planted_in_every_language_that_has_it() -> None:
    planted = {(each.code, each.language) for each in all_kinds(1)}
    both = {(code, language) for code in SILENCED for language in ("ja", "ko")}
    assert both - planted == {(Code.SPACING, "ja")}
    assert planted <= both
