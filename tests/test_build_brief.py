"""The brief that comes with the workspace: all its numbers are bound to data, and its editions are whole."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pikepdf
import pypdf
import pytest

from jkreport import Report, Workspace
from jkreport.build.loaded import Loaded, load_workspace
from jkreport.model.blocks import (
    Bibliography,
    Block,
    Chart,
    DataSources,
    Glossary,
    TableBlock,
    Timeline,
)
from jkreport.model.brief import Brief, Section
from jkreport.model.text import Localized
from jkreport.resolve import scope_of
from jkreport.templating import expand
from jkreport.values import Quantity, QuantityRange

pytestmark = pytest.mark.xdist_group("brief-2026")

ROOT = Path(__file__).resolve().parents[1]
BRIEF = "brief-2026"
EDITIONS = ("ja", "ko", "ja-ko")


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load_workspace(ROOT)


@pytest.fixture(scope="module")
def brief(loaded: Loaded) -> Brief:
    return loaded.brief(BRIEF)


def sections_of(brief: Brief) -> Iterator[Section]:
    todo = list(brief.sections)
    while todo:
        section = todo.pop(0)
        yield section
        todo = [*section.sections, *todo]


def blocks_of(brief: Brief) -> list[Block]:
    return [*brief.summary, *(block for each in sections_of(brief) for block in each.blocks)]


def texts_of(value: object) -> Iterator[Localized]:
    """Find every text in a part of the model."""
    if isinstance(value, Localized):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from texts_of(getattr(value, each.name))
    elif isinstance(value, tuple):
        for member in value:
            yield from texts_of(member)
    elif isinstance(value, Mapping):
        yield from texts_of(tuple(value.values()))


def numbers_in(brief: Brief, loaded: Loaded, code: str) -> list[Quantity]:
    """Give every value that a text of the brief prints in a language."""
    found: list[Quantity] = []

    def note(value: object, _: int) -> str:
        if isinstance(value, QuantityRange):
            found.extend((value.low, value.high))
        elif isinstance(value, Quantity):
            found.append(value)
        return ""

    scope = scope_of(loaded.store, loaded.tables, brief.as_of, brief)
    for text in texts_of(brief):
        _, faults = expand(text[code].value, scope, note)
        assert faults == ()
    return found


def test_nothing_is_wrong_with_it() -> None:
    report = Workspace.open(ROOT).check(BRIEF)
    assert (report.diagnostics, report.ok) == ((), True)


def test_it_has_tables_charts_and_what_belongs_to_a_brief(brief: Brief) -> None:
    blocks = blocks_of(brief)
    kinds = [type(each) for each in blocks]
    assert kinds.count(TableBlock) >= 6
    assert kinds.count(Chart) >= 6
    assert {Timeline, Glossary, Bibliography, DataSources} <= set(kinds)
    assert tuple(each.id for each in brief.editions) == EDITIONS


@pytest.mark.parametrize("code", ["ja", "ko"])
def test_the_numbers_in_its_prose_are_bound(brief: Brief, loaded: Loaded, code: str) -> None:
    assert len(numbers_in(brief, loaded, code)) >= 30


def test_both_languages_print_the_same_numbers(brief: Brief, loaded: Loaded) -> None:
    japanese, korean = (numbers_in(brief, loaded, code) for code in ("ja", "ko"))
    assert sorted(map(repr, japanese)) == sorted(map(repr, korean))


def test_every_number_of_a_table_or_a_chart_has_a_source(brief: Brief, loaded: Loaded) -> None:
    shown = [each for each in blocks_of(brief) if isinstance(each, TableBlock | Chart)]
    sources = {
        each.id: [name.value for name in each.sources or loaded.store.tables[each.table.value].sources]
        for each in shown
    }  # fmt: skip
    assert [name for name, found in sources.items() if not found] == []
    assert {name for found in sources.values() for name in found} <= loaded.store.sources.keys()


def test_nothing_is_later_than_the_cut_off_date(brief: Brief, loaded: Loaded) -> None:
    days = {name: table.as_of for name, table in loaded.store.tables.items()}
    assert [name for name, day in days.items() if day is None or day.start > brief.as_of.end] == []


def test_every_event_has_a_source(loaded: Loaded) -> None:
    events = [event for each in loaded.store.events.values() for event in each.events]
    assert len(events) >= 10
    assert [event.id for event in events if not event.sources] == []


@pytest.mark.typeset
def test_all_editions_are_built(report_2026: Report) -> None:
    assert (report_2026.diagnostics, report_2026.without) == ((), ())
    assert tuple(each.id for each in report_2026.editions) == EDITIONS
    pages = {each.id: each.pages for each in report_2026.editions}
    assert all(14 <= pages[code] <= 20 for code in ("ja", "ko")), pages
    assert max(each.peak_memory for each in report_2026.editions) < 500 << 20


@pytest.mark.typeset
@pytest.mark.parametrize(
    ("edition", "title"),
    [
        ("ja", "日韓関係ブリーフ 2026"),
        ("ko", "한일관계 브리프 2026"),
        ("ja-ko", "日韓関係ブリーフ 2026"),
    ],
)
def test_each_edition_says_what_it_is(report_2026: Report, edition: str, title: str) -> None:
    (built,) = (each for each in report_2026.editions if each.id == edition)
    with pikepdf.open(built.pdf) as pdf:
        assert str(pdf.Root["/Lang"]) == edition.partition("-")[0]
        assert str(pdf.docinfo["/Title"]) == title
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260316000000")
        assert len(pdf.pages) == built.pages
    with built.pdf.open("rb") as stream:
        top = [each for each in pypdf.PdfReader(stream).outline if not isinstance(each, list)]
    assert len(top) >= 9
    html = built.html.read_text("utf-8")
    assert re.findall(r"<script|<link|<iframe|src=\"(?!data:)|@import", html) == []


@pytest.mark.typeset
@pytest.mark.parametrize(
    ("edition", "sentences"),
    [
        (
            "ja",
            ["2026年3月16日", "協力の対象は、安全保障から供給網と組織犯罪の対策にまで広がった。"],
        ),
        ("ko", ["2026년 3월 16일", "협력 대상은 안보에서 공급망과 조직범죄 대응까지 넓어졌다."]),
        ("ja-ko", ["経済の結び付きは形を変えている。", "경제적 연계의 모습도 달라지고 있다."]),
    ],
)
def test_its_sentences_can_be_copied(
    report_2026: Report, edition: str, sentences: list[str]
) -> None:
    (built,) = (each for each in report_2026.editions if each.id == edition)
    with built.pdf.open("rb") as stream:
        text = "".join(page.extract_text() for page in pypdf.PdfReader(stream).pages)
    squeezed = "".join(text.split())
    assert [each for each in sentences if "".join(each.split()) not in squeezed] == []
    assert "{{" not in text
