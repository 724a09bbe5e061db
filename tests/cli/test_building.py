"""`build`: what it writes and says, and what stays when anything is wrong."""

import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from jkreport.build import outputs

Run = Callable[..., Any]
Start = Callable[..., subprocess.Popen[str]]
PDFS = ("minimal.ja.pdf", "minimal.ko.pdf", "minimal.ja-ko.pdf")
STEPS = (
    "reading", "composing ja-ko", "composing ja", "composing ko",  # the longest first
    "typesetting ja", "typesetting ko", "typesetting ja-ko", "writing",
)  # fmt: skip


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


@pytest.fixture
def standing(built: Path, tmp_path: Path) -> Path:
    """Copy the workspace with what was built in it."""
    return Path(shutil.copytree(built, tmp_path / "standing"))


def spoil(root: Path) -> None:
    path = root / "content/sections/growth.yaml"
    path.write_text(path.read_text("utf-8").replace("[#people]", "[#nobody]"), "utf-8")


def change(root: Path) -> None:
    path = root / "content/sections/growth.yaml"
    path.write_text(path.read_text("utf-8").replace("推移", "経過"), "utf-8")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a lock as another process does that has written its number."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, b"4711\n", 0)
    try:
        yield
    finally:
        os.close(descriptor)


@pytest.mark.typeset
def test_a_build_tells_its_steps_and_what_it_wrote(run: Run, minimal: Path) -> None:
    ended = run(minimal, "build", "minimal", "--jobs", "1")
    assert ended.status == 0
    assert ended.err == "".join(f"minimal: {step}\n" for step in STEPS)
    sizes = [f"{(minimal / 'build/minimal' / name).stat().st_size / 2**20:.1f}" for name in PDFS]
    assert ended.out == "".join(
        f"build/minimal/{name}  2 pages, {size} MiB\n"
        for name, size in zip(PDFS, sizes, strict=True)
    )
    assert sorted(path.name for path in (minimal / "build/minimal").iterdir()) == sorted(
        [
            ".state.json",
            "manifest.json",
            "provenance.json",
            *PDFS,
            *(name.replace("pdf", "html") for name in PDFS),
        ]
    )


@pytest.mark.typeset
def test_nothing_is_done_when_nothing_has_changed(run: Run, standing: Path) -> None:
    run(standing, "build", "minimal", "--quiet")
    before = {path: path.stat().st_mtime_ns for path in (standing / "build/minimal").iterdir()}
    ended = run(standing, "build", "minimal")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == "minimal: nothing has changed"
    assert len(ended.out.splitlines()) == 4
    assert {path: path.stat().st_mtime_ns for path in before} == before


@pytest.mark.typeset
def test_all_briefs_are_built_and_listed(run: Run, standing: Path) -> None:
    ended = run(standing, "build", "--all", "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    told = json.loads(ended.out)
    assert (told["ok"], [each["brief"] for each in told["briefs"]]) == (
        True,
        ["english", "minimal"],
    )
    folder = standing / "build" / "minimal"
    for edition in told["briefs"][1]["editions"]:
        name = f"minimal.{edition['id']}"
        data = (folder / f"{name}.pdf").read_bytes()
        assert edition == {
            "id": edition["id"],
            "pdf": str(folder / f"{name}.pdf"),
            "html": str(folder / f"{name}.html"),
            "pages": 2,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "peak_memory": edition["peak_memory"],
        }
    assert told["briefs"][1]["manifest"] == str(folder / "manifest.json")
    assert run(standing, "list").out == (
        "english  en 2 pages, ja-en 2 pages\nminimal  ja 2 pages, ko 2 pages, ja-ko 2 pages\n"
    )


@pytest.mark.typeset
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_the_last_good_output_stays_when_the_content_is_wrong(
    run: Run, standing: Path, form: str
) -> None:
    before = hashes(standing / "build/minimal")
    spoil(standing)
    ended = run(standing, "build", "minimal", "--format", form)
    assert ended.status == 1
    assert hashes(standing / "build/minimal") == before
    assert (ended.out + ended.err).count("there is no block or section 'nobody'") == 2
    assert ("nothing was replaced" in ended.out) == (form != "json")


@pytest.mark.typeset
def test_a_character_without_a_glyph_is_told_with_its_place(run: Run, standing: Path) -> None:
    before = hashes(standing / "build/minimal")
    path = standing / "content/sections/growth.yaml"
    path.write_text(path.read_text("utf-8").replace("増えた", "𓀀えた"), "utf-8")
    ended = run(standing, "build", "minimal", "-q")
    assert ended.status == 1
    assert re.fullmatch(
        r"content/sections/growth\.yaml:6:84: JK506 .*𓀀.* \(edition 'ja'\)\n"
        r"  6 \| .*\n +\| +\^\n  hint: use another character, .*\n"
        r"content/sections/growth\.yaml:6:84: JK506 .*𓀀.* \(edition 'ja-ko'\)\n"
        r"  6 \| .*\n +\| +\^\n  hint: use another character, .*\n",
        ended.err,
    )
    assert hashes(standing / "build/minimal") == before


@pytest.mark.typeset
def test_one_edition_is_built_alone(run: Run, minimal: Path) -> None:
    ended = run(minimal, "build", "minimal", "-e", "ko", "--out", "elsewhere", "-q")
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    found = sorted(path.name for path in (minimal / "elsewhere/minimal").iterdir())
    assert found == [
        ".state.json",
        "manifest.json",
        "minimal.ko.html",
        "minimal.ko.pdf",
        "provenance.json",
    ]
    assert not (minimal / "build").exists()


def test_an_edition_that_does_not_exist_is_refused(run: Run, minimal: Path) -> None:
    ended = run(minimal, "build", "minimal", "-e", "jako", "-q")
    assert (ended.status, ended.out) == (1, "")
    assert "JK208 the brief 'minimal' has no edition 'jako'\n" in ended.err
    assert "hint: did you mean 'ja-ko' or 'ko' or 'ja'?" in ended.err


@pytest.mark.parametrize("name", ["nope", "../minimal", "/etc/passwd", "minimal/", ".", ""])
def test_no_folder_is_made_for_a_brief_that_does_not_exist(
    run: Run, minimal: Path, name: str
) -> None:
    ended = run(minimal, "build", name, "-q")
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"content/briefs: JK213 there is no brief '{name}'\n")
    assert sorted(path.name for path in minimal.iterdir()) == ["content"]


def test_an_output_folder_that_is_a_file_is_told_of(run: Run, minimal: Path) -> None:
    (minimal / "build").write_text("a file")
    ended = run(minimal, "build", "minimal", "-q")
    assert (ended.status, ended.out) == (74, "")
    assert ended.err == f"{minimal}/build/.minimal.lock: JK903 can't be written: File exists\n"
    assert (minimal / "build").read_text() == "a file"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_output_folder_that_may_not_be_written_is_told_of(minimal: Path) -> None:
    (minimal / "build").mkdir(mode=0o555)
    for path in (minimal, *minimal.parents):
        if os.access(path, os.W_OK) and path.stat().st_uid == os.geteuid() and path != Path("/"):
            path.chmod(path.stat().st_mode | 0o555)
    # All is loaded first: that somebody may not even read where Python stands.
    program = """
import os
from jkreport import build, cli
from jkreport.cli import commands
os.setgid(65534)
os.setuid(65534)
cli.main()
"""
    ended = subprocess.run(
        [sys.executable, "-c", program, "build", "minimal", "-q"],
        cwd=minimal,
        # Somebody else can't write what coverage would note.
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (74, "")
    said = f"{minimal}/build/.minimal.lock: JK903 can't be written: Permission denied\n"
    assert ended.stderr == said


@pytest.mark.typeset
def test_a_full_disk_leaves_what_stood(
    run: Run, standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(standing, "build", "minimal", "-q")
    before = hashes(standing / "build/minimal")
    change(standing)
    written = 0

    def write(path: Path, data: bytes) -> None:
        nonlocal written
        written += len(data)
        if written > 500_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        path.write_bytes(data)

    monkeypatch.setattr(outputs, "_write", write)
    ended = run(standing, "build", "minimal", "-q", "-e", "ja", "-e", "ko")
    assert (ended.status, ended.out) == (74, "")
    assert ended.err == (
        f"{standing}/build/minimal/minimal.ko.pdf: JK903 can't be written: No space left on device\n"
    )
    assert hashes(standing / "build/minimal") == before


def test_a_lock_that_is_held_is_told_with_its_holder(run: Run, minimal: Path) -> None:
    (minimal / "build").mkdir()
    with held(minimal / "build/.minimal.lock"):
        ended = run(minimal, "build", "minimal", "--no-wait", "-q")
    assert (ended.status, ended.out) == (75, "")
    assert ended.err == (
        f"{minimal}/build/.minimal.lock: JK904 'minimal' is being built by process 4711\n"
        "  hint: try again when it has ended\n"
    )


@pytest.mark.typeset
def test_a_lock_that_is_held_is_waited_for(started: Start, standing: Path) -> None:
    with held(standing / "build/.minimal.lock"):
        process = started(standing, "build", "minimal")
        assert process.stderr is not None
        assert process.stderr.readline() == "minimal: 'minimal' is being built by process 4711\n"
        assert process.poll() is None
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert len(out.splitlines()) >= 3


def children(process: int) -> set[int]:
    """Give the numbers of all processes of the group that a process leads."""
    found = set()
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, UnicodeDecodeError):
            continue
        if entry.name.isdigit() and int(fields[3]) == process and fields[0] != "Z":
            found.add(int(entry.name))
    return found


@pytest.mark.typeset
@pytest.mark.parametrize(
    ("number", "end"), [(signal.SIGINT, (130, "interrupted\n")), (signal.SIGTERM, (143, ""))]
)
@pytest.mark.parametrize("step", ["reading", "typesetting ja"])
def test_a_build_that_is_interrupted_leaves_nothing_behind(
    started: Start,
    standing: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    number: signal.Signals,
    end: tuple[int, str],
) -> None:
    before, temporary = hashes(standing / "build/minimal"), standing.parent / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    process = started(standing, "build", "minimal", "--force", "--jobs", "2")
    assert process.stderr is not None
    for line in process.stderr:
        if line == f"minimal: {step}\n":
            break
    members = children(process.pid)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    status, said = end
    assert process.returncode == status
    assert out == ""
    assert "Traceback" not in err
    assert err.endswith(said)
    assert hashes(standing / "build/minimal") == before
    assert list(temporary.iterdir()) == []
    for _ in range(50):
        if not any(Path(f"/proc/{each}").exists() for each in members - {process.pid}):
            break
        time.sleep(0.1)
    assert not any(Path(f"/proc/{each}/exe").exists() for each in members - {process.pid})


@pytest.mark.parametrize("words", [["list", "--help"], ["check"], ["check", "--format", "json"]])
def test_a_reader_that_leaves_early_sees_no_trace(
    started: Start, minimal: Path, words: list[str]
) -> None:
    process = started(minimal, *words)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == ""
    process.wait(timeout=30)


@pytest.mark.typeset
def test_heavy_libraries_stay_away_when_nothing_has_changed(standing: Path) -> None:
    program = """
import sys
from jkreport import Workspace
report = Workspace.open(".").build("minimal")
heavy = {"pandas", "weasyprint", "numpy", "pyarrow", "vl_convert", "markdown_it", "jinja2", "yaml", "PIL"}
print(report.current, sorted(heavy & set(sys.modules)))
"""
    # The folder has moved since it was built; where a workspace stands changes nothing.
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=standing, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("True []\n", "")
