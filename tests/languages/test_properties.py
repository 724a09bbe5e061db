"""What holds for every number, date and text."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jkreport.languages import LANGUAGES, Language
from jkreport.languages.hangul import Final, final_of
from jkreport.languages.readings import ending
from jkreport.values import (
    BUILT_IN_UNITS,
    Counted,
    Display,
    Form,
    Interval,
    Moment,
    Quantity,
    parse_date,
    round_half_up,
)

MARK = "\u2060"
MYRIADS = {"万": 4, "億": 8, "兆": 12, "京": 16, "만": 4, "억": 8, "조": 12, "경": 16}
WORDS = {" million": 6, " billion": 9, " trillion": 12}

languages = st.sampled_from(sorted(LANGUAGES)).map(LANGUAGES.__getitem__)
numbers = st.decimals(
    min_value=-(10**19), max_value=10**19, allow_nan=False, allow_infinity=False, places=2
)
texts = st.text(
    st.sampled_from(
        "은는이가을를과와으로(나)라란며야아서도한국日国GDPkW%p12,.03만억조 [#@]*”」" + MARK
    )
)


def quantity(number: Decimal, display: Display, unit: str = "none") -> Quantity:
    return Quantity(
        number=number,
        unit=BUILT_IN_UNITS[unit],
        provenance=Counted(events="summits", members=()),
        display=display,
    )


def read_back(text: str) -> Decimal:
    """Read a printed number: marks removed, myriads and English words counted."""
    for word, power in WORDS.items():
        if text.endswith(word):
            return read_back(text.removesuffix(word)).scaleb(power)
    negative, text = text.startswith("−"), re.sub("[−+±, ]", "", text)
    total, group = Decimal(0), ""
    for letter in text:
        if letter in MYRIADS:
            total += Decimal(group).scaleb(MYRIADS[letter])
            group = ""
        else:
            group += letter
    total += Decimal(group or "0")
    return -total if negative else total


@given(languages, numbers, st.builds(Display, form=st.sampled_from(Form), signed=st.booleans()))
def test_a_printed_number_reads_back_as_itself(
    language: Language, number: Decimal, display: Display
) -> None:
    printed = language.number(quantity(number, display))
    assert read_back(printed) == number
    assert number or "−" not in printed


@given(numbers, st.integers(0, 3), st.sampled_from(Form))
def test_rounding_is_the_same_in_every_language(number: Decimal, decimals: int, form: Form) -> None:
    shown = quantity(number, Display(decimals=decimals, form=form))
    printed = {code: read_back(each.number(shown)) for code, each in LANGUAGES.items()}
    assert len(set(printed.values())) == 1
    if form is Form.MIXED:
        assert printed["ja"] == round_half_up(number, decimals)


@given(languages, numbers, st.sampled_from([1, 1000, 10_000, 1_000_000, 100_000_000]))
def test_a_scaled_number_has_no_myriads(language: Language, number: Decimal, scale: int) -> None:
    shown = quantity(number, Display(scale=Decimal(scale), unit=False), "USD")
    printed = language.quantity(shown)
    assert re.fullmatch(r"−?[0-9,]+(\.[0-9]+)?", printed)
    assert read_back(printed) * scale == number


@given(languages, numbers, st.sampled_from(sorted(BUILT_IN_UNITS)))
def test_a_sign_stands_first_and_once(language: Language, number: Decimal, unit: str) -> None:
    printed = language.quantity(quantity(number, Display(signed=True), unit))
    assert [printed[0], *re.findall("[−+±]", printed[1:])] == [
        "±" if not number else "−" if number < 0 else "+"
    ]


@given(languages, st.dates(dt.date(1600, 1, 1)), st.dates(dt.date(1600, 1, 1)))
def test_every_date_and_interval_is_printed(
    language: Language, one: dt.date, other: dt.date
) -> None:
    first, last = (Moment(day.year, day.month, day.day) for day in sorted((one, other)))
    for style in ("full", "month", "year", "era", "short"):
        assert language.date(first, style)
        assert language.date(Interval(first, first), style) == language.date(first, style)
        assert language.date(Interval(first, last), style)


@given(st.dates(dt.date(1000, 1, 1)))
def test_a_full_date_holds_year_month_and_day(day: dt.date) -> None:
    for code in ("ja", "ko"):
        printed = LANGUAGES[code].date(parse_date(day.isoformat()))
        assert [int(part) for part in re.findall("[0-9]+", printed)] == [
            day.year,
            day.month,
            day.day,
        ]


LETTERS_OF_PARTICLES = "[은는이가을를과와으로나라란며야아여()]"


@given(texts)
def test_particles_change_nothing_but_particles(text: str) -> None:
    resolved = LANGUAGES["ko"].particles(text, MARK)
    stripped = re.compile(LETTERS_OF_PARTICLES)
    assert stripped.sub("", resolved) == stripped.sub("", text)
    assert LANGUAGES["ko"].particles(resolved, MARK) == resolved


@given(st.text())
def test_particles_and_readings_take_any_text(text: str) -> None:
    assert ending(text) in (None, *Final)
    for mark in (MARK, "", "은"):
        LANGUAGES["ko"].particles(text, mark)
    if not re.search(LETTERS_OF_PARTICLES, text):
        assert LANGUAGES["ko"].particles(text, MARK) == text


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1))
def test_every_syllable_takes_the_particle_of_its_final(word: str) -> None:
    closed = (ord(word[-1]) - 0xAC00) % 28
    assert LANGUAGES["ko"].particles(f"{word}{MARK}은 ", MARK)[-2] == ("은" if closed else "는")
    assert (
        LANGUAGES["ko"]
        .particles(f"{word}{MARK}로 ", MARK)
        .endswith("으로 " if closed not in (0, 8) else f"{MARK}로 ")
    )


def read_aloud(number: int) -> str:
    """Say a number in Sino-Korean, digit by digit and unit by unit."""
    groups = []
    for unit in ("", "만", "억", "조", "경", "해"):
        number, group = divmod(number, 10_000)
        figures = f"{group:04}"
        said = "".join(
            "영일이삼사오육칠팔구"[int(figure)] + power
            for figure, power in zip(figures, ("천", "백", "십", ""), strict=True)
            if figure != "0"
        )
        groups.append(said + unit if said else "")
    return "".join(reversed(groups)) or "영"


@given(st.integers(0, 10**22) | st.integers(0, 22).map(lambda power: 10**power))
def test_a_number_ends_as_its_reading_does(number: int) -> None:
    assert ending(f"{number:,}") is ending(str(number)) is final_of(read_aloud(number)[-1])


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_phrases_join_to_the_text(code: str) -> None:
    @given(st.text() | st.text(st.sampled_from("日韓首脳会談のは、「」（）・ー ab12한일 관계를\n")))
    def joins(text: str) -> None:
        phrases = LANGUAGES[code].phrases(text)
        assert "".join(phrases) == text
        assert all(phrases)

    joins()


@given(st.text(st.sampled_from("日韓首脳会談のはをと、。「」（）・ーっ"), min_size=1))
def test_no_japanese_phrase_breaks_a_kinsoku_rule(text: str) -> None:
    phrases = LANGUAGES["ja"].phrases(text)
    assert not any(phrase[0] in "、。」）・ーっ" for phrase in phrases[1:])
    assert not any(phrase[-1] in "「（" for phrase in phrases[:-1])


@given(languages, st.text(), st.text())
def test_any_word_has_a_place_in_a_list(language: Language, word: str, reading: str) -> None:
    placed = language.sorting(word, reading)
    assert bool(placed.head) == bool(word or reading)
    assert placed == language.sorting(word, reading)


@given(languages, st.lists(st.tuples(st.text(), st.text()), max_size=4), st.text())
def test_any_name_and_title_is_printed(
    language: Language, people: list[tuple[str, str]], title: str
) -> None:
    assert isinstance(language.names(people), str)
    assert len(language.title(title, "report")) >= len(title)


@given(languages, st.text(), st.text())
def test_a_soft_break_is_nothing_or_a_space(language: Language, before: str, after: str) -> None:
    assert language.join_lines(before, after) in ("", " ")
