"""The campaigns in small: each of them runs, on every change, on the brief that all share."""

import hashlib
import os
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest
from tests.campaigns import (
    _disks,
    _ground,
    cache_damage,
    contents,
    kills,
    signals,
    together,
    unwritable,
    write_faults,
)

pytestmark = [pytest.mark.typeset, pytest.mark.xdist_group("campaigns")]


Asked = ParamSpec("Asked")
Given = TypeVar("Given")


def apart(campaign: Callable[Asked, Given], *given: Asked.args, **named: Asked.kwargs) -> Given:
    """Run a campaign in a process of its own: it buries every child that it finds."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(campaign, given, named)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> _ground.Ground:
    return _ground.prepared(tmp_path_factory.mktemp("campaigns"))


def test_builds_that_are_killed_leave_whole_files(ground: _ground.Ground) -> None:
    found = apart(kills.campaign, ground, 2, seed=1)
    assert found["killed"] + found["too late"] == 2
    assert found.keys() <= {"killed", "too late"}


def test_builds_that_get_a_signal_end_and_leave_nothing(ground: _ground.Ground) -> None:
    found, _ = apart(signals.campaign, ground, 1, seed=1)
    assert found["ended"] + found["too late"] == 3
    assert found.keys() <= {"ended", "too late"}


def test_builds_at_once_all_do_well(ground: _ground.Ground) -> None:
    assert together.campaign(ground, 1, 3) == Counter(well=3)


def test_damaged_entries_are_made_again(ground: _ground.Ground) -> None:
    assert cache_damage.campaign([ground.brief], 3, seed=1) == Counter({"made again": 3})


def test_what_cannot_be_written_to_is_told(ground: _ground.Ground) -> None:
    assert unwritable.campaign(ground, unwritable.CASES[::4]) == []


def test_calls_that_fail_leave_old_or_new_files(ground: _ground.Ground) -> None:
    assert write_faults.campaign(ground, 1) == Counter({"as it should be": 3})


ON_A_DISK = """
mount -t tmpfs -o size="$1" tmpfs "$2" && cp -r "$3" "$2/minimal" || exit
out="$2"
shift 3
"$@"
echo $?
cat "$out"/minimal/*.pdf | sha256sum
"""


def test_a_full_disk_leaves_the_old_files(ground: _ground.Ground, tmp_path: Path) -> None:
    way = _disks.namespace()
    if way is None:
        pytest.skip("neither root nor a user may mount a disk here")
    ground.restore()
    build = ground.brief.command("--quiet", "--out", str(tmp_path))
    # What stands takes about two thirds of it.
    standing = sum(path.stat().st_size for path in ground.standing.iterdir())
    given = [str(standing * 3 // 2), str(tmp_path), str(ground.standing)]
    ended = _ground.run(
        [*way, "sh", "-c", ON_A_DISK, "sh", *given, *build], ground.brief.variables()
    )
    digest = hashlib.sha256()
    for path in sorted(ground.standing.glob("*.pdf")):
        digest.update(path.read_bytes())
    assert ended.out == f"74\n{digest.hexdigest()}  -\n"
    assert ended.err.endswith(f": JK903 can't be written: {os.strerror(28)}\n")
    assert ended.err.count("\n") == 1


def test_contents_name_the_pages_that_they_lead_to() -> None:
    outcome, pages = contents.tried(2)
    assert (outcome, pages > 1) == ("right", True)
