"""Whether there is something to do is told from files, quickly, and never wrongly with yes."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from jkreport.build.manifest import Manifest, Output, manifest_of
from jkreport.build.state import (
    MANIFEST,
    STATE,
    Reader,
    installed_versions,
    is_current,
    state_json,
)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """A small workspace after a build."""

    root: Path

    @property
    def out(self) -> Path:
        return self.root / "build"

    def current(self, *expected: str) -> bool:
        def read(path: str) -> bytes | None:
            file = self.root / path
            return file.read_bytes() if file.is_file() else None

        def names(path: str) -> list[str] | None:
            folder = self.root / path
            return os.listdir(folder) if folder.is_dir() else None  # noqa: PTH208 - any order

        reader = Reader(file=read, names=names)
        return is_current(
            self.out, reader, expected=expected or ("a.ja.pdf",), code=[self.root / "code"]
        )

    def change_manifest(self, change: Callable[[Manifest], Manifest]) -> None:
        manifest = manifest_of((self.out / MANIFEST).read_bytes())
        assert manifest is not None
        (self.out / MANIFEST).write_bytes(change(manifest).json())


@pytest.fixture
def built(tmp_path: Path) -> Built:
    for name, text in (
        ("content/a.yaml", "a"),
        ("content/data/t.csv", "t"),
        ("build/a.ja.pdf", "pdf"),
        ("code/module.py", "code"),
        ("code/__pycache__/module.pyc", "compiled"),
        ("fonts/a.ttc", "font"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    manifest = Manifest(
        brief="a",
        as_of="2026-03-16",
        inputs={"content/a.yaml": sha256(b"a"), "content/data/t.csv": sha256(b"t")},
        listings={"content/data": ("t.csv",)},
        versions={**installed_versions(["python", "pytest", "none-such"]), "pango": "1.50.12"},
        outputs={"a.ja.pdf": Output(sha256=sha256(b"pdf"), bytes=3, pages=1)},
    )
    (tmp_path / "build" / MANIFEST).write_bytes(manifest.json())
    state = state_json([tmp_path / "fonts/a.ttc"], [tmp_path / "code"])
    (tmp_path / "build" / STATE).write_bytes(state)
    return Built(root=tmp_path)


def test_a_build_that_stands_is_current(built: Built) -> None:
    assert built.current()


def touched(path: Path) -> None:
    os.utime(path, ns=(1, 1))


CHANGES: dict[str, Callable[[Path], object]] = {
    "input changed": lambda root: (root / "content/a.yaml").write_text("b"),
    "input gone": lambda root: (root / "content/a.yaml").unlink(),
    "name added": lambda root: (root / "content/data/u.csv").write_text(""),
    "name changed": lambda root: (root / "content/data/t.csv").rename(root / "content/data/u.csv"),
    "output changed": lambda root: (root / "build/a.ja.pdf").write_text("PDF"),
    "output gone": lambda root: (root / "build/a.ja.pdf").unlink(),
    "manifest damaged": lambda root: (root / "build" / MANIFEST).write_text("{"),
    "manifest gone": lambda root: (root / "build" / MANIFEST).unlink(),
    "state foreign": lambda root: (root / "build" / STATE).write_text("[]"),
    "state damaged": lambda root: (root / "build" / STATE).write_text(
        '{"files": {"a": 1}, "code": ""}'
    ),
    "state gone": lambda root: (root / "build" / STATE).unlink(),
    "code changed": lambda root: (root / "code/module.py").write_text("more code"),
    "code added": lambda root: (root / "code/other.py").write_text(""),
    "code touched": lambda root: touched(root / "code/module.py"),
    "font touched": lambda root: touched(root / "fonts/a.ttc"),
    "font changed": lambda root: (root / "fonts/a.ttc").write_text("larger font"),
    "font gone": lambda root: (root / "fonts/a.ttc").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_noticed(built: Built, change: str) -> None:
    CHANGES[change](built.root)
    assert not built.current()


def test_another_version_is_noticed(built: Built) -> None:
    built.change_manifest(lambda it: replace(it, versions={**it.versions, "pytest": "1.0"}))
    assert not built.current()
    built.change_manifest(lambda it: replace(it, versions={"python": "3.11.0rc1"}))
    assert not built.current()


def test_an_edition_that_was_not_built_is_noticed(built: Built) -> None:
    assert built.current("a.ja.pdf")
    assert not built.current("a.ja.pdf", "a.ko.pdf")


def test_what_does_not_shape_the_result_is_not_noticed(built: Built) -> None:
    (built.root / "code/__pycache__/module.pyc").write_text("compiled anew")
    (built.root / "content/other.yaml").write_text("")
    touched(built.root / "content/a.yaml")
    assert built.current()


def test_deciding_loads_no_library() -> None:
    program = (
        "import sys;"
        "from jkreport.build.state import is_current, installed_versions;"
        "installed_versions(['pandas', 'weasyprint', 'pydyf', 'vl-convert-python']);"
        "print([m for m in ('pandas', 'weasyprint', 'numpy', 'PIL', 'yaml') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout == b"[]\n"
