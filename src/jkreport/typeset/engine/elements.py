"""The structure written into the file: elements, what is painted for each, and what can be clicked."""

# ruff: noqa: ANN401 - the engine ships no types

from collections.abc import Iterator, Sequence
from typing import Any

import pydyf
from weasyprint.logger import LOGGER

from jkreport.typeset.engine.nodes import Area, Leaf, Node
from jkreport.typeset.engine.notes import text_of

# Points in a pixel of CSS.
_POINT = 0.75
# The flag of an annotation that it is printed (ISO 32000-1, 12.5.3).
_PRINTED = 4
_TABLE, _LIST, _LAYOUT = "/Table", "/List", "/Layout"


class Elements:
    """Writes the structure of one document."""

    def __init__(self, pdf: Any, document: Any, streams: Sequence[Any]) -> None:
        """Write into `pdf`, whose pages have been painted on `streams`."""
        self._pdf = pdf
        self._pages = document.pages
        self._structure = document.structure
        self._streams = streams
        self._painted = [dict(each._tags) for each in streams]  # noqa: SLF001
        self._elements: dict[Node, Any] = {}
        # What the tree of parents has for each key: of a page or a form a list by the numbers of
        # marks, of an annotation its element.
        self._parents: list[Any] = [[None] * len(each) for each in self._painted]
        self._forms: dict[int, int] = {}
        notes = (node for node in self._structure.root.walk() if node.role == "Note")
        self._notes = frozenset(note.element for note in notes)

    def write(self) -> None:
        """Write all, and complain of what is painted but belongs nowhere."""
        tree = self._added({"Type": "/StructTreeRoot"})
        self._pdf.catalog["StructTreeRoot"] = tree.reference
        root = self._structure.root
        for node in root.walk():
            self._elements[node] = self._added({"Type": "/StructElem", "S": f"/{node.role}"})
        self._elements[root]["P"] = tree.reference
        for node in root.walk():
            self._write(node)
        tree["K"] = self._elements[root].reference
        tree["ParentTree"] = self._tree_of_parents().reference
        tree["ParentTreeNextKey"] = len(self._parents)
        named = {node.identifier: node for node in root.walk() if node.identifier}
        if named:
            names = pydyf.Array()
            for name in sorted(named):
                names.extend((pydyf.String(name), self._elements[named[name]].reference))
            tree["IDTree"] = self._added({"Names": names}).reference
        for number, left in enumerate(self._painted, 1):
            if left:
                LOGGER.error("Content of page %d is not in the structure", number)

    def _added(self, entries: dict[str, Any]) -> Any:
        made = pydyf.Dictionary(entries)
        self._pdf.add_object(made)
        return made

    def _write(self, node: Node) -> None:
        element = self._elements[node]
        kids = pydyf.Array()
        page = next((each.page for each in node.kids if isinstance(each, Leaf)), None)
        if page is not None:
            element["Pg"] = self._pdf.page_references[page]
        for kid in node.kids:
            if isinstance(kid, Node):
                self._elements[kid]["P"] = element.reference
                if kid.lang and kid.lang != node.lang:
                    self._elements[kid]["Lang"] = pydyf.String(kid.lang)
                kids.append(self._elements[kid].reference)
            elif isinstance(kid, Leaf):
                kids.extend(self._mark(kid, element, page))
            else:
                kids.extend(self._annotation(kid, node))
        element["K"] = kids[0] if len(kids) == 1 else kids
        self._describe(node, element)

    def _mark(self, leaf: Leaf, element: Any, page: int | None) -> Iterator[Any]:
        """Give what refers to a painted piece, and enter whose it is."""
        found = self._painted[leaf.page].pop(leaf.box, None)
        if found is None:
            return  # the engine paints nothing that is turned by a matrix without an inverse
        number, stream = found["mcid"], found["stream"]
        on_page = stream is self._streams[leaf.page]
        parents = self._parents[leaf.page if on_page else self._form(stream, number)]
        parents[number] = element.reference
        if on_page and leaf.page == page:
            yield number
            return
        reference = pydyf.Dictionary({"Type": "/MCR", "MCID": number})
        reference["Pg"] = self._pdf.page_references[leaf.page]
        if not on_page:
            reference["Stm"] = stream.reference
        yield reference

    def _form(self, stream: Any, number: int) -> int:
        """Give the key of a form that is painted on a page, long enough for a mark."""
        key = self._forms.get(stream.number)
        if key is None:
            key = self._forms[stream.number] = len(self._parents)
            stream.extra["StructParents"] = key
            self._parents.append([])
        marks = self._parents[key]
        marks.extend([None] * (number + 1 - len(marks)))
        return key

    def _annotation(self, area: Area, node: Node) -> Iterator[Any]:
        """Give what refers to the place where a link can be clicked, and say what the link is."""
        target = node.target
        annotation = area.box.link_annotation if target is None else self._jump(area, target)
        if not annotation:
            return
        text = self._text(node)
        if text:
            annotation["Contents"] = pydyf.String(text)
        annotation["F"] = _PRINTED
        annotation["StructParent"] = len(self._parents)
        self._parents.append(self._elements[node].reference)
        reference = {"Type": "/OBJR", "Obj": annotation.reference}
        yield pydyf.Dictionary({**reference, "Pg": self._pdf.page_references[area.page]})

    def _text(self, node: Node) -> str:
        if node.target:
            return "".join(each.box.text for each in node.leaves()).strip()
        said = self._structure.described.get(node.element.get("href", ""))
        return said or text_of(node.element, self._notes)

    def _jump(self, area: Area, target: Node) -> Any:
        """Make a link that the HTML doesn't have, between a note and its call."""
        annotation = self._added(
            {
                "Type": "/Annot",
                "Subtype": "/Link",
                "Rect": self._rectangle(area.page, area.box.hit_area()),
                "BS": pydyf.Dictionary({"W": 0}),
                "Dest": self._destination(target),
            }
        )
        page = self._pdf.objects[int(self._pdf.page_references[area.page].split()[0])]
        page.setdefault("Annots", pydyf.Array()).append(annotation.reference)
        return annotation

    def _destination(self, target: Node) -> Any:
        left, _, _, top = self._rectangle(target.page, target.box.hit_area())
        return pydyf.Array([self._pdf.page_references[target.page], "/XYZ", left, top, 0])

    def _rectangle(self, page: int, area: Sequence[float]) -> Any:
        """Give an area of a page in points, from its lower left corner."""
        x, y, width, height = area
        lowest = self._pages[page].height
        corners = (x, lowest - y - height, x + width, lowest - y)
        return pydyf.Array(_POINT * each for each in corners)

    def _describe(self, node: Node, element: Any) -> None:
        if node.identifier:
            element["ID"] = pydyf.String(node.identifier)
        if node.expansion:
            element["E"] = pydyf.String(node.expansion)
        if node.alt:
            element["Alt"] = pydyf.String(node.alt)
        if node.role == "Figure":
            box = node.box
            area = box.content_box_x(), box.content_box_y(), box.width, box.height
            attributes = {"O": _LAYOUT, "BBox": self._rectangle(node.page, area)}
        elif node.attributes:
            owner = _LIST if node.role == "L" else _TABLE
            attributes = {"O": owner, **_listed(node.attributes)}
        else:
            return
        element["A"] = pydyf.Dictionary(attributes)

    def _tree_of_parents(self) -> Any:
        numbers = pydyf.Array()
        for key, parents in enumerate(self._parents):
            if isinstance(parents, list):
                listed = ("null" if each is None else each for each in parents)
                numbers.extend((key, pydyf.Array(listed)))
            else:
                numbers.extend((key, parents))
        return self._added({"Nums": numbers})


def _listed(attributes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: pydyf.Array(map(pydyf.String, value)) if isinstance(value, tuple) else value
        for name, value in attributes.items()
        if value != ()
    }
