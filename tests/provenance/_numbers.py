"""The numbers of a page, held against what its record has in the same block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import html

from jkreport.provenance import EditionRecord

# Notes and works cited; the page's own numbering, its issue and its date; what a table is scaled by; how the annex of
# data is to be read, the sections that it names and the hashes of its files; and what is new since an earlier edition,
# which is worked out of two records.
_NOT_OWN = frozenset({
    "cite", "call", "side-note", "footnote", "bibliography", "source", "mark", "works", "from",
    "ref", "number", "at-page", "continued", "series", "imprint-line",
    "units", "about", "homes", "file", "changes",
})  # fmt: skip
_DIGITS = re.compile(r"[0-9]+")


def unknown_numbers(edition: EditionRecord, page: str) -> tuple[list[str], int]:
    """Give the numbers of a page that its record doesn't have in the same block, and how many there are in all."""
    found = _Found(edition=edition)
    root = html.document_fromstring(page)
    found.headings = {"".join(each.itertext()).strip() for each in root.find_class("number")}
    found.walk(root, "")
    return found.unknown, found.count


def unlinked_numbers(page: str) -> list[str]:
    """Give key numbers, and numbers in tables of data, that lead to nothing; what is new since is worked out apart."""
    root = html.document_fromstring(page)
    names = {each.get("id") for each in root.iter() if each.get("id")}
    return [
        each.text_content()
        for each in (*root.iter("p"), *root.iter("td"))
        if {"value", "number"} & set(each.get("class", "").split())
        and _numbers(each.text_content())
        and not any("changes" in above.get("class", "").split() for above in each.iterancestors())
        and not any(link.get("href", "")[1:] in names for link in each.iter("a"))
    ]


@dataclass(kw_only=True, slots=True)
class _Found:
    edition: EditionRecord
    unknown: list[str] = field(default_factory=list)
    count: int = 0
    headings: set[str] = field(default_factory=set)
    known: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.known = {}
        for block, text in _recorded(self.edition):
            self.known.setdefault(block, set()).update(_numbers(text))

    def walk(self, element: html.HtmlElement, block: str) -> None:
        """Look at an element and all in it."""
        # On facing pages the second language has names of its own.
        name, _, code = element.get("id", "").partition(".")
        if name and name in self.known and code in {"", *self.edition.languages}:
            block = name
        classes = set(element.get("class", "").split())
        if classes & _NOT_OWN or (
            element.tag == "span" and "unit" in classes and _in_head(element)
        ):
            return
        self._look(element.text, block, grouped=_in_group(element))
        for child in element:
            # Of a claim only what is claimed is the brief's own: the works follow it.
            work = "claim" in classes and child.get("class") != "claimed"
            if isinstance(child.tag, str) and child.tag not in {"style", "head"} and not work:
                self.walk(child, block)
            self._look(None if "claim" in classes else child.tail, block)

    def _look(self, text: str | None, block: str, *, grouped: bool = False) -> None:
        text = text or ""
        # Proposals stand below the number and the title of their part.
        number = next(
            (each for each in self.headings if grouped and text.startswith(f"{each} ")), ""
        )
        for each in _numbers(text.removeprefix(number)):
            self.count += 1
            if each not in self.known.get(block, ()):
                self.unknown.append(f"{block}: {each} in {text!r}")


def _in_head(element: html.HtmlElement) -> bool:
    return element.getparent() is not None and element.getparent().tag == "th"


def _in_group(element: html.HtmlElement) -> bool:
    return any(
        each.tag == "tr" and each.get("class") == "group" for each in element.iterancestors()
    )


def _numbers(text: str) -> list[str]:
    """Give the digits of a text, without noughts before them: a day is 9 on the page and 09 in its key."""
    return [each.lstrip("0") or "0" for each in _DIGITS.findall(text)]


def _recorded(edition: EditionRecord) -> Iterator[tuple[str, str]]:
    for wording in edition.wordings:
        yield wording.block, wording.text
    for figure in edition.figures:
        for number in figure.numbers:
            yield figure.block, " ".join((number.row, *number.printed.values()))
    for event in edition.events:
        yield event.block, " ".join(event.printed.values())
