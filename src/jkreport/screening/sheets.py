"""CSS: addresses in it lead to pictures written into them, or nowhere.

The engine's fetcher refuses addresses too, but it sees neither the rules for the screen nor what a browser would fetch.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

from jkreport.screening.findings import Finding

_INSIDE = ("#", "data:image/png", "data:image/jpeg", "data:image/svg+xml")
# Functions that take an address without `url(`, or that run something.
_REFUSED_FUNCTIONS = frozenset(
    {
        "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element",
        "-moz-element", "paint", "expression", "domain", "url-prefix", "regexp",
    }
)  # fmt: skip
_REFUSED_RULES = frozenset({"import", "namespace", "document", "-moz-document"})
_REFUSED_PROPERTIES = frozenset({"behavior", "-moz-binding"})
# A sheet without any of these has nothing to look for: names can be disguised by a backslash alone.
_SUSPICIOUS = re.compile(
    r"\\|<|\0|url|src|image|import|namespace|document|cross-fade|element|paint|expression|domain|regexp"
    r"|behavior|binding",
    re.IGNORECASE,
)
_MOST_LEVELS = 32
_END = re.compile(r"</|<!--", re.IGNORECASE)


def css_faults(css: str) -> tuple[Finding, ...]:
    """Give what a stylesheet may not hold, in its order."""
    if not _SUSPICIOUS.search(css):
        return ()
    lines = _line_starts(css)
    ends = [
        Finding(offset=found.start(), message=f"'{found[0]}' would end the page's styles")
        for found in _END.finditer(css)
    ]
    tokens = tinycss2.parse_component_value_list(css)
    found = [*ends, *_faults(tokens, lines)]
    return tuple(sorted(found, key=lambda each: each.offset))


def is_css_value(text: str) -> bool:
    """Whether a text is one value of a property and nothing more."""
    if "<" in text or css_faults(text):
        return False
    return all(_of_a_value(token) for token in tinycss2.parse_component_value_list(text))


def _of_a_value(token: Any) -> bool:  # noqa: ANN401 - tinycss2 ships no types
    if token.type in {"error", "{} block", "at-keyword", "comment"}:
        return False
    return not (token.type == "literal" and token.value in {";", "!", "<!--", "-->"})


def _line_starts(css: str) -> list[int]:
    # The parser counts lines as CSS does, which takes a form feed for a line's end.
    return [0, *(found.end() for found in re.finditer(r"\r\n|[\n\r\f]", css))]


def _faults(
    tokens: Iterable[Any], lines: list[int], within: str = "", depth: int = 0
) -> Iterator[Finding]:
    for token in tokens:
        offset = lines[min(token.source_line, len(lines)) - 1] + token.source_column - 1
        message = _fault(token, within)
        if message:
            yield Finding(offset=offset, message=message, fetches="address" in message)
        inner = getattr(token, "content", None) or getattr(token, "arguments", None)
        if isinstance(inner, list) and depth >= _MOST_LEVELS:
            yield Finding(offset=offset, message=f"nested more than {_MOST_LEVELS} levels deep")
        elif isinstance(inner, list):
            name = token.lower_name if token.type == "function" else within
            yield from _faults(inner, lines, name, depth + 1)


def _fault(token: Any, within: str) -> str:  # noqa: ANN401 - as above
    match token.type:
        case "url":
            return _address(token.value)
        case "string" if within == "url":
            return _address(token.value)
        case "function" if token.lower_name in _REFUSED_FUNCTIONS:
            return f"'{token.lower_name}()' could fetch from an address"
        case "at-keyword" if token.lower_value in _REFUSED_RULES:
            return f"'@{token.lower_value}' could fetch from an address"
        case "ident" if token.lower_value in _REFUSED_PROPERTIES:
            return f"'{token.lower_value}' could run something"
        case "error" if token.kind in {"bad-url", "bad-string", "eof-in-url"}:
            return f"an address or a text without an end ({token.kind})"
        case _:
            return ""


def _address(address: str) -> str:
    if address.strip().lower().startswith(_INSIDE):
        return ""
    return f"'{address[:80]}' is an address outside this document"
