"""YAML as plain data: text, lists and mappings with their places, and nothing else.

The parser written in C is an order of magnitude faster but dies on nesting without end, so nesting is bounded first.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from itertools import islice

import yaml

from jkreport.diagnostics import Code, ContentError, Place, Problems
from jkreport.model.text import Origin, Text

MOST_LEVELS = 64
_MOST_TOLD = 20
_PLAIN_NULLS = {"", "~", "null", "Null", "NULL"}
_STANDARD = "tag:yaml.org,2002:"
_ALLOWED_TAGS = {
    _STANDARD + name
    for name in ("str", "null", "bool", "int", "float", "timestamp", "value", "seq", "map")
}
# What authors mean as a part of their text; comments have a space after the sign.
_CUT_OFF = re.compile(r"[ \t]+#[^\s#]")
# Signs of YAML as they are typed with a Japanese or Korean keyboard switched on.
_WIDE_SIGNS = re.compile(
    r"[a-z_](\uff1a)|[:,]\s*([\uff5b\uff3b])|(\uff0c)\s*[a-z_]+(?::|\uff1a)", re.DOTALL
)
_NO_SPACE = re.compile(r"^[ -]*[a-z_]+:[^\s:/]")
# Controls, halves of surrogate pairs, and the private characters that hold printed values together.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ue000\ue001\ufffe\uffff]")
_NO_COLON = "could not find expected ':'"
# Line ends to YAML, but to no editor: what follows would be read, and told of, on another line.
_ODD_LINE_ENDS = "\x85\u2028\u2029"
_NOT_WRITTEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff{_ODD_LINE_ENDS}]"
)
_MERGE = _STANDARD + "merge"
# One after the other on a line each of these may open a level; tags and anchors may stand between them.
_LEVEL_MARKS = re.compile(rf"(?:[-?:][ \t]+(?:[&!]\S*[ \t]+)*){{{MOST_LEVELS},}}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Scalar:
    """Text; `null` when nothing was written."""

    text: Text
    null: bool

    @property
    def place(self) -> Place:
        """Where it starts."""
        return self.text.place


@dataclass(frozen=True, kw_only=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Pairs:
    """A mapping, in the order of the file."""

    pairs: tuple[tuple[Text, "Node"], ...]
    place: Place


Node = Scalar | Items | Pairs


def parse(file: str, data: bytes, problems: Problems) -> Node:
    """Read a YAML file.

    Raises:
        ContentError: the file is not UTF-8, not YAML, nested too deeply, or of several documents. Duplicate keys,
            aliases, merge keys and tags are noted, and reading goes on.
    """
    source = _readable(file, _decoded(file, data), problems)
    _bound_nesting(file, source)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(source)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _syntax(file, source, error) from None
    finally:
        loader.dispose()
    if root is None:
        return Pairs(pairs=(), place=Place(file=file, line=1, column=1))
    return _Converter(file=file, source=source, problems=problems, seen=set()).node(root)


def _decoded(file: str, data: bytes) -> str:
    try:
        return _lines_of(data)
    except UnicodeDecodeError as error:
        before = _lines_of(data[: error.start])
        raise ContentError(
            Code.NOT_UTF8,
            _place_at(file, before, len(before)),
            f"byte 0x{data[error.start]:02X} is not UTF-8",
            "save the file as UTF-8",
        ) from None


def _lines_of(data: bytes) -> str:
    # One line ending, so that places count alike on every system.
    text = data.decode("utf-8").lstrip("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _readable(file: str, source: str, problems: Problems) -> str:
    """Refuse characters that come with pasted text and that YAML has no place for; read spaces instead."""
    for found in islice(_NOT_WRITTEN.finditer(source), _MOST_TOLD):
        if found[0] in _ODD_LINE_ENDS:
            message = f"U+{ord(found[0]):04X} is a line end that few programs show"
            hint = "it comes with pasted text: write a space, or begin a new line"
        else:
            message = f"U+{ord(found[0]):04X} is not a character of texts"
            hint = "it comes with pasted text, and most programs don't show it: take it out"
        problems.add(Code.YAML_REFUSED, _place_at(file, source, found.start()), message, hint)
    return _NOT_WRITTEN.sub(" ", source)


def _place_at(file: str, source: str, index: int) -> Place:
    line_start = source.rfind("\n", 0, index) + 1
    return Place(file=file, line=source.count("\n", 0, index) + 1, column=index - line_start + 1)


def _bound_nesting(file: str, source: str) -> None:
    """Refuse nesting that could exhaust the parser.

    Raises:
        ContentError: a level deeper than `MOST_LEVELS` is found. Brackets are counted as they stand, even in quotes; a
            text of more than that many unclosed brackets doesn't occur.
    """
    depth = 0
    for number, line in enumerate(source.split("\n"), 1):
        indent = len(line) - len(line.lstrip(" "))
        for column, character in enumerate(line, 1):
            if character in "[{":
                depth += 1
            elif character in "]}":
                depth = max(depth - 1, 0)
            if depth > MOST_LEVELS:
                raise _too_deep(file, number, column)
        if indent > 4 * MOST_LEVELS or (len(line) > MOST_LEVELS and _LEVEL_MARKS.search(line)):
            raise _too_deep(file, number, 1)


def _too_deep(file: str, line: int, column: int) -> ContentError:
    return ContentError(
        Code.YAML_REFUSED,
        Place(file=file, line=line, column=column),
        f"nested more than {MOST_LEVELS} levels deep",
    )


def _syntax(file: str, source: str, error: yaml.MarkedYAMLError) -> ContentError:
    problem, mark = error.problem or "this is not YAML", error.problem_mark
    if error.context_mark is not None and (mark is None or problem == _NO_COLON):
        # The words that lack their colon are meant, not what follows them.
        mark = error.context_mark
    # What is cut short ends where its last line does.
    index = min(mark.index, len(source.rstrip())) if mark is not None else 0
    place = _place_at(file, source, index)
    if "expected a single document" in (error.context or "") + problem:
        return ContentError(
            Code.YAML_REFUSED, place, "a file holds one document", "take the second '---' out"
        )
    hint = "quote text that holds ': ', ' #' or starts with one of [ { & * ! | > % @ `"
    if "duplicate" in (error.context or ""):
        problem, hint = "an anchor stands here a second time", "take it out: aliases are not read"
    elif problem.startswith("found incompatible YAML document"):
        problem, hint = "this version of YAML is not read", "take the line '%YAML' out"
    if mark is not None and source[mark.index : mark.index + 1] == "\t":
        problem, hint = "a tab does not indent", "indent with spaces"
    lines = source.split("\n")[max(place.line - 2, 0) : place.line]
    if any(map(_NO_SPACE.match, lines)):
        hint = "a space follows the colon after a key"
    elif wide := _WIDE_SIGNS.search("\n".join(lines)):
        hint = f"'{wide[wide.lastindex or 0]}' is a letter here: signs of YAML such as : , {{ [ are typed in half width"
    return ContentError(Code.YAML_SYNTAX, place, problem, hint)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Converter:
    file: str
    source: str
    problems: Problems
    seen: set[Hashable]

    def node(self, node: yaml.Node) -> Node:
        self._refuse_alias(node)
        match node:
            case yaml.ScalarNode():
                return self.scalar(node)
            case yaml.SequenceNode():
                return Items(
                    items=tuple(self.node(each) for each in node.value), place=self.place(node)
                )
            case yaml.MappingNode():
                return self.pairs(node)
            case _:
                raise ContentError(
                    Code.YAML_REFUSED, self.place(node), "this kind of node is not read"
                )

    def scalar(self, node: yaml.ScalarNode) -> Scalar:
        style = node.style or ""
        origin = Origin(
            file=self.file,
            source=self.source,
            start=node.start_mark.index,
            end=node.end_mark.index,
            style=style,
        )
        place = self.place(node)
        value = node.value
        found = _NO_CHARACTER.search(value)
        if found is not None:
            message = f"U+{ord(found[0]):04X} is not a character of texts"
            self.problems.add(Code.YAML_REFUSED, place, message)
            value = _NO_CHARACTER.sub("\ufffd", value)
        if not style and _CUT_OFF.match(self.source, node.end_mark.index):
            message = f"the text ends after '{value[-12:]}': ' #' begins a comment"
            hint = "quote the text; a comment of its own is written '# ', with a space"
            self.problems.add(Code.YAML_REFUSED, place, message, hint)
        null = not style and value in _PLAIN_NULLS
        return Scalar(text=Text(value=value, place=place, origin=origin), null=null)

    def pairs(self, node: yaml.MappingNode) -> Pairs:
        found: dict[str, tuple[Text, Node]] = {}
        for key_node, value_node in node.value:
            if key_node.tag == _MERGE:
                self.problems.add(
                    Code.YAML_REFUSED,
                    self.place(key_node),
                    "merge keys '<<' are not read",
                    "write the keys out",
                )
                continue
            key = self.node(key_node)
            if not isinstance(key, Scalar):
                self.problems.add(Code.YAML_REFUSED, key.place, "a key must be text")
                continue
            value = self.node(value_node)
            if key.text.value in found:
                first = found[key.text.value][0].place
                self.problems.add(
                    Code.YAML_DUPLICATE_KEY,
                    key.place,
                    f"the key '{key.text.value}' stands here a second time",
                    f"the first is at line {first.line}",
                )
                continue
            found[key.text.value] = (key.text, value)
        return Pairs(pairs=tuple(found.values()), place=self.place(node))

    def place(self, node: yaml.Node) -> Place:
        return Place(
            file=self.file, line=node.start_mark.line + 1, column=node.start_mark.column + 1
        )

    def _refuse_alias(self, node: yaml.Node) -> None:
        # An alias is the very node of its anchor, so a node met twice was reached by one.
        if id(node) in self.seen:
            raise ContentError(
                Code.YAML_REFUSED,
                self.place(node),
                "this is used again by an alias '*'",
                "write it out",
            )
        self.seen.add(id(node))
        if node.tag not in _ALLOWED_TAGS and node.tag != _MERGE:
            self.problems.add(
                Code.YAML_REFUSED, self.place(node), f"the tag '{node.tag}' is not read"
            )
