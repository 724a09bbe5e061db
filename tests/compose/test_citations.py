"""Works cited, each in its own language, by the names of CSL."""

import pytest

from jkreport.compose.citations import entry
from jkreport.diagnostics import Place
from jkreport.languages import LANGUAGES
from jkreport.model.store import Author, Source
from jkreport.model.text import Localized, Text
from jkreport.values import Moment

HERE = Place(file="content/sources.yaml", line=1, column=1)
PEOPLE = {
    "ja": (Author(family="北", given="一郎"), Author(literal="港湾局")),
    "ko": (Author(family="김", given="민수"), Author(literal="항만청")),
    "en": (Author(family="Smith", given="Ann"), Author(literal="Port Authority")),
}


def said(**texts: str) -> Localized:
    return Localized(
        texts={code: Text(value=text, place=HERE) for code, text in texts.items()}, place=HERE
    )


def source(language: str, kind: str, **more: str) -> Source:
    translated = more.pop("translated", "")
    texts = {"ko": Text(value=translated, place=HERE)} if translated else {}
    return Source(
        id="a",
        type=kind,
        language=language,
        title=more.get("title", "A & B <c>"),
        authors=PEOPLE[language],
        container=more.get("container", ""),
        publisher=more.get("publisher", ""),
        issued=Moment(2025, 9),
        accessed=Moment(2026, 1, 14) if "url" in more else None,
        url=more.get("url", ""),
        note=said(ja=more["note"]) if "note" in more else None,
        translated=Localized(texts=texts, place=HERE) if texts else None,
        place=HERE,
    )


@pytest.mark.parametrize(
    ("cited", "reader", "html"),
    [
        (
            source("ja", "book", title="港", publisher="架空書房", note="上巻"),
            "ja",
            "北一郎・港湾局、『港』、架空書房、2025年9月、上巻",
        ),
        (
            source("ja", "article", title="港", container="港湾"),
            "ko",
            "北一郎・港湾局、「港」、『港湾』、2025年9月",
        ),
        (
            source("ko", "report", title="항만", publisher="가상사"),
            "ja",
            "김민수·항만청, 『항만』, 가상사, 2025년 9월",
        ),
        (
            source("ko", "article", title="항만", container="항만연구"),
            "ko",
            "김민수·항만청, 「항만」, 『항만연구』, 2025년 9월",
        ),
        (
            source("en", "book", publisher="Fiction"),
            "ja",
            "Ann Smith and Port Authority, <cite>A &amp; B &lt;c&gt;</cite>, Fiction, September 2025",
        ),
        (
            source("en", "article", title="Ports", container="Harbours"),
            "en",
            "Ann Smith and Port Authority, “Ports”, <cite>Harbours</cite>, September 2025",
        ),
        (
            source("ja", "book", title="港", translated="항구 <1>"),
            "ko",
            '北一郎・港湾局、『港』、2025年9月 <span lang="ko">[항구 &lt;1&gt;]</span>',
        ),
        (
            source("ja", "book", title="港", translated="항구"),
            "en",
            "北一郎・港湾局、『港』、2025年9月",
        ),
        (
            source("ko", "webpage", title="항만", url="https://e.org/?a=1&b=2"),
            "ko",
            (
                '김민수·항만청, 「항만」, 2025년 9월 <a class="address"'
                ' href="https://e.org/?a=1&amp;b=2">https://e.org/?a=1&amp;b=2</a>'
                " (2026년 1월 14일 접속)"
            ),
        ),
    ],
)
def test_a_work_is_cited_in_its_own_language(cited: Source, reader: str, html: str) -> None:
    assert str(entry(cited, LANGUAGES[reader])) == html


@pytest.mark.parametrize(
    ("note", "reader", "html"),
    [
        (said(ja="上巻", ko="상권"), "ja", "「港」、上巻"),
        (
            said(ja="上巻", ko="상권"),
            "ko",
            '「港」 <span lang="ko">[항구]</span> <span lang="ko">상권</span>',
        ),
        (said(ja="上巻"), "ko", '「港」、上巻 <span lang="ko">[항구]</span>'),
        (said(ko="상권"), "ja", "「港」"),
        (None, "ko", '「港」 <span lang="ko">[항구]</span>'),
    ],
)
def test_a_note_on_a_work_is_in_the_language_of_its_readers(
    note: Localized | None, reader: str, html: str
) -> None:
    cited = Source(
        id="a",
        type="webpage",
        language="ja",
        title="港",
        note=note,
        translated=said(ko="항구"),
        place=HERE,
    )
    assert str(entry(cited, LANGUAGES[reader])) == html
