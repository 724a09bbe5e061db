"""Styles that stand on others: what a house doesn't say is as in the style that it extends."""

from pathlib import Path

from jkreport.build.places import files_of
from jkreport.diagnostics import Place, Problems
from jkreport.load.styles import read_style
from jkreport.model.names import Name
from jkreport.model.style import Notes, Style

HOUSE = """\
extends: report
notes: end
numbering: {ko: ["{1}편"]}
colours: {structure: "#102030", KR: "#884422"}
variables: {size: 10pt}
stylesheets: [tables.css, own.css]
"""


def style(root: Path, name: str) -> Style:
    problems = Problems()
    found = read_style(Name(name, Place(file="a.yaml")), files_of(root), problems)
    assert problems.found == []
    return found


def names(sheets: tuple[tuple[str, str], ...]) -> list[str]:
    return [name.removeprefix("styles/") for name, _ in sheets]


def test_a_house_changes_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "styles" / "house"
    folder.mkdir(parents=True)
    (folder / "style.yaml").write_text(HOUSE, "utf-8")
    (folder / "tables.css").write_text("/* ours */", "utf-8")
    (folder / "own.css").write_text("/* more */", "utf-8")
    house, report = style(tmp_path, "house"), style(tmp_path, "report")
    assert (house.notes, report.notes) == (Notes.END, Notes.SIDE)
    assert house.numbering == {**report.numbering, "ko": ("{1}편",)}
    assert house.palette.named == {**report.palette.named, "structure": "#102030"}
    assert house.palette.countries == {**report.palette.countries, "KR": "#884422"}
    assert house.palette.series == report.palette.series
    assert house.variables == {**report.variables, "size": "10pt"}
    assert (house.chart_width, house.screen) == (report.chart_width, report.screen)
    own = [
        "house/tables.css" if name.endswith("/tables.css") else name
        for name in names(report.stylesheets)
    ]
    assert names(house.stylesheets) == [*own, "house/own.css"]


def test_the_report_stands_on_the_brief(tmp_path: Path) -> None:
    report, brief = style(tmp_path, "report"), style(tmp_path, "policy-brief")
    count = len(brief.stylesheets)
    assert report.stylesheets[:count] == brief.stylesheets
    assert all(name.startswith("report/") for name in names(report.stylesheets[count:]))
    assert report.variables.items() >= {**brief.variables, **report.variables}.items()
    assert report.numbering["ja"] == ("第{1}部", "第{2:c}章", "{3}", "({4})")
    assert report.numbering["ko"] == ("제{1}부", "제{2:c}장", "{3}", "({4})")
