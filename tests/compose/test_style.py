"""The styles that come with jkreport: their files, their colours, and pages with every kind of block."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from math import dist
from pathlib import Path

import pytest
import yaml

from jkreport.build.places import files_of
from jkreport.diagnostics import Place, Problems
from jkreport.load.styles import read_style
from jkreport.model.names import Name
from jkreport.model.style import Style

ROOT = Path(__file__).parents[2]
STYLES = ("policy-brief", "report")
LEAST_CONTRAST = 4.5
# Lightness goes from 0 to 100; readers tell greys apart that differ by a tenth of that, and colours a little nearer.
LEAST_IN_GREY = 9
LEAST_IN_COLOUR = 9
SETTINGS = {
    name: yaml.safe_load((ROOT / "styles" / name / "style.yaml").read_text("utf-8"))
    for name in STYLES
}
SHEETS = sorted(each for name in STYLES for each in (ROOT / "styles" / name).glob("*.css"))
# How eyes without red or green receptors see: linear red, green and blue (Machado, Oliveira and Fernandes 2009).
BLINDNESS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def _style(name: str) -> Style:
    """Read a style as a build does, on top of what it extends."""
    problems = Problems()
    style = read_style(Name(name, Place(file="b.yaml")), files_of(ROOT), problems)
    assert problems.found == []
    return style


def _linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def _lab(linear: Sequence[float]) -> tuple[float, float, float]:
    """Give lightness and the two colour axes (CIE 1976, white of D65)."""
    red, green, blue = linear
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    roots = [each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in (x, y, z)]
    return 116 * roots[1] - 16, 500 * (roots[0] - roots[1]), 200 * (roots[1] - roots[2])


def _seen(colour: str, blindness: str) -> tuple[float, float, float]:
    linear = _linear(colour)
    return _lab(
        [
            min(1.0, max(0.0, sum(part * share for part, share in zip(linear, row, strict=True))))
            for row in BLINDNESS[blindness]
        ]
    )


def _luminance(colour: str) -> float:
    linear = _linear(colour)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", STYLES)
def test_every_colour_of_text_is_dark_enough_on_paper(name: str) -> None:
    style = _style(name)
    css = "".join(css for _, css in style.stylesheets + style.screen)
    used = set(re.findall(r"(?<![-a-z])color: var\(--([a-z]+)\)", css))
    # What is light stands on the band of the cover alone.
    colours = {each: style.palette.named[each] for each in used - {"pale"}} | dict(
        style.palette.countries
    )
    assert {"structure", "ink", "muted", "numeral", "accent"} <= colours.keys()
    assert {
        each for each in colours if _contrast(colours[each], "#ffffff") < LEAST_CONTRAST
    } == set()


@pytest.mark.parametrize("name", STYLES)
def test_text_is_light_enough_on_the_band(name: str) -> None:
    colours = _style(name).palette.named
    assert _contrast(colours["pale"], colours["structure"]) >= LEAST_CONTRAST


def _pairs(name: str) -> list[tuple[str, str]]:
    """Give the colours that stand beside each other in a chart: of countries, of other series."""
    palette = _style(name).palette
    return [
        *combinations(palette.countries.values(), 2),
        *combinations(palette.series, 2),
    ]


@pytest.mark.parametrize("name", STYLES)
def test_colours_are_told_apart_in_grey(name: str) -> None:
    pairs = _pairs(name)
    assert len(pairs) >= 11
    near = [
        (one, other)
        for one, other in pairs
        if abs(_lab(_linear(one))[0] - _lab(_linear(other))[0]) < LEAST_IN_GREY
    ]
    assert near == []


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("blindness", BLINDNESS)
def test_colours_are_told_apart_by_colour_blind_readers(name: str, blindness: str) -> None:
    near = [
        (one, other)
        for one, other in _pairs(name)
        if dist(_seen(one, blindness), _seen(other, blindness)) < LEAST_IN_COLOUR
    ]
    assert near == []


@pytest.mark.parametrize("name", STYLES)
def test_every_sheet_is_used(name: str) -> None:
    named = {*SETTINGS[name]["stylesheets"], *SETTINGS[name]["screen"]}
    assert named == {sheet.name for sheet in SHEETS if sheet.parent.name == name}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: f"{sheet.parent.name}-{sheet.name}")
def test_sheets_take_colours_and_faces_from_the_settings(sheet: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(", css)
    assert "leader(" not in css
    assert "opacity" not in css
    used = set(re.findall(r"var\(--([a-zA-Z0-9-]+)", css))
    style = _style(sheet.parent.name)
    given = {*style.palette.named, *style.variables}
    given |= {"serif", "sans", "mono", "host", "page-of"}
    given |= {"ruby-base", "ruby-width"}  # these come with each word that has a reading
    given |= {"inset"}  # what the text around a note stands in by
    given |= {"dates"}  # how wide those of a timeline are
    assert used <= given


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_only_the_sheets_of_a_language_name_it(language: str) -> None:
    named = re.compile(rf":lang\(\W?{language}\W?\)|lang=\W?{language}\b")
    found = {sheet.name for sheet in SHEETS if named.search(sheet.read_text("utf-8"))}
    assert found == {f"lang-{language}.css", f"screen-{language}.css"}


@pytest.mark.typeset
def test_headings_go_down_by_one_level_and_every_link_says_where_it_leads(everything: Path) -> None:
    pages = sorted((everything / "build/all").glob("*.html"))
    assert pages
    for page in pages:
        html = page.read_text("utf-8")
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert not re.search(r"<a [^>]*></a>", html)
