"""Small pages, and the structure of their PDFs in few words."""

from base64 import b64encode
from collections.abc import Callable

from jkreport.typeset.pdf import Element, Tagged

FACES = '"Noto Sans CJK JP"', '"Noto Sans CJK KR"'
LOOK = f"""
@page {{ size: 120mm 160mm; margin: 10mm }}
html {{ font: 9px/14px {FACES[0]} }} :lang(ko) {{ font-family: {FACES[1]} }}
.note {{ float: footnote }} a {{ color: inherit }}
"""

Read = Callable[..., Tagged]


def page(body: str, css: str = "", lang: str = "ja") -> str:
    head = f"<title>題</title><style>{LOOK}{css}</style>"
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'


def picture(width: int, height: int) -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"


def outline(element: Element) -> list[object]:
    """Give an element as nested lists: its role with what it says, then what it holds."""
    marks = [f"lang={element.own_lang}"] if element.own_lang else []
    marks += [f"alt={element.alt}"] if element.alt else []
    kids = [
        outline(each) if isinstance(each, Element) else each if isinstance(each, str) else "→"
        for each in element.kids
    ]
    return [" ".join((element.role, *marks)), *kids]
