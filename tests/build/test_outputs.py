"""A file is the old one or the new one, whatever fails."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jkreport.build.outputs import remove_leftovers, write_all
from jkreport.diagnostics import Code, ContentError

OLD = {"a.pdf": b"old a", "b.pdf": b"old b", "manifest.json": b"old m"}
NEW = {"a.pdf": b"new a" * 1000, "b.pdf": b"", "manifest.json": b"new m"}


def content(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_all(tmp_path / "build" / "brief", OLD)
    return tmp_path / "build" / "brief"


def test_files_are_written_and_nothing_else(folder: Path) -> None:
    assert content(folder) == OLD
    write_all(folder, NEW)
    assert content(folder) == NEW


class Faulty:
    """Stand in for a call of the operating system that fails once, the nth time."""

    def __init__(self, real: Callable[..., object], nth: int, number: int) -> None:
        self.real, self.nth, self.number, self.calls = real, nth, number, 0

    def __call__(self, *arguments: object, **named: object) -> object:
        self.calls += 1
        if self.calls == self.nth:
            raise OSError(self.number, os.strerror(self.number))
        return self.real(*arguments, **named)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("nth", range(1, 6))
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
def test_each_single_fault_leaves_old_or_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int, number: int
) -> None:
    faulty = Faulty(getattr(os, call), nth, number)
    with monkeypatch.context() as patch:
        patch.setattr(os, call, faulty)
        if faulty_happens(folder, faulty):
            assert faulty.calls >= nth
    found = content(folder)
    assert found.keys() == OLD.keys()
    assert all(found[name] in (OLD[name], NEW[name]) for name in OLD)
    if call == "write" or (call in ("open", "fsync") and nth <= len(NEW)):
        assert found == (OLD if faulty.calls >= nth else NEW)
    if found["manifest.json"] == NEW["manifest.json"]:
        assert found == NEW


def faulty_happens(folder: Path, faulty: Faulty) -> bool:
    """Write, and say whether the fault was told in one line."""
    try:
        write_all(folder, NEW)
    except ContentError as error:
        diagnostic = error.diagnostic
        assert diagnostic.code is Code.OUTPUT
        assert diagnostic.message == f"can't be written: {os.strerror(faulty.number)}"
        assert diagnostic.place.file.startswith(folder.as_posix())
        return True
    return False


def test_a_write_in_pieces_is_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    write_all(folder, NEW)
    assert content(folder) == NEW


def test_a_folder_system_without_fsync_will_do(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", Faulty(os.fsync, len(NEW) + 1, errno.EINVAL))
    write_all(folder, NEW)
    assert content(folder) == NEW


def test_an_interrupt_leaves_no_temporary_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupted)
        with pytest.raises(KeyboardInterrupt):
            write_all(folder, NEW)
    assert content(folder) == OLD


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("")
    with pytest.raises(ContentError) as caught:
        write_all(tmp_path / "build", NEW)
    assert caught.value.diagnostic.place.file == (tmp_path / "build").as_posix()
    assert str(caught.value) == "can't be written: File exists"


def test_leftovers_of_killed_writers_are_removed(folder: Path) -> None:
    # The number of a killed process may be that of another one by now.
    names = [f".a.pdf.{number}.tmp" for number in (1, os.getpid(), 1 << 70)]
    kept = {".a.pdf.tmp", "a.pdf.12.tmp", ".brief.lock"}
    for name in (*names, *kept):
        (folder / name).write_bytes(b"")
    remove_leftovers(folder)
    assert content(folder).keys() == OLD.keys() | kept
    remove_leftovers(folder / "missing")


LOOP = """
import sys
from pathlib import Path
from jkreport.build.outputs import write_all
while True:
    for letter in (b"a", b"b"):
        write_all(Path(sys.argv[1]), {"x.pdf": letter * 3_000_000})
"""


def test_a_writer_that_is_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    write_all(tmp_path, {"x.pdf": b"a" * 3_000_000})
    whole = (b"a" * 3_000_000, b"b" * 3_000_000)
    for number in range(8):
        with subprocess.Popen([sys.executable, "-c", LOOP, str(tmp_path)]) as writer:
            with pytest.raises(subprocess.TimeoutExpired):
                writer.wait(0.12 + number * 0.007)
            writer.kill()
        remove_leftovers(tmp_path)
        assert [each.name for each in tmp_path.iterdir()] == ["x.pdf"]
        assert (tmp_path / "x.pdf").read_bytes() in whole
