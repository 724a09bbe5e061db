"""The same bytes come out wherever, whenever and by whomever a brief is built; the campaigns take this further."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.campaigns import _ground
from tests.campaigns.planted import told
from tests.campaigns.same_bytes import Site, Surroundings, one_place, traces

# In one process of the test runner, one after another: the first build is what all others are compared with.
pytestmark = [pytest.mark.typeset, pytest.mark.xdist_group("same-bytes")]


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    # Not below the test runner's folder, into which no other user may look.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Site.laid(Path(folder), "minimal", "ja")


@pytest.fixture(scope="module")
def first(site: Site) -> Path:
    return site.built(Surroundings())


@pytest.mark.parametrize("number", [3, 8], ids=["in another folder as another user", "elsewhere"])
def test_surroundings_change_nothing(site: Site, first: Path, number: int) -> None:
    around = list(one_place())[number]
    assert _ground.hashes(site.built(around)) == _ground.hashes(first)


def test_nothing_of_a_machine_is_in_what_is_written(site: Site, first: Path) -> None:
    assert traces([first], site) == []


@pytest.mark.parametrize("plant", ["the order of a set in CSS", "a process in a foot"])
def test_what_differs_from_run_to_run_is_found(tmp_path: Path, plant: str) -> None:
    assert " JK906 edition 'ja' isn't the same when it is built twice: " in told(plant, tmp_path)
