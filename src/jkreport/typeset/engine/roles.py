"""What an element of the HTML is in the structure of the PDF (ISO 32000-1, 14.8.4)."""

# ruff: noqa: ANN401 - the engine ships no types

from typing import Any

_BY_TAG = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "section": "Sect",
    "article": "Art",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "li::marker": "Lbl",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    "code": "Code",
    "q": "Quote",
    "ruby": "Ruby",
    "rb": "RB",
    "rt": "RT",
    "rp": "RP",
}
_BY_ARIA = {
    "doc-toc": "TOC",
    "caption": "Caption",
    "doc-footnote": "Note",
    "doc-endnote": "Note",
}
# Links that lead to a note, and back from it, are held by what says so.
HELD_LINKS = {"doc-noteref": "Reference", "doc-backlink": "Lbl"}
_CALL, _MARKER = "::footnote-call", "::footnote-marker"

# Values of list-style-type, and what the structure calls them; another one is no numbering.
NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "upper-roman": "UpperRoman",
    "lower-roman": "LowerRoman",
    "upper-alpha": "UpperAlpha",
    "lower-alpha": "LowerAlpha",
}


def role_of(tag: str, element: Any) -> str:
    """Give the role of an element, or of a pseudo-element by its tag; none for what only groups."""
    if "::" in tag and tag not in _BY_TAG:
        return "Reference" if tag.endswith(_CALL) else "Lbl" if tag.endswith(_MARKER) else ""
    said = _BY_ARIA.get(element.get("role", ""))
    if said:
        return said
    if tag == "a":
        return "Link" if element.get("href") else ""
    if tag == "abbr":
        return "Span" if element.get("title") else ""
    return _BY_TAG.get(tag, "")


def is_of_note(tag: str) -> bool:
    """Whether a tag is that of the call or of the mark of a footnote."""
    return tag.endswith((_CALL, _MARKER))


def is_call(tag: str) -> bool:
    """Whether a tag is that of the call of a footnote."""
    return tag.endswith(_CALL)


def is_decoration(element: Any) -> bool:
    """Whether an element says that it tells nothing, as a picture does whose text is empty."""
    unseen: bool = element.get("aria-hidden") == "true"
    return unseen or (element.tag == "img" and element.get("alt") == "")


def description_of(element: Any) -> str:
    """Give the text for readers who can't see a picture."""
    said = element.get("alt") or element.get("aria-label") or ""
    if not said and element.tag != "img":
        title = element.find("{http://www.w3.org/2000/svg}title")
        said = (title.text or "") if title is not None else ""
    return " ".join(said.split())
