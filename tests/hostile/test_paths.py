"""S2: nothing outside the workspace is read, and nothing in it that would never end.

An alarm of the system interrupts each attack: a read that waits is a failure, not a delay.
"""

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jkreport import Report, Workspace
from jkreport.diagnostics import Code, ContentError, Place
from jkreport.files import Files, OutsideError, read_regular

Edited = Callable[[dict[str, str]], Path]
CANARY = "canary-7f3a9c"
HERE = Place(file="content/briefs/one.yaml", line=1, column=1)
WITHIN = 30
MEMORY = 2 << 30


@pytest.fixture(autouse=True)
def _ended_by_an_alarm() -> Iterator[None]:
    """Let the system interrupt what waits or goes on for too long, and refuse it endless memory."""

    def late(*_: object) -> None:
        raise AssertionError(f"it goes on after {WITHIN} s")

    before = signal.signal(signal.SIGALRM, late)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, hard))
    signal.alarm(WITHIN)
    yield
    signal.alarm(0)
    resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
    signal.signal(signal.SIGALRM, before)


def told(report: Report) -> str:
    """Give all that is said of a workspace, and whether it is right."""
    lines = [
        f"{each.place} {each.code.value} {each.message} {each.hint}" for each in report.diagnostics
    ]
    assert CANARY not in "".join(lines)
    return "\n".join([*lines, f"ended {report.ok}"])


def checked(root: Path) -> str:
    return told(Workspace.open(root).check("one"))


def built(root: Path) -> str:
    return told(Workspace.open(root).build("one"))


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Give a folder beside the workspace that has everything a workspace has, each with a secret in it."""
    folder = Path(shutil.copytree(Path(__file__).parents[1] / "cases/base", tmp_path / "outside"))
    for path in folder.rglob("*.*"):
        if path.is_file():
            path.write_text(path.read_text("utf-8") + f"# {CANARY}\n{CANARY}: [\n", "utf-8")
    (folder / f"{CANARY}.yaml").write_text("a: 1\n")
    return folder


PARTS = (
    "content/briefs/one.yaml", "content/sections/part.yaml", "content/data/trade.yaml",
    "content/data/trade.csv", "content/sources.yaml", "content/terms.yaml", "content/events/summits.yaml",
    "content/briefs", "content/sections", "content/data", "content/events", "content",
)  # fmt: skip
TABLE = (
    "title: {ja: 章, ko: 장}\nblocks:\n"
    "  - {id: t, table: trade, caption: {ja: 表, ko: 표}}\n"
    "  - {id: a, image: a.png, alt: {ja: 絵, ko: 그림}}\n"
)


@pytest.mark.parametrize("part", PARTS)
def test_a_link_out_of_the_workspace_is_not_followed(
    edited: Edited, outside: Path, part: str
) -> None:
    root = edited({"content/sections/part.yaml": TABLE})
    path = root / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.symlink_to(outside / part)
    said = checked(root)
    assert said.endswith("ended False")
    assert "JK108" in said or "JK213" in said or "JK101" in said or "JK208" in said


@pytest.mark.parametrize(
    "part",
    ["styles", "styles/own", "styles/own/own.css", "styles/own/style.yaml", "styles/own/templates"],
)
def test_a_link_of_a_style_is_not_followed(edited: Edited, outside: Path, part: str) -> None:
    root = edited({"styles/own/templates/rows.html.j2": "x"})
    shutil.copytree(root / "styles", outside / "styles")
    (outside / "styles/own/templates/rows.html.j2").write_text(f"<p>{CANARY}</p>")
    (outside / "styles/own/own.css").write_text(f"p {{ {CANARY}: a }}")
    path = root / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.symlink_to(outside / part)
    report = checked(root)
    assert ("ended False" in report) == (part != "styles/own/templates")


@pytest.mark.parametrize(
    "name",
    [
        "../../../outside/a.png", "..%2f..%2foutside/a.png", "%2e%2e/%2e%2e/a.png", "..\\..\\a.png",
        "/etc/hostname", "a.png\\0.svg", "file:///etc/hostname", "http://127.0.0.1/a.png", "./../../a.png",
        "．．/a.png", "a//b.png", "~/a.png", "$HOME/a.png", "C:\\a.png", "\\\\host\\a.png",
    ],
)  # fmt: skip
def test_a_name_leads_nowhere_else(edited: Edited, name: str) -> None:
    picture = (
        f'  - {{id: a, image: "{name.replace(chr(92), chr(92) * 2)}", alt: {{ja: 絵, ko: 그림}}}}\n'
    )
    section = "title: {ja: 章, ko: 장}\nblocks:\n" + picture
    said = checked(edited({"content/sections/part.yaml": section}))
    assert "content/sections/part.yaml:3:" in said
    assert "JK108" in said or "JK101" in said or "JK106" in said


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def device(path: Path) -> None:
    if os.geteuid() == 0:
        os.mknod(path, 0o666 | 0o020000, os.makedev(1, 5))
    else:
        path.symlink_to("/dev/zero")


def giant(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(10 << 30)


def own_memory(path: Path) -> None:
    path.symlink_to("/proc/self/mem")


@pytest.mark.parametrize("made", [pipe, endless, device, giant, own_memory])
@pytest.mark.parametrize(
    "part",
    [
        "content/briefs/one.yaml", "content/data/trade.csv", "content/images/a.png", "styles/own/own.css",
        "styles/own/templates/rows.html.j2",
    ],
)  # fmt: skip
def test_what_never_ends_is_not_read(
    edited: Edited, made: Callable[[Path], None], part: str
) -> None:
    root = edited({"content/sections/part.yaml": TABLE, "content/images/a.png": ""})
    path = root / part
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    made(path)
    said = checked(root)
    assert said.endswith("ended False")
    assert "JK102" in said or "JK107" in said or "JK108" in said


@pytest.mark.typeset
@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("manifest.json", endless), ("manifest.json", pipe), (".state.json", giant), ("one.ja.pdf", endless),
    ],
)  # fmt: skip
def test_what_stands_is_not_read_for_ever(
    edited: Edited, name: str, made: Callable[[Path], None]
) -> None:
    root = edited({})
    (root / "build/one").mkdir(parents=True)
    made(root / "build/one" / name)
    assert built(root) == "ended True"
    assert not (root / "build/one" / name).is_symlink()


@pytest.mark.parametrize("part", ["build", "build/one"])
def test_nothing_is_written_through_a_link(edited: Edited, outside: Path, part: str) -> None:
    root = edited({})
    before = sorted(outside.rglob("*"))
    (root / part).parent.mkdir(exist_ok=True)
    (root / part).symlink_to(outside)
    assert "JK108 'build/one' leads out of the workspace name it by --out" in built(root)
    assert sorted(outside.rglob("*")) == before


def test_a_folder_that_becomes_a_link_is_noticed_when_it_is_opened(
    tmp_path: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "workspace"
    (root / "content").mkdir(parents=True)
    (root / "content/sources.yaml").write_text("own")
    opened = os.open

    def swapped(path: Path, flags: int, **more: int) -> int:
        if more:
            return opened(path, flags, **more)
        (root / "content").rename(root / "away")
        (root / "content").symlink_to(outside / "content")
        return opened(path, flags)

    monkeypatch.setattr(os, "open", swapped)
    with pytest.raises(ContentError) as raised:
        Files(root).read("content/sources.yaml", HERE)
    assert raised.value.diagnostic.code is Code.PATH_OUTSIDE


def test_what_lies_elsewhere_is_not_read(tmp_path: Path, outside: Path) -> None:
    with pytest.raises(OutsideError):
        read_regular(outside / "content/sources.yaml", 1000, tmp_path / "workspace")


@pytest.mark.typeset
def test_a_file_swapped_after_it_was_read_has_no_effect(
    edited: Edited, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    root = edited(
        {"content/sections/part.yaml": TABLE.replace("a.png", "a.svg"), "content/images/a.svg": svg}
    )
    first = Workspace.open(root).build("one", force=True)
    expected = first.editions[0].pdf.read_bytes()
    read = Files.read

    def then_swapped(self: Files, path: str, place: Place, *, limit: int = 2 << 20) -> bytes:
        data = read(self, path, place, limit=limit)
        if path.endswith((".svg", ".csv", ".css")):
            (root / path).unlink()
            (root / path).symlink_to(outside / "content/sources.yaml")
        return data

    monkeypatch.setattr(Files, "read", then_swapped)
    again = Workspace.open(root).build("one", force=True)
    assert again.diagnostics == ()
    assert again.editions[0].pdf.read_bytes() == expected
    assert CANARY.encode() not in again.editions[0].html.read_bytes()


def test_the_terminal_shows_no_line_of_what_was_refused(edited: Edited, outside: Path) -> None:
    root = edited({"styles/own/templates/rows.html.j2": "{% if %}"})
    template = root / "styles/own/templates/rows.html.j2"
    template.unlink()
    template.symlink_to(outside / "content/sources.yaml")
    ended = subprocess.run(
        [sys.executable, "-m", "jkreport", "check", "one"],
        capture_output=True, text=True, check=False, cwd=root, timeout=WITHIN * 10,
    )  # fmt: skip
    assert ended.returncode == 1
    assert CANARY not in ended.stdout + ended.stderr
