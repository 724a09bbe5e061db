"""The style that comes with jkreport: its files, its colours, and pages with every kind of block."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "styles" / "policy-brief"
LEAST_CONTRAST = 4.5
SETTINGS = yaml.safe_load((STYLE / "style.yaml").read_text("utf-8"))
SHEETS = sorted(STYLE.glob("*.css"))


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["structure", "ink", "muted", "numeral", "accent", "JP", "KR"])
def test_text_is_dark_enough_on_paper(name: str) -> None:
    assert _contrast(SETTINGS["colours"][name], "#ffffff") >= LEAST_CONTRAST


def test_text_is_light_enough_on_the_band() -> None:
    colours = SETTINGS["colours"]
    assert _contrast(colours["pale"], colours["structure"]) >= LEAST_CONTRAST


def test_every_sheet_is_used() -> None:
    named = {*SETTINGS["stylesheets"], *SETTINGS["screen"]}
    assert named == {sheet.name for sheet in SHEETS}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_sheets_take_colours_and_faces_from_the_settings(sheet: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(", css)
    assert "leader(" not in css
    assert "opacity" not in css
    used = set(re.findall(r"var\(--([a-zA-Z0-9-]+)", css))
    given = {*SETTINGS["colours"], *SETTINGS["variables"], "serif", "sans", "mono", "host"}
    given |= {"ruby-base", "ruby-width"}  # these come with each word that has a reading
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
