"""S1: nothing on a page leads anywhere; a server on this machine and a file beside the workspace are the witnesses."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pikepdf
import pytest

from jkreport import Diagnostic, Workspace
from jkreport.diagnostics import Code
from jkreport.model.resources import Resource
from jkreport.typeset import Job, MessageKind, Typeset, Typesetter

pytestmark = pytest.mark.typeset


class Loopback(Protocol):
    """A server on this machine, and all that was asked of it."""

    address: str
    asked: list[str]


Edited = Callable[[dict[str, str]], Path]
Refused = Callable[[], tuple[Diagnostic, ...]]

PART = "title: {ja: 章, ko: 장}\nblocks:\n"
CHART_OF = """  - id: a
    chart: trade
    vega: {spec: {SPEC}}
    caption: {ja: x, ko: x}
    alt: {ja: x, ko: x}
"""
PICTURE = "  - {id: a, image: a.svg, alt: {ja: 絵, ko: 그림}}\n"
CANARY = b"canary-7f3a9c"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
HEAD = "<html lang=ja><head><title>t</title><style>html{font-family:'Noto Serif CJK JP'}</style>"

# What a page may say to have something fetched; ADDRESS stands for it.
PAGE = {
    "img": '<img src="ADDRESS">',
    "srcset": '<img srcset="ADDRESS 2x" src="ADDRESS">',
    "background": '<p style="background:url(ADDRESS)">一',
    "border-image": '<p style="border-image:url(ADDRESS) 1">一',
    "mask": '<p style="mask-border:url(ADDRESS) 1">一',
    "list-style": '<ul><li style="list-style:url(ADDRESS)">一</ul>',
    "content": "<style>p::before{content:url(ADDRESS)}</style><p>一",
    "marker": "<style>li::marker{content:url(ADDRESS)}</style><ul><li>一</ul>",
    "page-margin": "<style>@page{@top-left{content:url(ADDRESS)}}</style><p>一",
    "page-background": "<style>@page{background:url(ADDRESS)}</style><p>一",
    "import": "<style>@import url(ADDRESS);</style>",
    "import-text": '<style>@import "ADDRESS";</style>',
    "import-disguised": r"<style>@\69mport \75rl(ADDRESS);</style>",
    "font-face": "<style>@font-face{font-family:a;src:url(ADDRESS)}p{font-family:a}</style><p>一",
    "color-profile": "<style>@color-profile --a{components:r,g,b;src:url(ADDRESS)}"
    "p{color:color(--a 0 0 0)}</style><p>一",
    "stylesheet": '<link rel=stylesheet href="ADDRESS">',
    "icon": '<link rel=icon href="ADDRESS"><img src="ADDRESS">',
    "object": '<object data="ADDRESS"></object>',
    "embed": '<embed src="ADDRESS">',
    "input": '<input type=image src="ADDRESS"><img src="ADDRESS">',
    "attachment": '<link rel=attachment href="ADDRESS">',
    "attachment-link": '<a rel=attachment href="ADDRESS">一</a>',
    "svg-image": SVG.replace("{}", '<image href="ADDRESS" width="5" height="5"/>'),
    "svg-xlink": SVG.replace("{}", '<image xlink:href="ADDRESS" width="5" height="5"/>'),
    "svg-font-face": SVG.replace(
        "{}", "<style>@font-face{font-family:a;src:url(ADDRESS)}</style><text y='9'>a</text>"
    ),
    "svg-foreign": SVG.replace(
        "{}", '<foreignObject><p>一</p></foreignObject><image href="ADDRESS"/>'
    ),
}
# What fetches nothing whatever it says; not one of them may.
SILENT = {
    "iframe": '<iframe src="ADDRESS"></iframe>',
    "script": '<script src="ADDRESS"></script>',
    "video": '<video src="ADDRESS" poster="ADDRESS"></video><audio src="ADDRESS"></audio>',
    "picture": '<picture><source srcset="ADDRESS"></picture>',
    "refresh": '<meta http-equiv="refresh" content="0;url=ADDRESS">',
    "form": '<form action="ADDRESS"><button formaction="ADDRESS">一</button></form>',
    "link": '<a href="ADDRESS" ping="ADDRESS">一</a>',
    "background-attribute": '<table background="ADDRESS"><tr><td>一</table>',
    "svg-use": SVG.replace("{}", '<use href="ADDRESS#a"/>'),
    "svg-import": SVG.replace(
        "{}", "<style>@import url(ADDRESS);</style><rect width='1' height='1'/>"
    ),
    "svg-instruction": '<?xml-stylesheet href="ADDRESS"?>' + SVG.replace("{}", ""),
    "svg-script": SVG.replace("{}", '<script href="ADDRESS"/><animate href="ADDRESS"/>'),
    "svg-fill": SVG.replace(
        "{}", '<rect fill="url(ADDRESS)" filter="url(ADDRESS)" width="1" height="1"/>'
    ),
}


def addresses(loopback: Loopback, canary: Path) -> dict[str, str]:
    return {"http": f"{loopback.address}/a.svg", "file": canary.as_uri()}


def everything_in(pdf: bytes) -> bytes:
    """Give a PDF with all its streams unpacked."""
    if not pdf:
        return b""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        streams = [each for each in document.objects if isinstance(each, pikepdf.Stream)]
        unpacked = [
            each.read_bytes() for each in streams if "/DCTDecode" not in repr(each.get("/Filter"))
        ]
    return pdf + b"".join(unpacked)


def typeset(typesetter: Typesetter, body: str, *resources: Resource) -> Typeset:
    html = f"{HEAD}</head><body>{body}"
    return typesetter.submit(Job(name="a", html=html, resources=resources)).result()


@pytest.mark.parametrize("kind", ["http", "file"])
@pytest.mark.parametrize("vector", PAGE)
def test_a_worker_fetches_nothing_and_says_so(
    typesetter: Typesetter, loopback: Loopback, canary: Path, vector: str, kind: str
) -> None:
    address = addresses(loopback, canary)[kind]
    result = typeset(typesetter, PAGE[vector].replace("ADDRESS", address))
    assert loopback.asked == []
    assert MessageKind.ADDRESS in {each.kind for each in result.messages}
    assert not result.good
    assert CANARY not in everything_in(result.pdf)


@pytest.mark.parametrize("kind", ["http", "file"])
def test_a_worker_fetches_nothing_for_what_is_not_set(
    typesetter: Typesetter, loopback: Loopback, canary: Path, kind: str
) -> None:
    address = addresses(loopback, canary)[kind]
    result = typeset(typesetter, "".join(SILENT.values()).replace("ADDRESS", address))
    assert loopback.asked == []
    assert CANARY not in everything_in(result.pdf)


@pytest.mark.parametrize("vector", [name for name in (*PAGE, *SILENT) if name.startswith("svg")])
def test_a_picture_in_the_hands_of_a_worker_fetches_nothing(
    typesetter: Typesetter, loopback: Loopback, vector: str
) -> None:
    svg = (PAGE | SILENT)[vector].replace("ADDRESS", f"{loopback.address}/a.svg")
    picture = Resource(name="a.svg", media_type="image/svg+xml", data=svg.encode())
    result = typeset(typesetter, '<img src="a.svg" alt="a">', picture)
    assert loopback.asked == []
    assert result.good == (vector in SILENT and vector != "svg-import")


def test_a_base_leads_no_name_elsewhere(typesetter: Typesetter, loopback: Loopback) -> None:
    result = typeset(typesetter, f'<base href="{loopback.address}/"><img src="a.svg">')
    assert loopback.asked == []
    assert not result.good


STYLE = {
    "import": ("@import url(ADDRESS);", 1),
    "import-text": ('@import "ADDRESS";', 1),
    "import-of-a-layer": ('@layer a; @import "ADDRESS" layer(a) supports(display: grid);', 11),
    "import-disguised": (r'@\69mport "ADDRESS";', 1),
    "background": ("p { background: url(ADDRESS) }", 17),
    "address-disguised": (r"p { background: \75 rl(ADDRESS) }", 17),
    "address-in-capitals": ("p { background: URL('ADDRESS') }", 21),
    "address-relative": ("p { background: url(../../../secret.svg) }", 17),
    "address-without-a-scheme": ("p { background: url(//example.org/a) }", 17),
    "list-style": ("li { list-style: url(ADDRESS) }", 18),
    "content": ("p::before { content: url(ADDRESS) }", 22),
    "font-face": ("@font-face { font-family: a; src: url(ADDRESS) format('woff2') }", 35),
    "font-face-source": ("@font-face { font-family: a; src: src('ADDRESS') }", 35),
    "color-profile": ("@color-profile --a { src: url(ADDRESS) }", 27),
    "image-set": ("p { background: image-set('ADDRESS' 1x) }", 17),
    "image-set-of-a-maker": ("p { background: -webkit-image-set(url(ADDRESS) 1x) }", 17),
    "image": ("p { background: image('ADDRESS') }", 17),
    "cross-fade": ("p { background: cross-fade('ADDRESS', white) }", 17),
    "variable": ("p { --a: url(ADDRESS); background: var(--a) }", 10),
    "namespace": ("@namespace url(ADDRESS);", 1),
    "supports": ("@supports (display: grid) { p { cursor: url(ADDRESS), auto } }", 41),
    "nested": ("p { & b { mask: url(ADDRESS) } }", 17),
    "media": ("@media screen { p { background: url(ADDRESS) } }", 33),
    "data-of-another-kind": ("p { background: url(data:text/html,<b>) }", 17),
    "behaviour": ("p { behavior: url(ADDRESS) }", 5),
}


@pytest.mark.parametrize(
    ("vector", "sheet"),
    [
        *((vector, "stylesheets") for vector in STYLE),
        *((vector, "screen") for vector in ("import", "background", "image-set", "font-face")),
    ],
)
def test_a_style_fetches_nothing(
    edited: Edited, refused: Refused, loopback: Loopback, vector: str, sheet: str
) -> None:
    css, column = STYLE[vector]
    edited(
        {
            "styles/own/style.yaml": f'{sheet}: [own.css]\nnumbering: ["{{1}}"]\n',
            "styles/own/own.css": "\n" + css.replace("ADDRESS", f"{loopback.address}/a.svg"),
        }
    )
    found = refused()
    assert loopback.asked == []
    # A face that nobody declares is told besides, at its name.
    told = [each for each in found if each.code is not Code.FONT_MISSING]
    assert str(told[0].place) == f"styles/own/own.css:2:{column}"
    assert told[0].code in {Code.ADDRESS_REFUSED, Code.STYLE}


TEMPLATE = {
    **{name: html for name, html in (PAGE | SILENT).items() if not name.startswith("svg")},
    "svg": SVG,
    "base": '<base href="ADDRESS">',
    "style-element": "<style>@import 'ADDRESS';</style>",
    "unquoted": "<img src=ADDRESS>",
    "single-quotes": "<img src='ADDRESS'>",
    "computed": "<{{ 'img' }} src=\"{{ 'ADDRESS' }}\">",
    "entity": "<a href=\"java&#115;cript:fetch('ADDRESS')\">x</a>",
    "handler": "<p onclick=\"fetch('ADDRESS')\">x</p>",
    "portal": '<portal src="ADDRESS"></portal>',
    "comment": '<!-- --><img src="ADDRESS"><!-- -->',
}


@pytest.mark.parametrize("vector", TEMPLATE)
def test_a_template_fetches_nothing(
    edited: Edited, refused: Refused, loopback: Loopback, vector: str
) -> None:
    html = TEMPLATE[vector].replace("ADDRESS", f"{loopback.address}/a.svg")
    edited({"styles/own/templates/section.html.j2": f"<section>\n{html}\n{{{{ body }}}}</section>"})
    found = refused()
    assert loopback.asked == []
    assert {each.place.file for each in found} == {"styles/own/templates/section.html.j2"}
    # Where the mark-up is written as it stands; what is worked out stands nowhere.
    assert {each.place.line for each in found} == {1 if vector == "computed" else 2}


CONTENT = {
    "picture": ("![a](ADDRESS)", "JK507"),
    "picture-by-name": ("![a][b]\n\n[b]: ADDRESS", "JK507"),
    "link-to-a-file": ("[a](FILE)", "JK507"),
    "autolink-to-a-file": ("<FILE>", "JK507"),
    "link-by-name": ("[a]\n\n[a]: FILE", "JK507"),
    "html-image": ('<img src="ADDRESS">', "JK409"),
    "html-in-capitals": ("<IMG SRC='ADDRESS'>", "JK409"),
    "html-block": ("<div>\n<img src=ADDRESS>\n</div>", "JK409"),
    "html-style": ("<style>@import url(ADDRESS)</style>", "JK409"),
    "html-iframe": ("<iframe src=ADDRESS></iframe>", "JK409"),
    "html-svg": ('<svg><image href="ADDRESS"/></svg>', "JK409"),
    "comment": ("<!-- a --> x", "JK409"),
    "instruction": ('<?xml-stylesheet href="ADDRESS"?>', "JK409"),
    "declaration": ("<!DOCTYPE a SYSTEM 'ADDRESS'>", "JK409"),
    "section-of-text": ("<![CDATA[a]]>", "JK409"),
    "script": ("[a](javascript:fetch('ADDRESS'))", "JK507"),
    "data": ("[a](data:text/html,x)", "JK507"),
}


@pytest.mark.parametrize("vector", CONTENT)
def test_a_text_fetches_nothing(
    edited: Edited, refused: Refused, loopback: Loopback, canary: Path, vector: str
) -> None:
    text, code = CONTENT[vector]
    text = text.replace("ADDRESS", f"{loopback.address}/a.svg").replace("FILE", canary.as_uri())
    lines = "\n        ".join(text.split("\n"))
    edited(
        {
            "content/sections/part.yaml": PART
            + f"  - id: a\n    text:\n      ja: |\n        {lines}\n"
        }
    )
    found = refused()
    assert loopback.asked == []
    assert {each.code.value for each in found} == {code}
    assert {each.place.file for each in found} == {"content/sections/part.yaml"}
    assert min(each.place.line for each in found) >= 6


def test_a_link_to_the_web_is_a_link_and_is_not_followed(
    edited: Edited, loopback: Loopback
) -> None:
    text = f"[a]({loopback.address}/a.svg) <{loopback.address}/b.svg>"
    root = edited(
        {"content/sections/part.yaml": f'{PART}  - {{id: a, text: {{ja: "{text}", ko: x}}}}\n'}
    )
    report = Workspace.open(root).build("one")
    assert report.diagnostics == ()
    assert loopback.asked == []
    (edition,) = report.editions
    assert CANARY not in everything_in(edition.pdf.read_bytes()) + edition.html.read_bytes()


DRAWING = {
    "image": '<image href="ADDRESS"/>',
    "xlink": '<image xlink:href="ADDRESS"/>',
    "use": '<use href="ADDRESS#a"/>',
    "import": "<style>@import url(ADDRESS);</style>",
    "import-text": '<style>@import "ADDRESS";</style>',
    "import-cut": '<style>@im<!-- -->port "ADDRESS"; a{}</style>',
    "import-disguised": r'<style>@\69mport "ADDRESS";</style>',
    "font-face": "<style>@font-face{font-family:a;src:url(ADDRESS)}</style>",
    "style": '<rect style="fill:url(ADDRESS)"/>',
    "style-disguised": r'<rect style="fill:\75rl(ADDRESS)"/>',
    "fill": '<rect fill="url(ADDRESS)"/>',
    "filter": '<filter><feImage href="ADDRESS"/></filter>',
    "script": '<script href="ADDRESS"/>',
    "foreign": '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="ADDRESS"/></foreignObject>',
    "picture-in-a-picture": '<image href="data:image/svg+xml,%3Csvg%20href=%22ADDRESS%22/%3E"/>',
}


@pytest.mark.parametrize("vector", DRAWING)
def test_a_picture_of_the_workspace_fetches_nothing(
    edited: Edited, refused: Refused, loopback: Loopback, vector: str
) -> None:
    svg = SVG.replace("{}", DRAWING[vector].replace("ADDRESS", f"{loopback.address}/a.svg"))
    edited({"content/images/a.svg": svg, "content/sections/part.yaml": PART + PICTURE})
    found = refused()
    assert loopback.asked == []
    assert {each.code for each in found} <= {Code.IMAGE_BROKEN, Code.ADDRESS_REFUSED}


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "FILE">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "ADDRESS"> %a;]>',
        '<!DOCTYPE svg [<!ENTITY a "b">]>',
    ],
)
def test_a_picture_declares_no_entity(
    edited: Edited, refused: Refused, loopback: Loopback, canary: Path, head: str
) -> None:
    head = head.replace("ADDRESS", loopback.address).replace("FILE", canary.as_uri())
    svg = head + SVG.replace("{}", "<text>&a;</text>" if "% a" not in head else "")
    edited({"content/images/a.svg": svg, "content/sections/part.yaml": PART + PICTURE})
    assert [each.message for each in refused()] == [
        "'a.svg' cannot be used: declarations of entities are not allowed in it"
    ]
    assert loopback.asked == []


def test_a_document_type_somewhere_else_is_not_fetched(edited: Edited, loopback: Loopback) -> None:
    svg = f'<!DOCTYPE svg SYSTEM "{loopback.address}/a.dtd">' + SVG.replace("{}", "")
    root = edited({"content/images/a.svg": svg, "content/sections/part.yaml": PART + PICTURE})
    assert Workspace.open(root).build("one").diagnostics == ()
    assert loopback.asked == []


CHART = {
    "data": 'data: {url: "ADDRESS"}, mark: bar',
    "data-of-a-layer": 'layer: [{data: {url: "ADDRESS"}, mark: bar}]',
    "lookup": 'transform: [{lookup: year, from: {data: {url: "ADDRESS"}, key: a}}], mark: bar',
    "image": 'mark: image, encoding: {url: {value: "ADDRESS"}}',
    "image-of-a-kind": 'mark: {type: image, url: "ADDRESS"}',
    "link": 'mark: bar, encoding: {href: {value: "ADDRESS"}}',
    "mark-link": 'mark: {type: bar, href: "ADDRESS"}',
    "schema": '$schema: "ADDRESS", mark: bar',
    "datasets": 'datasets: {a: [{b: "ADDRESS"}]}, mark: bar',
    "parameter": "params: [{name: a, expr: \"data('x')\"}], mark: bar",
    "topology": 'mark: geoshape, data: {url: "ADDRESS", format: {type: topojson, feature: a}}',
}


@pytest.mark.parametrize("vector", CHART)
def test_a_chart_fetches_nothing(
    edited: Edited, refused: Refused, loopback: Loopback, vector: str
) -> None:
    spec = CHART[vector].replace("ADDRESS", f"{loopback.address}/a.svg")
    chart = CHART_OF.replace("SPEC", spec)
    edited({"content/sections/part.yaml": PART + chart})
    found = refused()
    assert loopback.asked == []
    assert {each.code for each in found} == {Code.CHART}


def test_a_fill_of_a_chart_fetches_nothing(edited: Edited, loopback: Loopback) -> None:
    spec = f'mark: {{type: bar, fill: "url({loopback.address}/a.svg)"}}, encoding: {{x: {{field: year}}}}'
    chart = CHART_OF.replace("SPEC", spec)
    Workspace.open(edited({"content/sections/part.yaml": PART + chart})).build("one")
    assert loopback.asked == []
