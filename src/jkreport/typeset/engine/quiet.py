"""Links that are heard as plain text: where they can be clicked belongs to the link that is heard in their place.

A table of forty numbers that all lead to one place is forty times "link" to a listener, and forty stops on the way
through the page. The standard asks that each place to click is held by a Link, not that each is held by its own.
"""

from collections.abc import Iterator, Mapping

from jkreport.typeset.engine.nodes import Area, Node

_QUIET = "data-quiet"


def hush(root: Node) -> None:
    """Let links with `data-quiet` be their text alone, if another link to the same place is heard in their stead.

    That is the next one that isn't quiet; without any, the first of the same table.
    """
    parents = {kid: node for node in root.walk() for kid in node.children}
    for link, heard in list(_hushed(root, parents)):
        heard.kids += [each for each in link.kids if isinstance(each, Area)]
        siblings = parents[link].kids
        at = siblings.index(link)
        siblings[at : at + 1] = [each for each in link.kids if not isinstance(each, Area)]


def _hushed(root: Node, parents: Mapping[Node, Node]) -> Iterator[tuple[Node, Node]]:
    """Give each link that is to be hushed, with the one that is heard, in reading order."""
    links = [node for node in root.walk() if node.role == "Link" and node.element is not None]
    following: dict[str, Node] = {}
    heard: dict[Node, Node] = {}
    for link in reversed(links):
        address = link.element.get("href")
        if link.element.get(_QUIET) is None:
            following[address] = link
        elif address in following:
            heard[link] = following[address]
    first: dict[tuple[Node | None, str], Node] = {}
    for link in links:
        if link.element.get(_QUIET) is not None:
            address = link.element.get("href")
            instead = heard.get(link) or first.setdefault((_table(link, parents), address), link)
            if instead is not link:
                yield link, instead


def _table(node: Node, parents: Mapping[Node, Node]) -> Node | None:
    while node in parents and node.role != "Table":
        node = parents[node]
    return node if node.role == "Table" else None
