"""Small workspaces, laid from the one of the case files."""

import shutil
from collections.abc import Mapping
from pathlib import Path

BASE = Path(__file__).parents[1] / "cases" / "base"

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


def laid(folder: Path, part: str = PART, files: Mapping[str, str] | None = None) -> Path:
    """Copy the workspace into a new folder, with a section and other files in place of its own."""
    root = Path(shutil.copytree(BASE, folder))
    for path, text in {"content/sections/part.yaml": part, **(files or {})}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root
