"""Page numbers that are printed elsewhere, in the contents say, are compared with the pages.

The engine sets pages again and again until these numbers settle, but gives up after eight times
without a word.
"""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from weasyprint import document
from weasyprint.formatting_structure import boxes
from weasyprint.logger import LOGGER

from jkreport.typeset.engine.numbers import ATTRIBUTE
from jkreport.typeset.engine.refinement import Refinement
from jkreport.typeset.engine.walking import boxes_of

# What is logged of a wrong number: what is printed, for which anchor, and what is right.
WRONG = "Page number '%s' is printed for '%s', which stands on page '%s'"

_lay_out_plainly = document.layout_document


def _lay_out(html: Any, root_box: Any, context: Any, max_loops: int = 8) -> list[Any]:
    """Lay pages out, and keep with each the number that it bears and how numbers are written."""
    pages = list(_lay_out_plainly(html, root_box, context, max_loops))
    for index, page in enumerate(pages, 1):
        # The counters of a page are kept with the next one's start.
        page.folio = context.page_maker[index][3][1]["page"][-1]
        page.counter_style = context.counter_style
    return pages


def compare(pages: Iterable[Any], cut: Collection[str]) -> None:
    """Complain of every printed page number that isn't the one of the page it stands for.

    Where pages of the kinds that are `cut` in two are among them, all are counted as they come.
    """
    pages = [page._page_box for page in pages]  # noqa: SLF001
    counted = any(page.page_type.name in cut for page in pages)
    numbers: dict[str, int] = {}
    printed: dict[tuple[Any, str], tuple[Any, list[str]]] = {}
    for index, page in enumerate(pages, 1):
        for box in boxes_of(page):
            if isinstance(box, (boxes.TextBox, boxes.LineBox)):
                continue
            if box.style["anchor"]:
                numbers.setdefault(box.style["anchor"], index if counted else page.folio)
            if _counts(box):
                # A line break may have cut it in two.
                key = box.element, box.element_tag
                printed.setdefault(key, (box, []))[1].extend(_texts(box))
    for box, texts in printed.values():
        _compare(box, "".join(texts), numbers, pages[0].counter_style)


def _counts(box: Any) -> bool:
    """Whether a box is made of the number of a page, perhaps with words around it."""
    content = _content(box)
    return not isinstance(content, str) and any(_is_number(*each) for each in content)


def _content(box: Any) -> Any:
    """Give what a box is made of; in a place that was kept, a number has been put."""
    tag = box.element_tag or ""
    if tag.endswith("::after") and box.element.get(ATTRIBUTE):
        target = ("attr()", (ATTRIBUTE, "string", ""))
        return (("target-counter()", (target, "page", "decimal")),)
    return box.style["content"]


def _is_number(kind: str, value: Any) -> bool:
    return kind == "target-counter()" and value[1] == "page"


def _texts(box: Any) -> Iterator[str]:
    if isinstance(box, boxes.TextBox):
        yield box.text
    elif not box.is_leader:
        for child in getattr(box, "children", ()):
            yield from _texts(child)


def _compare(box: Any, text: str, numbers: Mapping[str, int], counter_style: Any) -> None:
    expected, name = "", ""
    for kind, value in _content(box):
        if _is_number(kind, value):
            name = _anchor(value[0], box.element)
            if name not in numbers:
                return  # the engine has said that there is no such anchor
            expected += counter_style.render_value(numbers[name], value[2])
        elif kind == "string":
            expected += value
        elif kind != "leader()":
            return  # what else stands there can't be told apart from the number
    if "".join(text.split()) != "".join(expected.split()):
        LOGGER.error(WRONG, text.strip(), name, expected.strip())


def _anchor(target: Any, element: Any) -> str:
    """Give the name of what is counted: from an attribute, an address or a text."""
    kind, value = target
    if kind == "attr()":
        value = element.get(value[0], "")
    elif kind == "url":
        value = value[1]
    return str(value).removeprefix("#")


def _apply() -> None:
    document.layout_document = _lay_out


FOLIOS = Refinement(
    name="page numbers",
    stands_on=((document, "layout_document", "html, root_box, context, max_loops"),),
    apply=_apply,
)
