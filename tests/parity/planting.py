"""Faults planted in a copy of a brief: each an edit of one text in one language, as it happens to authors."""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from jkreport import Code
from jkreport.build.loaded import load_workspace
from jkreport.model.text import Origin, Text
from jkreport.parity.texts import groups_of

ROOT = Path(__file__).parents[2]
BRIEF = "brief-2026"

# An edit gives what stands in a text and what is to stand there instead; None where the text offers no place for it.
Edit = tuple[int, str, str]
Make = Callable[[str, random.Random], Edit | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of fault in one language: the code that tells it, and what brings it about."""

    code: Code
    language: str
    make: Make


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """A text of the brief that may be edited, with the lines of its block."""

    owner: str
    language: str
    text: Text
    origin: Origin
    lines: frozenset[tuple[str, int]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Planted:
    """A fault, and the block that it was planted in."""

    kind: Kind
    owner: str
    written: str


def copy_of_workspace(folder: Path) -> Path:
    """Copy the workspace, with a second form for a term, which no term of it has."""
    for each in ("content", "styles"):
        shutil.copytree(ROOT / each, folder / each)
    terms = folder / "content/terms.yaml"
    text = terms.read_text("utf-8")
    for old, new in (
        ("{preferred: 重要鉱物, ", "{preferred: 重要鉱物, allowed: [クリティカルミネラル], "),
        ("{preferred: 핵심광물}", "{preferred: 핵심광물, allowed: [중요광물]}"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    terms.write_text(text, "utf-8")
    return folder


def targets(root: Path) -> list[Target]:
    """Give the running texts of the brief that are written as blocks of lines, which need no quotes."""
    brief = load_workspace(root).brief(BRIEF)
    found = []
    for group in groups_of(brief):
        running = [each for each in group.passages if each.running]
        for passage in running[:1]:
            texts = passage.text.texts
            lines = frozenset(line for text in texts.values() for line in text.lines())
            found += [
                Target(owner=group.owner, language=code, text=text, origin=text.origin, lines=lines)
                for code, text in texts.items()
                if text.origin is not None and text.origin.style == "|"
            ]
    return found


def plant(root: Path, kinds: list[Kind], rng: random.Random) -> Iterator[Planted]:
    """Plant one of each kind that finds a place, no two in one block; the others are left in `kinds`."""
    places = targets(root)
    rng.shuffle(places)
    taken: set[str] = set()
    edits: dict[str, list[tuple[int, str, str]]] = {}
    for kind in dict.fromkeys(kinds):
        for target in places:
            edit = _edit(kind, target, taken, rng)
            if edit is not None:
                taken.add(target.owner)
                kinds.remove(kind)
                start = target.origin.index(target.text.value, edit[0])
                edits.setdefault(target.origin.file, []).append((start, edit[1], edit[2]))
                yield Planted(kind=kind, owner=target.owner, written=edit[2])
                break
    for file, changes in edits.items():
        _write(root / file, changes)


def _edit(kind: Kind, target: Target, taken: set[str], rng: random.Random) -> Edit | None:
    if target.owner in taken or target.language != kind.language:
        return None
    text = target.text.value
    edit = kind.make(text, rng)
    if edit is not None and edit[1][:1].isspace():
        # Places are known of letters, not of the white space between them.
        at, old, new = edit
        edit = at - 1, text[at - 1] + old, text[at - 1] + new
    return edit


def _write(path: Path, changes: list[tuple[int, str, str]]) -> None:
    source = path.read_text("utf-8")
    for start, old, new in sorted(changes, reverse=True):
        assert source.startswith(old, start), (path, start, old)
        line = source[source.rfind("\n", 0, start) + 1 :]
        indented = new.replace("\n", "\n" + line[: len(line) - len(line.lstrip(" "))])
        source = source[:start] + indented + source[start + len(old) :]
    path.write_text(source, "utf-8")


# --- What brings a fault about. --------------------------------------------------------------------


def inserted(*words: str) -> Make:
    """Begin a sentence with one of these words."""

    def make(text: str, rng: random.Random) -> Edit | None:
        starts = [
            match.end() for match in re.finditer(r"[。] ?(?=[一-鿿ァ-ヺ])|[.] (?=[가-힣])", text)
        ]
        return (rng.choice([0, *starts]), "", rng.choice(words)) if starts else None

    return make


def replaced(pattern: str, *words: str) -> Make:
    """Put one of these words in the place of what a pattern matches; it may hold its groups."""

    def make(text: str, rng: random.Random) -> Edit | None:
        marks = pattern.startswith((r"\{", r"\["))
        found = [
            match
            for match in re.finditer(pattern, text)
            if marks or not _inside(text, match.start())
        ]
        if not found:
            return None
        match = rng.choice(found)
        return match.start(), match[0], match.expand(rng.choice(words))

    return make


def raised(pattern: str) -> Make:
    """Add one to a number that a pattern has as its first group."""

    def make(text: str, rng: random.Random) -> Edit | None:
        found = [match for match in re.finditer(pattern, text) if not _inside(text, match.start())]
        if not found:
            return None
        match = rng.choice(found)
        return match.start(1), match[1], str(int(match[1]) + 1)

    return make


def ended(words: str) -> Make:
    """Write more at the end of a text that is short enough for it to count."""

    def make(text: str, rng: random.Random) -> Edit | None:
        del rng
        plain = re.sub(r"\{\{.*?\}\}|\[[@#].*?\]", "", text)
        last = text.rstrip()
        return (len(last) - 1, last[-1], last[-1] + words) if len(plain) < _SHORT else None

    return make


_SHORT = 200


def _inside(text: str, start: int) -> bool:
    """Say whether a place stands within an expression, a reference or a citation."""
    return any(
        match.start() <= start < match.end()
        for match in re.finditer(r"\{\{.*?\}\}|\[[@#].*?\]", text)
    )


KINDS: tuple[tuple[Code, Make, Make], ...] = (
    (
        Code.TERM_FORBIDDEN,
        inserted("北韓と東海では", "獨島では"),
        inserted("북조선과 일본해에서 ", "북조선인민군은 ", "다케시마에서는 "),
    ),
    (
        Code.TERM_OTHER_SIDE,
        inserted("韓日関係では", "韓米日の間で", "中韓日は"),
        inserted("일한 관계에서 ", "미일한은 ", "중일한이 "),
    ),
    (Code.TERM_SEVERAL, inserted("クリティカルミネラルでは"), inserted("중요광물에서는 ")),
    (
        Code.ABBREVIATION_EARLY,
        inserted("THAADでは", "MSPを", "IP4と"),
        inserted("MSP에서 ", "IP4와 "),
    ),
    (
        Code.TERM_COUNTERPART,
        replaced(r"\{\{ term\.\w+ \}\}", "同じもの"),
        replaced(r"\{\{ term\.\w+ \}\}", "같은 것"),
    ),
    (
        Code.NUMBERS_DIFFER,
        inserted("三十二か国の", "47か国の", "３８か国の", "2万6,000人の"),
        inserted("삼십이 개국의 ", "47개국의 ", "2만 6천 명의 "),
    ),
    (Code.DATES_DIFFER, raised(r"(?<![0-9])([1-9])月"), raised(r"(?<![0-9])([1-9])월")),
    (
        Code.NUMBER_TYPED,
        replaced(r"([はの])(?=\{\{ data)", r"\1（57.3％）", r"\1（39ドル）"),
        replaced(r"(?<=[가-힣]) (?=\{\{ data)", " 57.3% 대 ", " 39달러와 "),
    ),
    (
        Code.VALUES_DIFFER,
        replaced(r"\{\{ (?:data|events)\.[^{}]*\}\}", "多く"),
        replaced(r"\{\{ (?:data|events)\.[^{}]*\}\}", "많음"),
    ),
    (Code.CITATIONS_DIFFER, replaced(r"\[@[^\]]*\]", ""), replaced(r"\[@[^\]]*\]", "")),
    (Code.REFERENCES_DIFFER, replaced(r"\[#[^\]]*\]", "図"), replaced(r"\[#[^\]]*\]", "그림")),
    (
        Code.FOOTNOTES_DIFFER,
        replaced(r"。(?=[一-鿿])", "。^[報告書の言い方である。]"),
        replaced(r"\. (?=[가-힣])", ".^[보고서의 표현이다.] "),
    ),
    (
        Code.LISTS_DIFFER,
        ended("\n\n- 一つの項目\n- 別の項目"),
        ended("\n\n- 한 항목\n- 다른 항목"),
    ),
    (
        Code.EMPHASIS_DIFFERS,
        replaced(r"(協力|関係|首脳)", r"**\1**"),
        replaced(r"(협력|관계|정상)(?=[ 은이을의])", r"**\1**"),
    ),
    (Code.SENTENCES_DIFFER, ended("続く。" * 9), ended(" 이어진다." * 9)),
    (
        Code.LENGTHS_DIFFER,
        ended("詳しい事情は両国の関係者の間で今も議論が続いており結論は出ていない。" * 8),
        ended(
            " 자세한 사정은 양국 관계자 사이에서 지금도 논의가 이어지고 있어 결론은 나지 않았다."
            * 8
        ),
    ),
    (
        Code.OTHER_LANGUAGE,
        inserted("한류は", "對話と"),
        inserted("シャトル 외교와 ", "首脳会談 뒤 "),
    ),
    (
        Code.LEFT_BLANK,
        inserted("TODO、", "○○氏は", "XX年に"),
        inserted("TODO ", "○○ 씨는 ", "OO 총리는 "),
    ),
    (Code.WIDTH, replaced(r"20(?=2\d年)", "２０"), replaced(r", (?=[가-힣])", "， ")),
    (
        Code.UNPAIRED,
        inserted("「首脳外交は", "首脳外交』は"),
        inserted("‘정상외교는 ", "정상외교)는 "),
    ),
    (
        Code.SPACING,
        replaced("(?!)", ""),
        replaced(r"(?<=[0-9]년) (?=[0-9])", ""),
    ),  # Korean alone parts by spaces
)


def all_kinds(each: int) -> list[Kind]:
    """Give so many of each kind of fault in each language; what has no place in Japanese is Korean's twice."""
    kinds = []
    for code, japanese, korean in KINDS:
        first = ("ko", korean) if code is Code.SPACING else ("ja", japanese)
        for language, make in (first, ("ko", korean)):
            kinds += [Kind(code=code, language=language, make=make)] * each
    return kinds
