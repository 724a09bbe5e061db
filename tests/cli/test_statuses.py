"""Every exit status that the command line has, brought about in a process of its own."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jkreport.build.locks import locked

Start = Callable[..., subprocess.Popen[str]]
BROKEN = """
from jkreport import cli, workspace
def check_each(self, briefs, *, cache):
    raise RuntimeError("a fault of jkreport itself")
workspace.Workspace.check_each = check_each
cli.main()
"""
SHORT = """
from functools import partial
from jkreport import cli
from jkreport.build import making
from jkreport.children import Limits
from jkreport.drawing import Compiler
making.Compiler = partial(Compiler, limits=Limits(wall=0.001))
cli.main()
"""


def status_of(folder: Path, *words: str, program: str = "") -> int:
    command = ("-c", program) if program else ("-m", "jkreport")
    ended = subprocess.run(
        [sys.executable, *command, *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in ended.stderr
    return ended.returncode


def test_0_when_all_is_well(minimal: Path) -> None:
    assert status_of(minimal, "check", "minimal") == 0


def test_1_when_content_is_to_be_mended(minimal: Path) -> None:
    (minimal / "content/sources.yaml").write_text("a: [")
    assert status_of(minimal, "check", "minimal") == 1


def test_2_when_the_command_is_mistyped(minimal: Path) -> None:
    assert status_of(minimal, "chekc") == 2


def test_4_when_what_stands_could_not_be_made_again(minimal: Path) -> None:
    assert status_of(minimal, "lock") == 0
    with (minimal / "content/sources.yaml").open("a") as sources:
        sources.write("# another byte\n")
    assert status_of(minimal, "lock", "--check") == 4


def test_70_when_the_fault_is_its_own(minimal: Path) -> None:
    assert status_of(minimal, "check", "minimal", program=BROKEN) == 70


def test_74_when_an_output_cannot_be_written(minimal: Path) -> None:
    (minimal / "build").write_text("a file")
    assert status_of(minimal, "build", "minimal") == 74


def test_75_when_another_process_builds(minimal: Path) -> None:
    with locked(minimal / "build", "minimal", wait=True, on_wait=None):
        assert status_of(minimal, "build", "minimal", "--no-wait") == 75


def test_124_when_it_takes_too_long(minimal: Path) -> None:
    assert status_of(minimal, "build", "minimal", "--no-cache", program=SHORT) == 124


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_130_and_143_when_it_is_told_to_end(
    started: Start, minimal: Path, number: signal.Signals, status: int
) -> None:
    with locked(minimal / "build", "minimal", wait=True, on_wait=None):
        process = started(minimal, "build", "minimal")
        assert process.stderr is not None
        assert "is being built by process" in process.stderr.readline()
        process.send_signal(number)
        process.communicate(timeout=60)
    assert process.returncode == status
