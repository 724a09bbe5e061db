"""A chart block and its table to a specification, and that to a drawing."""

import json
from collections.abc import Callable, Mapping, Sequence

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
from jkreport.drawing import DrawingFault
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


def draw_chart(block: Chart, table: Table, languages: Sequence[Language], look: Look) -> Resource:
    """Draw a chart of a complete table for an edition in these languages, as SVG.

    Raises:
        ContentError: the chart asks for what the table doesn't have, or can't be drawn.
    """
    faces = {
        language.code: look.faces.get(language.code, language.faces.sans) for language in languages
    }
    spec = chart_spec(block, table, languages, look)
    drawn = _drawn(block, spec, faces, look)
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


def _drawn(block: Chart, spec: dict[str, object], faces: Mapping[str, str], look: Look) -> str:
    text = json.dumps(spec, ensure_ascii=False, sort_keys=True)
    authored = block.form is ChartForm.VEGA
    draw = look.compiler.svg if authored else look.compiler.scene
    try:
        return draw(text, next(iter(faces.values())))
    except DrawingFault as fault:
        raise ContentError(fault.code, block.place, str(fault)) from fault
