"""A build in a process of its own, as `build --check` starts it: ROOT OUT JOBS BRIEF and the editions."""

import sys
from pathlib import Path

from jkreport.build.conduct import build
from jkreport.build.order import Order

if __name__ == "__main__":
    root, out, jobs, brief, *editions = sys.argv[1:]
    order = Order(
        brief=brief,
        editions=tuple(editions),
        out=Path(out),
        jobs=int(jobs),
        force=True,
        cache=False,
    )
    report = build(Path(root), order)
    for each in report.diagnostics:
        sys.stderr.write(f"{each.place}: {each.message}\n")
    sys.exit(0 if report.ok else 1)
