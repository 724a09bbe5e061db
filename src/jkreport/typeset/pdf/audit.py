"""What would trouble a reader who hears a PDF: more than a validator of the standard asks."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from jkreport.typeset.pdf.structure import Element, Link, Tagged

_HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
_BLOCKS = frozenset({*_HEADINGS, "P", "Sect", "Div", "L", "Table", "TOC", "Note", "BlockQuote"})
_ALLOWED = {
    "L": {"LI", "L", "Caption"},
    "LI": {"Lbl", "LBody"},
    "Table": {"Caption", "THead", "TBody", "TFoot", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "P", "TOC"},
    "Ruby": {"RB", "RT"},
}


def audit(tagged: Tagged) -> tuple[str, ...]:
    """Name all that is wrong with the structure of a PDF, nothing if it is as it should be."""
    found = [each for check in _CHECKS for each in check(tagged)]
    return tuple(dict.fromkeys(found))


def bare(text: str) -> str:
    """Give a text without the white space that line breaks take away."""
    return "".join(text.split())


def _whole(tagged: Tagged) -> Iterator[str]:
    if not tagged.title or not tagged.shows_title:
        yield "the title isn't there or isn't shown"
    if not tagged.language:
        yield "the document has no language"
    for what, found in (
        ("in no element", tagged.lost),
        ("neither part of the structure nor an artifact", tagged.bare),
        ("an identifier that leads elsewhere", tagged.misled),
    ):
        yield from (f"{what}: '{each}'" for each in found)
    if tagged.loose_links:
        yield f"{tagged.loose_links} annotations belong to no element"


def _headings(tagged: Tagged) -> Iterator[str]:
    headings = tagged.root.all(*_HEADINGS)
    levels = [0, *(int(each.role[1]) for each in headings)]
    for (before, level), heading in zip(pairwise(levels), headings, strict=True):
        if level > before + 1:
            yield f"the heading '{heading.text}' goes from level {before} to {level}"
        if not bare(heading.text):
            yield "a heading is empty"


def _nesting(tagged: Tagged) -> Iterator[str]:
    for each in tagged.root.walk():
        for kid in each.children:
            if kid.role not in _ALLOWED.get(each.role, {kid.role}):
                yield f"{kid.role} in {each.role}: '{kid.text}'"
            if kid.role in _BLOCKS and each.role in ("P", "Span", "Link", *_HEADINGS):
                yield f"{kid.role} in {each.role}: '{kid.text}'"
            if kid.own_lang == each.lang:
                yield f"'{kid.own_lang}' is said again of '{kid.text}'"
        if each.role in _ALLOWED and any(isinstance(kid, str) for kid in each.kids):
            yield f"text in {each.role}: '{each.text}'"
        if not each.kids and each.role != "TD":
            yield f"an empty {each.role}"


def _tables(tagged: Tagged) -> Iterator[str]:
    for table in tagged.root.all("Table"):
        captions = [number for number, each in enumerate(table.children) if each.role == "Caption"]
        if captions not in ([], [0]):
            yield f"a caption is not the first of its table: '{table.text}'"
        heads = {each.identifier for each in table.all("TH")} - {""}
        for head in table.all("TH"):
            if head.attributes.get("Scope") not in ("Row", "Column"):
                yield f"the header cell '{head.text}' has no scope"
            if not bare(head.text):
                yield f"a header cell is empty: '{table.text}'"
        for cell in table.all("TD"):
            headers = cell.attributes.get("Headers", ())
            if not set(headers) <= heads or (heads and not headers):
                yield f"the cell '{cell.text}' has the headers {headers}"


def _notes(tagged: Tagged) -> Iterator[str]:
    in_contents = {id(each) for toc in tagged.root.all("TOC") for each in toc.walk()}
    calls = [each for each in tagged.root.all("Reference") if id(each) not in in_contents]
    left = {id(each): each for each in tagged.root.all("Note")}
    for note in left.values():
        if not note.identifier or len(_marks(note)) != 1:
            yield f"the note '{note.text}' has no identifier or no mark"
    notes = _by_mark(left.values())
    for call in calls:
        found = notes.get(bare(call.text), [])
        found = found if len(found) == 1 else [each for each in found if each.lang == call.lang]
        if len({each.text for each in found}) == 1:
            # A note that is called on several pages stands on each of them.
            found = [each for each in found if _pages(each) & _pages(call)] or found[:1]
        if len(found) != 1:
            yield f"the call '{call.text}' has {len(found)} notes"
            continue
        first = left.pop(id(found[0]), None) is not None
        yield from _untied(call, found[0], back=first)
    yield from (f"nothing calls the note '{each.text}'" for each in left.values())


def _pages(element: Element) -> set[int]:
    return {each.page for each in element.walk() if each.page}


def _by_mark(notes: Iterable[Element]) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for note in notes:
        for mark in _marks(note):
            found.setdefault(bare(mark.text).removesuffix("."), []).append(note)
    return found


def _marks(note: Element) -> list[Element]:
    return [each for each in note.children if each.role == "Lbl"]


def _untied(call: Element, note: Element, *, back: bool) -> Iterator[str]:
    """Tell whether a call doesn't lead to its note, or the note not back to its first call."""
    there = _links(call)
    if not there or {each.target for each in there} != {min(_pages(note))}:
        yield f"the call '{call.text}' doesn't lead to its note"
    marks = [link for mark in _marks(note) for link in _links(mark)]
    if back and there and {each.target for each in marks} != {there[0].page}:
        yield f"the note '{note.text}' doesn't lead back"


def _links(element: Element) -> list[Link]:
    return [link for each in element.walk() for link in each.links]


def _clicks(tagged: Tagged) -> Iterator[str]:
    for element in tagged.root.walk():
        if element.role == "Link" and not element.links:
            yield f"the link '{element.text}' can't be clicked"
        if element.role != "Link" and element.links:
            yield f"{element.role} can be clicked: '{element.text}'"
        for link in element.links:
            width, height = tagged.pages[link.page - 1]
            x1, y1, x2, y2 = link.rectangle
            if not (
                0 <= min(x1, x2) <= max(x1, x2) <= width
                and 0 <= min(y1, y2) <= max(y1, y2) <= height
            ):
                yield f"the link '{element.text}' is off the page"
            if not link.contents or not link.printed:
                yield f"the link '{element.text}' says nothing or isn't printed"


def _figures(tagged: Tagged) -> Iterator[str]:
    for figure in tagged.root.all("Figure"):
        if not bare(figure.alt):
            yield "a figure has no text for who can't see it"
        x1, y1, x2, y2 = figure.attributes.get("BBox", (0, 0, 0, 0))
        width, height = tagged.pages[figure.page - 1]
        if not (0 <= x1 < x2 <= width + 1 and 0 <= y1 < y2 <= height + 1):
            yield f"the figure '{figure.alt}' has the box {(x1, y1, x2, y2)}"


def _contents(tagged: Tagged) -> Iterator[str]:
    for entry in tagged.root.all("TOCI"):
        if len(entry.all("Link")) != 1 and not entry.all("P"):
            yield f"the entry '{entry.text}' leads nowhere"


_CHECKS: tuple[Callable[[Tagged], Iterator[str]], ...] = (
    _whole,
    _headings,
    _nesting,
    _tables,
    _notes,
    _clicks,
    _figures,
    _contents,
)
