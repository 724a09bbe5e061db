"""Every code has an example in the documentation, and the example is true."""

import fcntl
import re
import shlex
import struct
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from jkreport import Workspace, cli
from jkreport.build import composing, press
from jkreport.children import Limits
from jkreport.diagnostics import Code
from jkreport.diagnostics.explanations import explanations, read_explanations
from jkreport.drawing import Proof
from jkreport.typeset import Typesetter

PAGE = Path(__file__).parents[2] / "docs" / "diagnostics.md"
COMMAND = re.compile(r"^\$ (jkreport .+)\n", re.MULTILINE)
Arranged = Callable[[pytest.MonkeyPatch, Path], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Example:
    """An example: files to lay, a command to type, and what it prints."""

    files: str
    command: str
    expected: str


def example_of(text: str) -> Example:
    files, command, expected = COMMAND.split(text)
    return Example(files, command, expected)


# --- What content alone can't bring about: the machine is arranged for the example of a code. ------


@contextmanager
def without_pango(patch: pytest.MonkeyPatch, root: Path) -> Iterator[None]:
    """Let the engine find nothing but a broken library."""
    (root / "libraries").mkdir()
    for name in ("libpango-1.0.so.0", "libgobject-2.0.so.0"):
        (root / "libraries" / name).touch()
    patch.setenv("LD_LIBRARY_PATH", str(root / "libraries"))
    yield


@contextmanager
def held(patch: pytest.MonkeyPatch, root: Path) -> Iterator[None]:
    """Hold the lock of the brief, as the process 4711 would."""
    del patch
    (root / "out").mkdir()
    with (root / "out" / ".one.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711\n")
        lock.flush()
        yield


@contextmanager
def little_room(patch: pytest.MonkeyPatch, root: Path) -> Iterator[None]:
    """Allow an edition next to nothing, and set one at a time."""
    del root
    patch.setattr(press, "Typesetter", partial(Typesetter, limits=Limits(output=1000)))
    yield


@contextmanager
def little_time(patch: pytest.MonkeyPatch, root: Path) -> Iterator[None]:
    """Allow a chart a second."""
    del root
    patch.setattr(composing, "Proof", partial(Proof, limits=Limits(processor=1)))
    yield


@contextmanager
def fonts_of_its_own(patch: pytest.MonkeyPatch, root: Path) -> Iterator[None]:
    """Install two fonts for the user, whose home is named as it is seen from the workspace."""
    folder = root / "home" / ".local/share/fonts"
    folder.mkdir(parents=True)
    (folder / "Own-Regular.otf").write_bytes(font("Own", 400))
    (folder / "Own-Bold.otf").write_bytes(font("Own", 700))
    patch.setenv("HOME", "home")
    patch.delenv("XDG_CACHE_HOME", raising=False)
    yield


@contextmanager
def locked_before(patch: pytest.MonkeyPatch, root: Path) -> Iterator[None]:
    """Lock the workspace as it was before the file was changed."""
    del patch
    changed = root / "content/sources.yaml"
    now = changed.read_bytes()
    changed.write_bytes(now.replace(b"book", b"report"))
    Workspace.open(root).lock()
    changed.write_bytes(now)
    yield


def font(family: str, weight: int) -> bytes:
    """Give a font file with the tables that tell a face, and no glyphs."""
    name = family.encode("utf-16-be")
    names = struct.pack("!HHH6H", 0, 1, 18, 3, 1, 0x409, 1, len(name), 0) + name
    tables = {b"OS/2": struct.pack("!4xH58x", weight), b"name": names}
    start, directory = 12 + 16 * len(tables), b""
    for tag, data in tables.items():
        directory += struct.pack("!4sIII", tag, 0, start, len(data))
        start += len(data)
    return struct.pack("!4sH6x", b"OTTO", len(tables)) + directory + b"".join(tables.values())


@contextmanager
def retouched(patch: pytest.MonkeyPatch, root: Path) -> Iterator[None]:
    """Build, and change a word of what stands."""
    del patch
    assert Workspace.open(root).build("one", editions=["ja"]).ok
    page = root / "build" / "one" / "one.ja.html"
    page.write_text(page.read_text("utf-8").replace("例", "例外", 1), "utf-8")
    yield


@contextmanager
def without_polib(patch: pytest.MonkeyPatch, root: Path) -> Iterator[None]:
    """Let the extra be missing."""
    del root
    patch.delitem(sys.modules, "jkreport.translate.po", raising=False)
    patch.setitem(sys.modules, "polib", None)
    yield


ARRANGED: dict[Code, Arranged] = {
    Code.EXTRA_MISSING: without_polib,
    Code.LIBRARY_MISSING: without_pango,
    Code.LOCKED: held,
    Code.LIMIT: little_room,
    Code.TIME_LIMIT: little_time,
    Code.FONT_CHANGED: fonts_of_its_own,
    Code.NOT_REPRODUCIBLE: retouched,
    Code.LOCK_DIFFERS: locked_before,
}


def test_every_code_is_explained_with_an_example() -> None:
    known = explanations()
    bare = [code.value for code in Code if code not in known or not known[code].example]
    remedy = f"write a paragraph and an example for each into {PAGE.name}; JKREPORT_CORRECT=1 fills in what is printed"
    assert bare == [], remedy


def marked(code: Code) -> object:
    builds = re.search(r"\$ jkreport (build|lock|verify)", explanations()[code].example)
    return pytest.param(code, marks=[pytest.mark.typeset] if builds else [], id=code.value)


@pytest.mark.parametrize(
    "code", [marked(code) for code, each in explanations().items() if each.example]
)
def test_an_example_prints_exactly_this(
    code: Code,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    laid: Callable[[str, Path], Path],
    correcting: bool,  # noqa: FBT001 - a fixture
) -> None:
    example = example_of(explanations()[code].example)
    root = laid(example.files, tmp_path)
    arranged = ARRANGED.get(code)
    monkeypatch.chdir(root)
    monkeypatch.setattr(sys, "argv", shlex.split(example.command))
    with arranged(monkeypatch, root) if arranged else nullcontext(), pytest.raises(SystemExit):
        cli.main()
    # Where in the engine something was raised moves with each of its versions.
    printed = re.sub(r"(?<=\.py:)\d+(?=\))", "…", capsys.readouterr().err)
    if correcting:
        correct(code, printed)
    assert printed == example.expected
    assert f" {code.value} " in printed


def correct(code: Code, printed: str) -> None:
    """Write what is printed now into the page, for its author to read."""
    page = PAGE.read_text("utf-8")
    stands = read_explanations(page)[code].example
    example = example_of(stands)
    before, heading, after = page.partition(f"### {code.value} ")
    after = after.replace(stands, f"{example.files}$ {example.command}\n{printed}", 1)
    PAGE.write_text(before + heading + after, "utf-8")
