"""Lines as they stand in the PDF, read back by poppler."""

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from jkreport.build.making import line_rules
from jkreport.languages import LANGUAGES
from jkreport.typeset import Job, LineRules, Typeset, Typesetter

pytestmark = pytest.mark.typeset

RULES = {"ja": LineRules(justify_cjk=True), "ko": LineRules(keep_words=True)}
STYLE = """
@page { size: 120mm 200mm; margin: 10mm }
body { margin: 0 }
html { font: 10pt/1.7 'Noto Serif CJK JP' }
:lang(ko) { font-family: 'Noto Serif CJK KR' }
p { margin: 0 0 1em; text-align: justify }
"""
ROUNDING = 0.6
RIGHT = 110 / 25.4 * 72
JAPANESE = (
    "日韓両政府は2025年6月から2026年1月までに首脳会談を12回重ね、「シャトル外交」を定着させた。"
    "経済安全保障では、重要鉱物の供給網をめぐる協力（調達先の多角化など）が進み、APECの枠組みでも"
    "両国は歩調を合わせている。世論調査では、互いに親しみを感じる人の割合が過去最高になった。"
)
KOREAN = (
    "한일 양국 정부는 2025년 6월부터 2026년 1월까지 정상회담을 12회 거듭하며 셔틀외교를 정착시켰다. "
    "경제안보에서는 핵심광물 공급망을 둘러싼 협력(조달처 다각화 등)이 진전되었고 APEC에서도 보조를 "
    "맞추고 있다. 여론조사에서는 서로에게 친밀감을 느낀다는 응답이 역대 최고를 기록하였다."
)
LEADING = 17
WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A line of text and where it ends, in points."""

    text: str
    right: float


def pdftotext(result: Typeset, folder: Path, *options: str) -> str:
    assert result.messages == ()
    (folder / "a.pdf").write_bytes(result.pdf)
    said = subprocess.run(
        ["pdftotext", *options, "-enc", "UTF-8", "a.pdf", "-"],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    return said.stdout.decode()


def lines(result: Typeset, folder: Path) -> tuple[Line, ...]:
    """Read the lines from top to bottom, by where their words stand."""
    words = []
    for found in WORD.finditer(pdftotext(result, folder, "-bbox")):
        left, top, right, bottom = (float(each) for each in found.groups()[:4])
        words.append(((top + bottom) / 2, left, right, unescape(found[5])))
    grouped: list[list[tuple[float, float, float, str]]] = []
    for word in sorted(words):
        if not grouped or word[0] - grouped[-1][0][0] > LEADING / 2:
            grouped.append([])
        grouped[-1].append(word)
    return tuple(_line(sorted(each, key=lambda word: word[1])) for each in grouped)


def _line(words: list[tuple[float, float, float, str]]) -> Line:
    return Line(text=" ".join(each[3] for each in words), right=words[-1][2])


def page(language: str, body: str, style: str = "") -> str:
    return f"<html lang={language}><title>a</title><style>{STYLE}{style}</style><body>{body}"


@pytest.fixture
def composed(typesetter: Typesetter, tmp_path: Path) -> "Composed":
    return Composed(typesetter=typesetter, folder=tmp_path)


@dataclass(frozen=True, kw_only=True, slots=True)
class Composed:
    """Typesets and reads back."""

    typesetter: Typesetter
    folder: Path

    def result(self, html: str, *, ruled: bool = True) -> Typeset:
        rules = RULES if ruled else {}
        return self.typesetter.submit(Job(name="a", html=html, rules=rules)).result()

    def lines(self, html: str, *, ruled: bool = True) -> tuple[Line, ...]:
        return lines(self.result(html, ruled=ruled), self.folder)

    def text(self, html: str) -> str:
        return pdftotext(self.result(html), self.folder, "-raw")


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{JAPANESE}",
        f"<p>{JAPANESE.replace('両国', '<b>両国</b>').replace('協力', '<a href=#a>協<i>力</i></a>')}<p id=a>",
        f"<p>{JAPANESE.replace('世論', '<span style=display:inline-block>世論</span>')}",
        f"<p>{JAPANESE.replace('両国', '<span lang=ko>양국 정부</span>')}",
        f"<p style='letter-spacing: .5pt'>{JAPANESE}",
        f"<p>{JAPANESE.replace('APEC', ' Asia Pacific Economic Cooperation ')}",
    ],
    ids=["plain", "marked", "boxed", "mixed", "spaced", "latin"],
)
def test_every_line_of_japanese_but_the_last_is_full(composed: Composed, body: str) -> None:
    *full, last = composed.lines(page("ja", body))
    assert len(full) >= 4
    # A letter's own spacing stays inside the measure, and the engine rounds each advance.
    assert [each for each in full if abs(each.right - RIGHT) > ROUNDING] == []
    assert last.right < RIGHT - 10


def test_a_mark_may_end_a_line_before_what_is_set_apart_on_the_next(composed: Composed) -> None:
    body = "".join(
        f"<p><b>{JAPANESE[:ahead]}（条約）</b> <i><span>{JAPANESE}（条約）</span> / <span lang=ko>{KOREAN}</span></i>"
        for ahead in range(24, 32)
    )
    found = composed.lines(page("ja", body))
    assert max(line.right for line in found) < RIGHT + ROUNDING
    assert len([each for each in found if abs(each.right - RIGHT) < ROUNDING]) > len(found) / 2


def test_gaps_do_not_become_spaces_when_text_is_copied(composed: Composed) -> None:
    for width in range(60, 101, 5):
        text = composed.text(page("ja", f"<p style='width:{width}mm'>{JAPANESE}"))
        assert "".join(text.split("\n")).strip("\f") == JAPANESE


@pytest.mark.parametrize("before", range(20, 32, 2))
def test_a_page_number_in_text_stands_as_if_it_had_been_typed(
    composed: Composed, before: int
) -> None:
    number = '<span data-page-of="#here"></span>'
    kept = f"<span style='white-space: nowrap'>（{number}ページ）</span>"
    body = f"<p id=here>{JAPANESE[:before]}{kept}{JAPANESE}"
    found = composed.lines(page("ja", body))
    said = composed.text(page("ja", body))
    assert "".join(said.split()) == body.removeprefix("<p id=here>").replace(kept, "（1ページ）")
    assert "（1ページ）" in said
    assert [each for each in found[:-1] if abs(each.right - RIGHT) > ROUNDING] == []


def test_a_line_that_would_be_torn_apart_stays_ragged(composed: Composed) -> None:
    body = "<p>首脳会談と" + "A" * 45 + "の後で会談した。"
    first, *_ = composed.lines(page("ja", body))
    assert first.text == "首脳会談と"
    assert first.right < RIGHT - 100


def test_without_rules_the_engine_is_left_alone(composed: Composed) -> None:
    html = page("ja", f"<p>{JAPANESE}<p lang=ko>{KOREAN}")
    english = {"en": LineRules(justify_cjk=True, keep_words=True)}
    plain = composed.result(html, ruled=False)
    other = composed.typesetter.submit(Job(name="a", html=html, rules=english)).result()
    assert other.pdf == plain.pdf
    ragged = [
        each for each in composed.lines(html, ruled=False) if abs(each.right - RIGHT) > ROUNDING
    ]
    assert len(ragged) > 3


def test_a_korean_line_grows_between_its_words(composed: Composed) -> None:
    *full, last = composed.lines(page("ko", f"<p>{'가나다라 ' * 40}"))
    assert len(full) >= 3
    assert [each for each in full if abs(each.right - RIGHT) > ROUNDING] == []
    assert last.right < RIGHT - 10


def test_a_korean_line_of_few_words_stays_ragged(composed: Composed) -> None:
    body = "<p style='width: 50mm'>가나다 라마바 사아자차카타파하거너더러 어저처"
    first, *_ = composed.lines(page("ko", body))
    assert first.text == "가나다 라마바"
    assert first.right < (10 + 50) / 25.4 * 72 - 50


def breaks(found: tuple[Line, ...], text: str) -> list[tuple[str, str]]:
    """Give what stands around each break that is not at a space of the text."""
    words = set(text.split())
    pairs = [(a.text.split()[-1], b.text.split()[0]) for a, b in pairwise(found)]
    return [pair for pair in pairs if "".join(pair) in words]


@pytest.mark.parametrize("tag", ["p", "h2", "li"])
def test_korean_breaks_between_words_only(composed: Composed, tag: str) -> None:
    html = page("ko", f"<{tag}>{KOREAN}", f"{tag} {{ width: 45mm; font-size: 10pt }}")
    assert breaks(composed.lines(html, ruled=False), KOREAN) != []
    found = composed.lines(html)
    assert breaks(found, KOREAN) == []
    assert " ".join(each.text for each in found).removeprefix("• ") == KOREAN


def test_a_particle_stays_with_a_word_that_is_set_apart(composed: Composed) -> None:
    marked = re.sub(r"(\w\w)(\w)", r"<b>\1</b>\2", KOREAN)
    for width in range(30, 60, 3):
        html = page("ko", f"<p>{marked}", f"body {{ width: {width}mm }}")
        assert breaks(composed.lines(html), KOREAN) == []


def test_a_cell_is_as_wide_as_its_longest_word(composed: Composed) -> None:
    row = "<tr>" + "<td>정상회담 공동발표문을 채택하였다" * 3
    html = page("ko", f"<table style='width: 40mm'>{row}</table>")
    words = {"정상회담", "공동발표문을", "채택하였다"}
    assert {word for each in composed.lines(html) for word in each.text.split()} == words


def test_a_word_longer_than_its_line_is_broken(composed: Composed) -> None:
    word = "원수폭피해자단체협의회" * 4
    html = page("ko", f"<p>가나 {word} 다라", "body { width: 60mm }")
    found = composed.lines(html)
    assert len(found) > 2
    assert "".join(each.text for each in found).replace(" ", "") == f"가나{word}다라"
    assert max(each.right for each in found) < (10 + 60) / 25.4 * 72 + 1


RULED = {"ko": line_rules(LANGUAGES["ko"], part_words=True)}
LONG = "역내포괄적경제동반자협정(RCEP)에는"


@pytest.mark.parametrize(
    ("marked", "align"),
    [(LONG, "justify"), (f"<a href=#a>{LONG[:-2]}</a>에는", "left"), (f"<b>{LONG}</b>", "justify")],
)
def test_a_long_korean_word_ends_a_line_before_its_bracket(
    composed: Composed, marked: str, align: str
) -> None:
    before = "양국이 함께 참여하는 협정 가운데 "
    html = page("ko", f"<p id=a style='text-align:{align}'>{before}{marked} 양국이 참여한다.")
    found = lines(
        composed.typesetter.submit(Job(name="a", html=html, rules=RULED)).result(), composed.folder
    )
    assert [each.text for each in found] == [
        f"{before}{LONG.partition('(')[0]}",
        "(RCEP)에는 양국이 참여한다.",
    ]


def test_a_long_korean_word_stays_whole_where_its_line_is_nearly_full(composed: Composed) -> None:
    before = "양국이 함께 참여하는 협정에는 다음의 협정인 바로"
    html = page("ko", f"<p style='width: 88mm'>{before} 협정(ACSA)이 들어간다.")
    result = composed.typesetter.submit(Job(name="a", html=html, rules=RULED)).result()
    assert [each.text for each in lines(result, composed.folder)] == [
        before,
        "협정(ACSA)이 들어간다.",
    ]
