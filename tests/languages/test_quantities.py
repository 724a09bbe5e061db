"""One number, three languages: each row is what the presses of the three print."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from jkreport.languages import Language
from jkreport.values import BUILT_IN_UNITS, Form, Quantity, QuantityRange, Unit

Of = Callable[..., Quantity]
InAll = Callable[[Callable[[Language], str]], tuple[str, ...]]
Show = Mapping[str, object]

DECIMAL, SIGNED = {"form": Form.DECIMAL}, {"signed": True}
WARHEAD = Unit(code="warhead", wording={"ja": "発", "ko": "발", "en": " warheads"})
HUNDRED_MILLION = Decimal(100_000_000)


@pytest.mark.parametrize(
    ("number", "unit", "printed"),
    [
        # large numbers by myriads; a space between the groups in Korean alone
        ("824500", "person", ("82万4,500人", "82만 4,500명", "824,500 people")),
        ("820000", "person", ("82万人", "82만 명", "820,000 people")),
        ("4500", "person", ("4,500人", "4,500명", "4,500 people")),
        ("9999", "person", ("9,999人", "9,999명", "9,999 people")),
        ("10000", "person", ("1万人", "1만 명", "10,000 people")),
        ("10001", "person", ("1万1人", "1만 1명", "10,001 people")),
        ("51700000", "person", ("5,170万人", "5,170만 명", "51.7 million people")),
        ("100000000", "person", ("1億人", "1억 명", "100 million people")),
        ("16800000000", "USD", ("168億ドル", "168억 달러", "US$16.8 billion")),
        ("3940000000", "USD", ("39億4,000万ドル", "39억 4,000만 달러", "US$3.94 billion")),
        ("1234500000000", "JPY", ("1兆2,345億円", "1조 2,345억 엔", "¥1,234.5 billion")),
        ("1000000000000", "KRW", ("1兆ウォン", "1조 원", "₩1 trillion")),
        ("1000000000001", "KRW", ("1兆1ウォン", "1조 1원", "₩1,000,000,000,001")),
        ("20000000000000000", "KRW", ("2京ウォン", "2경 원", "₩20,000 trillion")),
        (
            "12345678900",
            "USD",
            ("123億4,567万8,900ドル", "123억 4,567만 8,900달러", "US$12,345,678,900"),
        ),
        ("500", "EUR", ("500ユーロ", "500유로", "€500")),
        ("0", "USD", ("0ドル", "0달러", "US$0")),
        # a fraction that a large number has stays; one of zeros goes
        ("12345.67", "km", ("1万2,345.67km", "1만 2,345.67 km", "12,345.67 km")),
        ("12345.00", "km", ("1万2,345km", "1만 2,345 km", "12,345 km")),
        ("10000.5", "ton", ("1万0.5トン", "1만 0.5톤", "10,000.5 tonnes")),
        # small numbers as they were written
        ("4.3", "percent", ("4.3％", "4.3%", "4.3%")),
        ("4.30", "percent", ("4.30％", "4.30%", "4.30%")),
        ("1E+3", "percent", ("1,000％", "1,000%", "1,000%")),
        ("-3.2", "percent", ("−3.2％", "−3.2%", "−3.2%")),
        ("-0.0", "percent", ("0.0％", "0.0%", "0.0%")),
        # counters and units
        ("3.2", "point", ("3.2ポイント", "3.2%p", "3.2 percentage points")),
        ("1", "point", ("1ポイント", "1%p", "1 percentage point")),
        ("1.0", "point", ("1.0ポイント", "1.0%p", "1.0 percentage points")),
        ("-1", "point", ("−1ポイント", "−1%p", "−1 percentage point")),
        ("12", "times", ("12回", "12회", "12 times")),
        ("1", "times", ("1回", "1회", "1 time")),
        ("1", "person", ("1人", "1명", "1 person")),
        ("5", "country", ("5か国", "5개국", "5 countries")),
        ("1", "country", ("1か国", "1개국", "1 country")),
        ("17", "year", ("17年", "17년", "17 years")),
        ("6", "month", ("6か月", "6개월", "6 months")),
        ("30", "day", ("30日", "30일", "30 days")),
        ("33", "item", ("33品目", "33개 품목", "33 items")),
        ("30000", "item", ("3万品目", "3만 개 품목", "30,000 items")),
        ("8", "case", ("8件", "8건", "8 cases")),
        ("8", "proposal", ("8件", "8건", "8 proposals")),
        ("1240", "flight", ("1,240便", "1,240편", "1,240 flights")),
        ("12", "school", ("12校", "12개교", "12 schools")),
        ("3", "place", ("3か所", "3곳", "3 places")),
        ("2.2", "ratio", ("2.2倍", "2.2배", "2.2 times")),
        ("1", "ratio", ("1倍", "1배", "1 times")),
        ("30000000", "kW", ("3,000万kW", "3,000만 kW", "30 GW")),
        ("4500", "kW", ("4,500kW", "4,500 kW", "4,500 kW")),
        ("45", "GW", ("45GW", "45 GW", "45 GW")),
        ("1200", "km", ("1,200km", "1,200 km", "1,200 km")),
        ("50", "ton", ("50トン", "50톤", "50 tonnes")),
        ("42", "none", ("42", "42", "42")),
        # ranks
        ("1", "rank", ("1位", "1위", "1st")),
        ("2", "rank", ("2位", "2위", "2nd")),
        ("3", "rank", ("3位", "3위", "3rd")),
        ("11", "rank", ("11位", "11위", "11th")),
        ("113", "rank", ("113位", "113위", "113th")),
        ("22", "rank", ("22位", "22위", "22nd")),
    ],
)
def test_a_quantity_reads_as_the_press_prints_it(
    of: Of, in_all: InAll, number: str, unit: str, printed: tuple[str, ...]
) -> None:
    assert in_all(lambda language: language.quantity(of(number, unit))) == printed


@pytest.mark.parametrize(
    ("number", "unit", "show", "printed"),
    [
        ("3940000000", "USD", DECIMAL, ("39.4億ドル", "39.4억 달러", "US$3.94 billion")),
        ("824500", "person", DECIMAL, ("82.45万人", "82.45만 명", "824,500 people")),
        ("3000000000", "USD", DECIMAL, ("30億ドル", "30억 달러", "US$3 billion")),
        # what is rounded to 0.1億 is rounded to 10 million in English too
        (
            "3937000000",
            "USD",
            DECIMAL | {"decimals": 1},
            ("39.4億ドル", "39.4억 달러", "US$3.94 billion"),
        ),
        (
            "99999600",
            "person",
            DECIMAL | {"decimals": 1},
            ("1.0億人", "1.0억 명", "100 million people"),
        ),
        ("9999.96", "ton", DECIMAL | {"decimals": 1}, ("1.0万トン", "1.0만 톤", "10,000 tonnes")),
        ("-3940000000", "USD", DECIMAL, ("−39.4億ドル", "−39.4억 달러", "−US$3.94 billion")),
        # rounding: halves away from zero
        ("0.25", "percent", {"decimals": 1}, ("0.3％", "0.3%", "0.3%")),
        ("-0.25", "percent", {"decimals": 1}, ("−0.3％", "−0.3%", "−0.3%")),
        ("2.5", "percent", {"decimals": 0}, ("3％", "3%", "3%")),
        ("4", "percent", {"decimals": 1}, ("4.0％", "4.0%", "4.0%")),
        ("9999.5", "person", {"decimals": 0}, ("1万人", "1만 명", "10,000 people")),
        # signs
        ("3.2", "point", SIGNED, ("+3.2ポイント", "+3.2%p", "+3.2 percentage points")),
        ("-3.2", "point", SIGNED, ("−3.2ポイント", "−3.2%p", "−3.2 percentage points")),
        ("0", "point", SIGNED, ("±0ポイント", "±0%p", "±0 percentage points")),
        ("-0.04", "percent", SIGNED | {"decimals": 1}, ("±0.0％", "±0.0%", "±0.0%")),
        ("-0.04", "percent", {"decimals": 1}, ("0.0％", "0.0%", "0.0%")),
        ("150000", "person", SIGNED, ("+15万人", "+15만 명", "+150,000 people")),
        ("-2000000000", "USD", SIGNED, ("−20億ドル", "−20억 달러", "−US$2 billion")),
        # without the unit
        ("16800000000", "USD", {"unit": False}, ("168億", "168억", "16.8 billion")),
        ("3", "rank", {"unit": False}, ("3", "3", "3")),
        # scaled: bare for a cell, named beside a unit
        (
            "108000000000",
            "USD",
            {"scale": HUNDRED_MILLION, "unit": False},
            ("1,080", "1,080", "1,080"),
        ),
        (
            "108000000000",
            "USD",
            {"scale": HUNDRED_MILLION},
            ("1,080億ドル", "1,080억 달러", "US$108 billion"),
        ),
        (
            "1234567",
            "person",
            {"scale": Decimal(10_000), "decimals": 1, "unit": False},
            ("123.5", "123.5", "123.5"),
        ),
        (
            "1684000000000",
            "USD",
            {"scale": HUNDRED_MILLION, "unit": False},
            ("16,840", "16,840", "16,840"),
        ),
        (
            "3940000000.00",
            "USD",
            {"scale": HUNDRED_MILLION, "unit": False},
            ("39.40", "39.40", "39.40"),
        ),
    ],
)
def test_a_display_is_kept_by_every_language(
    of: Of, in_all: InAll, number: str, unit: str, show: Show, printed: tuple[str, ...]
) -> None:
    assert in_all(lambda language: language.quantity(of(number, unit, **show))) == printed


def test_a_number_stands_without_its_unit(of: Of, in_all: InAll) -> None:
    assert in_all(lambda each: each.number(of("824500", "person"))) == (
        "82万4,500",
        "82만 4,500",
        "824,500",
    )


def test_a_unit_of_the_workspace_is_appended_as_it_was_worded(of: Of, in_all: InAll) -> None:
    assert in_all(lambda each: each.quantity(of("600", WARHEAD))) == (
        "600発",
        "600발",
        "600 warheads",
    )


def test_a_unit_without_wording_in_a_language_appends_nothing(of: Of, in_all: InAll) -> None:
    only = Unit(code="warhead", wording={"ja": "発"})
    assert in_all(lambda each: each.quantity(of("600", only))) == ("600発", "600", "600")


@pytest.mark.parametrize(
    ("low", "high", "unit", "printed"),
    [
        ("30000000", "45000000", "kW", ("3,000万～4,500万kW", "3,000만~4,500만 kW", "30–45 GW")),
        ("10", "20", "percent", ("10～20％", "10~20%", "10–20%")),
        ("1.5", "2.5", "point", ("1.5～2.5ポイント", "1.5~2.5%p", "1.5–2.5 percentage points")),
        ("3", "5", "rank", ("3～5位", "3~5위", "3rd–5th")),
        ("5", "5", "country", ("5か国", "5개국", "5 countries")),
        ("-3", "1", "percent", ("−3～1％", "−3~1%", "−3 to 1%")),
        ("1000", "20000", "person", ("1,000～2万人", "1,000~2만 명", "1,000–20,000 people")),
        ("3000000000", "5000000000", "USD", ("30億～50億ドル", "30억~50억 달러", "US$3–5 billion")),
        (
            "800000000",
            "5000000000",
            "USD",
            ("8億～50億ドル", "8억~50억 달러", "US$800 million to US$5 billion"),
        ),
        (
            "-800000000",
            "5000000000",
            "USD",
            ("−8億～50億ドル", "−8억~50억 달러", "−US$800 million to US$5 billion"),
        ),
    ],
)
def test_a_range_says_once_what_both_ends_share(
    of: Of, in_all: InAll, low: str, high: str, unit: str, printed: tuple[str, ...]
) -> None:
    span = QuantityRange(low=of(low, unit), high=of(high, unit))
    assert in_all(lambda language: language.range(span)) == printed


def test_a_range_without_its_unit_is_two_numbers(of: Of, in_all: InAll) -> None:
    ends = (of(number, "percent", unit=False) for number in ("10", "20"))
    span = QuantityRange(low=next(ends), high=next(ends))
    assert in_all(lambda language: language.range(span)) == ("10～20", "10~20", "10–20")


@pytest.mark.parametrize(
    ("unit", "scale", "name"),
    [
        ("percent", None, ("％", "%", "%")),
        ("point", None, ("ポイント", "%p", "percentage points")),
        ("person", None, ("人", "명", "people")),
        ("country", None, ("か国", "개국", "countries")),
        ("rank", None, ("位", "위", "rank")),
        ("kW", None, ("kW", "kW", "kW")),
        ("none", None, ("", "", "")),
        ("none", "1E+4", ("万", "만", "10,000")),
        ("person", "1E+3", ("千人", "천 명", "thousand people")),
        ("person", "1E+4", ("万人", "만 명", "10,000 people")),
        ("person", "1E+6", ("百万人", "백만 명", "million people")),
        ("item", "1E+4", ("万品目", "만 개 품목", "10,000 items")),
        ("kW", "1E+4", ("万kW", "만 kW", "10,000 kW")),
        ("USD", None, ("ドル", "달러", "US$")),
        ("USD", "1", ("ドル", "달러", "US$")),
        ("USD", "1E+6", ("百万ドル", "백만 달러", "US$ million")),
        ("USD", "1E+8", ("億ドル", "억 달러", "US$100 million")),
        ("USD", "100000000", ("億ドル", "억 달러", "US$100 million")),
        ("USD", "1E+9", ("十億ドル", "십억 달러", "US$ billion")),
        ("JPY", "1E+12", ("兆円", "조 엔", "¥ trillion")),
        ("KRW", "1E+16", ("京ウォン", "경 원", "₩10,000 trillion")),
        ("USD", "500", ("×500ドル", "×500달러", "US$500")),
    ],
)
def test_a_head_names_unit_and_scale(
    of: Of, in_all: InAll, unit: str, scale: str | None, name: tuple[str, ...]
) -> None:
    shown = of("1", unit, scale=Decimal(scale) if scale else None)
    assert in_all(lambda language: language.unit_name(shown)) == name


def test_a_head_names_the_unit_that_its_cells_leave_away(of: Of, in_all: InAll) -> None:
    cell = of("1", WARHEAD, unit=False)
    assert in_all(lambda language: language.unit_name(cell)) == ("発", "발", "warheads")


@pytest.mark.parametrize("unit", sorted(set(BUILT_IN_UNITS) - {"none"}))
def test_every_built_in_unit_has_a_word_in_every_language(of: Of, in_all: InAll, unit: str) -> None:
    assert "" not in in_all(lambda language: language.unit_name(of("2", unit)))
