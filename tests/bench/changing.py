"""What the benchmarks change, over and over, in a copy of the workspace of this repository."""

import shutil
from pathlib import Path

from tests.bench.measuring import ROOT

# A sentence of the Korean edition and of the pair.
BRIEF_FILE, WORDS, CHANGED = (
    "content/briefs/brief-2026.yaml",
    "실행으로 옮기기",
    "실행으로 {}번 옮기기",
)

# A cell that sentences, a key number and worked-out values print.
CELL_FILE, CELL = "content/data/investment.csv", "2024,61"


def copied(root: Path) -> Path:
    """Copy the content and the styles of this repository into a new folder."""
    for each in ("content", "styles"):
        shutil.copytree(ROOT / each, root / each)
    return root


def holding_one(path: Path, words: str) -> str:
    """Read a file that is to be changed at one place; where it hasn't this one place any more the measurement ends."""
    text = path.read_text("utf-8")
    if text.count(words) != 1:
        raise SystemExit(f"bench: {path.name} has no longer one '{words}'")
    return text
