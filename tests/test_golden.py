"""Briefs as they were when somebody last looked: what their pages show, how they are tagged, and their bytes.

`python3 noxfile.py golden` renews `tests/golden/` after a change that is meant, and shows what has changed.
"""

import io
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from tests.published import EVERY_BRIEF, outputs_of

from jkreport.typeset.pdf.content import Content, content_of

pytestmark = pytest.mark.typeset

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"
# The tags as text are large: they are kept where outputs are, for the next renewal to compare with.
KEPT = ROOT / "build" / "golden"
RENEWING = bool(os.environ.get("JKREPORT_CORRECT"))
RENEW = "if this is meant, look at the pages and then renew: python3 noxfile.py golden"
SHOWN = 400
# Measured to change nothing (docs/reliability.md, R2); what runs is not what was recorded on every machine.
INDIFFERENT = {"python"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """A brief that was built: its manifest, and what its PDFs show by edition."""

    folder: Path
    manifest: Mapping[str, Any]
    contents: Mapping[str, Content]

    @property
    def name(self) -> str:
        return str(self.manifest["brief"])

    @property
    def record(self) -> dict[str, Any]:
        """Give what is kept in git."""
        return {
            "versions": {
                name: version
                for name, version in self.manifest["versions"].items()
                if name not in INDIFFERENT
            },
            "fonts": sorted(
                {f"{each['file']} {each['sha256']}" for each in self.manifest["fonts"]}
            ),
            "editions": {
                edition: {
                    "sha256": self.manifest["outputs"][f"{self.name}.{edition}.pdf"]["sha256"],
                    "content": content.sha256,
                    "tags": content.tags_sha256,
                    "pages": pages_of(content),
                }
                for edition, content in self.contents.items()
            },
        }

    def kept(self, edition: str) -> Path:
        return KEPT / f"{self.name}.{edition}.tags.txt"


def pages_of(content: Content) -> list[str]:
    """Give a line for each page: the beginning of its hash, and how many of each tag begin on it."""
    counts = content.tags_of_pages()
    return [
        " ".join(
            [sha256[:12], *(f"{tag} {number}" for tag, number in counts.get(page, {}).items())]
        )
        for page, sha256 in enumerate(content.pages, 1)
    ]


def built_in(folder: Path) -> Built:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    return Built(
        folder=folder,
        manifest=manifest,
        contents={
            edition: content_of((folder / f"{manifest['brief']}.{edition}.pdf").read_bytes())
            for edition in manifest["editions"]
        },
    )


@pytest.fixture(scope="module", params=EVERY_BRIEF)
def brief(request: pytest.FixtureRequest) -> Built:
    """Give a brief that was built once for all tests; renew what is kept of it where that is asked for."""
    built = built_in(outputs_of(request.param, request))
    if RENEWING:
        renew(built)
    return built


def golden(brief: Built) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((GOLDEN / f"{brief.name}.json").read_bytes())
    return found


def test_pages_show_what_they_showed(brief: Built) -> None:
    recorded = comparable(brief)
    for edition, now in brief.record["editions"].items():
        before = recorded["editions"].get(edition, {"content": "", "pages": []})
        assert now["content"] == before["content"], (
            f"{brief.name} {edition}: {pages_told(before['pages'], now['pages'])}; {RENEW}"
        )
    assert brief.record["editions"].keys() == recorded["editions"].keys()


def test_tags_are_what_they_were(brief: Built) -> None:
    recorded = comparable(brief)
    for edition, now in brief.record["editions"].items():
        before = recorded["editions"].get(edition, {"tags": "", "pages": []})
        assert now["tags"] == before["tags"], (
            f"{brief.name} {edition}: the tags have changed: "
            f"{pages_told(before['pages'], now['pages'])}; {RENEW}"
        )


def test_files_are_the_same_bytes(brief: Built) -> None:
    recorded = comparable(brief)
    others = [
        f"{name} {recorded['versions'].get(name)} recorded, {brief.record['versions'].get(name)} here"
        for name in sorted(recorded["versions"].keys() | brief.record["versions"].keys())
        if recorded["versions"].get(name) != brief.record["versions"].get(name)
    ]
    if others:
        pytest.skip(f"BYTES OF {brief.name} NOT COMPARED, other versions: {'; '.join(others)}")
    before, now = (
        {edition: each["sha256"] for edition, each in record["editions"].items()}
        for record in (recorded, brief.record)
    )
    assert now == before, RENEW


def test_no_file_tells_where_it_was_made(brief: Built) -> None:
    places = (ROOT, brief.folder, Path.home(), Path(tempfile.gettempdir()))
    for file in sorted(brief.folder.iterdir()):
        told = unpacked(file.read_bytes()) if file.suffix == ".pdf" else file.read_bytes()
        assert [str(each) for each in places if str(each).encode() in told] == [], file.name


def unpacked(pdf: bytes) -> bytes:
    """Give all that a PDF says, its streams without their filters."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        objects = [
            each.unparse(resolved=True)
            + (each.read_bytes() if isinstance(each, pikepdf.Stream) else b"")
            for each in document.objects
        ]
    return b"\n".join(objects)


def comparable(brief: Built) -> dict[str, Any]:
    """Give what was recorded; with other fonts every page is another, and nothing can be compared."""
    recorded = golden(brief)
    others = sorted(set(brief.record["fonts"]) - set(recorded["fonts"]))
    if others:
        pytest.skip(f"NOTHING OF {brief.name} COMPARED, other fonts: {'; '.join(others)}")
    return recorded


def pages_told(before: list[str], now: list[str]) -> str:
    changed = [
        str(page) for page, (old, new) in enumerate(zip(before, now, strict=False), 1) if old != new
    ]
    told = f"pages {', '.join(changed)} have changed" if changed else "no page has changed"
    return told if len(before) == len(now) else f"{told}, {len(before)} pages are {len(now)} now"


def renew(brief: Built) -> None:
    """Write what is kept, and show what has changed."""
    path = GOLDEN / f"{brief.name}.json"
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(brief.record, indent=1, ensure_ascii=False) + "\n"
    renew_text(path, text)
    for edition, content in brief.contents.items():
        brief.kept(edition).parent.mkdir(parents=True, exist_ok=True)
        renew_text(brief.kept(edition), content.tag_text())


def renew_text(path: Path, text: str) -> None:
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(text, "utf-8")
    name = path.relative_to(ROOT).as_posix()
    lines = [
        *unified_diff(before.splitlines(), text.splitlines(), name, name, "before", "now", 1, "")
    ]
    if not before:
        lines = [f"{name} is new, {len(text.splitlines())} lines"]
    more = [f"… and {len(lines) - SHOWN} lines more"] if len(lines) > SHOWN else []
    # Past the capture of the test runner: these lines are what the renewal is for.
    for line in [*lines[:SHOWN], *more]:
        sys.__stdout__.write(f"{line}\n") if sys.__stdout__ else None
