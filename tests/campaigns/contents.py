"""A6: page numbers in the contents, of tables and of figures against the pages, in briefs of up to 200 pages."""

import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._ground import Brief

from jkreport.typeset.pdf import bare, read_structure

_CODES = ("ja", "ko", "en")
_SENTENCES = {
    "ja": "両政府は合意を踏まえ、{}回目の協議を定例化し、その成果を毎年公表する。",
    "ko": "양국 정부는 합의를 바탕으로 {}번째 협의를 정례화하고 그 성과를 해마다 공표한다. ",
    "en": "Both governments hold talks for the {}th time and publish what came of them. ",
}
_TITLES = {"ja": "第{}回の協議", "ko": "{}번째 협의", "en": "Talks number {}"}
# Prose of the longest brief, in sentences: some two hundred pages.
_LONGEST = 7000
_STYLES = ("policy-brief", "report")
_DEEPEST = 3


class Writer:
    """Writes the sections of one brief, by chance."""

    def __init__(self, root: Path, chance: random.Random, sentences: int) -> None:
        self.root = root
        self.chance = chance
        self.left = sentences
        self.written = 0

    def sections(self) -> list[str]:
        """Write sections until all sentences are spent; give their names."""
        names: list[str] = []
        while self.left > 0:
            names.append(f"part-{len(names)}")
            text = json.dumps(self.section(depth=1), ensure_ascii=False)
            (self.root / f"content/sections/{names[-1]}.yaml").write_text(text, "utf-8")
        return names

    def section(self, depth: int) -> dict[str, object]:
        """Give a section: text, perhaps a table and a figure, perhaps sections of its own."""
        self.written += 1
        number, below = self.written, self.chance.randint(0, 5) if depth < _DEEPEST else 0
        return {
            "title": self._phrase(_TITLES, number, self.chance.randint(1, 4)),
            "blocks": [*self._blocks(number)],
            "sections": [
                {"id": f"s-{number}-{each}", **self.section(depth + 1)} for each in range(below)
            ],
        }

    def _blocks(self, number: int) -> Iterator[dict[str, object]]:
        many = round(self.chance.expovariate(1 / 25))
        self.left -= max(many, 1)
        notes = (
            "^[" + "注" * self.chance.randint(5, 90) + "]" if self.chance.random() < 1 / 4 else ""
        )
        if many:
            texts = {
                code: sentence.format(number) * many + notes
                for code, sentence in _SENTENCES.items()
            }
            yield {"id": f"text-{number}", "text": texts}
        caption = self._phrase(_TITLES, number, 1)
        if self.chance.random() < 1 / 4:
            yield {"id": f"table-{number}", "table": "travellers", "caption": caption}
        if self.chance.random() < 1 / 8:
            chart = {"chart": "travellers", "line": {"x": "year", "y": "people"}}
            yield {"id": f"chart-{number}", **chart, "caption": caption, "alt": caption}

    @staticmethod
    def _phrase(words: Mapping[str, str], number: int, times: int) -> dict[str, str]:
        return {code: " ".join([text.format(number)] * times) for code, text in words.items()}


def lay(folder: Path, seed: int) -> Brief:
    """Write a brief by chance."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    brief = _ground.minimal(folder)
    for path in (brief.root / "content/sections").iterdir():
        path.unlink()
    (brief.root / "content/briefs/english.yaml").unlink()
    code = chance.choice(_CODES)
    names = Writer(brief.root, chance, round(_LONGEST * chance.random() ** 3)).sections()
    front = {
        "title": dict.fromkeys(_CODES, "A6"),
        "numbered": False,
        "blocks": [
            {"id": "contents", "contents": {"depth": chance.randint(1, _DEEPEST)}},
            {"id": "lists", "lists": ["tables", "figures"]},
        ],
    }
    (brief.root / "content/sections/front.yaml").write_text(json.dumps(front), "utf-8")
    back = {
        "title": dict.fromkeys(_CODES, "A6"),
        "blocks": [{"id": "works", "bibliography": {}}],
    }
    (brief.root / "content/sections/back.yaml").write_text(json.dumps(back), "utf-8")
    content = {
        "title": dict.fromkeys(_CODES, "A6"),
        "as_of": "2026-01-31",
        "authors": [{"name": dict.fromkeys(_CODES, "A6")}],
        "style": chance.choice(_STYLES),
        "editions": [code],
        "sections": ["front", *names, "back"],
    }
    (brief.root / "content/briefs/minimal.yaml").write_text(json.dumps(content), "utf-8")
    return brief


def tried(seed: int) -> tuple[str, int]:
    """Build a brief; say how it ended, and how many pages it has."""
    with tempfile.TemporaryDirectory() as folder:
        brief = lay(Path(folder), seed)
        ended = brief.build("--no-cache", "--format", "json")
        if ended.status:
            unsettled = ended.status == 1 and "JK605" in ended.out
            return ("told" if unsettled else f"not built: {ended.out}{ended.err}"), 0
        (pdf,) = brief.folder.glob("*.pdf")
        tagged = read_structure(pdf.read_bytes())
        wrong, entries = 0, tagged.root.all("TOCI")
        for entry in entries:
            (link,) = entry.all("Link")
            number = bare(entry.text).rpartition(bare(link.text))[2]
            wrong += number != str(link.links[0].target)
        return ("right" if entries and not wrong else f"{wrong} of {len(entries)} wrong"), len(
            tagged.pages
        )


def main() -> int:
    """Run the campaign and print its row."""
    asked = _ground.arguments(__doc__, count=100)
    outcomes: Counter[str] = Counter()
    pages = []
    for seed in range(asked.seed, asked.seed + asked.count):
        outcome, many = tried(seed)
        outcomes[outcome] += 1
        pages.append(many)
        if outcome != "right":
            sys.stderr.write(f"seed {seed}: {outcome}\n")
    right, told = outcomes["right"], outcomes["told"]
    reached = f"{right} of {asked.count} right, {told} told"
    reached += f"; up to {max(pages)} pages, {sum(pages):,} in all"
    held = right + told == asked.count
    what = "page numbers in contents and lists, briefs of up to 200 pages"
    return _ground.tell("A6", what, "0 wrong", reached, held=held)


if __name__ == "__main__":
    sys.exit(main())
