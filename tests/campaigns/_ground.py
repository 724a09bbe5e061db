"""What campaigns stand on: workspaces to build, builds as processes, and what they leave."""

import argparse
import ctypes
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parents[2]
WORKSPACES = ROOT / "tests" / "workspaces"
JKREPORT = (sys.executable, "-m", "jkreport")
_SUBREAPER = 36


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """How a command ended: its status (negative for a signal), what it printed, and how long it took."""

    status: int
    out: str
    err: str
    seconds: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """A workspace of a campaign's own, with two versions of one brief."""

    root: Path
    name: str
    cache: Path
    file: str
    wordings: tuple[str, str]

    @property
    def folder(self) -> Path:
        """Where its outputs are."""
        return self.root / "build" / self.name

    def write(self, version: int) -> None:
        """Put one of the two versions in place."""
        path = self.root / self.file
        text = path.read_text("utf-8")
        old, new = self.wordings[1 - version % 2], self.wordings[version % 2]
        path.write_text(text.replace(old, new), "utf-8")
        if new not in text and old not in text:
            raise SystemExit(f"{path} holds neither '{old}' nor '{new}'")

    def command(self, *words: str) -> list[str]:
        """Give the command that builds it."""
        return [*JKREPORT, "build", self.name, "--workspace", str(self.root), "--force", *words]

    def variables(self) -> dict[str, str]:
        """Give the variables of a build: a cache of its own."""
        return {**os.environ, "JKREPORT_CACHE": str(self.cache)}

    def build(self, *words: str, **others: str) -> Ended:
        """Build it and wait."""
        return run(self.command(*words), {**self.variables(), **others})


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """A brief of which both versions have been built, and are in its cache.

    `old` and `new` are the hashes of their files, `standing` a copy of the first one's, `usual` the seconds that a
    build takes.
    """

    brief: Brief
    old: Mapping[str, str]
    new: Mapping[str, str]
    standing: Path
    usual: float

    @property
    def versions(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Both of them, by number."""
        return self.old, self.new

    def restore(self) -> None:
        """Let the first version's files stand again, and the second one's content wait to be built."""
        shutil.rmtree(self.brief.folder)
        shutil.copytree(self.standing, self.brief.folder)
        self.brief.write(1)


def prepared(folder: Path) -> Ground:
    """Lay the smallest brief into a folder, and build both versions of it."""
    brief, found, usual = minimal(folder), [], 0.0
    for version in (1, 0):
        brief.write(version)
        ended = brief.build("--quiet")
        if ended.status:
            raise SystemExit(f"the brief can't be built at all:\n{ended.err}")
        found.append(hashes(brief.folder))
        usual = ended.seconds
    standing = Path(shutil.copytree(brief.folder, folder / "standing"))
    return Ground(brief=brief, old=found[1], new=found[0], standing=standing, usual=usual)


def minimal(folder: Path) -> Brief:
    """Lay the smallest brief into a folder."""
    root = folder / "minimal"
    shutil.copytree(WORKSPACES / "minimal", root)
    return Brief(
        root=root,
        name="minimal",
        cache=folder / "cache",
        file="content/sections/growth.yaml",
        wordings=("二年続けての増加である", "二年続けて増えている"),
    )


def everything(folder: Path) -> Brief:
    """Lay the brief with every kind of block into a folder."""
    root = folder / "everything"
    shutil.copytree(WORKSPACES / "everything", root)
    return Brief(root=root, name="all", cache=folder / "cache", file="", wordings=("", ""))


def run(command: Sequence[str], variables: Mapping[str, str] | None = None) -> Ended:
    """Run a command to its end."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    seconds = time.monotonic() - began
    return Ended(status=done.returncode, out=done.stdout, err=done.stderr, seconds=seconds)


def hashes(folder: Path) -> dict[str, str]:
    """Give the hashes of all files of a build but `.state.json`, which holds times."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.iterdir())
        if path.is_file() and not path.name.startswith(".")
    }


def left_over(*folders: Path) -> list[str]:
    """Name temporary files in these folders and below."""
    return [
        path.name
        for folder in folders
        for path in folder.rglob(".*")
        if path.name.endswith(".tmp") or path.parent.name == "contents" or ".fonts-" in path.name
    ]


def broken(folder: Path, old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Name what is neither old nor new, no PDF, or not as the manifest says."""
    found = hashes(folder)
    wrong = [f"{name} is missing" for name in old if name not in found]
    wrong += [
        f"{name} is neither old nor new"
        for name, sha256 in found.items()
        if sha256 not in (old.get(name), new.get(name))
    ]
    wrong += [f"{path.name} can't be opened" for path in folder.glob("*.pdf") if not _opens(path)]
    # The manifest is written last: the new one stands for new files alone.
    if old != new and found.get("manifest.json") == new["manifest.json"] and found != new:
        wrong.append("the new manifest stands beside old files")
    return wrong


def _opens(path: Path) -> bool:
    try:
        with pikepdf.open(path) as document:
            return len(document.pages) > 0
    except pikepdf.PdfError:
        return False


def agrees(folder: Path) -> bool:
    """Whether every file that the manifest names is there with its hash."""
    outputs = json.loads((folder / "manifest.json").read_bytes())["outputs"]
    found = hashes(folder)
    return all(found.get(name) == output["sha256"] for name, output in outputs.items())


def adopt_orphans() -> None:
    """Let every process whose parent ends become a child of this one, so that none is overlooked."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def orphans_after(seconds: float) -> list[str]:
    """Bury the children that have ended; give the commands of those that still run after so long, and end them."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not _bury():
            return []
        time.sleep(0.01)
    alive = _bury()
    commands = [
        Path(f"/proc/{each}/cmdline").read_bytes().replace(b"\0", b" ").decode() for each in alive
    ]
    for each in alive:
        os.kill(each, signal.SIGKILL)
        os.waitpid(each, 0)
    return commands


def _bury() -> list[int]:
    """Reap what has ended, and give the numbers of the children that run."""
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return []
        if not pid:
            listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text()
            return [int(each) for each in listed.split()]


@contextmanager
def started(
    command: Sequence[str], variables: Mapping[str, str]
) -> Iterator[subprocess.Popen[str]]:
    """Start a command in a session of its own, as a terminal's or a service's would be."""
    with subprocess.Popen(
        command,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        yield process


def arguments(what: str | None, **counts: int) -> argparse.Namespace:
    """Read the arguments of a campaign: its counts, each with its default, and the seed of its chances."""
    parser = argparse.ArgumentParser(description=(what or "").splitlines()[0])
    for name, default in counts.items():
        parser.add_argument(
            name, type=int, nargs="?", default=default, help=f"how many (default {default})"
        )
    parser.add_argument(
        "--seed", type=int, default=1, help="of the moments and places that are chosen"
    )
    return parser.parse_args()


def tell(name: str, what: str, goal: str, reached: str, *, held: bool) -> int:
    """Print the row for docs/reliability.md, and give the exit status."""
    command = " ".join([Path(sys.argv[0]).stem, *sys.argv[1:]])
    missed = "" if held else " — MISSED"
    sys.stdout.write(f"| {name} | {what} | {goal} | {reached}{missed} | `campaign {command}` |\n")
    sys.stdout.flush()
    return 0 if held else 1
