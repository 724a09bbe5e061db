"""What checks cost: of what was checked before, of what was changed, and of a hundred briefs."""

import shutil
import sys
from collections.abc import Iterator
from functools import partial
from itertools import count as counted
from pathlib import Path

from tests.bench.changing import BRIEF_FILE, CELL, CELL_FILE, WORDS, copied
from tests.bench.measuring import JKREPORT, ROOT, Row, Run, compared, pairs, run

PANDAS = (sys.executable, "-c", "import pandas")
BRIEF = """title: {{ja: 例 {number}, ko: 예 {number}}}
as_of: 2026-03-16
editions: [ja, ko]
citations: notes
sections: [part-{number}]
"""
SECTION = """title: {{ja: 章 {number}, ko: 장 {number}}}
blocks:
""" + "".join(
    f"""  - id: words-{block}
    text:
      ja: 貿易額は{{{{{{{{ data.trade.total[2011] }}}}}}}}で、会談は{{{{{{{{ events.summits.count }}}}}}}}を数えた。
      ko: 무역액은 {{{{{{{{ data.trade.total[2011] }}}}}}}}이며 회담은 {{{{{{{{ events.summits.count }}}}}}}} 열렸다.
"""
    for block in range(20)
)


def checks(brief: str, count: int, folder: Path) -> list[Row]:
    """Measure checks in a fresh process: of a brief as it was before, and of one looked at anew."""
    kept = {"JKREPORT_CACHE": str(folder / "checked")}
    again = partial(run, [JKREPORT, "check", brief], kept)
    anew = partial(run, [JKREPORT, "check", brief, "--no-cache"])
    pandas = partial(run, PANDAS)
    against = '`python -c "import pandas"`'
    return [
        compared("check, nothing changed", list(pairs(again, pandas, count)), 1.0, against),
        compared("check, all anew", list(pairs(anew, pandas, count)), None, against),
        *changed_checks(brief, count, folder),
        *many_briefs(count, folder),
    ]


def changed_checks(brief: str, count: int, folder: Path) -> Iterator[Row]:
    """Measure checks after a sentence, and after a cell of the data has changed."""
    root, kept = copied(folder / "edited"), {"JKREPORT_CACHE": str(folder / "edited-checked")}
    check = [JKREPORT, "check", brief, "--workspace", str(root)]
    run(check, kept)
    numbers = counted(62)

    def changed(path: Path, old: str, new: str) -> Run:
        text, number = path.read_text("utf-8"), next(numbers)
        # A digit in one language alone would be a fault.
        new = new.format(number=number, letter=chr(ord("가") + number))
        path.write_text(text.replace(old, new), "utf-8")
        try:
            return run(check, kept)
        finally:
            path.write_text(text, "utf-8")

    for what, file, old, new in (
        ("a sentence changed", BRIEF_FILE, WORDS, f"{{letter}} {WORDS}"),
        ("a cell changed", CELL_FILE, CELL, "2024,{number}"),
    ):
        measured = pairs(partial(changed, root / file, old, new), partial(run, PANDAS), count)
        yield compared(f"check, {what}", list(measured), None, "`import pandas`")


def many_briefs(count: int, folder: Path) -> list[Row]:
    """Measure the check of a workspace of a hundred briefs: when nothing has changed, and when one text has."""
    root, kept = folder / "hundred", {"JKREPORT_CACHE": str(folder / "hundred-checked")}
    lay_hundred_briefs(root)
    check = [JKREPORT, "check", "--workspace", str(root)]
    run(check, kept)
    text, numbers = root / "content/sections/part-7.yaml", counted(1)

    def changed() -> Run:
        text.write_text(SECTION.format(number=f"7-{next(numbers)}"), "utf-8")
        return run(check, kept)

    return [
        compared(
            "check of 100 briefs, nothing changed",
            list(pairs(partial(run, check, kept), partial(run, PANDAS), count)),
            None,
            "`import pandas`",
        ),
        compared(
            "check of 100 briefs, a text changed",
            list(pairs(changed, partial(run, PANDAS), count)),
            None,
            "`import pandas`",
        ),
    ]


def lay_hundred_briefs(root: Path) -> None:
    """Make a hundred briefs of twenty paragraphs each, with the store of this repository."""
    shutil.copytree(
        ROOT / "content",
        root / "content",
        ignore=shutil.ignore_patterns("briefs", "sections", "*.lock"),
    )
    for name in ("briefs", "sections"):
        (root / "content" / name).mkdir()
    for number in range(100):
        (root / f"content/briefs/brief-{number}.yaml").write_text(
            BRIEF.format(number=number), "utf-8"
        )
        (root / f"content/sections/part-{number}.yaml").write_text(
            SECTION.format(number=number), "utf-8"
        )
