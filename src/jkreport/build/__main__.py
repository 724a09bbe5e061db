"""A build in a process of its own, as `build --check` starts it.

Arguments: CONTROL LIFELINE ROOT OUT JOBS MARKS BRIEF and the editions.
"""

import os
import sys
from pathlib import Path

from jkreport.build.conduct import build
from jkreport.build.order import Order
from jkreport.children import tie_to

if __name__ == "__main__":
    _, lifeline, root, out, jobs, marks, brief, *editions = sys.argv[1:]
    tie_to(int(lifeline))
    os.umask(0o077)
    order = Order(
        brief=brief,
        editions=tuple(editions),
        out=Path(out),
        jobs=int(jobs),
        force=True,
        marks=marks,
        cache=False,
    )
    report = build(Path(root), order)
    for each in report.diagnostics:
        sys.stderr.write(f"{each.place}: {each.message}\n")
    sys.exit(0 if report.ok else 1)
