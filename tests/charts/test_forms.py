"""What each form paints, in pixels: the whole of small charts."""

from collections.abc import Callable, Mapping

import pytest

from jkreport.charts import Look
from jkreport.charts.draw import chart_spec
from jkreport.charts.wording import untagged
from jkreport.data import Table
from jkreport.languages import LANGUAGES
from jkreport.model.blocks.figures import Chart

Make = Callable[..., Chart]
Years = Callable[..., Table]


def painted(spec: Mapping[str, object]) -> tuple[str, ...]:
    """Give each mark on a line: its type, colour, dashes, anchor and weight; its numbers; its text."""
    layers = spec["layer"]
    assert isinstance(layers, list)
    return tuple(
        f"{_style(layer['mark'])}: {_numbers(row)} {_text(row)}".rstrip()
        for layer in layers
        for row in layer["data"]["values"]
    )


def _style(mark: Mapping[str, object]) -> str:
    dashes = mark.get("strokeDash", [])
    assert isinstance(dashes, list)
    bold = "bold" if mark.get("fontWeight") == "bold" else ""
    colour = mark["stroke" if mark["type"] in {"rule", "line"} else "fill"]
    parts = (mark["type"], colour, *dashes, mark.get("align"), bold)
    return " ".join(str(part) for part in parts if part)


def _numbers(row: Mapping[str, object]) -> str:
    return " ".join(f"{value:g}" for value in row.values() if isinstance(value, float))


def _text(row: Mapping[str, object]) -> str:
    return "".join(run.text for run in untagged(str(row.get("text", ""))))


X_Y = {"x": ["year"], "y": ["share"]}
BY_COUNTRY = {**X_Y, "colour": ["country"]}

CASES: Mapping[str, tuple[str, Mapping[str, object], str]] = {
    "line": ("line", {"channels": X_Y, "height": 200}, "year,share 2001,10 2003,30 2011,20"),
    "gap": ("line", {"channels": X_Y, "height": 200}, "year,share 2001,10 2002,30 2003,- 2004,20"),
    "area": ("area", {"channels": X_Y, "height": 200}, "year,share 2001,10 2003,30"),
    "bar": (
        "bar",
        {"channels": {"x": ["country"], "y": ["share"]}, "height": 200},
        "country,share JP,10 KR,-30",
    ),
    "lying": (
        "bar",
        {"channels": {"x": ["country"], "y": ["share"]}, "horizontal": True},
        "country,share JP,10 KR,30",
    ),
    "stacked_bar": (
        "stacked_bar",
        {"channels": BY_COUNTRY, "height": 200},
        "year,country,share 2001,JP,10 2001,KR,30",
    ),
    "dumbbell": (
        "dumbbell",
        {"channels": {"y": ["year"], "x": ["share"], "colour": ["country"]}},
        "year,country,share 2001,JP,10 2001,KR,30",
    ),
    "slope": (
        "slope",
        {"channels": BY_COUNTRY, "height": 200},
        "year,country,share 2001,JP,10 2011,JP,30",
    ),
    "timeline": (
        "timeline",
        {"channels": {"x": ["year"], "label": ["words"]}},
        "year,words 2001,甲 2003,乙 2011,丙",
    ),
}

PAINTED: Mapping[str, tuple[str, ...]] = {
    "line": (
        "rule #1f2430: 28.51 176.49 485.49 176.49",
        "rule #d3d7de: 28.51 123.35 485.49 123.35",
        "rule #d3d7de: 28.51 70.21 485.49 70.21",
        "rule #d3d7de: 28.51 17.07 485.49 17.07",
        "text #5d6575 right: 22.51 180.38 0％",
        "text #5d6575 right: 22.51 127.25 10％",
        "text #5d6575 right: 22.51 74.11 20％",
        "text #5d6575 right: 22.51 20.97 30％",
        "rule #5d6575: 43.51 176.49 43.51 179.49",
        "text #5d6575 center: 43.51 193.64 2001年",
        "rule #5d6575: 130.71 176.49 130.71 179.49",
        "text #5d6575 center: 130.71 193.64 2003年",
        "rule #5d6575: 479.49 176.49 479.49 179.49",
        "text #5d6575 center: 479.49 193.64 2011年",
        "rect #ffffff: 31.26 128.69 55.77 139.36",
        "rect #ffffff: 118.45 1.6 142.97 12.27",
        "line #1c2b4a: 43.51 123.35",
        "line #1c2b4a: 130.71 17.07",
        "line #1c2b4a: 479.49 70.21",
        "point #1c2b4a: 43.51 123.35",
        "point #1c2b4a: 130.71 17.07",
        "point #1c2b4a: 479.49 70.21",
        "text #1c2b4a center: 43.51 137.92 10％",
        "text #1c2b4a center: 130.71 10.83 30％",
        "text #1c2b4a right: 511 74.11 20％",
    ),
    "gap": (
        "rule #1f2430: 28.51 176.49 485.49 176.49",
        "rule #d3d7de: 28.51 123.35 485.49 123.35",
        "rule #d3d7de: 28.51 70.21 485.49 70.21",
        "rule #d3d7de: 28.51 17.07 485.49 17.07",
        "text #5d6575 right: 22.51 180.38 0％",
        "text #5d6575 right: 22.51 127.25 10％",
        "text #5d6575 right: 22.51 74.11 20％",
        "text #5d6575 right: 22.51 20.97 30％",
        "rule #5d6575: 43.51 176.49 43.51 179.49",
        "text #5d6575 center: 43.51 193.64 2001年",
        "rule #5d6575: 188.84 176.49 188.84 179.49",
        "text #5d6575 center: 188.84 193.64 2002年",
        "rule #5d6575: 334.16 176.49 334.16 179.49",
        "text #5d6575 center: 334.16 193.64 2003年",
        "rule #5d6575: 479.49 176.49 479.49 179.49",
        "text #5d6575 center: 479.49 193.64 2004年",
        "rect #ffffff: 31.26 128.69 55.77 139.36",
        "rect #ffffff: 176.58 1.6 201.09 12.27",
        "line #1c2b4a: 43.51 123.35",
        "line #1c2b4a: 188.84 17.07",
        "point #1c2b4a: 43.51 123.35",
        "point #1c2b4a: 188.84 17.07",
        "point #1c2b4a: 479.49 70.21",
        "text #1c2b4a center: 43.51 137.92 10％",
        "text #1c2b4a center: 188.84 10.83 30％",
        "text #1c2b4a right: 511 74.11 20％",
    ),
    "area": (
        "rule #1f2430: 28.51 176.49 484.74 176.49",
        "rule #d3d7de: 28.51 123.35 484.74 123.35",
        "rule #d3d7de: 28.51 70.21 484.74 70.21",
        "rule #d3d7de: 28.51 17.07 484.74 17.07",
        "text #5d6575 right: 22.51 180.38 0％",
        "text #5d6575 right: 22.51 127.25 10％",
        "text #5d6575 right: 22.51 74.11 20％",
        "text #5d6575 right: 22.51 20.97 30％",
        "area #bfc4cc: 43.51 123.35 176.49",
        "area #bfc4cc: 478.74 17.07 176.49",
        "line #1c2b4a: 43.51 123.35",
        "line #1c2b4a: 478.74 17.07",
        "rule #5d6575: 43.51 176.49 43.51 179.49",
        "text #5d6575 center: 43.51 193.64 2001年",
        "rule #5d6575: 478.74 176.49 478.74 179.49",
        "text #5d6575 center: 478.74 193.64 2003年",
        "text #1c2b4a left: 487.74 20.97 30％",
    ),
    "bar": (
        "rect #2f4b8f: 105.5 22.28 151.5 57.2",
        "text #1f2430 center: 128.5 18.17 10％",
        "rect #b5543c: 362.5 57.2 408.5 161.98",
        "text #1f2430 center: 385.5 173.88 −30％",
        "rule #1f2430: 0 57.2 514 57.2",
        "text #1f2430 center: 128.5 193.64 日本",
        "text #1f2430 center: 385.5 193.64 韓国",
    ),
    "lying": (
        "text #1f2430 left: 0 26.9 日本",
        "rect #2f4b8f: 33.34 15.57 184.06 30.43",
        "text #1f2430 left: 188.26 26.9 10％",
        "text #1f2430 left: 0 51.56 韓国",
        "rect #b5543c: 33.34 40.24 485.49 55.1",
        "text #1f2430 left: 489.69 51.56 30％",
        "rule #1f2430: 33.34 10.67 33.34 60",
    ),
    "stacked_bar": (
        "rule #1f2430: 28.51 176.49 486.66 176.49",
        "rule #d3d7de: 28.51 135.03 486.66 135.03",
        "rule #d3d7de: 28.51 93.58 486.66 93.58",
        "rule #d3d7de: 28.51 52.12 486.66 52.12",
        "rule #d3d7de: 28.51 10.67 486.66 10.67",
        "text #5d6575 right: 22.51 180.38 0％",
        "text #5d6575 right: 22.51 138.93 10％",
        "text #5d6575 right: 22.51 97.47 20％",
        "text #5d6575 right: 22.51 56.02 30％",
        "text #5d6575 right: 22.51 14.56 40％",
        "rect #2f4b8f: 234.59 135.84 280.59 176.49",
        "text #ffffff center: 257.59 159.66 10％",
        "rect #b5543c: 234.59 11.47 280.59 135.03",
        "text #ffffff center: 257.59 76.75 30％",
        "rule #1f2430: 28.51 176.49 486.66 176.49",
        "rect #ffffff: 284.59 148.51 309.93 163.02",
        "text #2f4b8f left bold: 286.59 159.66 日本",
        "rect #ffffff: 284.59 65.6 309.93 80.11",
        "text #b5543c left bold: 286.59 76.75 韓国",
        "text #5d6575 center: 257.59 193.64 2001年",
    ),
    "dumbbell": (
        "text #2f4b8f center bold: 74.87 11.36 日本",
        "text #b5543c center bold: 479.49 11.36 韓国",
        "rule #d3d7de: 0 17.63 514 17.63",
        "text #1f2430 left: 0 39.71 2001年",
        "rule #5d6575: 74.87 35.81 479.49 35.81",
        "point #2f4b8f: 74.87 35.81",
        "point #b5543c: 479.49 35.81",
        "text #2f4b8f right: 67.07 39.71 10％",
        "text #b5543c left: 487.29 39.71 30％",
        "rule #d3d7de: 0 54 514 54",
    ),
    "slope": (
        "rule #d3d7de: 34.51 10.67 34.51 173.49",
        "text #5d6575 center: 34.51 190.64 2001年",
        "rule #d3d7de: 452.15 10.67 452.15 173.49",
        "text #5d6575 center: 452.15 190.64 2011年",
        "line #2f4b8f 2.0 2.2: 34.51 167.49",
        "line #2f4b8f 2.0 2.2: 452.15 16.67",
        "point #2f4b8f: 34.51 167.49",
        "point #2f4b8f: 452.15 16.67",
        "text #2f4b8f right: 25.51 171.38 10％",
        "text #2f4b8f right: 483.66 20.56 30％",
        "text #2f4b8f left bold: 489.66 20.56 日本",
    ),
    "timeline": (
        "rule #5d6575: 0 47.02 514 47.02",
        "rule #d3d7de: 6 47.02 6 6",
        "point #1c2b4a: 6 47.02",
        "text #5d6575 left: 11 17.15 2001年",
        "text #1f2430 left: 11 31.66 甲",
        "rule #d3d7de: 106.4 47.02 106.4 6",
        "point #1c2b4a: 106.4 47.02",
        "text #5d6575 left: 111.4 17.15 2003年",
        "text #1f2430 left: 111.4 31.66 乙",
        "rule #d3d7de: 508 47.02 508 6",
        "point #1c2b4a: 508 47.02",
        "text #5d6575 right: 503 17.15 2011年",
        "text #1f2430 right: 503 31.66 丙",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_form_paints_these_marks(chart: Make, years: Years, look: Look, name: str) -> None:
    form, settings, csv = CASES[name]
    table = years(csv, *(["text"] if "words" in csv else []))
    spec = chart_spec(chart(form, **settings), table, [LANGUAGES["ja"]], look)
    assert painted(spec) == PAINTED[name]


def test_a_chart_is_vega_lite_with_every_place_in_pixels(
    chart: Make, years: Years, look: Look
) -> None:
    block = chart("slope", X_Y, height=100)
    spec = chart_spec(block, years("year,share 2001,10 2011,30"), [LANGUAGES["ja"]], look)
    layers = spec.pop("layer")
    assert spec == {
        "width": 514.0,
        "height": 100.0,
        "padding": 0,
        "autosize": {"type": "none"},
        "background": None,
        "config": {"view": {"stroke": None}},
    }
    assert isinstance(layers, list)
    pixels = {"type": "quantitative", "scale": None, "axis": None}
    assert layers[4] == {
        "data": {"values": [{"x": 34.51, "y": 67.49}, {"x": 473.49, "y": 16.67}]},
        "mark": {
            "type": "line",
            "stroke": "#1c2b4a",
            "strokeWidth": 1.6,
            "strokeDash": [2.0, 2.2],
            "strokeJoin": "round",
            "strokeCap": "butt",
        },
        "encoding": {
            "x": {"field": "x", **pixels},
            "y": {"field": "y", **pixels, "stack": None},
            "order": {"value": None},
        },
    }


def test_unequal_gaps_of_time_look_unequal(chart: Make, years: Years, look: Look) -> None:
    table = years("year,share 2001,10 2003,30 2011,20")
    spec = chart_spec(chart("line", X_Y), table, [LANGUAGES["ko"]], look)
    (line,) = [each for each in painted(spec) if each.startswith("line")][:1]
    xs = [
        float(each.split(": ")[1].split()[0]) for each in painted(spec) if each.startswith("line")
    ]
    assert line
    assert (xs[1] - xs[0]) / (xs[2] - xs[0]) == pytest.approx(0.2, abs=0.001)


def test_large_numbers_are_printed_in_myriads_named_once(
    chart: Make, years: Years, look: Look
) -> None:
    table = years("year,people 2001,12345678 2002,20000000", "person")
    block = chart("line", {"x": ["year"], "y": ["people"]})
    spec = chart_spec(block, table, [LANGUAGES["ja"], LANGUAGES["ko"]], look)
    texts = [each.split(" ")[-1] for each in painted(spec) if each.startswith("text")]
    assert texts[0] != ""
    assert [each for each in painted(spec) if "万人" in each or "만 명" in each] == [
        "text #5d6575 left: 0 11.36 万人 · 만 명"
    ]
    assert "2,000" in texts
    assert "1,234.6" in texts


def test_small_numbers_beside_large_ones_are_not_rounded_away(
    chart: Make, years: Years, look: Look
) -> None:
    table = years("year,people 2001,300 2002,120000", "person")
    block = chart("bar", {"x": ["year"], "y": ["people"]})
    spec = chart_spec(block, table, [LANGUAGES["ja"]], look)
    texts = [each.split(" ")[-1] for each in painted(spec) if each.startswith("text")]
    assert texts == ["人", "300", "120,000", "2001年", "2002年"]
