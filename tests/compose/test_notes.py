"""Notes: numbered as a reader meets them, called again by the same number, works named shortly the second time."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import compose
from jkreport.compose.notes import numbered
from jkreport.drawing import Compiler
from jkreport.model.style import Notes

SOURCES = """
kita: {type: book, language: ja, title: 港, author: [{family: 北, given: 一郎}], issued: 2025}
kim: {type: article, language: ko, title: 항만, author: [{family: 김, given: 민수}], issued: 2024}
port-2026: {type: report, language: ja, title: 年報, publisher: 架空港湾局, issued: 2026}
"""
BRIEF = """
title: {{ja: 題, ko: 제목, en: Title}}
as_of: 2026-01-31
citations: notes
style: {style}
editions: [ja, ko, en, {{id: ja-ko, layout: stacked}}, {{id: ko-ja, layout: facing}}]
sections:
  - id: front
    title: {{ja: 目次, ko: 차례, en: Contents}}
    numbered: false
    blocks: [{{id: contents-list, contents: {{}}}}]
  - notes
"""
SECTION = """
title: {ja: '章^[題の注]', ko: '장^[제목의 주]', en: 'Chapter^[A title]'}
blocks:
  - id: words
    text:
      ja: "一[@kita]二[@kita]三[@kita, p. 5]四[@kita, p. 5]五[@kim]六[@kita, p. 7; @kim]七[@port-2026]八[@kita]"
      ko: "일[@kita]이[@kita]삼[@kita, p. 5]사[@kita, p. 5]오[@kim]육[@kita, p. 7; @kim]칠[@port-2026]팔[@kita]"
      en: "1[@kita]2[@kita]3[@kita, p. 5]4[@kita, p. 5]5[@kim]6[@kita, p. 7; @kim]7[@port-2026]8[@kita]"
  - id: twice
    text:
      ja: "九[^a]十[^a]\\n\\n[^a]: 二度"
      ko: "구[^a]십[^a]\\n\\n[^a]: 두 번"
      en: "9[^a]10[^a]\\n\\n[^a]: twice"
"""
KITA, KIM, PORT = (
    "北一郎、『港』、2025年",
    "김민수, 「항만」, 2024년",
    "『年報』、架空港湾局、2026年",
)
OPENING = re.compile(r'<span class="footnote" data-call="[^"]*" data-number="(\d+)">')
TAG = re.compile(r"<(/?)span")
AFTER = re.compile(r'<span data-after="([^"]*)">(.*?)</span><span data-unless-after="\1" hidden>')


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name in ("sections", "briefs"):
        (tmp_path / "content" / name).mkdir(parents=True)
    content = tmp_path / "content"
    content.joinpath("workspace.yaml").write_text(
        "title: {ja: 例, ko: 예, en: One}\nlanguages: [ja, ko, en]\n"
    )
    content.joinpath("sources.yaml").write_text(SOURCES)
    content.joinpath("sections/notes.yaml").write_text(SECTION)
    return tmp_path


def printed(
    workspace: Path,
    edition: str,
    compiler: Compiler,
    style: str = "policy-brief",
    notes: Notes | None = None,
) -> str:
    (workspace / "content/briefs/one.yaml").write_text(BRIEF.format(style=style))
    loaded = load_workspace(workspace)
    brief = loaded.brief("one")
    (spec,) = (each for each in brief.editions if each.id == edition)
    look = loaded.style(brief)
    look = look if notes is None else replace(look, notes=notes)
    html = compose(context_of(loaded, brief, spec, look, compiler)).html
    assert loaded.problems.found == []
    return html


def notes_of(html: str) -> list[str]:
    """Give number and text of each note at the foot, in the order of their calls.

    Of what depends on the note right above both is given, parted by a slash.
    """
    html = AFTER.sub(r"\2 / ", html)
    found = []
    for start in OPENING.finditer(html):
        depth, end = 1, start.end()
        while depth:
            tag = TAG.search(html, end)
            assert tag is not None
            depth += -1 if tag[1] else 1
            end = tag.end()
        inside = html[start.end() : end].removesuffix("</span")
        found.append(f"{start[1]} {re.sub('<[^>]*>', '', inside)}")
    return found


SHORT: Mapping[str, tuple[str, ...]] = {
    "ja": (
        "同上 / 北一郎、前掲注2",
        "同上、p. 5 / 北一郎、前掲注2、p. 5",
        "同上 / 北一郎、前掲注2、p. 5",
        "北一郎、前掲注2、p. 7；김민수、前掲注6",
        "北一郎、前掲注2",
    ),
    "ko": (
        "위의 책 / 北一郎, 앞의 책(각주 2)",
        "위의 책, p. 5 / 北一郎, 앞의 책(각주 2), p. 5",
        "위의 책 / 北一郎, 앞의 책(각주 2), p. 5",
        "北一郎, 앞의 책(각주 2), p. 7; 김민수, 앞의 글(각주 6)",
        "北一郎, 앞의 책(각주 2)",
    ),
    "en": (
        "Ibid. / 北一郎, note 2 above",
        "Ibid., p. 5 / 北一郎, note 2 above, p. 5",
        "Ibid. / 北一郎, note 2 above, p. 5",
        "北一郎, note 2 above, p. 7; 김민수, note 6 above",
        "北一郎, note 2 above",
    ),
}
OWN = {"ja": ("題の注", "二度"), "ko": ("제목의 주", "두 번"), "en": ("A title", "twice")}


@pytest.mark.parametrize("edition", ["ja", "ko", "en"])
def test_a_work_is_named_in_full_once(edition: str, workspace: Path, compiler: Compiler) -> None:
    same, paged, still, both, far = SHORT[edition]
    title, twice = OWN[edition]
    assert notes_of(printed(workspace, edition, compiler)) == [
        f"1 {title}",
        f"2 {KITA}",
        f"3 {same}",
        f"4 {paged}",
        f"5 {still}",
        f"6 {KIM}",
        f"7 {both}",
        f"8 {PORT}",
        f"9 {far}",
        f"10 {twice}",
        f"10 {twice}",
    ]


def test_no_note_says_the_same_where_another_language_stands_between(
    workspace: Path, compiler: Compiler
) -> None:
    found = notes_of(printed(workspace, "ja-ko", compiler))
    assert [each.partition(" ")[0] for each in found] == [*map(str, range(1, 20)), "19", "20", "20"]
    assert not any("同上" in each or "위의" in each for each in found)
    assert found[2:6] == [f"3 {KITA}", "4 北一郎、前掲注3", "5 北一郎、前掲注3、p. 5", found[5]]


def test_titles_in_lists_and_running_heads_have_no_notes(
    workspace: Path, compiler: Compiler
) -> None:
    html = printed(workspace, "ja", compiler)
    assert 'data-running="1  章"' in html
    assert 'data-outline="1  章"' in html
    assert re.findall(
        r'<a href="#notes"><span class="tongue" lang="ja">(.*?)</span></a>', html
    ) == ["章"]


def test_notes_in_the_margin_are_named_by_their_own_numbers(
    workspace: Path, compiler: Compiler
) -> None:
    # A title is set after the blocks of its section.
    (workspace / "content/sections/notes.yaml").write_text(SECTION.replace("^[題の注]", ""))
    html = printed(workspace, "ja", compiler, "report")
    back = '<a class="mark" href="#call.ja.8" role="doc-backlink">8</a>'
    assert f'{back} <span lang="ja">北一郎</span>、前掲注1</span>' in html
    assert html.count('href="#note.ja.9"') == 2
    assert "同上" not in html


@pytest.mark.parametrize("notes", [Notes.SIDE, Notes.END])
@pytest.mark.parametrize("edition", ["ja", "ko-ja"])
def test_calls_in_titles_and_texts_lead_to_notes_and_back(
    workspace: Path, compiler: Compiler, edition: str, notes: Notes
) -> None:
    html = printed(workspace, edition, compiler, notes=notes)
    named = set(re.findall(r'\sid="([^"]+)"', html))
    led = set(re.findall(r'href="#([^"]+)"', html))
    assert {each for each in led if each.startswith(("note.", "call."))} <= named
    assert sum(each.startswith("note.") for each in named) == 10 * len(edition.split("-"))


def test_a_note_that_a_template_leaves_out_has_no_number() -> None:
    note = '<span class="footnote" data-call="ja.2">前掲注<span data-note="{}"></span></span>'
    put = '<span class="footnote" data-call="ja.2" data-number="1">前掲注{}</span>'
    assert numbered(note.format("ja.1")) == put.format("")
    assert numbered(note.format("ja.2")) == put.format("1")
