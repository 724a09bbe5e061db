"""Texts as long as a report, in each language: every line, every glyph, every letter is looked at."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import cycle, pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.build.making import line_rules
from jkreport.compose import compose
from jkreport.drawing import Compiler
from jkreport.languages import LANGUAGES
from jkreport.typeset import Job, Typeset, Typesetter

pytestmark = pytest.mark.typeset

ROOT = Path(__file__).parents[2]
LETTERS = 70_000
LEADING = 17
STYLE = """
@page { size: 160mm 240mm; margin: 15mm }
body { margin: 0 }
html { font: 10pt/1.7 'Noto Serif CJK JP' }
:lang(ko) { font-family: 'Noto Serif CJK KR' }
p { margin: 0; text-align: justify; text-indent: 1em }
"""
RIGHT = 145 / 25.4 * 72
RULES = {code: line_rules(language) for code, language in LANGUAGES.items()}
FACES = {"ja": "Noto-Serif-CJK-JP", "ko": "Noto-Serif-CJK-KR"}
# JLREQ 3.1.7 and 3.1.8, as a reader would list them; not taken from what is tested.
NEVER_FIRST = (
    "、。，．・：；？！）」』】〕〉》］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョヶ々ゝ％%)]"
)
NEVER_LAST = "（「『【〔〈《［｛(["
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


@dataclass(frozen=True, kw_only=True, slots=True)
class Long:
    """A long text, what came of it by the rules, and by the engine alone."""

    paragraphs: Sequence[str]
    set: Typeset
    plain: Typeset
    folder: Path

    def said(self, *options: str) -> str:
        """Extract the text by poppler."""
        (self.folder / "a.pdf").write_bytes(self.set.pdf)
        command = ["pdftotext", *options, "-enc", "UTF-8", "a.pdf", "-"]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, check=True)
        return done.stdout.decode()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line, where it ends on the page, in points, and whether it is its paragraph's last."""

    text: str
    right: float
    last: bool


def paragraphs(code: str) -> list[str]:
    """Give the running text of the brief in this repository as it is printed, again and again."""
    loaded = load_workspace(ROOT)
    brief = loaded.brief("brief-2026")
    edition = next(each for each in brief.editions if each.id == code)
    with Compiler() as compiler:
        context = context_of(loaded, brief, edition, loaded.style(brief), compiler)
        html = compose(context).html
    bodies = re.findall(r"<p>(.*?)</p>", html, re.DOTALL)
    plain = [
        re.sub(r'<(a|span) class="(?:cite|note)".*?</\1>|<[^>]*>', "", each) for each in bodies
    ]
    printed = [" ".join(unescape(each).split()) for each in plain]
    whole = [each for each in printed if len(each) > 60]
    found: list[str] = []
    for each in cycle(whole):
        found.append(each)
        if sum(map(len, found)) > LETTERS:
            return found
    return found


def typeset_by(typesetter: Typesetter, code: str, found: Sequence[str]) -> tuple[Typeset, Typeset]:
    body = "".join(f"<p>{escape(each)}" for each in found)
    html = f"<html lang={code}><title>a</title><style>{STYLE}</style><body>{body}"
    ours = typesetter.submit(Job(name="a", html=html, rules=RULES))
    plain = typesetter.submit(Job(name="b", html=html))
    return ours.result(), plain.result()


@pytest.fixture(scope="module", params=["ja", "ko"])
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def long(code: str, typesetter: Typesetter, tmp_path_factory: pytest.TempPathFactory) -> Long:
    found = paragraphs(code)
    ours, plain = typeset_by(typesetter, code, found)
    assert (ours.messages, plain.messages) == ((), ())
    return Long(paragraphs=found, set=ours, plain=plain, folder=tmp_path_factory.mktemp("long"))


@pytest.fixture(scope="module")
def lines(long: Long) -> list[Line]:
    """Read the lines back, and find which of them end a paragraph."""
    rest = iter(_solid(each) for each in long.paragraphs)
    left, found = "", []
    for text, right in _printed(long.said("-bbox")):
        left = left or next(rest)
        assert left.startswith(_solid(text))
        left = left[len(_solid(text)) :]
        found.append(Line(text=text, right=right, last=not left))
    assert left == ""
    assert next(rest, None) is None
    return found


def _solid(text: str) -> str:
    return "".join(text.split())


def _printed(xml: str) -> Iterator[tuple[str, float]]:
    """Give the lines of all pages from top to bottom, by where their words stand."""
    for page in xml.split("<page ")[1:]:
        grouped: list[list[tuple[float, float, float, str]]] = []
        words = [
            ((float(found[2]) + float(found[4])) / 2, float(found[1]), float(found[3]), found[5])
            for found in WORD.finditer(page)
        ]
        for word in sorted(words):
            if not grouped or word[0] - grouped[-1][0][0] > LEADING / 2:
                grouped.append([])
            grouped[-1].append(word)
        for each in grouped:
            each.sort(key=lambda word: word[1])
            yield " ".join(unescape(word[3]) for word in each), each[-1][2]


def test_lines_are_flush(code: str, long: Long, lines: Sequence[Line]) -> None:
    full = [each for each in lines if not each.last]
    assert len(full) > 1200
    # A mark at the end gives up its empty half, which hangs over the edge.
    off = [each for each in full if not -0.6 < each.right - RIGHT < 5.6]
    assert len(off) == long.set.ragged
    assert len(off) / len(full) <= {"ja": 0.002, "ko": 0.04}[code]


def test_no_line_begins_or_ends_against_the_rules(lines: Sequence[Line]) -> None:
    wrong = [
        (before.text[-6:], after.text[:6])
        for before, after in pairwise(lines)
        if not before.last and (after.text[0] in NEVER_FIRST or before.text[-1] in NEVER_LAST)
    ]
    assert wrong == []


def test_numbers_stay_with_their_units(code: str, lines: Sequence[Line]) -> None:
    parted = {
        "ja": re.compile(
            r"[0-9.,万億兆第]\|[0-9％人回億万兆年月日件位か]|[億万兆]\|(?:ドル|円|ウォン)"
        ),
        "ko": re.compile(r"[0-9]\|[0-9%가-힣]|[0-9][만억조]\|(?:[0-9]|달러|엔|원|명)"),
    }[code]
    ends = [
        f"{before.text[-3:]}|{after.text[:3]}"
        for before, after in pairwise(lines)
        if not before.last
    ]
    assert [each for each in ends if parted.search(each)] == []


def test_dates_are_whole(code: str, lines: Sequence[Line]) -> None:
    pattern = {"ja": r"[0-9][年月]\|[0-9]", "ko": r"[0-9][년월]\|[0-9]"}[code]
    full = [(before, after) for before, after in pairwise(lines) if not before.last]
    ends = [f"{before.text[-2:]}|{after.text[:1]}" for before, after in full]
    # In Korean a date parts, at a space, where its line would stay ragged.
    parted = [each for each in ends if re.search(pattern, each)]
    assert len(parted) <= {"ja": 0, "ko": len(full) // 70}[code]


def test_words_are_whole(code: str, long: Long, lines: Sequence[Line]) -> None:
    words = {word for each in long.paragraphs for word in each.split()}
    latin = re.compile(r"[A-Za-z]\|[A-Za-z]")
    for before, after in pairwise(lines):
        if before.last:
            continue
        last, first = before.text.split()[-1], after.text.split()[0]
        assert not latin.search(f"{last}|{first}")
        if code == "ko":
            assert last in words or last + first not in words


def test_no_paragraph_ends_in_a_letter_or_two(lines: Sequence[Line]) -> None:
    short = [each.text for each in lines if each.last and sum(map(str.isalnum, each.text)) < 2]
    assert short == []


def test_poppler_extracts_what_was_written(code: str, long: Long) -> None:
    written = _joined(long.paragraphs, code)
    for options in (("-raw",), ()):
        assert _told(long.said(*options), code) == written


def test_each_line_is_extracted_as_one(long: Long, lines: Sequence[Line]) -> None:
    rows = [row for row in long.said("-raw").replace("\f", "\n").split("\n") if row]
    assert [_solid(row) for row in rows] == [_solid(each.text) for each in lines]


def test_pdfium_extracts_what_was_written(code: str, long: Long) -> None:
    with pypdfium2.PdfDocument(long.set.pdf) as document:
        said = "\n".join(page.get_textpage().get_text_range() for page in document)
    assert _told(said, code) == _joined(long.paragraphs, code)


def _joined(found: Sequence[str], code: str) -> str:
    return ("" if code == "ja" else " ").join(found)


def _told(said: str, code: str) -> str:
    """Put lines together as the language does; what stands in a line stays."""
    rows = [row.strip(" \r\f\ufffe") for row in said.replace("\f", "\n").split("\n")]
    return ("" if code == "ja" else " ").join(row for row in rows if row)


def test_every_glyph_is_of_the_right_country_and_none_is_missing(code: str, long: Long) -> None:
    (long.folder / "b.pdf").write_bytes(long.set.pdf)
    with pikepdf.open(long.folder / "b.pdf") as document:
        faces = Counter(
            str(font.BaseFont).partition("+")[2]
            for page in document.pages
            for font in page.Resources.Font.values()
        )
    assert set(faces) == {FACES[code]}


def test_the_file_is_hardly_larger_than_the_engine_alone_makes_it(long: Long) -> None:
    assert len(long.set.pdf) / len(long.plain.pdf) <= 1.15


def test_a_second_time_gives_the_same_bytes(long: Long, code: str, typesetter: Typesetter) -> None:
    again, _ = typeset_by(typesetter, code, long.paragraphs)
    assert again.pdf == long.set.pdf
