"""The benchmark's own switch works on what the repository holds now."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_a_brief_is_read_with_its_guards_off() -> None:
    folder = ROOT / "tests" / "bench" / "unguarded"
    command = [sys.executable, "-m", "jkreport", "check", "brief-2026", "--no-cache", "--quiet"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
