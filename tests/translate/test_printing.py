"""What a text that is behind does to each edition."""

import re
from pathlib import Path

import pytest
from tests.translate.conftest import edit

from jkreport import Diagnostic, Workspace
from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import compose
from jkreport.drawing import Compiler


def pages(root: Path, compiler: Compiler) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Give the body of each edition, and what was told."""
    loaded = load_workspace(root)
    brief = loaded.brief("year")
    made = {
        edition.id: compose(context_of(loaded, brief, edition, loaded.style(brief), compiler)).html
        for edition in brief.editions
    }
    bodies = {name: html.partition("<body>")[2] for name, html in made.items()}
    return bodies, loaded.problems.sorted()


def words(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


@pytest.fixture
def edited(declared: Path) -> Path:
    """Edit the Japanese wording of one block after all were declared in step."""
    edit(declared, "sections/trade.yaml", "来年も伸びる", "来年は縮む")
    return declared


def policy(root: Path, name: str) -> None:
    edit(root, "briefs/year.yaml", "citations: notes", f"citations: notes\nstale: {name}")


def test_without_a_policy_all_is_printed_as_it_stands(edited: Path, compiler: Compiler) -> None:
    found, told = pages(edited, compiler)
    assert told == ()
    assert "来年は縮む" in words(found["ja"])
    assert "내년에도 늘 것으로" in words(found["ko"])
    assert 'class="behind"' not in "".join(found.values())


def test_a_badge_tells_the_reader_who_reads_what_is_behind(
    edited: Path, compiler: Compiler
) -> None:
    policy(edited, "badge")
    found, told = pages(edited, compiler)
    assert told == ()
    note = (
        "다른 언어의 서술은 2026년 1월 31일 대조 이후 고쳐졌으며, 이 판에는 아직 반영되지 않았다."
    )
    counts = {name: words(html).count(note) for name, html in found.items()}
    assert counts == {"ja": 0, "ko": 1, "ja-ko": 1}
    after = found["ko"].partition("내년에도 늘 것으로")[2]
    assert after.index(note) < after.index("<section")
    assert 'id="outlook.behind"' in found["ko"]


def test_a_badge_of_a_title_stands_under_its_head(declared: Path, compiler: Compiler) -> None:
    policy(declared, "badge")
    edit(declared, "sections/trade.yaml", '"무역"', '"상업"')
    edit(declared, "briefs/year.yaml", "교류의 해", "만남의 해")
    found, told = pages(declared, compiler)
    assert told == ()
    assert re.findall(r'id="([a-z]+)\.behind"', found["ja"]) == ["brief", "trade"]
    assert re.findall(r'id="([a-z]+)\.behind"', found["ko"]) == []


def test_hold_prints_the_pair_as_it_was_last_in_step(edited: Path, compiler: Compiler) -> None:
    policy(edited, "hold")
    found, told = pages(edited, compiler)
    assert told == ()
    for name, html in found.items():
        assert ("来年も伸びると見る" in words(html)) == (name != "ko")
        assert ("내년에도 늘 것으로" in words(html)) == (name != "ja")
        assert "縮む" not in html


def test_fallback_prints_the_other_language_and_says_which(
    edited: Path, compiler: Compiler
) -> None:
    policy(edited, "fallback")
    edit(edited, "sections/people.yaml", "왕래}", "'왕래'}")
    edit(edited, "sections/people.yaml", "title: {ja: 往来", "title: {ja: 人の往来")
    found, told = pages(edited, compiler)
    assert told == ()
    assert '<div lang="ja"><p>来年は縮むと見る。</p></div>' in found["ko"]
    assert '<span lang="ja">人の往来</span>' in found["ko"]
    assert "내년에도" not in found["ko"] + found["ja-ko"]
    assert '<div lang="ja"><p>来年' not in found["ja"]


def test_fallback_serves_a_wording_that_is_missing(declared: Path, compiler: Compiler) -> None:
    policy(declared, "fallback")
    edit(declared, "sections/trade.yaml", ", ko: 내년에도 늘 것으로 본다.", "")
    found, told = pages(declared, compiler)
    assert told == ()
    assert '<div lang="ja"><p>来年も伸びると見る。</p></div>' in found["ko"]


def test_omit_leaves_the_block_out_of_the_edition_that_is_behind(
    edited: Path, compiler: Compiler
) -> None:
    policy(edited, "omit")
    found, told = pages(edited, compiler)
    assert told == ()
    assert "来年は縮む" in words(found["ja"])
    assert 'id="outlook"' not in found["ko"]
    assert "来年は縮む" in words(found["ja-ko"])
    assert "내년에도" not in found["ja-ko"]


def test_a_block_has_its_own_policy(edited: Path, compiler: Compiler) -> None:
    policy(edited, "badge")
    edit(edited, "sections/trade.yaml", "- id: outlook\n", "- id: outlook\n    stale: fail\n")
    found, told = pages(edited, compiler)
    assert [(each.code.value, each.message) for each in told] == [
        ("JK702", "'outlook.text' is stale in 'ko' (한국어): ja changed since 2026-01-31")
    ]
    assert 'class="behind"' not in found["ko"]


def test_the_same_wordings_make_the_same_pages_with_a_policy(
    declared: Path, compiler: Compiler
) -> None:
    before, _ = pages(declared, compiler)
    for name in ("badge", "hold", "fallback", "omit", "fail"):
        policy(declared, name)
        assert pages(declared, compiler) == (before, ())
        edit(declared, "briefs/year.yaml", f"\nstale: {name}", "")


@pytest.mark.typeset
def test_a_release_is_refused_until_all_is_in_step(declared: Path) -> None:
    workspace = Workspace.open(declared)
    assert workspace.build("year", editions=["ko"]).ok
    edit(declared, "sections/people.yaml", "港の統計", "空港の統計")
    edit(declared, "sections/trade.yaml", ", ko: 내년에도 늘 것으로 본다.", "")
    refused = workspace.build("year", editions=["ja"], release=True)
    assert [(each.code.value, each.place.line) for each in refused.diagnostics] == [
        ("JK702", 6),
        ("JK704", 18),
    ]
    edit(declared, "sections/trade.yaml", "伸びると見る。}", "伸びると見る。, ko: 늘 것이다.}")
    workspace.acknowledge(by="Kim", date="2026-02-01", reason="read")
    assert workspace.build("year", editions=["ja"], release=True).ok


@pytest.mark.typeset
def test_a_build_that_was_current_is_still_refused_as_a_release(office: Path) -> None:
    workspace = Workspace.open(office)
    assert workspace.build("year", editions=["ko"]).ok
    refused = workspace.build("year", editions=["ko"], release=True)
    assert {each.code.value for each in refused.diagnostics} == {"JK703"}


def test_notes_of_what_is_borrowed_stand_at_the_end(declared: Path, compiler: Compiler) -> None:
    policy(declared, "fallback")
    edit(declared, "sections/people.yaml", "港の統計", "空港の統計")
    folder = declared / "styles/own"
    folder.mkdir(parents=True)
    (folder / "style.yaml").write_text("extends: policy-brief\nnotes: end\n")
    edit(declared, "briefs/year.yaml", "citations: notes", "citations: notes\nstyle: own")
    found, told = pages(declared, compiler)
    assert told == ()
    assert 'href="#note.ja.1"' in found["ko"]
    assert found["ko"].count('id="note.ja.1"') == 1
