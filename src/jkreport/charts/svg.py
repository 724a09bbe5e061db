"""The SVG of vl-convert becomes one for a page: text in the right faces, nothing unneeded."""

import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from jkreport.charts.wording import Line, Run, untagged, width

_SVG = "http://www.w3.org/2000/svg"
_TEXT, _GROUP, _PATH = (f"{{{_SVG}}}{tag}" for tag in ("text", "g", "path"))
_NUMBER = re.compile(r"-?(?:\d+\.\d+(?:e-?\d+)?|\d+e-?\d+)")
_MEASURED = (
    "d",
    "viewBox",
    "transform",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "width",
    "height",
    "font-size",
    "points",
    "r",
    "cx",
    "cy",
)
_UNWANTED = {"class", "role", "version", "stroke-miterlimit"}
_LAYERS = {"background", "foreground"}
_FAMILY = "sans-serif"


def cleaned(svg: str, faces: Mapping[str, str], size: tuple[float, float]) -> bytes:
    """Give the drawing with every run of text in the face of its language, and short numbers.

    `faces` are families by language code, that of the edition first; `size` is the size in pixels.
    """
    ET.register_namespace("", _SVG)
    root = ET.fromstring(svg)  # noqa: S314 - drawn by us, from data without entities
    _strip(root)
    _set(root, faces)
    root.set("width", _number(size[0]))
    root.set("height", _number(size[1]))
    return ET.tostring(root, encoding="unicode").encode()


def extent(svg: str) -> tuple[float, float]:
    """Give width and height as drawn."""
    root = ET.fromstring(svg)  # noqa: S314 - see above
    _, _, wide, tall = (float(part) for part in root.get("viewBox", "0 0 1 1").split())
    return wide, tall


def _strip(parent: ET.Element) -> None:
    for name in list(parent.attrib):
        if name in _UNWANTED or name.startswith("aria-"):
            if name == "class" and parent.get(name) in _LAYERS:
                continue
            del parent.attrib[name]
        elif name in _MEASURED:
            parent.set(
                name, _NUMBER.sub(lambda match: _number(float(match[0])), parent.attrib[name])
            )
    for child in list(parent):
        _strip(child)
        if _empty(child):
            parent.remove(child)
        else:
            child.attrib.pop("class", None)


def _empty(element: ET.Element) -> bool:
    if element.tag == _GROUP:
        return not len(element)
    if element.tag == _PATH:
        unseen = element.get("class") in _LAYERS and not {"fill", "stroke"} & set(element.attrib)
        return unseen or not element.get("d")
    return element.tag == _TEXT and not (element.text or "").strip() and not len(element)


def _set(parent: ET.Element, faces: Mapping[str, str]) -> None:
    for number, child in reversed(list(enumerate(parent))):
        if child.tag != _TEXT:
            _set(child, faces)
            continue
        parent.remove(child)
        for element in reversed(_runs(child, faces)):
            parent.insert(number, element)


def _runs(element: ET.Element, faces: Mapping[str, str]) -> list[ET.Element]:
    """Give a text of several languages as one element for each run."""
    lines = [child.text or "" for child in element] or [element.text or ""]
    steps = [child.attrib for child in element] or [{}]
    found: list[ET.Element] = []
    for text, step in zip(lines, steps, strict=True):
        found += _line(element, untagged(text), step, faces)
    return found


def _line(
    element: ET.Element, line: Line, step: Mapping[str, str], faces: Mapping[str, str]
) -> list[ET.Element]:
    size = float(element.get("font-size", "11px").removesuffix("px"))
    bold = element.get("font-weight") in {"bold", "700"}
    whole = width(line, size, bold=bold)
    alone = len(line) == 1
    shift = (
        0.0
        if alone
        else -whole * {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", "start"), 0.0)
    )
    found: list[ET.Element] = []
    for run in line:
        # A renderer drops the space that a text begins with, so it becomes a distance.
        bare = Run(run.code, run.text.lstrip())
        start = shift + width((run,), size, bold=bold) - width((bare,), size, bold=bold)
        found.append(_run(element, bare, start, float(step.get("dy", "0")), faces))
        shift += width((run,), size, bold=bold)
        if not alone:
            found[-1].attrib.pop("text-anchor", None)
    return found


def _run(
    element: ET.Element, run: Run, shift: float, down: float, faces: Mapping[str, str]
) -> ET.Element:
    copy = ET.Element(
        _TEXT, {name: value for name, value in element.attrib.items() if name != "style"}
    )
    copy.text = run.text
    copy.set("font-family", faces.get(run.code, next(iter(faces.values()), _FAMILY)))
    if shift or down:
        moved = f"{element.get('transform', '')} translate({_number(shift)},{_number(down)})"
        copy.set("transform", moved.strip())
    if copy.get("text-anchor") == "start":
        del copy.attrib["text-anchor"]
    return copy


def _number(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".") if round(number, 2) else "0"
