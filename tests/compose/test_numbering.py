"""Numbers of sections by the style's patterns, of figures, tables and proposals through the brief."""

from collections.abc import Mapping, Sequence

import pytest

from jkreport.compose.numbering import Kind, Numbering, Target, number
from jkreport.diagnostics import Place
from jkreport.model.blocks import Block, Image, Prose, Recommendation, Timeline, TimelineForm
from jkreport.model.brief import Brief, Citations, Section
from jkreport.model.names import Name
from jkreport.model.text import Localized, Text
from jkreport.values import Moment

HERE = Place(file="a.yaml", line=1, column=1)
WORDS = Localized(texts={}, place=HERE, common=Text(value="x", place=HERE))


def prose(name: str, *only: str) -> Prose:
    return Prose(id=name, place=HERE, only=only, text=WORDS)


def image(name: str, *only: str, caption: Localized | None = WORDS) -> Image:
    return Image(
        id=name, place=HERE, only=only, file=Name("a.png", HERE), caption=caption, alt=WORDS, credit=None
    )  # fmt: skip


def timeline(name: str, form: TimelineForm, caption: Localized | None = WORDS) -> Timeline:
    return Timeline(
        id=name, place=HERE, lists=(), since=None, until=None, kinds=(), form=form, remarks=None, caption=caption,
    )  # fmt: skip


def proposal(name: str, *only: str) -> Recommendation:
    return Recommendation(
        id=name, place=HERE, only=only, proposal=WORDS, background=None, implication=None,
        addressees=(), field=None, horizon=None, sources=(),
    )  # fmt: skip


def section(name: str, *inside: Section | Block, numbered: bool = True) -> Section:
    return Section(
        id=name,
        title=WORDS,
        short=None,
        lead=None,
        numbered=numbered,
        blocks=tuple(each for each in inside if isinstance(each, Block)),
        sections=tuple(each for each in inside if isinstance(each, Section)),
        place=HERE,
    )


def numbered(
    sections: Sequence[Section], patterns: Sequence[str], *languages: str, summary: tuple[Block, ...] = ()
) -> Numbering:  # fmt: skip
    return by_language(sections, {"": patterns}, *languages, summary=summary)


def by_language(
    sections: Sequence[Section], patterns: Mapping[str, Sequence[str]], *languages: str, summary: tuple[Block, ...] = ()
) -> Numbering:  # fmt: skip
    brief = Brief(
        id="b", title=WORDS, subtitle=None, series=None, number="", as_of=Moment(2026), authors=(),
        style=Name("s", HERE), citations=Citations.LIST, editions=(), summary=summary, imprint=None,
        sections=tuple(sections), place=HERE,
    )  # fmt: skip
    return number(brief, languages or ("ja",), patterns)


DEEP = [
    section("a", section("b", section("c", section("d"), section("e")), section("f"))),
    section("g", numbered=False),
    section("h", section("i", numbered=False), section("j")),
]


@pytest.mark.parametrize(
    ("patterns", "numbers"),
    [
        (["{1}", "{1}.{2}", "{1}.{2}.{3}", "{1}.{2}.{3}.{4}"], "1 1.1 1.1.1 1.1.1.1 1.1.1.2 1.1.2 - 2 - 2.1"),
        (["{1}", "{1}.{2}", "({3})", "({4:a})"], "1 1.1 (1) (a) (b) (2) - 2 - 2.1"),
        (["第{1}章", "{1:i}-{2:i}", "{3:a}"], "第1章 i-i a - - b - 第2章 - ii-i"),
        (["", "{2}"], "- 1 - - - - - - - 1"),
        (["第{1}部", "第{2:c}章", "{3}", "({4})"], "第1部 第1章 1 (1) (2) 2 - 第2部 - 第2章"),
        ([], "- - - - - - - - - -"),
    ],
)  # fmt: skip
def test_sections_are_numbered_by_patterns(patterns: list[str], numbers: str) -> None:
    found = numbered(DEEP, patterns).sections
    assert [each.section.id for each in found] == list("abcdefghij")
    assert [each.depth for each in found] == [1, 2, 3, 4, 4, 3, 1, 1, 2, 2]
    assert " ".join(each.number or "-" for each in found) == numbers


def test_under_an_unnumbered_section_nothing_is_numbered() -> None:
    found = numbered([section("a", section("b"), numbered=False), section("c")], ["{1}", "{1}.{2}"])
    assert [each.number for each in found.sections] == ["", "", "1"]


def test_a_language_numbers_by_patterns_of_its_own() -> None:
    patterns = {"": ["{1}"], "ja": ["第{1}章"], "ko": ["제{1}장"]}
    first = by_language(DEEP, patterns, "ja", "ko", "en").sections[0]
    assert {code: first.number_in(code) for code in ("ja", "ko", "en")} == {
        "ja": "第1章",
        "ko": "제1장",
        "en": "1",
    }


@pytest.mark.parametrize(
    ("count", "letters", "roman"),
    [(1, "a", "i"), (4, "d", "iv"), (9, "i", "ix"), (26, "z", "xxvi")],
)
def test_counters_are_written_in_letters_and_roman_numerals(
    count: int, letters: str, roman: str
) -> None:
    sections = [section(f"s{each}") for each in range(count)]
    assert numbered(sections, ["{1:a}"]).sections[-1].number == letters
    assert numbered(sections, ["{1:i}"]).sections[-1].number == roman


BLOCKS = [
    section(
        "one", prose("words"), image("first"), image("plain", caption=None), proposal("p"),
        timeline("line", TimelineForm.LINE), timeline("table", TimelineForm.TABLE),
        timeline("bare", TimelineForm.TABLE, caption=None), image("korean", "ko"), image("last"),
    ),
]  # fmt: skip


def test_figures_tables_and_proposals_are_counted_through_the_brief() -> None:
    found = numbered(BLOCKS, ["{1}"], "ja", "ko", summary=(image("cover"), prose("gist")))
    own = Target(id="one", kind=Kind.SECTION, number="1", title=WORDS)

    def target(name: str, kind: Kind, count: int) -> Target:
        return Target(id=name, kind=kind, number=str(count), title=None)

    assert found.targets == {
        "cover": target("cover", Kind.FIGURE, 1),
        "one": own,
        "words": own,
        "first": target("first", Kind.FIGURE, 2),
        "plain": own,
        "p": target("p", Kind.RECOMMENDATION, 1),
        "line": target("line", Kind.FIGURE, 3),
        "table": target("table", Kind.TABLE, 1),
        "bare": own,
        "korean": target("korean", Kind.FIGURE, 4),
        "last": target("last", Kind.FIGURE, 5),
    }


def test_what_an_edition_leaves_out_has_no_number_in_it() -> None:
    found = numbered(BLOCKS, ["{1}"], "ja").targets
    assert (found["korean"].id, found["last"].number) == ("one", "3")
