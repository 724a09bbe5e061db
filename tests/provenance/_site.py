"""Small workspaces, laid from the one of the case files."""

import shutil
from collections.abc import Mapping
from pathlib import Path

BASE = Path(__file__).parents[1] / "cases" / "base"
TRADE, SUMMITS = "content/data/trade.csv", "content/events/summits.yaml"
SECTION = "content/sections/part.yaml"

PART = """\
title: {ja: 章, ko: 장}
blocks:
  - id: words
    text:
      ja: 輸入は{{ NOW }}で、{{ NOW.change_from(BEFORE) }}増えた。
      ko: 수입은 {{ NOW }}로, {{ NOW.change_from(BEFORE) }} 늘었다.
  - id: goods
    table: trade
    caption: {ja: 輸入, ko: 수입}
    columns: [year, flow, amount]
    rows: {where: {flow: [imports]}}
  - id: meetings
    timeline: summits
    caption: {ja: 会談, ko: 회담}
    form: table
""".replace("NOW", 'data.trade.amount[2025, "imports"]').replace(
    "BEFORE", 'data.trade.amount[2024, "imports"]'
)
PLAIN = """\
  - id: plain
    text:
      ja: 貿易は伸びた。課題は残る。
      ko: 무역이 늘었다. 과제는 남아 있다.
"""


def laid(folder: Path, part: str = PART, files: Mapping[str, str] | None = None) -> Path:
    """Copy the workspace into a new folder, with a section and other files in place of its own."""
    root = Path(shutil.copytree(BASE, folder))
    for path, text in {SECTION: part, **(files or {})}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def change(root: Path, path: str, old: str, new: str) -> None:
    """Put a text in the place of another, wherever that stands in a file."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")
