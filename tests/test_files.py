"""The one way to a workspace's files: nothing outside, nothing but files, and a record of all that was read."""

import hashlib
import os
from pathlib import Path

import pytest

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.files import Files

HERE = Place(file="content/briefs/one.yaml", line=3, column=5)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    (folder / "content").mkdir(parents=True)
    (folder / "content/a.txt").write_bytes(b"abc")
    (tmp_path / "secret.txt").write_bytes(b"secret")
    (tmp_path / "styles/packaged").mkdir(parents=True)
    (tmp_path / "styles/packaged/style.yaml").write_bytes(b"packaged")
    return folder


def fault(root: Path, path: str, limit: int = 100) -> tuple[Code, str, str]:
    with pytest.raises(ContentError) as raised:
        Files(root).read(path, HERE, limit=limit)
    found = raised.value.diagnostic
    assert found.place == HERE
    assert Files(root).peek(path) is None or found.code is Code.FILE_TOO_LARGE
    return found.code, found.message, found.hint


def test_a_file_is_read_with_a_record(root: Path) -> None:
    files = Files(root)
    assert files.read("content/a.txt", HERE) == b"abc"
    assert files.listing("content") == ("a.txt",)
    assert dict(files.digests) == {"content/a.txt": hashlib.sha256(b"abc").hexdigest()}
    assert dict(files.listings) == {"content": ("a.txt",)}


def test_looking_leaves_no_record(root: Path) -> None:
    files = Files(root)
    assert (files.peek("content/a.txt"), files.names("content")) == (b"abc", ("a.txt",))
    assert (dict(files.digests), dict(files.listings)) == ({}, {})


def test_folders_are_listed_sorted_and_without_hidden_names(root: Path) -> None:
    for name in ("b", "가", "あ", ".hidden", "A"):
        (root / "content" / name).touch()
    assert Files(root).names("content") == ("A", "a.txt", "b", "あ", "가")
    assert Files(root).names("nothing") == ()


@pytest.mark.parametrize(
    "path",
    [
        "", ".", "..", "../secret.txt", "content/../../secret.txt", "/etc/passwd", "content/..",
        "content\\..\\..\\secret.txt", "content/a\0.txt", "content/\n", "content//a.txt", "//etc",
        "https://example.org/a",
    ],
)  # fmt: skip
def test_no_path_leaves_the_workspace(root: Path, path: str) -> None:
    assert fault(root, path) == (
        Code.PATH_OUTSIDE,
        f"'{path}' is not a path inside the workspace",
        "write it relative to its folder, with / and without ..",
    )


@pytest.mark.parametrize("target", ["../../secret.txt", "/etc/hostname"])
def test_no_link_leaves_the_workspace(root: Path, target: str) -> None:
    (root / "content/link").symlink_to(target)
    assert fault(root, "content/link")[0] is Code.PATH_OUTSIDE


def test_no_link_to_a_folder_leaves_the_workspace(root: Path) -> None:
    (root / "content/up").symlink_to("../..")
    assert fault(root, "content/up/secret.txt")[0] is Code.PATH_OUTSIDE


def test_a_link_inside_the_workspace_is_followed(root: Path) -> None:
    (root / "content/link").symlink_to("a.txt")
    assert Files(root).read("content/link", HERE) == b"abc"


def test_only_files_are_read(root: Path) -> None:
    (root / "content/loop").symlink_to("loop")
    os.mkfifo(root / "content/pipe")
    said = {path: fault(root, f"content/{path}")[:2] for path in ("loop", "pipe")}
    said["folder"] = fault(root, "content")[:2]
    assert said == {
        "loop": (
            Code.FILE_UNREADABLE,
            "'content/loop' can't be read: Too many levels of symbolic links",
        ),
        "pipe": (Code.FILE_UNREADABLE, "'content/pipe' can't be read: it is not a regular file"),
        "folder": (Code.FILE_UNREADABLE, "'content' can't be read: Is a directory"),
    }


def test_a_missing_file_is_told_with_the_nearest_name(root: Path) -> None:
    assert fault(root, "content/b.txt") == (
        Code.FILE_MISSING,
        "there is no file 'content/b.txt'",
        "did you mean 'a.txt'?",
    )
    assert fault(root, "content/a.txt/b")[:2] == (
        Code.FILE_MISSING,
        "there is no file 'content/a.txt/b'",
    )
    assert fault(root, "content/" + "x" * 300)[0] is Code.FILE_UNREADABLE


def test_a_file_may_be_as_large_as_its_limit_and_no_larger(root: Path) -> None:
    (root / "content/large").write_bytes(bytes(2 << 20))
    assert len(Files(root).read("content/large", HERE, limit=2 << 20)) == 2 << 20
    assert fault(root, "content/large", (2 << 20) - 1) == (
        Code.FILE_TOO_LARGE,
        "'content/large' is larger than 1 MiB",
        "",
    )


def test_a_style_of_the_workspace_goes_before_the_packaged_one(root: Path) -> None:
    files = Files(root, root.parent / "styles")
    assert files.read("styles/packaged/style.yaml", HERE) == b"packaged"
    (root / "styles/packaged").mkdir(parents=True)
    (root / "styles/packaged/style.yaml").write_bytes(b"own")
    assert files.read("styles/packaged/style.yaml", HERE) == b"own"
    (root / "styles/other").mkdir()
    assert files.names("styles") == ("other", "packaged")
