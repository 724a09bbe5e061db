"""HTML within a line, as far as the workspace allows it: a rule for Markdown, and whether each element has its end."""

import re
from collections.abc import Sequence
from html import escape, unescape

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from jkreport.model.elements import ELEMENTS, EMPTY_ELEMENTS

KIND = "element"
# Whatever begins as mark-up does: elements, comments, instructions, declarations.
MARKUP = re.compile(
    r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/][^<>]*)?>|<!--|<\?\w*|<!\[CDATA\[|<![A-Za-z]+"
)
_TAG = re.compile(r"<(/?)([a-z]+)((?:[ \n]+[a-z]+=\"[^\"<>]*\")*)[ \n]*(/?)>")
_ATTRIBUTE = re.compile(r"[ \n]([a-z]+)=\"([^\"]*)\"")
_TURN = "turn"


def read_element(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's form
    """Read the tag of an element that is allowed, with no other attributes than it may have."""
    tag = _TAG.match(state.src, state.pos)
    if tag is None or tag[2] not in state.env["hooks"].elements:
        return False
    empty, attributes = tag[2] in EMPTY_ELEMENTS, dict(_ATTRIBUTE.findall(tag[3]))
    if tag[1] and (attributes or tag[4] or empty):
        return False
    if not attributes.keys() <= set(ELEMENTS[tag[2]]) or (tag[4] and not empty):
        return False
    if not silent:
        # Not nested for the parser, which would keep the emphasis inside apart from that around.
        token = state.push(KIND, tag[2], 0)
        token.content = tag[0]
        token.attrs = {name: unescape(value) for name, value in attributes.items()}
        token.meta = {_TURN: 0 if empty else -1 if tag[1] else 1}
    state.pos = tag.end()
    return True


def write_element(token: Token) -> str:
    """Write a tag in its plainest form."""
    if token.meta[_TURN] < 0:
        return f"</{token.tag}>"
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in token.attrs.items())
    return f"<{token.tag}{attributes}>"


def unbalanced(tokens: Sequence[Token]) -> list[Token]:
    """Give the tags of a line that have no partner in the same emphasis, link or element."""
    open_: list[Token] = []
    wrong: list[Token] = []
    for token in tokens:
        turn = token.meta.get(_TURN, token.nesting)
        if turn > 0:
            open_.append(token)
        elif turn < 0 and any(_pair(each, token) for each in open_):
            while not _pair(last := open_.pop(), token):
                wrong.append(last)
        elif turn < 0:
            wrong.append(token)
    return [each for each in (*wrong, *open_) if each.type == KIND]


def _pair(first: Token, last: Token) -> bool:
    return (first.type == KIND, first.tag) == (last.type == KIND, last.tag)
