"""Whole editions: one document in each language and in each pair, for paper and for the screen."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest

from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import compose
from jkreport.drawing import Compiler
from jkreport.model.brief import Citations
from jkreport.model.style import Notes

EVERYTHING = Path(__file__).parents[1] / "workspaces" / "everything"
EDITIONS = ("ja", "ko", "en", "ja-ko", "ko-en", "ja-en")
VOID = {"meta", "img", "br", "hr", "link", "input", "col", "wbr"}
Documents = Mapping[str, str]


class Reader(HTMLParser):
    """Reads a document as strictly as its elements nest, and keeps what a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.fetched: list[str] = []
        self.texts: dict[str, str] = {}
        self.rows: list[list[str]] = []
        self._classes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind = given.get("class", "")
        if kind.split()[:1] == ["row"]:
            self.rows.append([])
        if kind == "side" and self._classes[-1].split()[:1] == ["row"]:
            self.rows[-1].append(given["lang"])
        if tag not in VOID:
            self.open.append(tag)
            self._classes.append(kind)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and given["href"].startswith("#"):
            self.targets.add(given["href"].removeprefix("#"))
        self.fetched += [
            given[name] for name in ("src", "srcset", "poster", "data") if name in given
        ]
        if tag in ("link", "script", "iframe", "object", "embed", "base", "form"):
            self.fetched.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._classes.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]] = self.texts.get(self.open[-1], "") + data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@pytest.fixture(scope="module")
def documents(compiler: Compiler) -> Documents:
    loaded = load_workspace(EVERYTHING)
    brief = loaded.brief("all")
    style = loaded.style(brief)
    made = {
        edition.id: compose(context_of(loaded, brief, edition, style, compiler)).html
        for edition in brief.editions
    }
    assert loaded.problems.found == []
    return made


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_document_is_well_formed_and_every_link_leads_somewhere(
    documents: Documents, edition: str
) -> None:
    found = read(documents[edition])
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    assert found.targets <= set(found.ids)
    assert re.findall(r"[{][{%]|[%}][}]", found.texts.get("p", "")) == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_document_needs_nothing_but_itself(documents: Documents, edition: str) -> None:
    html = documents[edition]
    found = read(html)
    assert [each for each in found.fetched if not each.startswith("data:image/")] == []
    css = found.texts["style"]
    assert re.findall(r"@import|url\((?!['\"]?data:)|expression\(|javascript:", css) == []
    assert str(EVERYTHING) not in html
    assert "file:" not in html


@pytest.mark.parametrize(
    ("edition", "html", "title", "others"),
    [
        ("ja", '<html lang="ja" class="single">', "港の白書", ["ko", "en"]),
        ("ko", '<html lang="ko" class="single">', "항구 백서", ["ja", "en"]),
        ("en", '<html lang="en" class="single">', "A white paper on ports", ["ja", "ko"]),
        ("ja-ko", '<html lang="ja" class="pair parallel">', "港の白書", ["en"]),
        ("ko-en", '<html lang="ko" class="pair stacked">', "항구 백서", ["ja"]),
        ("ja-en", '<html lang="ja" class="pair facing">', "港の白書", ["ko"]),
    ],
)
def test_the_first_language_names_the_document(
    documents: Documents, edition: str, html: str, title: str, others: list[str]
) -> None:
    document = documents[edition]
    assert html in document
    assert f"<title>{title}</title>" in document
    assert re.findall(r'<p class="other-title" lang="(..)">', document) == others
    assert '<meta name="dcterms.created" content="2026-01-31T00:00:00Z">' in document


def test_facing_pages_have_each_language_apart_in_the_same_order(documents: Documents) -> None:
    html = documents["ja-en"].partition("<main>")[2]
    named = re.compile(r'<(?:div|figure|nav|section)[^>]* id="([^"]+)"')
    names = named.findall(html)
    left = [name for name in names if not name.endswith(".en")]
    right = [name.removesuffix(".en") for name in names if name.endswith(".en")]
    assert [name for name in left if name in right] == right
    assert len(right) > 20
    # What stands once in other pairs stands on both pages here.
    assert len(re.findall(r'<table class="data">', html)) == 2 * len(
        re.findall(r'<table class="data">', documents["ja"])
    )


@pytest.mark.parametrize("edition", ["ja-ko", "ko-en"])
def test_what_belongs_together_stands_in_one_row(documents: Documents, edition: str) -> None:
    rows = read(documents[edition]).rows
    # One block is for Korean alone.
    expected = [edition.split("-")] * (len(rows) - ("ko" in edition)) + [["ko"]] * ("ko" in edition)
    assert sorted(rows, key=len, reverse=True) == expected
    assert len(rows) > 25


def test_an_edition_has_words_of_its_languages_alone(documents: Documents) -> None:
    hangul, kana = re.compile("[가-힣]"), re.compile("[ぁ-んァ-ヶ]")
    body = {name: html.partition("<main>")[2] for name, html in documents.items()}
    # What a work cited is called stays in its own language.
    cited = re.compile(r'<li id="source.*?</li>|<span lang="..">.*?</span>', re.DOTALL)
    own = {name: cited.sub("", html) for name, html in body.items()}
    assert hangul.findall(own["ja"]) == []
    assert kana.findall(own["ko"]) == []
    assert hangul.findall(own["en"]) + kana.findall(own["en"]) == []


@pytest.mark.parametrize(
    ("edition", "note"),
    [
        ("ja", ""),
        ("ko", ' <span lang="ko">[항만 백서]</span>'),
    ],
)
def test_citations_are_notes_where_a_brief_asks_for_them(
    edition: str, note: str, compiler: Compiler
) -> None:
    loaded = load_workspace(EVERYTHING)
    brief = loaded.brief("all")
    changed = type(brief)(**{
        name: getattr(brief, name) for name in brief.__slots__ if name != "citations"
    }, citations=Citations.NOTES)  # fmt: skip
    (spec,) = (each for each in brief.editions if each.id == edition)
    html = compose(context_of(loaded, changed, spec, loaded.style(brief), compiler)).html
    assert loaded.problems.found == []
    work = '<span lang="ja">北一郎・港湾局、『港湾白書』、架空書房、2025年9月'
    assert re.search(rf'data-number="\d+">{work}{re.escape(note)} <a class="address"', html)
    mark, between = ("、", "；") if edition == "ja" else (", ", "; ")
    assert f"{mark}p. 3{between}" in html


@pytest.mark.parametrize("notes", [Notes.SIDE, Notes.END])
@pytest.mark.parametrize("edition", ["ja", "ko-en", "ja-en"])
def test_notes_and_their_calls_lead_to_each_other(
    edition: str, notes: Notes, compiler: Compiler
) -> None:
    loaded = load_workspace(EVERYTHING)
    brief = loaded.brief("all")
    (spec,) = (each for each in brief.editions if each.id == edition)
    style = replace(loaded.style(brief), notes=notes)
    html = compose(context_of(loaded, brief, spec, style, compiler)).html.partition("<main>")[2]
    calls = re.findall(
        r'<a class="call" href="#([^"]+)" role="doc-noteref" id="([^"]+)">(\d+)</a>', html
    )
    role = "doc-endnote" if notes is Notes.END else "doc-footnote"
    found = re.findall(
        rf'<span class="side-note" id="([^"]+)" role="{role}">'
        r'<a class="mark" href="#([^"]+)" role="doc-backlink">(\d+)</a>',
        html,
    )
    # Two columns have no margin to spare.
    below = edition == "ko-en" and notes is Notes.SIDE
    assert ('<span class="footnote" ' in html) is below
    assert (len(calls) >= 1) is not below
    assert sorted(calls) == sorted(found)
    assert ('id="end.notes"' in html) is (notes is Notes.END)


def outline(items: list[Any]) -> list[Any]:
    return [
        outline(each) if isinstance(each, list) else " ".join(each.title.split()) for each in items
    ]


TITLES = {
    "ja": ("港の白書", "目次", "本論", "内側", "三層", "四層", "附録"),
    "ko": ("항구 백서", "차례", "본론", "안쪽", "셋째 층", "넷째 층", "부록"),
    "en": ("A white paper on ports", "Contents", "Body", "Inside", "Third", "Fourth", "Annex"),
}


AUTHOR = {"ja": "架空花子", "ko": "가상화", "en": "Hanako Kaku"}


def expected_outline(languages: list[str]) -> list[Any]:
    both = zip(*(TITLES[code] for code in languages), strict=True)
    _, contents, body, inner, third, fourth, annex = (" / ".join(each) for each in both)
    under = [f"1.1 {inner}", [f"(1) {third}", [f"(a) {fourth}"]]]
    return [TITLES[languages[0]][0], contents, f"1 {body}", under, annex]


@pytest.mark.typeset
@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_is_typeset_with_outline_language_and_metadata(
    everything: Path, edition: str
) -> None:
    path = everything / f"build/all/all.{edition}.pdf"
    first = edition.partition("-")[0]
    with pikepdf.open(path) as pdf, pdf.open_metadata() as metadata:
        assert str(pdf.Root["/Lang"]) == first
        assert str(pdf.docinfo["/Title"]) == TITLES[first][0]
        assert str(pdf.docinfo["/Author"]) == AUTHOR[first]
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260131000000")
        assert len(pdf.pages) >= 5
        assert metadata is not None
    with path.open("rb") as stream:
        found = outline(pypdf.PdfReader(stream).outline)
    assert found == expected_outline(edition.split("-"))


@pytest.mark.typeset
@pytest.mark.parametrize(
    ("edition", "sentences"),
    [
        (
            "ja",
            [
                "要旨。",
                "起重機を増やす。",
                "39億4,000万～45億1,000万ドル",
                "図1起重機",
                "脚注4,040基",
            ],
        ),
        (
            "ko",
            ["기중기를 늘린다.", "항만(港灣)은 항만이다.", "둘째.", "그림 1기중기", "각주 4,040기"],
        ),
        (
            "en",
            ["Add cranes.", "US$3.94–4.51 billion", "A note 4,040 cranes", "Text of the annex."],
        ),
        ("ja-ko", ["起重機を増やす。", "기중기를 늘린다.", "附録の本文。", "부록의 본문."]),
        ("ko-en", ["기중기를 늘린다.", "Add cranes."]),
        ("ja-en", ["起重機を増やす。", "Add cranes."]),
    ],
)
def test_an_edition_says_what_its_content_says(
    everything: Path, edition: str, sentences: list[str], squeezed: Callable[[str], str]
) -> None:
    path = everything / f"build/all/all.{edition}.pdf"
    with path.open("rb") as stream:
        text = squeezed("".join(page.extract_text() for page in pypdf.PdfReader(stream).pages))
    assert [each for each in sentences if squeezed(each) not in text] == []


@pytest.mark.typeset
@pytest.mark.parametrize(
    ("edition", "sentences"),
    [
        ("en", ["Travel grew from 82,400 people to 103,500 people.", "As Figure 1 shows"]),
        (
            "ja-en",
            ["渡航者は8万2,400人から10万3,500人に増えた。", "Travel grew from 82,400 people"],
        ),
    ],
)
def test_english_is_a_language_as_any_other(
    built: Path, edition: str, sentences: list[str], squeezed: Callable[[str], str]
) -> None:
    path = built / f"build/english/english.{edition}.pdf"
    with path.open("rb") as stream:
        text = squeezed("".join(page.extract_text() for page in pypdf.PdfReader(stream).pages))
    assert [each for each in sentences if squeezed(each) not in text] == []


@pytest.fixture(scope="module")
def squeezed() -> Callable[[str], str]:
    """Leave white space out: where a line ends in a PDF says nothing of the text."""
    return lambda text: re.sub(r"\s+", "", text)
