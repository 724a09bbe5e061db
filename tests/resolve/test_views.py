"""What the names in an expression mean, asked of a workspace that has everything."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from jkreport.build.loaded import load_workspace
from jkreport.diagnostics import Code
from jkreport.model.text import Localized
from jkreport.resolve import DateValue, EventView, Scope, TermUse, scope_of
from jkreport.resolve.dates import date_of
from jkreport.resolve.terms import wording_in
from jkreport.templating import evaluate
from jkreport.values import BUILT_IN_UNITS, Counted, Interval, Moment, Quantity, ValueFault

EVERYTHING = Path(__file__).parents[1] / "workspaces" / "everything"
Ask = Callable[[str], object]
OPENINGS = "events.openings"


@pytest.fixture(scope="module")
def scope() -> Scope:
    loaded = load_workspace(EVERYTHING)
    brief = loaded.brief("all")
    assert loaded.problems.found == []
    return scope_of(loaded.store, loaded.tables, brief.as_of, brief)


@pytest.fixture(scope="module")
def ask(scope: Scope) -> Ask:
    """Give the value of an expression that must have one."""

    def asked(expression: str) -> object:
        value, faults = evaluate(expression, scope)
        assert faults == ()
        return value

    return asked


@pytest.fixture(scope="module")
def fault(scope: Scope) -> Callable[[str], tuple[Code, str, str]]:
    """Give what is wrong with an expression."""

    def asked(expression: str) -> tuple[Code, str, str]:
        value, (found,) = evaluate(expression, scope)
        assert value is None
        return found.code, found.message, found.hint

    return asked


@pytest.mark.parametrize(
    ("expression", "members"),
    [
        (OPENINGS, "first second third"),
        (f"{OPENINGS}.since('2024')", "second third"),
        (f"{OPENINGS}.since('2024-03-02')", "third"),
        (f"{OPENINGS}.until('2024')", "first second"),
        (f"{OPENINGS}.until('2024-02')", "first"),
        (f"{OPENINGS}.between('2023', '2024-03-01')", "first second"),
        (f"{OPENINGS}.between('2024-04', '2025-08-22')", ""),
        (f"{OPENINGS}.since({OPENINGS}['second'].date)", "second third"),
        (f"{OPENINGS}.until(brief.as_of)", "first second third"),
        (f"{OPENINGS}.since(2024)", "second third"),
        (f"{OPENINGS}.of('opening')", "first second"),
        (f"{OPENINGS}.of('opening', 'closing')", "first second third"),
        (f"{OPENINGS}.at('KR')", "second"),
        (f"{OPENINGS}.at('KR', 'JP')", "first second"),
        (f"{OPENINGS}.with_('mayor')", "second"),
        (f"{OPENINGS}.of('opening').at('JP').until('2024')", "first"),
    ],
)
def test_events_are_narrowed_and_counted(ask: Ask, expression: str, members: str) -> None:
    ids = tuple(members.split())
    sources = ("harbour",) if "second" in ids else ()
    assert ask(f"{expression}.count") == Quantity(
        number=Decimal(len(ids)),
        unit=BUILT_IN_UNITS["times"],
        provenance=Counted(events="openings", members=ids, sources=sources),
    )


def test_an_event_has_a_date_and_words(ask: Ask) -> None:
    second = ask(f"{OPENINGS}['second']")
    assert isinstance(second, EventView)
    assert second.date == DateValue(Interval(Moment(2024, 3), Moment(2024, 5)))
    assert second.what["ja"].value == "第二港"
    first = ask(f"{OPENINGS}.first")
    assert isinstance(first, EventView)
    assert first.place["ko"].value == "도쿄"
    assert ask(f"{OPENINGS}.last") == ask(f"{OPENINGS}['third']")


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        (
            f"{OPENINGS}['late']",
            (
                Code.AFTER_CUT_OFF,
                "the event 'late' is later than the brief's cut-off date, or left out here",
                "",
            ),
        ),
        (
            f"{OPENINGS}['frist']",
            (
                Code.UNKNOWN_NAME,
                "there is no event 'frist' in 'openings'",
                "did you mean 'first'?",
            ),
        ),
        (
            "events.opennings",
            (
                Code.UNKNOWN_NAME,
                "there is no event list 'opennings'",
                "did you mean 'openings'?",
            ),
        ),
        (
            f"{OPENINGS}.of('sinking')",
            (
                Code.UNKNOWN_NAME,
                "no event of 'openings' has the kind 'sinking'",
                "known: 'closing', 'opening'",
            ),
        ),
        (
            f"{OPENINGS}.since('2026').last",
            (Code.VALUE_MISSING, "no event of 'openings' is left", ""),
        ),
        (
            f"{OPENINGS}['second'].place",
            (Code.VALUE_MISSING, "the event 'second' has no place", ""),
        ),
        (
            f"{OPENINGS}.since('2024-02-30')",
            (Code.BAD_DATE, "the date '2024-02-30' does not exist", ""),
        ),
        (
            "data.crane",
            (Code.UNKNOWN_NAME, "there is no table 'crane'", "did you mean 'cranes'?"),
        ),
        (
            "data.cranes.number.smu",
            (Code.TEXT_UNDEFINED, "a measure has no 'smu'", "did you mean 'sum'?"),
        ),
        (
            "data.cranes.number.max_key",
            (
                Code.WRONG_TYPE,
                "this row has several keys",
                "narrow the rows by where(…) first",
            ),
        ),
        (
            "data.cranes.number._table",
            (Code.TEXT_FORBIDDEN, "'._table' is not an attribute that may be asked for", ""),
        ),
        (
            "term.harbor",
            (Code.NO_SUCH_TERM, "there is no term 'harbor'", "did you mean 'harbour'?"),
        ),
    ],
)
def test_what_does_not_exist_is_told_in_words(
    fault: Callable[[str], tuple[Code, str, str]], expression: str, said: tuple[Code, str, str]
) -> None:
    assert fault(expression) == said


@pytest.mark.parametrize(
    ("expression", "number"),
    [
        ("data.cranes.number['JP', 2025]", 1250),
        ("data.cranes.number['JP', '2025']", 1250),
        ("data['cranes']['number']['JP', data.cranes.as_of.year]", 1250),
        ("data.cranes.number.sum", 4040),
        ("data.cranes.number.max", 1250),
        ("data.cranes.number.min", 790),
        ("data.cranes.number.where('KR').first", 800),
        ("data.cranes.number.where('KR').last", 790),
        ("data.cranes.number.where('JP').sum", 2450),
        ("data.cranes.number.rank('JP', 2025)", 1),
        ("data.cranes.cost['JP', 2025]", 3940000000),
    ],
)
def test_numbers_come_from_tables(ask: Ask, expression: str, number: int) -> None:
    value = ask(expression)
    assert isinstance(value, Quantity)
    assert value.number == number


def test_keys_and_labels_are_what_is_printed_for_them(ask: Ask) -> None:
    assert ask("data.cranes.number.where('KR').max_key") == DateValue(Moment(2024))
    assert ask("data.cranes.as_of") == DateValue(Moment(2025, 12, 31))
    labels = [ask(f"data.cranes.label[{name}]") for name in ("'JP'", "'country'", "'number'")]
    assert [each["en"].value for each in labels if isinstance(each, Localized)] == [
        "Japan", "Country", "Number",
    ]  # fmt: skip


def test_a_date_is_printed_in_the_way_that_is_asked_for(ask: Ask) -> None:
    date = Moment(2026, 1, 31)
    assert ask("brief.as_of") == DateValue(date)
    styles = [ask(f"brief.as_of.{style}") for style in ("year", "month", "era", "short")]
    assert styles == [
        DateValue(date, "year"), DateValue(date, "month"), DateValue(date, "era"), DateValue(date, "short"),
    ]  # fmt: skip
    assert ask("brief.number") == "7"


def test_a_date_is_had_from_whatever_holds_one() -> None:
    day = Moment(2025, 8, 23)
    assert [date_of(each) for each in (day, DateValue(day), "2025-08-23")] == [day] * 3
    with pytest.raises(ValueFault):
        date_of("August")


def test_a_table_of_a_later_day_gives_no_values() -> None:
    loaded = load_workspace(EVERYTHING)
    early = scope_of(loaded.store, loaded.tables, Moment(2025, 12, 30))
    _, (found,) = evaluate("data.cranes.number.sum", early)
    assert (found.code, found.message, found.hint) == (
        Code.AFTER_CUT_OFF,
        "the table 'cranes' is of 2025-12-31, after the brief's cut-off date 2025-12-30",
        "move the brief's as_of, or take an earlier table",
    )
    _, (without,) = evaluate("brief.number", early)
    assert without.message == "there is no 'brief' here"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("", ["港湾（こうわん）", "港湾", "港湾"]),
        (".preferred", ["港湾"] * 3),
        (".first", ["港湾（こうわん）"] * 3),
        (".abbreviation", ["港湾"] * 3),
    ],
)
def test_a_term_is_worded_at_length_the_first_time(ask: Ask, form: str, words: list[str]) -> None:
    use, mentioned = ask(f"term.harbour{form}"), set[str]()
    assert isinstance(use, TermUse)
    assert [wording_in(use, "ja", mentioned) for _ in words] == words
    assert mentioned == {"harbour"}


def test_a_term_without_words_in_a_language_is_a_fault(ask: Ask) -> None:
    use = ask("term.harbour")
    assert isinstance(use, TermUse)
    with pytest.raises(ValueFault, match="the term 'harbour' has no wording in 'fr'") as raised:
        wording_in(use, "fr", set())
    assert raised.value.hint == "add it to content/terms.yaml"
