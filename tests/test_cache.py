"""The cache: whole contents or none, whatever happens to its files, and never a fault of a build."""

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.cache import OFF, SETTING, Cache, key_of, open_cache, user_cache

KEY, OTHER = key_of("one"), key_of("other")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def file(cache: Cache, key: str = KEY) -> Path:
    assert cache.folder is not None
    return cache.folder / "contents" / key


def test_what_was_put_is_given_back(cache: Cache) -> None:
    assert cache.get(KEY) is None
    for content in (b"", b"first", b"second" * 100_000):
        cache.put(KEY, content)
        assert (cache.get(KEY), cache.get(OTHER)) == (content, None)
    assert cache.size() == (1, file(cache).stat().st_size)
    assert stat.S_IMODE(file(cache).stat().st_mode) == 0o600


@given(st.lists(st.text() | st.binary()), st.lists(st.text() | st.binary()))
def test_keys_are_alike_only_for_the_same_parts(
    one: list[str | bytes], two: list[str | bytes]
) -> None:
    def plain(parts: list[str | bytes]) -> list[bytes]:
        return [each.encode() if isinstance(each, str) else each for each in parts]

    assert (key_of(*one) == key_of(*two)) == (plain(one) == plain(two))


Damage = Callable[[Path, Path], object]
DAMAGES: dict[str, Damage] = {
    "a byte of the content": lambda path, _: path.write_bytes(path.read_bytes()[:-1] + b"?"),
    "a byte of the head": lambda path, _: path.write_bytes(b"?" + path.read_bytes()[1:]),
    "cut short": lambda path, _: path.write_bytes(path.read_bytes()[:-1]),
    "one more byte": lambda path, _: path.write_bytes(path.read_bytes() + b"?"),
    "empty": lambda path, _: path.write_bytes(b""),
    "another content": lambda path, other: path.write_bytes(other.read_bytes()),
    "rubbish": lambda path, _: path.write_bytes(os.urandom(200)),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_what_is_damaged_is_missing_and_removed(cache: Cache, damage: Damage) -> None:
    cache.put(KEY, b"content")
    cache.put(OTHER, b"content")
    damage(file(cache), file(cache, OTHER))
    assert cache.get(KEY) is None
    assert not file(cache).exists()
    assert cache.get(OTHER) == b"content"


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "unreadable"])
def test_what_is_no_file_of_ours_is_missing(cache: Cache, tmp_path: Path, kind: str) -> None:
    cache.put(OTHER, b"content")
    match kind:
        case "folder":
            file(cache).mkdir()
        case "pipe":
            os.mkfifo(file(cache))
        case "link":
            (tmp_path / "link").write_bytes(file(cache, OTHER).read_bytes())
            file(cache).symlink_to(tmp_path / "link")
        case _:
            file(cache).write_bytes(b"content")
            file(cache).chmod(0)
    assert cache.get(KEY) is None


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=1000)
    keys = [key_of(str(number)) for number in range(5)]
    for number, key in enumerate(keys):
        cache.put(key, bytes(200))
        os.utime(file(cache, key), (number, number))
    assert cache.get(keys[0]) is not None
    cache.trim()
    assert cache.size()[1] <= cache.limit
    assert [cache.get(key) is not None for key in keys] == [True, False, True, True, True]


def test_what_is_larger_than_all_may_be_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=1000)
    cache.put(KEY, bytes(1001))
    assert cache.size() == (0, 0)


def test_clearing_leaves_nothing_but_what_isn_t_ours(cache: Cache) -> None:
    cache.put(KEY, b"content")
    file(cache, f".{KEY}.1").write_bytes(b"of a killed process")
    file(cache, "notes.txt").write_bytes(b"")
    cache.clear()
    assert sorted(path.name for path in file(cache).parent.iterdir()) == ["notes.txt"]


WRITER = """
import os, sys, time
from jkreport import cache
from pathlib import Path
def write(descriptor, data):
    print("writing", flush=True)
    time.sleep(60)
cache._write = write
cache.Cache(Path(sys.argv[1])).put(cache.key_of("one"), b"content")
"""


def test_only_what_killed_processes_have_left_is_swept(cache: Cache) -> None:
    command = [sys.executable, "-c", WRITER, str(cache.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        cache.trim()
        temporary = file(cache, f".{KEY}.{writer.pid}")
        assert temporary.exists()
        writer.kill()
        writer.wait()
    assert temporary.exists()
    cache.trim()
    assert not temporary.exists()


TOGETHER = """
import sys
from pathlib import Path
from jkreport.cache import Cache, key_of
cache = Cache(Path(sys.argv[1]), limit=20_000)
for turn in range(200):
    key, content = key_of(str(turn % 7)), str(turn % 7).encode() * 1000
    assert cache.get(key) in (None, content)
    cache.put(key, content)
    cache.trim()
"""


def test_many_processes_may_use_it_at_once(cache: Cache) -> None:
    command = [sys.executable, "-c", TOGETHER, str(cache.folder)]
    together = [subprocess.Popen(command) for _ in range(4)]
    assert [each.wait(60) for each in together] == [0, 0, 0, 0]
    assert [path.name for path in file(cache).parent.iterdir() if path.name[0] == "."] == []


@pytest.mark.parametrize("call", ["open", "write", "replace", "mkdir"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_what_cannot_be_written_is_not_kept_and_not_told(
    cache: Cache, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    def refused(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refused)
        cache.put(KEY, b"content")
    assert cache.get(KEY) is None
    assert cache.size() == (0, 0)
    if file(cache).parent.exists():
        assert list(file(cache).parent.iterdir()) == []


def test_a_cache_that_is_not_wanted_keeps_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, str(tmp_path / "mine"))
    assert open_cache() == Cache(tmp_path / "mine")
    assert open_cache(wanted=False) == Cache()
    monkeypatch.setenv(SETTING, OFF)
    assert open_cache() == Cache()
    Cache().put(KEY, b"content")
    Cache().trim()
    Cache().clear()
    assert (Cache().get(KEY), Cache().size()) == (None, (0, 0))


def test_the_cache_is_the_user_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    assert user_cache() == tmp_path / "caches" / "jkreport"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert user_cache() == tmp_path / ".cache" / "jkreport"
    monkeypatch.setenv(SETTING, str(tmp_path / "mine"))
    assert user_cache() == tmp_path / "mine"


def test_where_no_folder_can_be_written_the_cache_is_temporary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(SETTING, str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert user_cache() == tmp_path / f"jkreport-{os.getuid()}"
    # Somebody else's folder of that name is not trusted.
    (tmp_path / f"jkreport-{os.getuid()}").rmdir()
    (tmp_path / f"jkreport-{os.getuid()}").symlink_to(tmp_path)
    assert user_cache().name.startswith("jkreport-")
    assert user_cache() != tmp_path / f"jkreport-{os.getuid()}"
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "missing"))
    with pytest.raises(FileNotFoundError):
        user_cache()
    assert open_cache() == Cache()
