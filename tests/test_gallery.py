"""The gallery says of each brief what it carries now, and shows pictures that are there."""

import re
from pathlib import Path

from jkreport import Workspace

ROOT = Path(__file__).parents[1]
GALLERY = (ROOT / "docs" / "gallery.md").read_text("utf-8")
DOCUMENTS = {
    "government-record",
    "policy-recommendations",
    "joint-vision",
    "commentary",
    "explainer",
}


def told() -> dict[str, dict[str, int]]:
    """Give the table of counts: by brief, how many of what."""
    rows = [
        [cell.strip(" `") for cell in line.strip("|").split("|")]
        for line in GALLERY.splitlines()
        if re.match(r"\| (?:brief |`)", line)
    ]
    (_, *heads), *briefs = rows
    return {name: dict(zip(heads, map(int, counts), strict=True)) for name, *counts in briefs}


def test_counts_are_those_of_the_briefs() -> None:
    table, workspace = told(), Workspace.open(ROOT)
    assert table.keys() == DOCUMENTS | {"brief-2026"}
    for brief, counts in table.items():
        found = workspace.facts(brief)["counts"]
        assert isinstance(found, dict)
        assert {name: found[name] for name in counts} == counts, brief


def test_every_brief_is_shown() -> None:
    pictures = re.findall(r"\]\((images/[^)]+)\)", GALLERY)
    assert [name for name in pictures if not (ROOT / "docs" / name).is_file()] == []
    assert {brief for brief in DOCUMENTS if f"images/{brief}-" in GALLERY} == DOCUMENTS
