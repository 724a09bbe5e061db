"""From boxes on pages to one tree: what a page break or a line break cut in two is one node again."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.logger import LOGGER

from jkreport.typeset.engine.nodes import CELLS, GROUPING, Area, Leaf, Node
from jkreport.typeset.engine.repeats import is_same
from jkreport.typeset.engine.roles import (
    description_of,
    is_call,
    is_decoration,
    is_of_note,
    role_of,
)

_SAID_AGAIN = frozenset({"THead", "TFoot"})
# Roles whose elements hold blocks as well as lines.
_HOLDING = GROUPING | {"LI", "LBody", "TH", "TD", "Caption", "Note"}
# Roles in which text stands in paragraphs.
_WITHOUT_TEXT = GROUPING | {"TOC"}
# What leaves no ink: spaces, joiners and the marks of places where a line may break.
_UNSEEN = " \t\n\r\f\u00a0\u3000\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ROOTS = frozenset({"html", "body"})
# Properties of an artifact (ISO 32000-1, 14.8.2.2.2), for what is told in the margin of every page.
_PAGINATION = {"Type": "/Pagination"}
_EDGES: Mapping[str, Mapping[str, Any]] = {
    "@top": {**_PAGINATION, "Subtype": "/Header", "Attached": ["/Top"]},
    "@bottom": {**_PAGINATION, "Subtype": "/Footer", "Attached": ["/Bottom"]},
    "@left": {**_PAGINATION, "Attached": ["/Left"]},
    "@right": {**_PAGINATION, "Attached": ["/Right"]},
}


@dataclass(eq=False, slots=True)
class Structure:
    """A document's tree, its notes by their calls, and what is painted but not part of it.

    `calls_again` are calls of notes that stand on the page because of another call, with the note.
    `artifacts` gives the properties of each painted box that isn't part of the structure. `described` says what links
    to some addresses are called.
    """

    root: Node
    notes: list[tuple[Node, Node]] = field(default_factory=list)
    calls_again: list[tuple[Node, Node]] = field(default_factory=list)
    artifacts: dict[Any, Mapping[str, Any]] = field(default_factory=dict)
    described: Mapping[str, str] = field(default_factory=dict)


def gather(pages: Iterable[Any], language: str) -> Structure:
    """Give the structure of pages that are laid out, and not painted yet."""
    gathering = _Gathering(Structure(root=Node(role="Document", lang=language)))
    for number, page in enumerate(pages):
        gathering.page = number
        gathering.add(page._page_box, gathering.structure.root)  # noqa: SLF001
    gathering.match_calls()
    return gathering.structure


class _Gathering:
    """A tree that grows page by page."""

    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.page = 0
        self._nodes: dict[tuple[Any, str], Node] = {}
        self._fixed: dict[tuple[Any, str], int] = {}

    def add(self, box: Any, parent: Node) -> None:
        """Add a box, and all that is in it, to a node."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box  # noqa: SLF001
        if isinstance(box, boxes.MarginBox):
            self._leave_out(box, _EDGES[box.at_keyword.split("-")[0]])
            return
        node = self._node(box, parent)
        if node is None:
            return
        if isinstance(box, boxes.TextBox):
            self._add_text(box, node)
            return
        if isinstance(box, boxes.LineBox) and node.role in _WITHOUT_TEXT:
            node = _paragraph(node, box, self.page)
        if isinstance(box, boxes.ReplacedBox):
            node.kids.append(Leaf(box, self.page))
        for child in box.children:
            if isinstance(box, boxes.FootnoteAreaBox):
                self._add_note(child, parent)
            else:
                self.add(child, node)
        if _can_be_clicked(box, node):
            node.kids.append(Area(box, self.page))

    def _node(self, box: Any, parent: Node) -> Node | None:
        """Give the node that a box belongs to, a new one if it needs one; None if it's left out."""
        tag, element = box.element_tag, box.element
        if element is None or tag in _ROOTS or isinstance(box, boxes.TextBox):
            return parent
        known = self._nodes.get((element, tag))
        if self._is_said_again(box, known):
            self._leave_out(box, _PAGINATION)
            return None
        if known is not None:
            return known
        if is_decoration(element) or box.is_leader:
            self._leave_out(box, {})
            return None
        role = role_of(tag, element)
        if not role and _language(box) != parent.lang:
            role = "Div" if _is_block(box, parent) else "Span"
        return self._added(role, box, parent) if role else parent

    def _added(self, role: str, box: Any, parent: Node) -> Node:
        element = box.element
        node = Node(role=role, lang=_language(box), element=element, box=box, page=self.page)
        if role == "Figure":
            node.alt = description_of(element)
            if not node.alt:
                LOGGER.error("A picture has no alternative text: %s", element.get("src", "")[:60])
        elif role in CELLS:
            spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
            node.attributes.update({name: span for name, span in spans.items() if span != 1})
        elif box.element_tag == "abbr":
            node.expansion = element.get("title")
        self._nodes[element, box.element_tag] = node
        parent.kids.append(node)
        return node

    def _is_said_again(self, box: Any, node: Node | None) -> bool:
        """Whether a box says on a later page what was said before: a table's head, a fixed box."""
        if box.style["position"] == "fixed":
            return self._fixed.setdefault((box.element, box.element_tag), self.page) != self.page
        return node is not None and node.role in _SAID_AGAIN and self.page != node.page

    def _add_text(self, box: Any, node: Node) -> None:
        if box.text.strip(_UNSEEN) and box.style["visibility"] == "visible":
            node.kids.append(Leaf(box, self.page))
        else:
            self.structure.artifacts[box] = {}

    def _add_note(self, box: Any, parent: Node) -> None:
        """Add a footnote; what it belongs to is its call, which stands above it or before."""
        key = box.element, box.element_tag
        note = self._nodes.get(key)
        if note is None:
            note = Node(
                role="Note", lang=_language(box), element=box.element, box=box, page=self.page
            )
            self._nodes[key] = note
            call = self._nodes.get((box.element, f"{box.element.tag}::footnote-call"))
            if call is None:
                parent.kids.append(note)
            else:
                self.structure.notes.append((call, note))
        for child in box.children:
            self.add(child, note)

    def match_calls(self) -> None:
        """Find the note of each call that has none of its own: the last one before it, or else the next."""
        notes = [note for _, note in self.structure.notes]
        called = {id(note.element) for note in notes}
        for (element, tag), call in self._nodes.items():
            if is_call(tag) and id(element) not in called:
                same = [each for each in notes if is_same(each.element, element)]
                before = [each for each in same if each.page <= call.page]
                for note in (before[-1:] or same)[:1]:
                    self.structure.calls_again.append((call, note))

    def _leave_out(self, box: Any, properties: Mapping[str, Any]) -> None:
        todo = [box]
        while todo:
            each = todo.pop()
            if isinstance(each, AbsolutePlaceholder):
                each = each._box  # noqa: SLF001
            if isinstance(each, (boxes.TextBox, boxes.ReplacedBox)):
                self.structure.artifacts[each] = properties
            else:
                todo.extend(each.children)


def _is_block(box: Any, parent: Node) -> bool:
    if isinstance(box, boxes.InlineLevelBox):
        return False
    return parent.role in GROUPING or (box.element_tag != "span" and parent.role in _HOLDING)


def _can_be_clicked(box: Any, node: Node) -> bool:
    """Whether a box is one of a link, or the call or the mark of a note."""
    if node.role == "Link":
        return box.link is not None
    return not isinstance(box, boxes.LineBox) and is_of_note(box.element_tag or "")


def _language(box: Any) -> str:
    return box.style["lang"] or ""


def _paragraph(node: Node, line: Any, page: int) -> Node:
    """Give the paragraph of a line that stands in none: the last one, if it's the same block's."""
    last = node.kids[-1] if node.kids else None
    if isinstance(last, Node) and last.box is None and last.element is line.element:
        return last
    made = Node(role="P", lang=node.lang, element=line.element, page=page)
    node.kids.append(made)
    return made
