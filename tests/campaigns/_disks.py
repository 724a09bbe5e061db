"""Disks of a campaign's own, in a mount namespace that ends with it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PAGE = 4096
_INSIDE = "JKREPORT_MOUNTS"


@contextmanager
def disk(folder: Path, size: int) -> Iterator[Path]:
    """Give a disk of so many bytes."""
    folder.mkdir(exist_ok=True)
    _mount("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    try:
        yield folder
    finally:
        _mount("umount", str(folder))


def fill(folder: Path, free: int) -> None:
    """Leave so many bytes free on a disk."""
    status = os.statvfs(folder)
    taken = max(0, status.f_bavail * status.f_frsize - free)
    (folder / "filling").write_bytes(bytes(taken // PAGE * PAGE))


def seal(folder: Path) -> None:
    """Let nothing more be written to a disk."""
    _mount("mount", "-o", "remount,ro", str(folder))


def _mount(*command: str) -> None:
    subprocess.run(command, check=True)


def namespace() -> list[str] | None:
    """Give the command that runs another one where it may mount; None when nothing here may."""
    for way in (["unshare", "-m"], ["unshare", "-Urm"]):
        try:
            done = subprocess.run(
                [*way, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False, capture_output=True
            )
        except OSError:
            return None
        if done.returncode == 0:
            return way
    return None


def entered(module: str, arguments: Sequence[str]) -> bool:
    """Go on in a mount namespace of our own, by running the module in it; false if there is none to be had."""
    if _INSIDE in os.environ:
        return True
    way = namespace()
    if way is not None:
        command = [*way, sys.executable, "-m", module, *arguments]
        os.execvpe(command[0], command, {**os.environ, _INSIDE: "1"})  # noqa: S606
    sys.stderr.write("left out: neither root nor a user may mount a disk here\n")
    return False
