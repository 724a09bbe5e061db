"""Fonts are found by family and weight, and given to the engine alone."""

import hashlib
import json
import os
import struct
from pathlib import Path

import pytest

from jkreport.cache import Cache
from jkreport.diagnostics import Code, Diagnostic, Place, Problems
from jkreport.typeset import fonts as module
from jkreport.typeset.fontconfig import set_up_fonts
from jkreport.typeset.fonts import FontFile, find_fonts
from jkreport.typeset.sfnt import Face, faces

PLACE = Place(file="workspace.yaml", line=7)


def font(
    family: str, weight: int, *, italic: bool = False, variable: bool = False, at: int = 0
) -> bytes:
    """Give a file with the tables that tell a face, and no glyphs."""
    name = family.encode("utf-16-be")
    names = struct.pack("!HHH6H", 0, 1, 18, 3, 1, 0x409, 1, len(name), 0) + name
    style = struct.pack("!4xH56xH", weight, int(italic))
    tables = {b"OS/2": style, b"name": names} | ({b"fvar": b""} if variable else {})
    start = at + 12 + 16 * len(tables)
    directory = b""
    for tag, data in tables.items():
        directory += struct.pack("!4sIII", tag, 0, start, len(data))
        start += len(data)
    return struct.pack("!4sH6x", b"OTTO", len(tables)) + directory + b"".join(tables.values())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "system_folders", lambda: (tmp_path / "system",))
    (tmp_path / "system" / "inner").mkdir(parents=True)
    return tmp_path / "system"


def found(*families: str, folders: tuple[Path, ...] = ()) -> tuple[tuple[FontFile, ...], Problems]:
    problems = Problems()
    return find_fonts(families, problems, PLACE, folders=folders), problems


def test_a_family_is_found_in_both_weights(folder: Path) -> None:
    (folder / "inner" / "a-regular.otf").write_bytes(font("Mincho", 400))
    (folder / "b-bold.TTF").write_bytes(font("Mincho", 700))
    (folder / "b-black.otf").write_bytes(font("Mincho", 900))
    (folder / "a-slanted.otf").write_bytes(font("Mincho", 400, italic=True))
    (folder / "a-variable.otf").write_bytes(font("Mincho", 400, variable=True))
    (folder / "notes.otf").write_text("not a font")
    files, problems = found("Mincho")
    assert problems.found == []
    assert [(each.path.name, each.families, each.bold) for each in files] == [
        ("b-bold.TTF", ("Mincho",), True),
        ("a-regular.otf", ("Mincho",), False),
    ]


def test_a_missing_family_is_told_with_the_command_that_mends_it(folder: Path) -> None:
    (folder / "a.otf").write_bytes(font("Mincho", 400))
    files, problems = found("Mincho", "Gothic")
    hint = "on Debian or Ubuntu: sudo apt-get install fonts-noto-cjk"

    def lacks(family: str, styles: str) -> Diagnostic:
        message = f"font '{family}' ({styles}) isn't installed"
        return Diagnostic(code=Code.FONT_MISSING, place=PLACE, message=message, hint=hint)

    assert [each.path.name for each in files] == ["a.otf"]
    assert problems.found == [lacks("Gothic", "regular and bold"), lacks("Mincho", "bold")]


def test_folders_that_are_given_go_first(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    for place in (folder, tmp_path / "own"):
        (place / "a.otf").write_bytes(font("Mincho", 400))
        (place / "b.otf").write_bytes(font("Mincho", 700))
    files, _ = found("Mincho", folders=(tmp_path / "own",))
    assert {each.path.parent for each in files} == {tmp_path / "own"}


@pytest.mark.parametrize("length", [0, 3, 4, 11, 12, 40, 60, 100])
def test_a_file_cut_short_has_no_faces(tmp_path: Path, length: int) -> None:
    (tmp_path / "a.otf").write_bytes(font("Mincho", 400)[:length])
    assert faces(tmp_path / "a.otf") == ()


def test_a_collection_has_the_faces_of_all_its_fonts(tmp_path: Path) -> None:
    one = font("Mincho", 400, at=20)
    two = font("Gothic", 700, italic=True, at=20 + len(one))
    head = struct.pack("!4sIIII", b"ttcf", 1, 2, 20, 20 + len(one))
    (tmp_path / "a.ttc").write_bytes(head + one + two)
    assert faces(tmp_path / "a.ttc") == (
        Face(families=frozenset({"Mincho"}), weight=400, italic=False, variable=False),
        Face(families=frozenset({"Gothic"}), weight=700, italic=True, variable=False),
    )


def test_a_hash_is_remembered_until_the_file_changes(folder: Path, tmp_path: Path) -> None:
    memory = Cache(tmp_path / "memory")

    def hashes() -> list[str]:
        return [each.sha256 for each in find_fonts(["Mincho"], Problems(), PLACE, memory=memory)]

    path = folder / "a.otf"
    path.write_bytes(font("Mincho", 400))
    first = hashes()
    (kept,) = (tmp_path / "memory/contents").iterdir()
    remembered = json.loads(memory.get(kept.name) or b"")
    remembered[str(path)][-1] = "remembered"
    memory.put(kept.name, json.dumps(remembered).encode())
    assert hashes() == ["remembered"]
    path.write_bytes(font("Mincho", 400) + b"\0")
    assert hashes() not in (first, ["remembered"])
    kept.write_bytes(kept.read_bytes()[:-1])
    path.write_bytes(font("Mincho", 400))
    assert hashes() == first


def test_a_file_put_in_place_of_another_of_its_size_and_time_is_read(
    folder: Path, tmp_path: Path
) -> None:
    path, memory = folder / "a.otf", Cache(tmp_path / "memory")
    path.write_bytes(font("Mincho", 400) + b"\0")
    status = path.stat()
    (first,) = find_fonts(["Mincho"], Problems(), PLACE, memory=memory)
    path.write_bytes(font("Mincho", 400) + b"\1")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    (second,) = find_fonts(["Mincho"], Problems(), PLACE, memory=memory)
    assert first.sha256 != second.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def one_file(path: Path) -> FontFile:
    path.write_bytes(font("Mincho", 400))
    return FontFile(path=path, families=("Mincho",), bold=False, sha256="", size=1)


def test_a_configuration_is_made_once_and_mended_when_damaged(tmp_path: Path) -> None:
    files = (one_file(tmp_path / "a.otf"),)

    def made() -> Path:
        setup = set_up_fonts(
            files, serif="Mincho", sans="A & B", mono="Mincho", cache=tmp_path / "cache"
        )
        return setup.configuration

    configuration = made()
    link = configuration.parent / "fonts" / "000-a.otf"
    assert link.readlink() == tmp_path / "a.otf"
    assert "<string>A &amp; B</string>" in configuration.read_text()
    status = configuration.stat()
    assert made() == configuration
    assert configuration.stat() == status
    link.unlink()
    assert made() == configuration
    assert link.readlink() == tmp_path / "a.otf"
    configuration.write_text("")
    (tmp_path / "cache" / ".fonts-of-a-killed-process").mkdir()
    made()
    assert "A &amp; B" in configuration.read_text()
    assert [each.name for each in (tmp_path / "cache").iterdir()] == [configuration.parent.name]
