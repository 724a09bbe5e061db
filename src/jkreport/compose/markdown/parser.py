"""CommonMark with tables and footnotes, made for Japanese and Korean, with our own marks.

Beyond CommonMark: `[#id]` refers to a block, `[#id, page]` to its page too, `[@key, p. 3]` cites, `{石破|いしば}` sets
a reading, `{石破|いし|ば}` one for each letter, `{要点|・}` dots. Headings and images are told as faults: sections and
blocks are for these. Of raw HTML only the elements that the workspace allows are read.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import Any, Protocol

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from jkreport.compose.markdown import elements
from jkreport.compose.markdown.bounds import EndlessTextError, check_cost
from jkreport.languages import Language

Options = OptionsDict
Env = Any
"""What the parser hands from rule to rule: our hooks, and the bodies of footnotes."""

_REFERENCE = re.compile(r"\[#([A-Za-z0-9_-]+)(,\s*page)?\]")
_CITATION = re.compile(r"\[(@[^\[\]]+)\]")
_RUBY = re.compile(r"\{([^{}|]+)\|([^{}|]+(?:\|[^{}|]+)*)\}")
# What stands for a reading where letters are dotted.
_DOT = "\u30fb"
# The size of a reading, as the styles have it.
_READING = 0.48
_ESCAPED = re.compile(r"([\\`*_{}\[\]<>|#^~!])")
# What the parser leaves as it is: footnotes without a text, links to addresses that it refuses, in three forms.
_LEFT = re.compile(
    r"\[\^[^\]\s]+\]|\]\([^()\s]+[()]|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>"
    r"|^\[[^\[\]\n]+\]:[ \n]*[^\s<]+",
    re.MULTILINE,
)
_HEADING = re.compile(r"<h[1-6]>")
_WIDE = ("HANGUL", "CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "FULLWIDTH")


class Hooks(Protocol):
    """What the marks in a text stand for; each gives HTML."""

    @property
    def language(self) -> Language:
        """The language of the text."""

    def reference(self, literal: str, name: str, *, paged: bool) -> str:
        """Give the reference to a block or a section, with its page if that is asked for."""

    def citation(self, literal: str, cited: str) -> str:
        """Give a citation, from what stands between the brackets."""

    def footnote(self, html: str, number: int) -> str:
        """Give a footnote at its call; `number` tells it from the others of the text."""

    def fault(self, literal: str, message: str) -> None:
        """Take a fault at a piece of the text."""

    def reading(self, literal: str, message: str) -> None:
        """Take the fault that readings don't fit the letters below them."""

    def address(self, address: str) -> None:
        """Look at where a link leads."""

    def picture(self, address: str) -> None:
        """Take the fault that a picture stands in a text."""

    def heading(self, literal: str, marker: str) -> None:
        """Take the fault that a heading stands in a line of a text, after a marker such as `##`."""

    def empty_header(self, literal: str) -> None:
        """Take the fault that a header cell of a table in a text is empty."""

    @property
    def elements(self) -> Collection[str]:
        """The elements of HTML that the text may hold."""

    def markup(self, literals: Collection[str]) -> None:
        """Take the fault that other HTML stands in a text."""

    def endless(self, message: str) -> None:
        """Take the fault that the text comes to too much."""

    def unbalanced(self, literal: str, before: int) -> None:
        """Take the fault that a tag has no partner; `before` counts the same tags that stand before it."""


def escape(text: str) -> str:
    """Give text in which Markdown sees no marks."""
    return _ESCAPED.sub(r"\\\1", text)


def prose(text: str, hooks: Hooks) -> list[str]:
    """Give the HTML of each paragraph, list or table of a text."""
    env: dict[str, Any] = {"hooks": hooks}
    parsed = _markdown().parse(text, env)
    for found in env["left"]:
        _tell_left(found, hooks)
    _look_through(parsed, text.split("\n"), hooks)
    hooks.markup(env["markup"])
    seen: Counter[str] = Counter()
    for token in parsed:
        alone = elements.unbalanced(token.children or ())
        for child in token.children or ():
            if child.type == elements.KIND:
                if any(child is each for each in alone):
                    hooks.unbalanced(child.content, seen[child.content])
                seen[child.content] += 1
    tokens, env["notes"] = _without_notes(parsed)
    try:
        check_cost(tokens, env["notes"])
    except EndlessTextError as error:
        hooks.endless(str(error))
        return []
    return [
        str(_markdown().renderer.render(part, _markdown().options, env)).strip()
        for part in _parts(tokens)
    ]


def _parts(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut the tokens of a text into its paragraphs, lists and tables."""
    part: list[Token] = []
    for token in tokens:
        part.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield part
            part = []


def phrase(text: str, hooks: Hooks) -> str:
    """Give the HTML of a text that stands within a line."""
    parts = prose(text, hooks)
    if len(parts) == 1 and parts[0].startswith("<p>"):
        return parts[0].removeprefix("<p>").removesuffix("</p>")
    if any(not _HEADING.match(part) for part in parts):
        hooks.fault("", "one short paragraph is expected here")
    return ""


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").use(footnote_plugin)
    markdown.disable(["lheading", "code", "html_block", "html_inline"])
    inline = markdown.inline.ruler
    inline.at("emphasis", _emphasis)
    inline.before("link", "citation", _rule("citation", "[", _CITATION))
    inline.before("link", "reference", _rule("reference", "[", _REFERENCE))
    inline.before("link", "ruby", _rule("ruby", "{", _RUBY))
    inline.before("autolink", elements.KIND, elements.read_element)
    markdown.core.ruler.before("text_join", "left", _note_left)
    for name, render in _RENDERERS.items():
        markdown.add_render_rule(name, render)
    return markdown


def _rule(name: str, first: str, pattern: re.Pattern[str]) -> Any:  # noqa: ANN401 - a rule of the parser
    def rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's form
        if state.src[state.pos] != first:
            return False
        match = pattern.match(state.src, state.pos)
        if match is None:
            return False
        if not silent:
            token = state.push(name, "", 0)
            token.content, token.meta = match[0], {"parts": match.groups()}
        state.pos = match.end()
        return True

    return rule


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's form
    """Read emphasis marks; beside wide letters a mark may also stand before or after punctuation.

    CommonMark tells opening from closing marks by spaces and punctuation, which Japanese and Korean don't set between
    words: 「これは**「重要」**です」 and 「**(가)**을」 would show their asterisks.
    """
    start, marker = state.pos, state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(start, marker == "*")
    before = state.src[start - 1] if start else " "
    end = start + scanned.length
    after = state.src[end] if end < state.posMax else " "
    wide = marker == "*"
    opens = scanned.can_open or (wide and _is_wide(before) and not after.isspace())
    closes = scanned.can_close or (wide and _is_wide(after) and not before.isspace())
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=opens,
                close=closes,
            )
        )
    state.pos = end
    return True


def _is_wide(character: str) -> bool:
    return unicodedata.name(character, "").startswith(_WIDE)


def _without_notes(tokens: Sequence[Token]) -> tuple[list[Token], dict[int, list[Token]]]:
    """Take the footnotes' bodies, which the parser puts at the end, out of the text."""
    kept: list[Token] = []
    notes: dict[int, list[Token]] = {}
    body: list[Token] | None = None
    inside = False
    for token in tokens:
        match token.type:
            case "footnote_block_open":
                inside = True
            case "footnote_block_close":
                inside = False
            case "footnote_open":
                body = notes.setdefault(token.meta["id"], [])
            case "footnote_close":
                body = None
            case "footnote_anchor":
                pass
            case "paragraph_open" | "paragraph_close" if inside:
                pass
            case _:
                (body if body is not None else kept).append(token)
    return kept, notes


def _note_left(state: StateCore) -> None:
    """Note what looks like a footnote, a link or HTML and wasn't read; what was escaped is no such thing."""
    state.env["left"], state.env["markup"] = [], set[str]()
    for token in state.tokens:
        pieces = (each.content if each.type == "text" else "\n" for each in token.children or ())
        text = "".join(pieces)
        state.env["left"] += [each[0] for each in _LEFT.finditer(text)]
        state.env["markup"] |= {each[0] for each in elements.MARKUP.finditer(text)}


def _tell_left(found: str, hooks: Hooks) -> None:
    if found.startswith("]"):
        hooks.address(found[2:-1])
    elif found.startswith("<"):
        hooks.address(found[1:-1])
    elif not found.startswith("[^") or found.partition("]:")[2]:
        hooks.address(found.partition("]:")[2].strip())
    else:
        hooks.fault(found, f"the footnote {found} has no text")


def _look_through(tokens: Sequence[Token], lines: Sequence[str], hooks: Hooks) -> None:
    row = ""
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.map is not None:
            row = lines[token.map[0]].strip()
        if token.type == "heading_open":
            hooks.heading(row, token.markup)
        elif before is not None and before.type == "th_open" and not token.content.strip():
            hooks.empty_header(row)
        for child in token.children or ():
            _look_at(child, hooks)


def _look_at(token: Token, hooks: Hooks) -> None:
    match token.type:
        case "link_open":
            hooks.address(str(token.attrs["href"]))
        case "image":
            hooks.picture(str(token.attrs["src"]))
        case _:
            pass


def _soft_break(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Options, env: Env
) -> str:
    del renderer, options
    hooks: Hooks = env["hooks"]
    contents = (tokens[at].content for at in range(index - 1, -1, -1))
    before = next((each[-1] for each in contents if each), " ")
    contents = (tokens[at].content for at in range(index + 1, len(tokens)))
    after = next((each[0] for each in contents if each), " ")
    return hooks.language.join_lines(before, after)


def _reference(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Options, env: Env
) -> str:
    del renderer, options
    token = tokens[index]
    hooks: Hooks = env["hooks"]
    name, paged = token.meta["parts"]
    return hooks.reference(token.content, name, paged=bool(paged))


def _citation(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Options, env: Env
) -> str:
    del renderer, options
    token = tokens[index]
    hooks: Hooks = env["hooks"]
    return hooks.citation(token.content, token.meta["parts"][0])


def _ruby(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Options, env: Env
) -> str:
    del renderer, options
    token = tokens[index]
    base, readings = token.meta["parts"][0], token.meta["parts"][1].split("|")
    if readings == [_DOT]:
        return (
            '<em class="dots">' + "".join(f"<b>{escapeHtml(each)}</b>" for each in base) + "</em>"
        )
    if len(readings) == 1:
        return _with_reading(base, readings[0])
    if len(readings) != len(base):
        hooks: Hooks = env["hooks"]
        said = f"there are {len(readings)} readings for {_letters(len(base))}"
        hooks.reading(token.content, said)
        return escapeHtml(base)
    pairs = zip(base, readings, strict=True)
    return "".join(_with_reading(letter, reading) for letter, reading in pairs)


def _letters(count: int) -> str:
    return f"{count} letters" if count > 1 else "one letter"


def _with_reading(base: str, reading: str) -> str:
    """Set a reading above its word, which takes as much room as the longer of the two."""
    own = _widths(base)
    width = max(own, _READING * _widths(reading))
    reading = f"<rp>（</rp><rt>{escapeHtml(reading)}</rt><rp>）</rp>"
    return f'<ruby style="--ruby-base:{own:g};--ruby-width:{width:g}">{escapeHtml(base)}{reading}</ruby>'


def _widths(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(each) in "WF" else 0.5 for each in text)


def _element(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Options, env: Env
) -> str:
    del renderer, options, env
    return elements.write_element(tokens[index])


def _note(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Options, env: Env
) -> str:
    hooks: Hooks = env["hooks"]
    label = tokens[index].meta.get("label", "")
    # Taken out while it is set, so that a note that calls itself is found.
    body = env["notes"].pop(tokens[index].meta["id"], None)
    if body is None:
        hooks.fault(f"[^{label}]", f"the footnote [^{label}] calls itself")
        return ""
    html = renderer.render(body, options, env).strip()
    env["notes"][tokens[index].meta["id"]] = body
    return hooks.footnote(html, tokens[index].meta["id"])


_RENDERERS = {
    elements.KIND: _element,
    "softbreak": _soft_break,
    "reference": _reference,
    "citation": _citation,
    "ruby": _ruby,
    "footnote_ref": _note,
}
