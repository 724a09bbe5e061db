r"""Mark-up that a style's templates made: of a closed list of elements and attributes, written in one plain way.

A browser and the engine read damaged mark-up each in its own way, and what one of them takes for text is a script to
the other. So nothing is repaired here: a `<` begins a tag of the plainest form, or the mark-up is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from jkreport.screening.findings import Finding
from jkreport.screening.sheets import css_faults

_ELEMENTS = frozenset(
    re.findall(
        r"\S+",
        "html head title meta style body section header footer main nav article aside div p span h1 h2 h3 h4 h5 h6 "
        "hgroup ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td figure figcaption img a "
        "blockquote cite em strong b i u s small sub sup kbd code pre samp var mark abbr dfn time q ruby rb rt rp "
        "rtc br wbr hr bdi bdo del ins address data",
    )
)
_ATTRIBUTES = frozenset(
    re.findall(
        r"\S+",
        "class id lang dir title alt role style href src colspan rowspan span scope headers start reversed value "
        "datetime content name charset media width height tabindex",
    )
)
_OPEN_ENDED = ("data-", "aria-")
_TAG = re.compile(
    r"</?([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:=\"[^\"<>]*\")?)*)\s*/?>"
)
_ATTRIBUTE = re.compile(r"\s([a-zA-Z][a-zA-Z0-9-]*)(?:=\"([^\"]*)\")?")
_DOCTYPE = re.compile(r"<!DOCTYPE html>", re.IGNORECASE)
_STYLE_END = re.compile(r"</style\s*>", re.IGNORECASE)
_POLICY = "content-security-policy"
"""The one `http-equiv`: it can only forbid."""
_WEB = ("https://", "http://", "mailto:", "#")
_PICTURES = ("data:image/png;", "data:image/jpeg;", "data:image/svg+xml;")
_SHOWN = 60


def screen_markup(html: str) -> Finding | None:
    """Give the first thing in a piece of HTML that no page may hold, if there is one."""
    return next(_findings(html), None)


def _findings(html: str) -> Iterator[Finding]:
    position = html.find("<")
    while position >= 0:
        tag = _TAG.match(html, position) or _DOCTYPE.match(html, position)
        if tag is None:
            shown = html[position : position + _SHOWN].partition("\n")[0]
            yield Finding(offset=position, message=f"'{shown}' is not a tag in the plainest form")
            return
        end = tag.end()
        if tag.re is _TAG:
            yield from _of_tag(tag)
        if tag[0][:6].lower() == "<style":
            # Up to its end a browser takes everything for text.
            closing = _STYLE_END.search(html, end)
            until = closing.start() if closing is not None else len(html)
            yield from (
                replace(each, offset=end + each.offset) for each in css_faults(html[end:until])
            )
            end = until
        position = html.find("<", end)


def _of_tag(tag: re.Match[str]) -> Iterator[Finding]:
    element = tag[1].lower()
    if element not in _ELEMENTS:
        yield Finding(offset=tag.start(), message=f"the element '{element}' has no place on a page")
    for name, value in _ATTRIBUTE.findall(tag[2]):
        message = _attribute(element, name.lower(), unescape(value))
        if message:
            fetches = name.lower() in {"href", "src"}
            yield Finding(offset=tag.start(), message=message, fetches=fetches)


def _attribute(element: str, name: str, value: str) -> str:
    if name == "http-equiv" and element == "meta" and value.lower() == _POLICY:
        return ""
    if name not in _ATTRIBUTES and not name.startswith(_OPEN_ENDED):
        return f"the attribute '{name}' has no place on a page"
    match element, name:
        case "a", "href" if not value.startswith(_WEB):
            return f"'{value[:_SHOWN]}' leads to no page of the web"
        case "img", "src" if not value.startswith(_PICTURES):
            return f"'{value[:_SHOWN]}' is an address outside this document"
        case "a" | "img", "href" | "src":
            return ""
        case _, "href" | "src":
            return f"the element '{element}' has no '{name}'"
        case _, "style":
            return next((each.message for each in css_faults(value)), "")
        case _:
            return ""
