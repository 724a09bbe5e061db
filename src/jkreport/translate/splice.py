"""Writing a wording into a YAML file at its place, every other byte as it was."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jkreport.diagnostics import Code, ContentError, Problems
from jkreport.load.yaml import Items, Node, Pairs, Scalar, parse
from jkreport.model.text import Localized, Origin

# Tags and anchors stand before the text itself.
_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")
_BLOCK = ("|", ">")
_INDENT = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """A wording to be written: of which text, in which language, and what."""

    text: Localized
    code: str
    value: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cut:
    """A stretch of a file, and what is to stand there; the text that starts `after` gets a new neighbour, if any."""

    start: int
    end: int
    put: str
    value: str
    old: int = -1
    after: int = -1
    code: str = ""


def spliced(
    file: str, data: bytes, edits: Sequence[Edit], problems: Problems
) -> tuple[bytes, tuple[Edit, ...]]:
    """Give a file with wordings written into it, and which; the texts are those that were read from these very bytes.

    What can't be written so that it is read as it was meant is noted and left out.

    Raises:
        ContentError: the file would say something else differently.
    """
    done, found = list[Edit](), list[_Cut]()
    for edit in edits:
        with problems.gathered():
            found.append(_cut(file, edit))
            done.append(edit)
    return _put(file, data, sorted(found, key=lambda cut: cut.start), edits), tuple(done)


def _put(file: str, data: bytes, cuts: Sequence[_Cut], edits: Sequence[Edit]) -> bytes:
    raw = data.decode("utf-8")
    offsets, newline = _offsets(raw), "\r\n" if "\r\n" in raw else "\n"
    parts, at = [], 0
    for cut in cuts:
        parts += [raw[at : offsets[cut.start]], cut.put.replace("\n", newline)]
        at = offsets[cut.end]
    new = "".join([*parts, raw[at:]]).encode("utf-8")
    _hold_together(file, data, new, cuts, edits)
    return new


def _offsets(raw: str) -> list[int]:
    """Give where each character of a file as it is read stands in the file as it is."""
    at = len(raw) - len(raw.lstrip("\ufeff"))
    offsets = []
    while at < len(raw):
        offsets.append(at)
        at += 2 if raw.startswith("\r\n", at) else 1
    return [*offsets, len(raw)]


def _cut(file: str, edit: Edit) -> _Cut:
    present = edit.text.texts.get(edit.code)
    where = present if present is not None else max(edit.text.texts.values(), key=_start)
    origin = where.origin
    if origin is None:
        raise _impossible(file, edit)
    flow = origin.source[_index(origin.source, edit)] == "{"
    indent = edit.text.place.column - 1
    put = _replaced if present is not None else _added
    found = put(origin, edit, indent, flow=flow)
    if found is None:
        raise _impossible(file, edit)
    return found


def _start(text: object) -> int:
    origin = getattr(text, "origin", None)
    return origin.start if isinstance(origin, Origin) else -1


def _index(source: str, edit: Edit) -> int:
    lines = source.split("\n")[: edit.text.place.line - 1]
    return sum(len(line) + 1 for line in lines) + edit.text.place.column - 1


def _replaced(origin: Origin, edit: Edit, indent: int, *, flow: bool) -> _Cut | None:
    """Put a wording in the place of the present one, quoted as that one is if it can be."""
    properties = _PROPERTIES.match(origin.source, origin.start)
    start = properties.end() if properties is not None else origin.start
    end = start + len(origin.source[start : origin.end].rstrip())
    head, inner = "", indent + _INDENT
    if origin.style in _BLOCK:
        first = origin.source.index("\n", start) + 1
        head = origin.source[start:first]
        body = origin.source[first:end]
        inner = _indent_of(body, inner)
    # A comment behind the text would become a part of lines of its own.
    bare = not flow and not origin.source[end:].partition("\n")[0].strip()
    put = _written(edit.value, origin.style, indent, flow=flow, head=head, inner=inner, lines=bare)
    if put is None:
        return None
    gap = " " if origin.source[start - 1 : start] == ":" else ""
    return _Cut(start=start, end=end, put=gap + put, value=edit.value, old=origin.start)


def _indent_of(body: str, otherwise: int) -> int:
    lines = (line for line in body.split("\n") if line.strip())
    return next((len(line) - len(line.lstrip(" ")) for line in lines), otherwise)


def _added(origin: Origin, edit: Edit, indent: int, *, flow: bool) -> _Cut | None:
    """Put a wording behind the last one there is, with its language for a key."""
    source = origin.source
    end = origin.start + len(source[origin.start : origin.end].rstrip())
    style = origin.style if not flow else '"' if origin.style == '"' else ""
    head = "|\n" if style in _BLOCK else ""
    inner = indent + _INDENT
    put = _written(edit.value, style, indent, flow=flow, head=head, inner=inner, lines=not flow)
    if put is None:
        return None
    if flow:
        put = f", {edit.code}: {put}"
    else:
        line = source.find("\n", end)
        end = end if origin.style in _BLOCK else len(source) if line < 0 else line
        put = f"\n{' ' * indent}{edit.code}: {put}"
    return _Cut(start=end, end=end, put=put, value=edit.value, after=origin.start, code=edit.code)


def _written(  # noqa: PLR0913 - how and where it is written
    value: str, style: str, indent: int, *, flow: bool, head: str, inner: int, lines: bool
) -> str | None:
    """Give the first way of writing a text that is read as that text: as before, else quoted as little as it can be."""
    ways = {"": _plain, "'": _single, '"': json_string}
    candidates = [_block(value, head, inner)] if style in _BLOCK else [ways[style](value)]
    if "\n" in value and lines and style not in _BLOCK:
        candidates = [_block(value, "|-\n", indent + _INDENT)]
    candidates += [_plain(value), _single(value), json_string(value)]
    return next((each for each in candidates if _reads(each, value, indent, flow=flow)), None)


def _plain(value: str) -> str:
    return value


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def json_string(value: str) -> str:
    """Quote a text so that YAML reads it as it is: what JSON writes, YAML reads."""
    return json.dumps(value, ensure_ascii=False)


def _block(value: str, head: str, indent: int) -> str:
    """Write a text in lines of its own; in the folded form an empty line stands for a line's end."""
    folded = head.startswith(">")
    lines = value.split("\n")
    written = "\n".join(f"{' ' * indent}{line}" if line else "" for line in lines)
    return head + (re.sub(r"\n(?!\n)", "\n\n", written) if folded else written)


def _reads(candidate: str, value: str, indent: int, *, flow: bool) -> bool:
    """Whether a text that is written so is read as it was meant, and nothing else is touched."""
    pad = " " * indent
    around = f"{{a: {candidate}, b: 1}}\n" if flow else f"{pad}a: {candidate}\n{pad}b: 1\n"
    problems = Problems()
    try:
        node = parse("", around.encode("utf-8"), problems)
    except (ContentError, UnicodeEncodeError):
        return False
    if problems.found or not isinstance(node, Pairs) or len(node.pairs) != 2:  # noqa: PLR2004 - a and b
        return False
    read = node.pairs[0][1]
    return isinstance(read, Scalar) and not read.null and read.text.value.strip() == value


def _hold_together(
    file: str, old: bytes, new: bytes, cuts: Sequence[_Cut], edits: Sequence[Edit]
) -> None:
    """Refuse a file that would say anything else differently.

    Raises:
        ContentError: it would.
    """
    problems = Problems()
    try:
        before, after = (list(_flat(parse(file, each, problems))) for each in (old, new))
    except ContentError:
        raise _impossible(file, edits[0]) from None
    by_start = {cut.old: cut.value for cut in cuts if cut.old >= 0}
    added = {cut.after: cut for cut in cuts if cut.after >= 0}
    expected: list[str] = []
    edited = set[int]()
    for start, value in before:
        if start in by_start:
            edited.add(len(expected))
        expected.append(by_start.get(start, value))
        if start in added:
            edited.add(len(expected) + 1)
            expected += [added[start].code, added[start].value]
    found = [value.strip() if index in edited else value for index, (_, value) in enumerate(after)]
    if found != expected:
        raise _impossible(file, edits[0])


def _flat(node: Node) -> Iterator[tuple[int, str]]:
    """Give all that a file says in turn, with where each text starts."""
    match node:
        case Scalar():
            yield node.text.origin.start if node.text.origin is not None else -1, node.text.value
        case Items():
            yield -1, "["
            for each in node.items:
                yield from _flat(each)
            yield -1, "]"
        case Pairs():
            yield -1, "{"
            for key, value in node.pairs:
                yield -1, key.value
                yield from _flat(value)
            yield -1, "}"


def _impossible(file: str, edit: Edit) -> ContentError:
    place = edit.text.place
    message = f"the wording in '{edit.code}' can't be written into '{file}' at its place"
    return ContentError(Code.NOT_IN_PLACE, place, message, "write it by hand")
