"""Any table of numbers draws, or says why not."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jkreport.charts import Look
from jkreport.data import Table
from jkreport.diagnostics import ContentError
from jkreport.drawing import Proof
from jkreport.model.blocks.figures import Chart

FORMS = ("line", "area", "bar", "stacked_bar", "slope", "dumbbell", "lying")
NUMBERS = (
    st.just("-")
    | st.integers(-(10**15), 10**15).map(str)
    | st.decimals(-1000, 1000, places=2).map(lambda each: f"{each:f}")
    | st.integers(-(10**22), 10**22).map(str)
    | st.tuples(st.integers(-(10**9), 10**9), st.integers(-12, 0)).map(
        lambda each: f"{Decimal(each[0]).scaleb(each[1]):f}"
    )
)
ROWS = st.lists(
    st.tuples(st.integers(1900, 2100), st.sampled_from(["JP", "KR"]), NUMBERS, NUMBERS),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:2],
)


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=15)
@given(rows=ROWS)
def test_any_numbers_draw_or_are_told_before_anything_is_drawn(
    chart: Callable[..., Chart],
    years: Callable[..., Table],
    drawn: Callable[..., str],
    look: Look,
    form: str,
    rows: list[tuple[int, str, str, str]],
) -> None:
    lying = form == "lying"
    channels = {"x": ["year"], "y": ["share", "other"], "colour": ["country"]}
    if form == "dumbbell":
        channels = {"y": ["year"], "x": ["share"], "colour": ["country"]}
    block = chart("bar" if lying else form, channels, horizontal=lying)
    csv = "year,country,share,other " + " ".join(",".join(map(str, row)) for row in rows)
    table = years(csv)
    try:
        drawn(block, table, "ja-ko", replace(look, compiler=Proof()))
    except ContentError as error:
        assert error.diagnostic.place.file.endswith(".yaml")  # noqa: PT017 - either may happen
    else:
        svg = drawn(block, table, "ja-ko")
        assert ET.fromstring(svg).get("viewBox")  # noqa: S314 - our own
        assert not re.search("NaN|Infinity|undefined", svg)
