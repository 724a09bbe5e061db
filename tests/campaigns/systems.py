"""R2: the same wheels and fonts on Debian 12 and Debian 13, and one sha256.

Makes both systems by debootstrap, with Python and the libraries that the README names, and builds in each of them and
here. Where that may not be (no root, no debootstrap, no network) it says so and ends well.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._ground import ROOT

FONTS = tuple(
    Path("/usr/share/fonts/opentype/noto", f"Noto{face}CJK-{weight}.ttc")
    for face in ("Sans", "Serif")
    for weight in ("Regular", "Bold")
)
PACKAGES = (
    "python3", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0", "libfontconfig1",
)  # fmt: skip
MIRROR = "http://deb.debian.org/debian"
# What wheels for a C library may be tagged with, the newest that Debian 12 has being 2.36.
_PLATFORMS = ("any", "linux_x86_64", "manylinux1_x86_64", "manylinux2010_x86_64", "manylinux2014_x86_64",
              *(f"manylinux_2_{minor}_x86_64" for minor in range(5, 37)))  # fmt: skip
_TOLD = ("python", "pango", "harfbuzz", "fontconfig")


@dataclass(frozen=True, kw_only=True, slots=True)
class System:
    """A release of Debian, and the Python that it has."""

    release: str
    name: str
    python: str


SYSTEMS = (
    System(release="bookworm", name="Debian 12", python="3.11"),
    System(release="trixie", name="Debian 13", python="3.13"),
)


class NotHereError(Exception):
    """This machine doesn't let the systems be made."""


def run(command: Sequence[str], what: str) -> None:
    """Run a command that may fail for want of a network or a right."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)  # fmt: skip
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).rpartition("\n")[2]
        raise NotHereError(f"{what}: {last}")


def made(system: System, folder: Path) -> Path:
    """Make a system in a folder: Debian's own, the wheels that the lock pins, the fonts of this machine."""
    root = folder / system.release
    include = f"--include={','.join(PACKAGES)}"
    command = ["debootstrap", "--variant=minbase", include, system.release, str(root), MIRROR]
    run(command, f"debootstrap can't make {system.name}")
    target = ["--target", str(root / "opt" / "wheels"), "--python-version", system.python]
    target += ["--only-binary=:all:", *(f"--platform={each}" for each in _PLATFORMS)]
    pip = [sys.executable, "-m", "pip", "install", "--quiet", *target]
    lock = ["--require-hashes", "-r", str(ROOT / "requirements" / "run.lock")]
    run([*pip, *lock], f"pip can't fetch the wheels for Python {system.python}")
    wheel = next((folder / "wheel").glob("*.whl"))
    run([*pip, "--no-deps", str(wheel)], "pip can't install jkreport")
    fonts = root / "usr/share/fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for each in FONTS:
        shutil.copy(each, fonts)
    shutil.copytree(ROOT / "content", root / "workspace" / "content")
    return root


def built_in(root: Path, brief: str) -> Path:
    """Build a brief in a system, and give the folder of what came out."""
    build = ["python3", "-m", "jkreport", "build", brief, "--quiet"]
    build += ["--workspace", "/workspace", "--out", "/out"]
    variables = ["env", "-i", "PATH=/usr/bin:/bin", "HOME=/root", "PYTHONPATH=/opt/wheels"]
    inside = ["unshare", "--mount", "--pid", "--fork", f"--mount-proc={root / 'proc'}"]
    inside += ["chroot", str(root)]
    done = subprocess.run([*inside, *variables, *build], capture_output=True, text=True, check=False)  # fmt: skip
    if done.returncode:
        raise SystemExit(f"the build fails in {root.name}:\n{done.stderr}")
    return root / "out" / brief


def built_here(folder: Path, brief: str) -> Path:
    """Build a brief on this machine."""
    command = [*_ground.JKREPORT, "build", brief, "--workspace", str(ROOT), "--quiet", "--no-cache"]
    ended = _ground.run([*command, "--out", str(folder / "here")])
    if ended.status:
        raise SystemExit(f"the build fails here:\n{ended.err}")
    return folder / "here" / brief


def documents(built: Path) -> Mapping[str, str]:
    """Give the hashes of PDFs and pages; the manifest names the versions of each system."""
    return {name: each for name, each in _ground.hashes(built).items() if name != "manifest.json"}


def versions(built: Path) -> str:
    """Say what a build was made with."""
    content = json.loads((built / "manifest.json").read_bytes())["versions"]
    return " ".join(f"{name} {content[name]}" for name in _TOLD)


def compared(brief: str, folder: Path) -> int:
    """Build everywhere, and print the row."""
    wheel = ["--no-deps", "--quiet", "--wheel-dir", str(folder / "wheel"), str(ROOT)]
    run([sys.executable, "-m", "pip", "wheel", *wheel], "pip can't make the wheel of jkreport")
    here = built_here(folder, brief)
    first, told, others = documents(here), [f"here ({versions(here)})"], []
    for system in SYSTEMS:
        root = made(system, folder)
        built = built_in(root, brief)
        told.append(f"{system.name} ({versions(built)})")
        found = documents(built)
        others += [f"{name} on {system.name}" for name in first if found.get(name) != first[name]]
        shutil.rmtree(root)
    said = f"other bytes: {', '.join(others)}" if others else "1 sha256 of each file"
    what = "the same wheels and fonts on two systems, made by debootstrap"
    reached = f"{said} of {brief}: {', '.join(told)}"
    return _ground.tell("R2", what, "same sha256", reached, held=not others)


def look_around() -> None:
    """Raise what this machine lacks before anything is made."""
    if os.geteuid() != 0:
        raise NotHereError("only root may make another system")
    if shutil.which("debootstrap") is None:
        raise NotHereError("debootstrap is missing; on Debian: apt-get install debootstrap")
    if missing := [each.name for each in FONTS if not each.exists()]:
        raise NotHereError(f"the fonts {', '.join(missing)} are missing")


def main() -> int:
    """Run the campaign and print its row."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("brief", nargs="?", default="brief-2026", help="the brief that is built")
    choice = parser.parse_args()
    try:
        look_around()
        with tempfile.TemporaryDirectory() as folder:
            return compared(choice.brief, Path(folder))
    except NotHereError as error:
        sys.stderr.write(f"R2 IS NOT MEASURED here: {error}\n")
        return 0


if __name__ == "__main__":
    sys.exit(main())
