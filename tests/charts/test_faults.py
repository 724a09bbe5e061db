"""What can't be drawn is told at its place, with what mends it."""

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest

from jkreport.data import Table
from jkreport.diagnostics import Code, ContentError, Diagnostic, Place
from jkreport.model.blocks.figures import Chart

Samples = Mapping[str, Callable[[], tuple[Chart, Table]]]
Draw = Callable[..., str]
Make = Callable[..., Chart]
Years = Callable[..., Table]
Fault = Callable[..., Diagnostic]

HERE = Place(file="content/sections/economy/trade.yaml", line=12, column=5)
TWO = "year,country,share,other,words 2001,JP,1,2,a 2002,JP,2,3,b 2001,KR,3,4,c"
UNITS = ("percent", "percent", "text")


@pytest.fixture
def fault(drawn: Draw) -> Fault:
    def told(chart: Chart, table: Table) -> Diagnostic:
        with pytest.raises(ContentError) as caught:
            drawn(chart, table, "ja-ko")
        assert caught.value.diagnostic.place == HERE
        return caught.value.diagnostic

    return told


@pytest.mark.parametrize(
    ("form", "channels", "code", "message", "hint"),
    [
        (
            "line",
            {"x": ["yaer"], "y": ["share"]},
            Code.UNKNOWN_NAME,
            "the table 'sample' has no column 'yaer'",
            "did you mean 'year'?",
        ),
        (
            "line",
            {"x": ["year"], "y": ["shares"]},
            Code.UNKNOWN_NAME,
            "the table 'sample' has no column 'shares'",
            "did you mean 'share'?",
        ),
        (
            "line",
            {"x": ["year"], "y": ["words"]},
            Code.WRONG_TYPE,
            "'words' holds text; a measure of numbers is expected",
            "known: 'other', 'share'",
        ),
        (
            "line",
            {"x": ["year"], "y": ["country"]},
            Code.WRONG_TYPE,
            "'country' is a key; a measure is expected",
            "known: 'other', 'share'",
        ),
        (
            "line",
            {"x": ["share"], "y": ["share"]},
            Code.WRONG_TYPE,
            "'share' is a measure; a key is expected",
            "known: 'country', 'year'",
        ),
        (
            "line",
            {"x": ["year", "country"], "y": ["share"]},
            Code.CHART,
            "'x' takes one column, not 2",
            "leave 'country' away",
        ),
        (
            "bar",
            {"x": ["year"]},
            Code.MISSING_KEY,
            "a chart of the form 'bar' needs 'y'",
            "known: 'country', 'other', 'share', 'words', 'year'",
        ),
        (
            "bar",
            {"x": ["year"], "y": ["share"]},
            Code.CHART,
            "2 rows give 'share' for 'year' '2001' in one series",
            "choose between them with 'where', or tell them apart with 'colour'",
        ),
        (
            "slope",
            {"x": ["country"], "y": ["share"], "colour": ["words"]},
            Code.WRONG_TYPE,
            "'words' is a measure; a key is expected",
            "known: 'country', 'year'",
        ),
        (
            "timeline",
            {"x": ["country"], "label": ["words"]},
            Code.WRONG_TYPE,
            "'country' holds no times",
            "a timeline needs dates at 'x'",
        ),
        (
            "timeline",
            {"x": ["year"], "label": ["share"]},
            Code.WRONG_TYPE,
            "'share' holds numbers; a key or a measure of text is expected",
            "",
        ),
    ],
)
def test_wrong_columns_are_named(  # noqa: PLR0913, PLR0917 - the parts of a diagnostic
    chart: Make,
    years: Years,
    fault: Fault,
    form: str,
    channels: dict[str, list[str]],
    code: Code,
    message: str,
    hint: str,
) -> None:
    told = fault(chart(form, channels), years(TWO, *UNITS))
    assert (told.code, told.message, told.hint) == (code, message, hint)


def test_measures_of_different_units_do_not_share_an_axis(
    chart: Make, years: Years, fault: Fault
) -> None:
    table = years("year,share,money 2001,1,2", "percent", "USD")
    told = fault(chart("line", {"x": ["year"], "y": ["share", "money"]}), table)
    assert told.code is Code.UNITS_DIFFER
    assert told.message == "'share' and 'money' have different units: 'percent' and 'USD'"


def test_a_filter_that_nothing_passes_is_told(chart: Make, years: Years, fault: Fault) -> None:
    channels = {"x": ["year"], "y": ["share"]}
    told = fault(chart("line", channels, where={"year": ["2010"]}), years(TWO, *UNITS))
    assert told.code is Code.NO_DATA
    assert told.message == "no row of 'sample' passes the filter 'year': '2010'"
    assert told.hint == "did you mean '2002' or '2001'?"


def test_a_filter_with_an_unknown_category_is_told(chart: Make, years: Years, fault: Fault) -> None:
    channels = {"x": ["year"], "y": ["share"]}
    told = fault(chart("line", channels, where={"country": ["KO"]}), years(TWO, *UNITS))
    assert told.code is Code.UNKNOWN_NAME
    assert told.message == "the key 'country' has no value 'KO'"


def test_a_filter_by_an_unknown_column_is_told(chart: Make, years: Years, fault: Fault) -> None:
    channels = {"x": ["year"], "y": ["share"]}
    told = fault(chart("line", channels, where={"contry": ["KR"]}), years(TWO, *UNITS))
    assert (told.code, told.hint) == (Code.UNKNOWN_NAME, "did you mean 'country'?")


def test_rows_without_numbers_are_no_data(chart: Make, years: Years, fault: Fault) -> None:
    told = fault(chart("line", {"x": ["year"], "y": ["share"]}), years("year,share 2001,- 2002,…"))
    assert told.code is Code.NO_DATA
    assert told.message == "the rows of this chart hold no numbers"


def test_a_slope_has_two_times(chart: Make, years: Years, fault: Fault) -> None:
    told = fault(
        chart("slope", {"x": ["year"], "y": ["share"]}), years("year,share 2001,1 2002,2 2003,3")
    )
    assert told.code is Code.CHART
    assert "these are 3: 2001, 2002, 2003" in told.message


def test_areas_on_top_of_each_other_are_not_negative(
    chart: Make, years: Years, fault: Fault
) -> None:
    channels = {"x": ["year"], "y": ["share", "other"]}
    told = fault(chart("area", channels), years("year,share,other 2001,1,-2 2002,2,3"))
    assert (told.code, told.hint) == (Code.CHART, "use 'line'")


def test_areas_without_a_place_in_common_are_told(chart: Make, years: Years, fault: Fault) -> None:
    channels = {"x": ["year"], "y": ["share", "other"]}
    told = fault(chart("area", channels), years("year,share,other 2001,1,- 2002,-,3"))
    assert told.code is Code.NO_DATA


def test_too_many_rows_are_told(chart: Make, years: Years, fault: Fault) -> None:
    numbers = count()
    rows = [
        f"{year},{country},{next(numbers)}"
        for year in range(1000, 6100)
        for country in ("JP", "KR")
    ]
    channels = {"x": ["year"], "y": ["share"], "colour": ["country"]}
    told = fault(chart("line", channels), years("year,country,share " + " ".join(rows)))
    assert told.message == "10200 rows are too many for a chart: 10000 are drawn at most"


def test_too_many_events_are_told(chart: Make, years: Years, fault: Fault) -> None:
    rows = [f"{year},a" for year in range(1900, 2000)]
    channels = {"x": ["year"], "label": ["words"]}
    told = fault(chart("timeline", channels), years("year,words " + " ".join(rows), "text"))
    assert told.message == "100 events are too many for a timeline: 60 at most"


def test_rows_that_run_together_ask_for_height(samples: Samples, chart: Make, fault: Fault) -> None:
    _, table = samples["oda_lying"]()
    block = chart("bar", {"x": ["donor"], "y": ["amount"]}, horizontal=True, height=60)
    told = fault(block, table)
    assert told.code is Code.CHART
    assert told.message == "4 rows don't fit a height of 60"
    assert told.hint.startswith("set 'height' to 1")


def test_a_chart_too_low_for_its_labels_is_told(chart: Make, years: Years, fault: Fault) -> None:
    told = fault(
        chart("line", {"x": ["year"], "y": ["share"]}, height=30), years("year,share 2001,1 2002,2")
    )
    assert told.message == "the labels of this chart leave no room for its data"


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ({"data": {"values": []}}, "'spec.data' is refused: its data is the table of the block"),
        (
            {"layer": [{"mark": "line", "data": {"url": "https://example.org"}}]},
            "'spec.layer.0.data' is refused: its data is the table of the block",
        ),
        (
            {"encoding": {"url": {"field": "a"}}},
            "'spec.encoding.url' is refused: a chart loads nothing",
        ),
        (
            {"encoding": {"href": {"field": "a"}}},
            "'spec.encoding.href' is refused: a chart links to nothing",
        ),
        ({"mark": "image"}, "'spec.mark' is refused: a chart has no image marks"),
        ({"mark": {"type": "image"}}, "'spec.mark' is refused: a chart has no image marks"),
        ({"params": []}, "'spec.params' is refused: a printed chart has nobody to answer"),
        (
            {"transform": [{"calculate": "length(sequence (0, 1e9))", "as": "a"}]},
            "'spec.transform.0.calculate' is refused: the function 'sequence' can run without end",
        ),
        (
            {"transform": [{"filter": "test(/(a+)+$/, datum.a)"}]},
            "'spec.transform.0.filter' is refused: the function 'test' can run without end",
        ),
        (
            {"encoding": {"x": {"bin": {"maxbins": 1_000_000}}}},
            "'spec.encoding.x.bin.maxbins' is refused: a number from 1 to 1000 is expected",
        ),
        (
            {"encoding": {"x": {"impute": {"keyvals": {"stop": 9}}}}},
            "'spec.encoding.x.impute.keyvals' is refused: a number from 1 to 1000 is expected",
        ),
        ({"width": 10**9}, "'spec.width' is refused: a number from 1 to 10000 is expected"),
    ],
)
def test_what_a_raw_chart_may_not_do_is_refused(
    chart: Make, years: Years, fault: Fault, spec: dict[str, object], message: str
) -> None:
    told = fault(chart("vega", spec={"mark": "point", **spec}), years(TWO, *UNITS))
    assert (told.code, told.message) == (Code.CHART, message)


def test_a_raw_chart_nested_without_end_is_refused(chart: Make, years: Years, fault: Fault) -> None:
    spec: dict[str, object] = {"mark": "point"}
    for _ in range(100):
        spec = {"layer": [spec]}
    assert fault(chart("vega", spec=spec), years(TWO, *UNITS)).message.startswith(
        "'spec' is nested"
    )


def test_a_raw_chart_without_spec_is_told(chart: Make, years: Years, fault: Fault) -> None:
    assert fault(chart("vega"), years(TWO, *UNITS)).code is Code.MISSING_KEY


def test_what_vega_lite_refuses_is_told_without_its_stack(
    chart: Make, years: Years, fault: Fault
) -> None:
    told = fault(chart("vega", spec={"mark": "bogus"}), years(TWO, *UNITS))
    assert told.code is Code.CHART
    assert told.message.startswith("Vega-Lite can't draw this: ")
    assert "https://" not in told.message
    assert "\n" not in told.message


def test_an_unknown_label_is_told_with_the_nearest(chart: Make, years: Years, fault: Fault) -> None:
    spec = {"mark": "point", "encoding": {"x": {"field": "year", "title": "@shar"}}}
    told = fault(chart("vega", spec=spec), years(TWO, *UNITS))
    assert told.code is Code.UNKNOWN_NAME
    assert told.message == "'@shar' is the label of no key, measure or category"
    assert told.hint == "did you mean 'share'?"


def test_an_at_sign_twice_is_one(chart: Make, years: Years, drawn: Draw) -> None:
    spec = {"mark": "point", "encoding": {"x": {"field": "year", "title": "@@home"}}}
    assert ">@home<" in drawn(chart("vega", spec=spec), years(TWO, *UNITS))


def test_nothing_is_fetched(chart: Make, years: Years, drawn: Draw, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    spec = {"mark": "point", "title": secret.as_uri(), "encoding": {"x": {"field": "year"}}}
    assert "<image" not in drawn(chart("vega", spec=spec), years(TWO, *UNITS))
