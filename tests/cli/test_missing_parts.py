"""Whatever a page needs and doesn't get: exit status 1, the line that asks for it, and no PDF."""

import shutil
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

pytestmark = pytest.mark.typeset

BASE = Path(__file__).parents[1] / "cases" / "base"
Run = Callable[..., Any]
Files = Mapping[str, str | bytes]
PART, OWN = "content/sections/part.yaml", "styles/own/one.css"


def picture(form: str) -> bytes:
    data = BytesIO()
    Image.effect_noise((40, 40), 50).save(data, form)
    return data.getvalue()


def section(block: str) -> dict[str, str | bytes]:
    return {PART: f"title: {{ja: 章, ko: 장}}\nblocks:\n  - {{id: a, {block}}}\n"}


def shown(name: str, data: str | bytes | None = None) -> dict[str, str | bytes]:
    """Show a picture, which is given or missing."""
    block = section(f"image: {name}, alt: {{ja: 絵, ko: 그림}}")
    return block if data is None else {**block, f"content/images/{name}": data}


def said(text: str) -> dict[str, str | bytes]:
    return section(f"text: {{ja: '{text}', ko: 글}}")


def styled(css: str | bytes, more: str = "") -> dict[str, str | bytes]:
    return {
        OWN: css,
        "styles/own/style.yaml": f'stylesheets: [one.css]\nnumbering: ["{{1}}"]\n{more}',
    }


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
CHART = "chart: trade, bar: {x: year, y: amount}, where: {flow: imports}, alt: {ja: 図, ko: 그림}, "
IMAGES: Mapping[str, tuple[Files, str]] = {
    "a picture": (shown("a.png"), f"{PART}:3:20: JK101"),
    "a picture in a folder": (shown("b/a.png"), f"{PART}:3:20: JK101"),
    "the right letter": ({**shown("A.png"), "content/images/a.png": picture("PNG")}, f"{PART}:3:20: JK101"),
    "the file's kind": (shown("a.tiff", picture("TIFF")), f"{PART}:3:20: JK501"),
    "the end of a PNG": (shown("a.png", picture("PNG")[:-400]), f"{PART}:3:20: JK501"),
    "the last bytes of a PNG": (shown("a.png", picture("PNG")[:-16]), f"{PART}:3:20: JK501"),
    "the end of a JPEG": (shown("a.jpg", picture("JPEG")[:-200]), f"{PART}:3:20: JK501"),
    "a JPEG's end mark": (shown("a.jpg", picture("JPEG")[:-2]), f"{PART}:3:20: JK501"),
    "the head of a PNG": (shown("a.png", picture("PNG")[40:]), f"{PART}:3:20: JK501"),
    "a right sum in a PNG": (shown("a.png", picture("PNG").replace(b"IDAT", b"IDAT\0", 1)), f"{PART}:3:20: JK501"),
    "all bytes": (shown("a.png", b""), f"{PART}:3:20: JK501"),
    "the end of an SVG": (shown("a.svg", SVG.format("<g>")), f"{PART}:3:20: JK501"),
    "a picture in an SVG": (shown("a.svg", SVG.format('<image href="b.png"/>')), f"{PART}:3:20: JK501"),
    "another file of an SVG": (shown("a.svg", SVG.format('<use href="b.svg#c"/>')), f"{PART}:3:20: JK501"),
    "an unpacked SVG": (shown("a.svgz", zlib.compress(SVG.encode())), f"{PART}:3:20: JK501"),
}  # fmt: skip
STYLES: Mapping[str, tuple[Files, str]] = {
    "a stylesheet": ({"styles/own/style.yaml": "stylesheets: [no.css]\n"}, "styles/own/style.yaml:1:15: JK101"),
    "a screen's stylesheet": (styled("", "screen: [no.css]\n"), "styles/own/style.yaml:3:10: JK101"),
    "a background": (styled("body { background: url(no.png) }\n"), f"{OWN}:1:20: JK507"),
    "an imported sheet": (styled("@import 'no.css';\n"), f"{OWN}:1:1: JK507"),
    "the end of a sheet": (styled("p { color: black }\np { color"), f"{OWN}:2:10: JK504"),
    "UTF-8 in a sheet": (styled(b"p::before { content: '\x82' }"), f"{OWN}:1:23: JK103"),
    "a font's file": (styled("@font-face { font-family: A; src: url(a.otf) }\n"), f"{OWN}:1:27: JK901"),
    "a declared face": (styled("", "faces: {ja: {serif: No Such Font}}\n"), "content/briefs/one.yaml:6:8: JK901"),
    "one of several faces": (
        styled("/* x */\np { font-family: 'Noto Sans CJK JP', \"No\", serif }\n"),
        f"{OWN}:2:38: JK901",
    ),
    "a face that a sheet names": (styled("p { font-family: No Such Font }\n"), f"{OWN}:1:18: JK901"),
}  # fmt: skip
TEXTS: Mapping[str, tuple[Files, str]] = {
    "a block": (said("[#nowhere]を見よ"), f"{PART}:3:25: JK405"),
    "the target of a link": (said("[ここ](#nowhere)"), f"{PART}:3:30: JK405"),
    "a work": (said("文[@nobody]"), f"{PART}:3:26: JK406"),
    "a note": (said("文[^1]"), f"{PART}:3:26: JK408"),
    "a glyph of a text": (said("字\U00013000"), f"{PART}:3:26: JK506"),
    "a glyph of a caption": (section(CHART + "caption: {ja: \U00013000, ko: 그림}"), f"{PART}:3:114: JK506"),
    "a glyph of a sheet": (styled("h1::after { content: '\U00013000' }\n"), f"{OWN}:1:23: JK506"),
}  # fmt: skip
CASES = {**IMAGES, **STYLES, **TEXTS}


@pytest.mark.parametrize("missing", CASES)
def test_what_is_missing_is_told_at_its_line_and_no_pdf_is_written(
    run: Run, tmp_path: Path, missing: str
) -> None:
    files, told = CASES[missing]
    root = Path(shutil.copytree(BASE, tmp_path / "workspace"))
    brief = root / "content/briefs/one.yaml"
    brief.write_text(brief.read_text("utf-8").replace("[ja, ko]", "[ja]") + "style: own\n", "utf-8")
    for name, data in {**styled(""), **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data.encode() if isinstance(data, str) else data)
    ended = run(root, "build", "one", "--quiet")
    assert (ended.status, ended.out) == (1, "")
    assert told in ended.err
    assert list(root.rglob("*.pdf")) == []
