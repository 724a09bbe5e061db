"""P1: what is as large as may be is still built: 2,000 rows of a table, 200 pages, a picture of 25 megapixels."""

import json
import resource
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from tests.campaigns import _ground
from tests.campaigns._ground import Brief

_SECONDS, _BYTES = 60.0, 3 << 29
_ROWS, _PAGES, _SIDE = 2000, 200, 5000
_PARAGRAPHS = 520
_TITLE = "title: {ja: 限り, ko: 한계, en: Limits}\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Built:
    """What a build took: seconds, the memory of its largest process, and the pages of its largest edition."""

    seconds: float
    memory: int
    pages: int


def table(root: Path) -> None:
    """Write a table with as many rows as are printed, in ten columns."""
    measures = [f"m{number}" for number in range(9)]
    rows = [
        f"{year}," + ",".join(str(year * (number + 3) % 9973) for number in range(len(measures)))
        for year in range(1, _ROWS + 1)
    ]
    data = root / "content/data"
    (data / "long.csv").write_text(f"year,{','.join(measures)}\n" + "\n".join(rows) + "\n")
    labels = "".join(
        f"  {name}: {{type: integer, unit: person, label: {{ja: 列{name}, ko: 열{name}, en: {name}}}}}\n"
        for name in measures
    )
    (data / "long.yaml").write_text(
        f"{_TITLE}keys:\n  year: {{type: integer, label: {{ja: 番号, ko: 번호, en: Number}}}}\n"
        f"measures:\n{labels}sources: [port-2026]\nas_of: 2026-01-15\n",
        "utf-8",
    )
    _section(
        root, "  - id: long\n    table: long\n    caption: {ja: 長い表, ko: 긴 표, en: Long}\n"
    )


def prose(root: Path) -> None:
    """Write text for two hundred pages in each language."""
    paragraphs = {
        "ja": "両政府は首脳会談の合意を踏まえ、経済と安全保障にわたる協議を定例化し、その成果を毎年公表する。"
        * 9,
        "ko": "양국 정부는 정상회담의 합의를 바탕으로 경제와 안보에 걸친 협의를 정례화하고 그 성과를 해마다 공표한다. "
        * 9,
        "en": "Both governments hold regular talks and publish what came of them. " * 9,
    }
    texts = "".join(
        f"      {code}: |\n"
        + "".join(f"        {number}. {paragraph}\n\n" for number in range(_PARAGRAPHS // 10))
        for code, paragraph in paragraphs.items()
    )
    blocks = "".join(f"  - id: prose-{number}\n    text:\n{texts}" for number in range(10))
    _section(root, blocks)


def picture(root: Path) -> None:
    """Draw a picture with as many pixels as may be."""
    (root / "content/images").mkdir()
    gradient = Image.linear_gradient("L").resize((_SIDE, _SIDE))
    Image.merge("RGB", (gradient, gradient.rotate(90), gradient.rotate(180))).save(
        root / "content/images/large.png"
    )
    _section(
        root,
        "  - id: large\n    image: large.png\n    caption: {ja: 大きい, ko: 큰, en: Large}\n"
        "    alt: {ja: 大きい絵, ko: 큰 그림, en: A large picture}\n",
    )


LARGE: Mapping[str, Callable[[Path], None]] = {
    f"{_ROWS:,} rows": table,
    f"{_PAGES} pages": prose,
    "25 Mpixel": picture,
}


def _section(root: Path, blocks: str) -> None:
    path = root / "content/sections/routes.yaml"
    bibliography = "  - id: works\n    bibliography: {}\n"
    path.write_text(f"{_TITLE}blocks:\n{blocks}{bibliography}", "utf-8")


def build(brief: Brief) -> Built:
    """Build all editions of a brief from the start."""
    ended = brief.build("--no-cache", "--format", "json")
    if ended.status:
        raise SystemExit(f"it can't be built:\n{ended.out}{ended.err}")
    (told,) = json.loads(ended.out)["briefs"]
    # That of the largest child of all so far; each brief is built in a process of its own.
    parent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return Built(
        seconds=ended.seconds,
        memory=max(parent, *(each["peak_memory"] for each in told["editions"])),
        pages=max(each["pages"] for each in told["editions"]),
    )


def main() -> int:
    """Run the campaign and print its row."""
    _ground.arguments(__doc__)
    reached, held = [], True
    for name, write in LARGE.items():
        with tempfile.TemporaryDirectory() as folder:
            brief = _ground.minimal(Path(folder))
            write(brief.root)
            built = build(brief)
        reached.append(
            f"{name}: {built.seconds:.0f} s, {built.memory / (1 << 30):.2f} GiB, {built.pages} pages"
        )
        held = held and built.seconds <= _SECONDS and built.memory <= _BYTES
        if name.endswith("pages"):
            held = held and built.pages >= _PAGES
    what = "table of 2,000 rows, 200 pages, picture of 25 Mpixel; three editions each"
    return _ground.tell("P1", what, "≤ 60 s, ≤ 1.5 GiB", "; ".join(reached), held=held)


if __name__ == "__main__":
    sys.exit(main())
