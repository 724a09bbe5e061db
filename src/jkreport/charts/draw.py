"""Charts are drawn here, and nowhere else is the library that draws them known."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jkreport.charts.areas import area
from jkreport.charts.bars import bar, stacked_bar
from jkreport.charts.dumbbell import dumbbell
from jkreport.charts.lines import line
from jkreport.charts.look import Look
from jkreport.charts.raw import raw_spec
from jkreport.charts.reading import Reading, read
from jkreport.charts.scene import Scene
from jkreport.charts.slope import slope
from jkreport.charts.svg import cleaned, extent
from jkreport.charts.timeline import timeline
from jkreport.data.table import Table
from jkreport.diagnostics import Code, ContentError
from jkreport.languages import Language
from jkreport.model.blocks.figures import Chart, ChartForm
from jkreport.model.resources import Resource

_FORMS: Mapping[ChartForm, Callable[[Reading], Scene]] = {
    ChartForm.LINE: line,
    ChartForm.AREA: area,
    ChartForm.BAR: bar,
    ChartForm.STACKED_BAR: stacked_bar,
    ChartForm.DUMBBELL: dumbbell,
    ChartForm.SLOPE: slope,
}
_VERSION = "6.4"
_LONGEST_REASON = 240


def draw_chart(block: Chart, table: Table, languages: Sequence[Language], look: Look) -> Resource:
    """Draw a chart of a complete table for an edition in these languages, as SVG.

    Raises:
        ContentError: the chart asks for what the table doesn't have, or can't be drawn.
    """
    faces = {
        language.code: look.faces.get(language.code, language.faces.sans) for language in languages
    }
    spec = chart_spec(block, table, languages, look)
    drawn = _drawn(block, spec, faces, look.font_folder)
    wide, tall = extent(drawn)
    size = (float(look.width), tall * look.width / wide)
    data = cleaned(drawn, faces, size)
    codes = "-".join(faces)
    return Resource(name=f"{block.id}.{codes}.svg", media_type="image/svg+xml", data=data)


def chart_spec(
    block: Chart, table: Table, languages: Sequence[Language], look: Look
) -> dict[str, object]:
    """Give a chart as Vega-Lite, with everything in it that will be printed.

    Raises:
        ContentError: the chart asks for what the table doesn't have.
    """
    if block.form is ChartForm.VEGA:
        return raw_spec(block, table, languages, look)
    if block.form is ChartForm.TIMELINE:
        return timeline(block, table, languages, look).spec()
    axes = ("y", "x") if block.form is ChartForm.DUMBBELL else ("x", "y")
    try:
        return _FORMS[block.form](read(block, table, languages, look, axes)).spec()
    except ArithmeticError as error:
        message = "the numbers of this chart are too far apart to be drawn"
        raise ContentError(Code.CHART, block.place, message) from error


def _drawn(
    block: Chart, spec: dict[str, object], faces: Mapping[str, str], font_folder: Path | None
) -> str:
    library = _library(font_folder)
    config = {"font": next(iter(faces.values()))}
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    try:
        svg = library.vegalite_to_svg(
            text,
            vl_version=_VERSION,
            config=config,
            allowed_base_urls=[],
            time_format_locale=_TIMES,
        )
    except ValueError as error:
        raise ContentError(
            Code.CHART, block.place, f"Vega-Lite can't draw this: {_reason(error)}"
        ) from error
    return str(svg)


@cache
def _library(font_folder: Path | None) -> Any:  # noqa: ANN401 - a library without types
    import vl_convert  # noqa: PLC0415 - heavy; a brief without charts never loads it

    if font_folder is not None:
        vl_convert.register_font_directory(str(font_folder))
    return vl_convert


def _reason(error: ValueError) -> str:
    """Give what JavaScript said, without its stack."""
    lines = [line.strip() for line in str(error).splitlines()]
    said = [line for line in lines if line and not line.startswith("at ")]
    return " ".join(said[1:] or said)[:_LONGEST_REASON]


# English names of months and days have no place in a chart: numbers say the same in every language.
_TIMES: Mapping[str, object] = {
    "dateTime": "%Y-%m-%d %H:%M",
    "date": "%Y-%m-%d",
    "time": "%H:%M",
    "periods": ["", ""],
    "days": [str(day) for day in range(7)],
    "shortDays": [str(day) for day in range(7)],
    "months": [str(month) for month in range(1, 13)],
    "shortMonths": [str(month) for month in range(1, 13)],
}
