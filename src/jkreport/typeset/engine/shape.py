"""The tree as PDF/UA wants it: list items with bodies, captions first, entries of contents, notes at calls."""

from collections.abc import Iterable, Iterator
from itertools import chain

from jkreport.typeset.engine.nodes import BLOCKS, CELLS, Area, Leaf, Node, prune
from jkreport.typeset.engine.roles import HELD_LINKS, NUMBERING

Kid = Node | Leaf | Area

_KEPT_EMPTY = CELLS | {"Figure"}
_IN_LIST = frozenset({"LI", "L", "Caption"})
_IN_ITEM = frozenset({"Lbl", "LBody"})
_HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
_FOLLOWED = _HEADINGS | {"P"}


def shape(root: Node, notes: Iterable[tuple[Node, Node]]) -> None:
    """Put a gathered tree in order, in place; each note goes where it is called."""
    _place(root, (*notes, *_notes_beside(root)))
    prune(root, lambda node: node.role in _KEPT_EMPTY)
    for node in list(root.walk()):
        _unwrap(node)
        match node.role:
            case "L":
                _shape_list(node)
            case "LI":
                _shape_item(node)
            case "Table":
                node.kids.sort(key=lambda each: not _is(each, "Caption"))
            case "TOC":
                _shape_contents(node)
            case "Ruby":
                _shape_ruby(node)
            case "Link":
                _hold_link(node)
            case _:
                pass


def _is(kid: Kid, *roles: str) -> bool:
    return isinstance(kid, Node) and kid.role in roles


def _notes_beside(root: Node) -> Iterator[tuple[Node, Node]]:
    """Take out the notes that stand within lines, beside their calls; give each with its first call."""
    calls: dict[str, Node] = {}
    for node in root.walk():
        if _aria(node) == "doc-noteref":
            calls.setdefault(node.element.get("href").removeprefix("#"), node)
    for node in list(root.walk()):
        for kid in node.children:
            call = calls.get(kid.element.get("id")) if _aria(kid) == "doc-footnote" else None
            if call is not None:
                node.kids.remove(kid)
                yield call, kid


def _aria(node: Node) -> str:
    return str(node.element.get("role", "")) if node.element is not None else ""


def _hold_link(node: Node) -> None:
    """Put the link to a note into a reference, and the one back from it into a label."""
    holder = HELD_LINKS.get(_aria(node)) if node.box is not None else None
    if holder is not None:
        node.kids = [node.holding("Link", node.kids)]
        node.role = holder


def _unwrap(node: Node) -> None:
    """Let a note stand for the paragraph that was made for nothing but it."""
    node.kids = [
        kid.kids[0] if isinstance(kid, Node) and _is_made_for_note(kid) else kid
        for kid in node.kids
    ]


def _is_made_for_note(node: Node) -> bool:
    made = node.role == "P" and node.box is None
    return made and len(node.kids) == 1 and _is(node.kids[0], "Note")


def _place(root: Node, notes: tuple[tuple[Node, Node], ...]) -> None:
    """Put each note behind the paragraph or heading that calls it, else at the end of what does."""
    trees = [root, *(note for _, note in notes)]
    parents = {id(kid): node for tree in trees for node in tree.walk() for kid in node.children}
    following: dict[int, list[Node]] = {}
    holders: dict[int, Node] = {}
    for call, note in notes:
        block = call
        while block.role not in BLOCKS:
            block = parents[id(block)]
        if block.role in _FOLLOWED:
            following.setdefault(id(block), []).append(note)
            holders[id(parents[id(block)])] = parents[id(block)]
        else:
            block.kids.append(note)
    for holder in holders.values():
        groups: list[list[Kid]] = [[each, *following.get(id(each), ())] for each in holder.kids]
        holder.kids = list(chain.from_iterable(groups))


def _shape_list(node: Node) -> None:
    """Give a list items only: a label and what follows it are one."""
    shaped: list[Kid] = []
    made: Node | None = None
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role == "Div" and _is_labelled(kid):
            kid.role = "LI"
        if _is(kid, *_IN_LIST):
            shaped.append(kid)
            made = None
        elif made is not None and _is(kid, "LBody"):
            made.kids.append(kid)
        else:
            made = node.holding("LI", [kid])
            shaped.append(made)
    node.kids = shaped
    for item in node.children:
        if item.role == "LI" and item.box is None:
            _shape_item(item)
    _number(node)


def _is_labelled(node: Node) -> bool:
    return any(_is(each, "Lbl") for each in node.kids)


def _number(node: Node) -> None:
    """Say how the items are numbered, if they have labels of their own."""
    for item in node.children:
        if item.box is not None and _is_labelled(item):
            style = item.box.style["list_style_type"]
            if style in NUMBERING:
                node.attributes["ListNumbering"] = f"/{NUMBERING[style]}"
            return


def _shape_item(node: Node) -> None:
    """Give an item labels and bodies only."""
    kept: list[Kid] = [kid for kid in node.kids if _is(kid, *_IN_ITEM)]
    loose = [kid for kid in node.kids if not _is(kid, *_IN_ITEM)]
    body = next((kid for kid in kept if isinstance(kid, Node) and kid.role == "LBody"), None)
    if loose and body is None:
        kept.append(node.holding("LBody", loose))
    elif body is not None:
        body.kids += loose
    node.kids = sorted(kept, key=lambda kid: not _is(kid, "Lbl"))


def _shape_contents(node: Node) -> None:
    """Make each line with a link an entry, and what stands before the first of them the caption."""
    shaped: list[Kid] = []
    for kid in node.kids:
        if not isinstance(kid, Node) or kid.role in {"TOC", "TOCI", "Caption"}:
            shaped.append(kid)
        elif kid.role == "L":
            kid.role = "TOC"
            shaped.append(kid)
        elif any(each.role == "Link" for each in kid.walk()):
            kid.role = "TOCI"
            labels = [each for each in kid.kids if _is(each, "Lbl")]
            rest = [each for each in kid.kids if not _is(each, "Lbl")]
            kid.kids = [*labels, kid.holding("Reference", rest)]
            shaped.append(kid)
        else:
            kid.role = "P" if shaped else "Caption"
            shaped.append(node.holding("TOCI", [kid]) if shaped else kid)
    node.kids = shaped


def _shape_ruby(node: Node) -> None:
    """Give a word with a reading one base and one reading."""
    base = node.holding("RB", [])
    reading = node.holding("RT", [])
    for kid in node.kids:
        if isinstance(kid, Node) and kid.role in {"RB", "RT"}:
            (base if kid.role == "RB" else reading).kids += kid.kids
        elif not _is(kid, "RP"):
            base.kids.append(kid)
    node.kids = [each for each in (base, reading) if each.kids]
    if not reading.kids:
        node.role = "Span"
