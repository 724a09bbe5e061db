"""Whatever stands in the files of a workspace: it is told of, or it is read as it is written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.mutants import returned
from tests.mutants.contents import drawing_once, lay, try_content
from tests.mutants.data import try_table

BATCH = 50
CONTENTS, TABLES, RETURNED = 900, 500, 100
AGAIN = "python3 noxfile.py campaign -- mutations --replay "


@pytest.fixture(scope="module", autouse=True)
def _charts_are_drawn_once() -> Iterator[None]:
    with drawing_once():
        yield


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay(tmp_path_factory.mktemp("spoilt"))


@pytest.mark.parametrize("first", range(0, CONTENTS, BATCH))
def test_a_spoilt_content_file_is_told_of_or_read_as_it_is_written(root: Path, first: int) -> None:
    trials = [try_content(seed, root) for seed in range(first, first + BATCH)]
    assert [AGAIN + str(trial) for trial in trials if trial.wrong] == []
    # Nothing is learnt from files that are all refused, or all read.
    assert 0 < sum(trial.passed for trial in trials) < BATCH


@pytest.mark.parametrize("first", range(0, TABLES, BATCH))
def test_a_spoilt_table_is_told_of_or_gives_the_values_that_are_written(
    tmp_path: Path, first: int
) -> None:
    trials = [try_table(seed, tmp_path / str(seed)) for seed in range(first, first + BATCH)]
    assert [AGAIN + str(trial) for trial in trials if trial.wrong] == []
    assert 0 < sum(trial.passed for trial in trials) < BATCH


def test_a_spoilt_file_from_a_translator_is_told_of_or_taken(tmp_path: Path) -> None:
    root = returned.lay(tmp_path)
    trials = [returned.try_returned(seed, root) for seed in range(RETURNED)]
    assert [AGAIN + str(trial) for trial in trials if trial.wrong] == []
    assert 0 < sum(trial.passed for trial in trials) < RETURNED
