"""Print what every brief is composed to, by hashes: from process to process they are the same."""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from jkreport.build.composing import context_of
from jkreport.build.loaded import Loaded, load_workspace
from jkreport.build.tracing import record_of_editions
from jkreport.compose import compose
from jkreport.drawing import Blank
from jkreport.provenance.written import record_json


def hashes(loaded: Loaded, name: str) -> Iterator[str]:
    """Give a line for each edition of a brief, and one for its record; drawings are empty."""
    brief = loaded.brief(name)
    style, records = loaded.style(brief), []
    for edition in brief.editions:
        composed = compose(context_of(loaded, brief, edition, style, Blank()))
        records.append(composed.record)
        yield f"{name} {edition.id} {_hash(composed.html)} {_hash(composed.printed)}"
    record = record_json(record_of_editions(loaded, brief, records)).decode()
    yield f"{name} record {_hash(record)}"
    yield from (f"{name} {each}" for each in loaded.problems.sorted())


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    root = Path(sys.argv[1])
    for path in sorted((root / "content" / "briefs").glob("*.yaml")):
        sys.stdout.writelines(f"{line}\n" for line in hashes(load_workspace(root), path.stem))
