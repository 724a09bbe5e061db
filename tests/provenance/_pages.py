"""The same in print: what changes with a cell in the finished PDFs, by the elements that they are tagged with."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from tests.provenance._cells import ANNEX, BRIEF, Further, State

from jkreport import Workspace
from jkreport.provenance.asking import Printing, uses
from jkreport.resolve.origins import depends
from jkreport.typeset.pdf import Element, read_structure
from jkreport.typeset.pdf.content import content_of
from jkreport.values import Cell

_BLOCKS = frozenset({
    "P", "H1", "H2", "H3", "H4", "H5", "H6", "TD", "TH", "Caption", "Lbl", "LBody", "Figure", "Note", "LI", "Table",
    "BlockQuote", "Div", "Sect",
})  # fmt: skip
# Calls of notes have numbers that the pages bring; contents are of pages, not of blocks.
_LEFT_OUT = frozenset({"Reference", "TOC"})
# White space, what is never seen, and the dots that the style puts between the parts of an entry.
_BETWEEN = re.compile("[\\s\u00b7\u00ad\u200b\u200c\u200d\u2060\ufeff]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Printed:
    """An edition in print: how often each text stands in it, its pages by hash, and those that have a figure."""

    texts: Counter[str]
    pages: tuple[str, ...]
    figures: tuple[int, ...]


def printed_of(root: Path) -> Mapping[str, Printed]:
    """Build the brief, all editions, and read its PDFs.

    Raises:
        RuntimeError: it can't be built.
    """
    report = Workspace.open(root).build(BRIEF)
    if not report.ok:
        raise RuntimeError([str(each) for each in report.diagnostics])
    return {each.id: _printed(each.pdf.read_bytes()) for each in report.editions}


def _printed(pdf: bytes) -> Printed:
    tagged = read_structure(pdf)
    return Printed(
        texts=Counter(filter(None, _texts(tagged.root))),
        pages=content_of(pdf).pages,
        figures=tuple(each.page for each in tagged.root.all("Figure")),
    )


def _texts(element: Element) -> Iterator[str]:
    """Give the own text of each block, which may hold others: a note its label."""
    if element.role in _LEFT_OUT:
        return
    if element.role in _BLOCKS and element.role != "Figure":
        yield _plain(_own(element))
    for each in element.children:
        yield from _texts(each)


def _own(element: Element) -> str:
    return "".join(
        each if isinstance(each, str) else _own(each)
        for each in element.kids
        if isinstance(each, str)
        or (isinstance(each, Element) and each.role not in _BLOCKS | _LEFT_OUT)
    )


def _plain(text: str) -> str:
    return _BETWEEN.sub("", text)


def _blocks(page: str, known: Collection[str]) -> Mapping[str, list[str]]:
    """Give the texts of each block: its own, and those of its notes, which stand by themselves in print."""
    found: dict[str, list[str]] = {"": [""]}

    def walk(element: html.HtmlElement, block: str, at: int) -> None:
        named = element.get("id", "")
        if named and named in known:
            block, at = named, 0
            found.setdefault(block, [""])
        elif element.get("class") == "footnote":
            at = len(found[block])
            found[block].append("")
        found[block][at] += element.text or ""
        for child in element:
            if isinstance(child.tag, str) and child.tag not in {"style", "head"}:
                walk(child, block, at)
            found[block][at] += child.tail or ""

    walk(html.document_fromstring(page), "", 0)
    return {block: [_plain(each) for each in texts] for block, texts in found.items()}


def in_print(before: Mapping[str, Printed]) -> Further:
    """Give what builds the brief anew, and compares its PDFs with those before."""

    def compare(cell: Cell, was: State, is_: State, root: Path) -> Iterator[str]:
        after = printed_of(root)
        old, new = (uses(state.record, lambda leaf: depends(leaf, cell)) for state in (was, is_))
        for edition, pages in before.items():
            pairs = [pair for pair in zip(old, new, strict=True) if pair[0].edition == edition]
            yield from _compared(edition, pages, after[edition], pairs, was, is_)

    return compare


def _compared(
    edition: str, was: Printed, is_: Printed, pairs: list[tuple[Printing, Printing]], before: State, after: State
) -> Iterator[str]:  # fmt: skip
    gone, come = was.texts - is_.texts, is_.texts - was.texts
    blocks = {ANNEX, *(old.block for old, new in pairs if old.printed != new.printed)}
    for texts, state, what in ((gone, before, "gone"), (come, after, "there")):
        texts_of = _blocks(state.pages[edition], state.blocks[edition])
        there = [each for block in blocks for each in texts_of[block]]
        for text in texts:
            if not any(text in each for each in there):
                yield f"{edition} in print: '{text}' is {what}, which stands in none of {sorted(blocks)}"
    now = _blocks(after.pages[edition], after.blocks[edition])
    for old, new in pairs:
        if old.printed != new.printed and not old.field.startswith("chart "):
            own = [text for text in come if any(text in each for each in now[new.block])]
            if not any(_plain(new.printed) in text for text in own):
                yield f"{edition} in print: the new {new.printed} of {new.block} isn't there"
    charts = {old.block for old, _ in pairs if old.field.startswith("chart ")}
    redrawn = sum(was.pages[page - 1] != is_.pages[page - 1] for page in set(was.figures))
    if charts and (was.figures != is_.figures or not redrawn):
        yield f"{edition} in print: {sorted(charts)} are drawn as before"
