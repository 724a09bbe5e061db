"""Change cells of brief-2026's data, one at a time; say whether every place that `uses` names followed, and no other.

changed_cells 50                so many cells, chosen by chance
"""

import sys
import tempfile
from pathlib import Path

from tests.provenance._cells import ROOT, chosen, state_of, tried


def campaign(count: int) -> int:
    """Change them all; give the number of those of which something doesn't hold."""
    before = state_of(ROOT)
    wrong = places = contradicted = 0
    cells = chosen(before.record, count)
    with tempfile.TemporaryDirectory() as folder:
        for cell in cells:
            outcome = tried(cell, before, Path(folder))
            places += outcome.places
            contradicted += outcome.contradicted
            wrong += bool(outcome.wrong)
            for each in outcome.wrong:
                print(f"{cell.table}.{cell.measure}[{', '.join(cell.key)}]: {each}", flush=True)
    print(
        f"{len(cells)} cells, {places} places in {len(before.blocks)} editions: {wrong} wrong,"
        f" {contradicted} stopped at sentences that they contradict"
    )
    return wrong


def main() -> int:
    """Run as many as are asked for."""
    return min(campaign(int(sys.argv[1]) if len(sys.argv) > 1 else 50), 1)


if __name__ == "__main__":
    sys.exit(main())
