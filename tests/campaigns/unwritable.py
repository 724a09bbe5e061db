"""C4: whatever can't be written to is told in one line, and what stood stays.

Root runs it without the right to override permissions, so that modes count as they do for everybody else.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._ground import Brief, Ended, Ground

_OUTPUT = 74
_SMALL = 300_000
ORDINARY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner")


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """Something that can't be written to: what is done to the output folder, and what is told of it.

    `path` is relative to the folder that is given by `--out`; empty reasons: the build does well.
    """

    name: str
    arrange: Callable[[Path], object]
    path: str = ""
    reason: str = ""
    prefix: Sequence[str] = ()


def _file(path: Path) -> None:
    shutil.rmtree(path)
    path.write_text("a file")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _dangling(path: Path) -> None:
    shutil.rmtree(path)
    path.symlink_to(path.parent / "missing" / "inner")


LOCK, PDF = ".minimal.lock", "minimal/minimal.ko.pdf"
DENIED, LARGE = "Permission denied", "File too large"
CASES = (
    Case(
        name="a folder that is read-only",
        arrange=lambda out: (out / "minimal").chmod(0o555),
        path="minimal/minimal.ja.pdf",
        reason=DENIED,
    ),
    Case(
        name="a lock that is read-only",
        arrange=lambda out: (out / LOCK).chmod(0o444),
        path=LOCK,
        reason=DENIED,
    ),
    Case(
        name="a folder that can't be entered",
        arrange=lambda out: (out / "minimal").chmod(0),
        path="minimal/minimal.ja.pdf",
        reason=DENIED,
    ),
    Case(name="a PDF that is read-only", arrange=lambda out: (out / PDF).chmod(0o444)),
    Case(
        name="a manifest that can't be read",
        arrange=lambda out: (out / "minimal/manifest.json").chmod(0),
    ),
    Case(
        name="a PDF that is a folder",
        arrange=lambda out: _folder(out / PDF),
        path=PDF,
        reason="Is a directory",
    ),
    Case(name="a folder that isn't there", arrange=shutil.rmtree),
    Case(
        name="a brief's folder that is a file",
        arrange=lambda out: _file(out / "minimal"),
        path="minimal",
        reason="File exists",
    ),
    Case(
        name="a link to nowhere",
        arrange=_dangling,
        path=LOCK,
        reason="File exists",
    ),
    Case(
        name="a limit of file size",
        arrange=lambda _: None,
        path="minimal/minimal.ja.pdf",
        reason=LARGE,
        prefix=("prlimit", f"--fsize={_SMALL}"),
    ),
)


def campaign(ground: Ground, cases: Sequence[Case]) -> list[str]:
    """Try cases; say what isn't as it should be."""
    wrong = []
    ground.restore()
    for case in cases:
        out = ground.standing.parent / "out"
        shutil.copytree(ground.standing, out / "minimal")
        (out / LOCK).touch()
        case.arrange(out)
        ended = attempt(ground.brief, case, out)
        said = judged(case, ended, out, ground.versions)
        wrong += [f"{case.name}: {each}" for each in said]
        _discard(out)
    return wrong


def attempt(brief: Brief, case: Case, out: Path) -> Ended:
    """Build as somebody who may not do everything."""
    who = ORDINARY if os.geteuid() == 0 else ()
    command = [*who, *case.prefix, *brief.command("--quiet", "--out", str(out))]
    return _ground.run(command, brief.variables())


def judged(case: Case, ended: Ended, out: Path, versions: Sequence[Mapping[str, str]]) -> list[str]:
    """Say what is wrong with how a build ended, and with what it left."""
    for path in (out / "minimal", out / "minimal/manifest.json"):
        if path.exists() and not path.is_symlink():
            path.chmod(0o755)
    expected = (0, "")
    if case.reason:
        expected = (_OUTPUT, f"{out / case.path}: JK903 can't be written: {case.reason}\n")
    wrong = []
    if (ended.status, ended.err) != expected:
        wrong.append(f"status {ended.status}: {ended.err}")
    if (out / "minimal").is_dir() and (out / PDF).is_file():
        found = _ground.hashes(out / "minimal")
        if found != versions[0 if case.reason else 1]:
            wrong.append("the wrong files stand")
    return wrong + [f"left over: {name}" for name in _ground.left_over(out)]


def _discard(out: Path) -> None:
    if out.is_symlink() or out.is_file():
        out.unlink()
    else:
        shutil.rmtree(out)


def main() -> int:
    """Run the campaign and print its row."""
    _ground.arguments(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        wrong = campaign(_ground.prepared(Path(folder)), CASES)
    reached = "; ".join(wrong) if wrong else f"{len(CASES)}/{len(CASES)} as told, old files intact"
    what = "read-only folder, unwritable file, missing folder, links, limit of file size"
    return _ground.tell("C4", what, "1 line, exit 74, no traceback", reached, held=not wrong)


if __name__ == "__main__":
    sys.exit(main())
