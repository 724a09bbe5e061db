"""Change cells of brief-2026's data, one at a time; say whether every place that `uses` names followed, and no other.

changed_cells 50                so many cells, chosen by chance
changed_cells 50 --pdf          the PDFs of all editions are built for each, and compared, too
"""

import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.provenance._cells import ROOT, chosen, state_of, tried
from tests.provenance._pages import Printed, in_print, printed_of


def campaign(count: int, *, pdf: bool) -> int:
    """Change them all; give the number of those of which something doesn't hold."""
    before = state_of(ROOT)
    further = in_print(_printed_as_it_is()) if pdf else None
    wrong = places = contradicted = 0
    cells = chosen(before.record, count)
    with tempfile.TemporaryDirectory() as folder:
        for cell in cells:
            outcome = tried(cell, before, Path(folder), further)
            places += outcome.places
            contradicted += outcome.contradicted
            wrong += bool(outcome.wrong)
            for each in outcome.wrong:
                print(f"{cell.table}.{cell.measure}[{', '.join(cell.key)}]: {each}", flush=True)
    print(
        f"{len(cells)} cells, {places} places in {len(before.blocks)} editions: {wrong} wrong,"
        f" {contradicted} stopped at a sentence that they contradict or a rule that they break"
        f"{', PDFs compared' if pdf else ''}"
    )
    return wrong


def _printed_as_it_is() -> Mapping[str, Printed]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        shutil.copytree(ROOT / "content", root / "content")
        return printed_of(root)


def main() -> int:
    """Run as many as are asked for."""
    numbers = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    return min(campaign(*(numbers or [50]), pdf="--pdf" in sys.argv), 1)


if __name__ == "__main__":
    sys.exit(main())
