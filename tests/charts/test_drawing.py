"""Every form becomes an SVG that a page can take in."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from jkreport.charts import Look, draw_chart
from jkreport.data import Table
from jkreport.drawing import Compiler, Proof
from jkreport.languages import LANGUAGES
from jkreport.model.blocks.figures import Chart

Samples = Mapping[str, Callable[[], tuple[Chart, Table]]]
Draw = Callable[..., str]

NAMES = (
    "export_line",
    "long_line",
    "months",
    "area",
    "one_area",
    "oda",
    "oda_lying",
    "grouped",
    "grouped_lying",
    "stacked",
    "stacked_lying",
    "minerals",
    "affinity",
    "fertility",
    "opening",
    "changes",
    "raw",
)
EDITIONS = ("ja", "ko", "ja-ko", "ja-en")
FACES = {"ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR"}
SVG = "{http://www.w3.org/2000/svg}"
ALLOWED = {f"{SVG}{tag}" for tag in ("svg", "g", "path", "text", "line", "rect")}


def texts(svg: str) -> list[tuple[str, str]]:
    """Give each text with its face."""
    found = ET.fromstring(svg).iter(f"{SVG}text")  # noqa: S314 - our own
    return [(each.text or "", each.get("font-family", "")) for each in found]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", NAMES)
def test_a_chart_holds_nothing_that_a_page_must_not_have(
    samples: Samples, drawn: Draw, name: str, edition: str
) -> None:
    svg = drawn(*samples[name](), edition)
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert {each.tag for each in root.iter()} <= ALLOWED
    names = {name for each in root.iter() for name in each.attrib}
    assert not [each for each in names if each.startswith(("aria", "on", "{"))]
    assert not names & {"role", "class", "style", "href", "textLength", "id"}
    assert "url(" not in svg
    assert not re.search(r"\d\.\d{3}", svg)
    assert "\U000e0001" not in svg
    assert not re.search(r"NaN|undefined|Infinity|null", svg)


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_as_wide_as_the_style_says(samples: Samples, drawn: Draw, name: str) -> None:
    root = ET.fromstring(drawn(*samples[name]()))  # noqa: S314 - our own
    assert root.get("width") == "514"
    assert root.get("viewBox")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("edition", ["ja", "ko"])
def test_an_edition_of_one_language_has_one_face(
    samples: Samples, drawn: Draw, name: str, edition: str
) -> None:
    assert {face for _, face in texts(drawn(*samples[name](), edition))} == {FACES[edition]}


@pytest.mark.parametrize("name", NAMES)
def test_each_language_of_a_pair_has_its_own_face(samples: Samples, drawn: Draw, name: str) -> None:
    for text, face in texts(drawn(*samples[name](), "ja-ko")):
        if re.search("[가-힣]", text):
            assert face == FACES["ko"], text
        if re.search("[ぁ-んァ-ヶ一-鿿]", text):
            assert face == FACES["ja"], text


def test_han_characters_of_korean_get_the_korean_face(drawn: Draw, samples: Samples) -> None:
    block, table = samples["affinity"]()
    korean = texts(drawn(block, table, "ko"))
    assert {face for _, face in korean} == {"Noto Sans CJK KR"}


def test_a_face_of_the_style_goes_before_that_of_the_language(samples: Samples, look: Look) -> None:
    named = replace(look, faces={"ja": "Genei Gothic"}, width=400)
    block, table = samples["oda"]()
    svg = draw_chart(block, table, [LANGUAGES["ja"]], named).data.decode()
    assert {face for _, face in texts(svg)} == {"Genei Gothic"}


def test_a_line_chart_prints_units_names_and_values_once(samples: Samples, drawn: Draw) -> None:
    assert [text for text, _ in texts(drawn(*samples["long_line"](), "ko"))] == [
        "억 달러",
        *("800", "1,000", "1,200", "1,400", "1,600"),
        *("2001년", "2005년", "2010년", "2015년", "2020년", "2023년"),
        *("1,527", "1,211", "1,581", "903", "1,070"),
        *("1,561", "수출", "1,019", "수입"),
    ]


def test_a_pair_prints_both_languages_side_by_side(samples: Samples, drawn: Draw) -> None:
    assert texts(drawn(*samples["oda_lying"](), "ja-ko"))[:5] == [
        ("億ドル", FACES["ja"]),
        ("· ", FACES["ja"]),
        ("억 달러", FACES["ko"]),
        ("米国", FACES["ja"]),
        ("· ", FACES["ja"]),
    ]


def test_a_country_has_its_colour_in_every_form(samples: Samples, drawn: Draw) -> None:
    for name in ("export_line", "oda", "oda_lying", "minerals", "affinity", "months", "raw"):
        svg = drawn(*samples[name]())
        assert "#b5543c" in svg, name
        assert "#2f4b8f" in svg, name


def test_a_series_beside_a_country_has_no_colour_like_it(samples: Samples, drawn: Draw) -> None:
    svg = drawn(*samples["grouped"]())
    assert "#8a8f99" in svg
    assert "#1c2b4a" not in svg


def test_fonts_of_a_folder_serve_to_measure(
    samples: Samples, look: Look, drawn: Draw, tmp_path: Path
) -> None:
    block, table = samples["oda"]()
    with Compiler(str(tmp_path)) as compiler:
        assert drawn(block, table, "ja", replace(look, compiler=compiler)) == drawn(block, table)


def test_a_proof_draws_what_an_author_has_specified_and_nothing_else(
    samples: Samples, look: Look, drawn: Draw
) -> None:
    with Proof() as proof:
        sketched = replace(look, compiler=proof)
        assert texts(drawn(*samples["oda"](), "ja", sketched)) == []
        assert drawn(*samples["raw"](), "ja", sketched) == drawn(*samples["raw"]())


def test_the_author_s_height_is_kept(
    chart: Callable[..., Chart], years: Callable[..., Table], drawn: Draw
) -> None:
    channels = {"x": ["year"], "y": ["share"]}
    svg = drawn(chart("line", channels, height=180), years("year,share 2001,3 2002,4"))
    assert 'height="180"' in svg


def test_the_name_says_block_and_languages(samples: Samples, look: Look) -> None:
    block, table = samples["oda"]()
    languages = [LANGUAGES["ja"], LANGUAGES["ko"]]
    assert draw_chart(block, table, languages, look).name == "trade-chart.ja-ko.svg"


def test_a_chart_is_the_same_each_time(samples: Samples, drawn: Draw) -> None:
    for name in NAMES:
        assert drawn(*samples[name](), "ja-ko") == drawn(*samples[name](), "ja-ko")


_SCRIPT = """
import hashlib, sys
sys.path.insert(0, {folder!r})
import conftest
for name, sample in conftest.ALL.items():
    print(name, hashlib.sha256(conftest.draw(*sample(), "ja-ko").encode()).hexdigest())
"""


def test_a_chart_is_the_same_in_any_process_zone_and_locale(tmp_path: Path) -> None:
    script = _SCRIPT.format(folder=str(Path(__file__).parent))
    found = []
    for zone, locale, seed in (("Asia/Seoul", "C", "1"), ("America/Lima", "C.UTF-8", "2")):
        environment = os.environ | {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", script]
        folder = tmp_path / zone
        folder.mkdir(parents=True)
        run = subprocess.run(
            command, env=environment, cwd=folder, check=True, capture_output=True, text=True
        )
        found.append(run.stdout)
    assert found[0] == found[1]
    assert len(found[0].splitlines()) == len(NAMES)


def test_dates_of_raw_charts_do_not_hang_on_the_zone(tmp_path: Path) -> None:
    script = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import conftest
spec = {{"mark": "point", "encoding": {{"x": {{"field": "month", "type": "temporal"}}}}}}
print(conftest.draw(conftest.block("vega", spec=spec), conftest.months()[1]))
"""
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ | {"TZ": zone},
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for zone in ("Asia/Seoul", "America/Lima", "UTC")
    }
    assert len(found) == 1
