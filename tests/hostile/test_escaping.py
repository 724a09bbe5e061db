"""S4: whatever an author writes wherever text may stand is text on the page, and a browser runs none of it."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import tinyhtml5

from jkreport.build.composing import context_of
from jkreport.build.loaded import load_workspace
from jkreport.compose import compose
from jkreport.diagnostics import Code
from jkreport.drawing import Compiler
from jkreport.screening import screen_markup

Edited = Callable[[dict[str, str]], Path]
RUN = "document.documentElement.id='ran'"
PAYLOADS = (
    f"<script>{RUN}</script>",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f'<img src=x onerror="{RUN}">',
    f'" onmouseover="{RUN}" x="',
    f"' onmouseover='{RUN}' x='",
    f'<svg onload="{RUN}">',
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    rf"\<script>{RUN}\</script>",
    f"`<script>{RUN}</script>`",
    f"{{{{ '<script>{RUN}</script>'.replace('a', 'a') }}}}",
    "{{ '<script>x</script>' }}",
    f"{{% raw %}}<script>{RUN}</script>{{% endraw %}}",
    f"[x](javascript:{RUN})",
    f"[x](JaVaScRiPt&colon;{RUN})",
    f"[x](data:text/html,<script>{RUN}</script>)",
    f"<javascript:{RUN}>",
    f"[x]: javascript:{RUN}",
    f"{{<script>|{RUN}</script>}}",
    "\u2028<script>x</script>\u2029",
    "＜script＞",
)
CHARTS = """  - id: chart
    chart: trade
    bar: {x: year, y: amount}
    caption: {ja: P, ko: P}
    alt: {ja: P, ko: P}
    note: {ja: P, ko: P}
  - id: raw
    chart: trade
    vega: {spec: {mark: {type: text, text: P}, title: P, encoding: {x: {field: year, title: P}}}}
    caption: {ja: P, ko: P}
    alt: {ja: P, ko: P}
"""
# Every place for a text of an author's own; P stands for it.
FILES = {
    "content/workspace.yaml": """title: {ja: P, ko: P}
publisher: {ja: P, ko: P}
languages: [ja, ko]
units: {warhead: {ja: P, ko: P}}
""",
    "content/briefs/one.yaml": """title: {ja: P, ko: P}
subtitle: {ja: P, ko: P}
series: {ja: P, ko: P}
number: P
as_of: 2026-01-31
citations: list
authors: [{name: {ja: P, ko: P}, affiliation: {ja: P, ko: P}}]
imprint: {ja: P, ko: P}
editions: [ja, ja-ko]
sections: [part]
""",
    "content/sections/part.yaml": """title: {ja: P, ko: P}
short: {ja: P, ko: P}
lead: {ja: P, ko: P}
blocks:
  - {id: words, text: {ja: P, ko: P}}
  - {id: values, text: {ja: '{{ term.kishida }}と{{ data.trade.amount[2024] }}[@vision]', ko: x}}
  - {id: note, note: {ja: P, ko: P}, title: {ja: P, ko: P}}
  - {id: quote, quote: {ja: P, ko: P}, by: {ja: P, ko: P}, sources: [vision]}
  - {id: rows, table: trade, caption: {ja: P, ko: P}, note: {ja: P, ko: P}, sources: [vision]}
CHARTS  - {id: picture, image: a.svg, alt: {ja: P, ko: P}, caption: {ja: P, ko: P}, credit: {ja: P, ko: P}}
  - {id: numbers, figures: [{value: 'data.trade.amount[2024]', label: {ja: P, ko: P}, note: {ja: P, ko: P}}]}
  - {id: line, timeline: summits, caption: {ja: P, ko: P}}
  - {id: list, timeline: summits, form: table, caption: {ja: P, ko: P}}
  - {id: people, roster: [{name: {ja: P, ko: P}, office: {ja: P, ko: P}, group: {ja: P, ko: P}}]}
  - {id: voices, voices: [{group: {ja: P, ko: P}, opinions: [{ja: P, ko: P}]}], caption: {ja: P, ko: P}}
  - {id: signed, signature: [{name: {ja: P, ko: P}, office: {ja: P, ko: P}}], place: {ja: P, ko: P}, date: 2026-01-01}
  - id: proposal
    recommendation: {ja: P, ko: P}
    background: {ja: P, ko: P}
    implication: {ja: P, ko: P}
    horizon: {ja: P, ko: P}
  - {id: proposals, recommendations: all, caption: {ja: P, ko: P}}
  - {id: legal, disclaimer: {ja: P, ko: P}}
  - {id: contents, contents: {depth: 2}}
  - {id: lists, lists: [tables, figures]}
  - {id: words-used, glossary: {}}
  - {id: works, bibliography: {}}
  - {id: origins, data_sources: {}}
""",
    "content/data/trade.yaml": """title: {ja: P, ko: P}
keys:
  year: {type: year, label: {ja: P, ko: P}}
  item: {type: text, label: {ja: P, ko: P}}
measures:
  amount: {type: decimal, unit: warhead, label: {ja: P, ko: P}}
  memo: {type: text, label: {ja: P, ko: P}}
sources: [vision]
locator: {ja: P, ko: P}
note: {ja: P, ko: P}
as_of: 2025-09-18
""",
    "content/events/summits.yaml": """title: {ja: P, ko: P}
hosts: {JP: {ja: P, ko: P}}
events:
  - {id: tokyo, date: 2023-03-16, kind: P, what: {ja: P, ko: P}, place: {ja: P, ko: P}, host: JP, sources: [vision]}
""",
    "content/sources.yaml": """vision:
  type: report
  language: ja
  title: P
  author: [{literal: P}, {family: P, given: P}]
  container-title: P
  publisher: P
  note: P
  URL: P
  translated: {ko: P}
""",
    "content/terms.yaml": """kishida:
  kind: person
  ja: {preferred: P, first: P, reading: P, abbreviation: P}
  ko: {preferred: P, first: P, reading: P}
  definition: {ja: P, ko: P}
  office: {ja: P, ko: P}
""",
    "content/images/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>P</script></svg>',
}


def laid(edited: Edited, payloads: Iterator[str], charts: str = "") -> Path:
    """Lay a workspace in which each place has the next of the payloads."""

    def filled(text: str) -> str:
        text = text.replace("CHARTS", charts)
        return re.sub(r"\bP\b", lambda _: json.dumps(next(payloads), ensure_ascii=False), text)

    files = {name: filled(text) for name, text in FILES.items()}
    cells = ['"' + next(payloads).replace('"', '""') + '"' for _ in range(4)]
    files["content/data/trade.csv"] = (
        "year,id,item,amount,memo:ja,memo:ko\n"
        f"2024,a,{cells[0]},100,{cells[1]},{cells[2]}\n2025,b,{cells[3]},200,x,y\n"
    )
    files["content/images/a.svg"] = FILES["content/images/a.svg"].replace("P", RUN)
    return edited(files)


def pages(root: Path) -> list[str]:
    """Compose every edition, whatever is wrong with it."""
    loaded = load_workspace(root)
    brief = loaded.brief("one")
    style = loaded.style(brief)
    with Compiler() as compiler:
        made = [
            compose(context_of(loaded, brief, each, style, compiler)).html
            for each in brief.editions
        ]
    assert {each.code for each in loaded.problems.found} <= {
        Code.RAW_HTML, Code.ADDRESS_REFUSED, Code.TEXT_FORBIDDEN, Code.TEXT_SYNTAX, Code.FOOTNOTE,
        Code.NOT_A_NUMBER, Code.CHART, Code.NO_SUCH_ROW, Code.LANGUAGE_MISSING, Code.BAD_VALUE,
        Code.YAML_REFUSED, Code.TABLE_ENCODING, Code.IMAGE_BROKEN, Code.VALUE_MISSING,
    }  # fmt: skip
    return made


def assert_plain(html: str) -> None:
    """Read the page as a browser would, and find nothing in it that runs or loads."""
    assert screen_markup(html) is None
    for element in tinyhtml5.parse(html, namespace_html_elements=False).iter():
        assert element.tag not in {
            "script",
            "iframe",
            "object",
            "embed",
            "svg",
            "base",
            "link",
            "form",
        }
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in {"srcset", "formaction", "ping"}
            if name in {"href", "src"}:
                assert value.startswith(("#", "https://", "http://", "mailto:", "data:image/"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_is_text_wherever_it_stands(edited: Edited, payload: str) -> None:
    def same() -> Iterator[str]:
        while True:
            yield payload

    for html in pages(laid(edited, same())):
        assert html.count('class="block') >= 15
        assert_plain(html)


def test_a_browser_runs_nothing(edited: Edited, tmp_path: Path) -> None:
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("there is no chromium on this machine")

    def each() -> Iterator[str]:
        while True:
            yield from PAYLOADS

    # Without the page's own policy, which would forbid what it should never come to.
    html = re.sub(
        r'<meta http-equiv="Content-Security-Policy"[^>]*>',
        "",
        pages(laid(edited, each(), CHARTS))[1],
    )
    ran = {}
    for name, page in (
        ("page", html),
        ("control", html.replace("</body>", f"<script>{RUN}</script></body>")),
    ):
        path = tmp_path / f"{name}.html"
        path.write_text(page, "utf-8")
        shown = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}/profile",
             "--dump-dom", path.as_uri()],
            capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip
        ran[name] = re.search(r"<html[^>]*id=\"ran\"", shown.stdout) is not None
    assert ran == {"page": False, "control": True}
