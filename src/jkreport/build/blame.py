"""Complaints of the engine as diagnostics: where in the workspace is what it complains of?"""

import re
from collections.abc import Collection, Iterator

from jkreport.build.loaded import Loaded
from jkreport.diagnostics import Code, Place, Problems
from jkreport.model.blocks import Block
from jkreport.model.brief import Brief, Section
from jkreport.model.style import Style
from jkreport.typeset import LIBRARIES_REMEDY, Message, MessageKind, Typeset

_COUNTED = re.compile(r" at \d+:\d+")
_LINE = re.compile(r"(\d+):(\d+)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_FAMILIES = re.compile(r"font-family\s*:([^;{}]+)")
_FAMILY = re.compile(r"""(\s*)(?:"([^"]+)"|'([^']+)'|([^\s,][^,]*))""")
_GENERIC = ("serif", "sans-serif", "monospace", "inherit", "initial", "unset")
_TEXT_FILES = (".yaml", ".yml", ".csv", ".tsv")


def blame(result: Typeset, loaded: Loaded, brief: Brief, style: Style) -> None:
    """Note every complaint about an edition as a fault, at the place that is to be mended."""
    for message in result.messages:
        place = _place(message, loaded, brief, style)
        # The engine counts lines through all sheets; the place says where it is.
        detail = _COUNTED.sub("", message.detail) if place.file.endswith(".css") else message.detail
        said = f"{detail} (edition '{result.name}')"
        loaded.problems.add(message.kind.code, place, said, _hint(message))


def _hint(message: Message) -> str:
    match message.kind:
        case MessageKind.GLYPH:
            return "use another character, or a face that has it (faces in the style)"
        case MessageKind.LIBRARY:
            return LIBRARIES_REMEDY
        case MessageKind.LIMIT | MessageKind.TIME:
            return "make the brief shorter, or its tables and pictures smaller"
        case MessageKind.PAGE_NUMBER:
            return "let a page begin before it, so that the number settles"
        case _:
            return ""


def _place(message: Message, loaded: Loaded, brief: Brief, style: Style) -> Place:
    if message.kind is MessageKind.GLYPH and message.subject:
        return _character(message.subject, loaded, style) or brief.place
    if message.kind is MessageKind.STYLE:
        return _sheet(message.subject, style)
    if message.kind is MessageKind.ADDRESS and message.subject:
        return _address(message.subject, style) or brief.place
    if message.kind is MessageKind.PAGE_NUMBER:
        return _named(message.subject, brief) or brief.place
    return brief.place


def _named(name: str, brief: Brief) -> Place | None:
    """Give the place of a section or a block."""
    things: list[Section | Block] = [*brief.all_sections(), *brief.all_blocks()]
    return next((each.place for each in things if each.id == name), None)


def _address(subject: str, style: Style) -> Place | None:
    """Give the first place of an address in the style's sheets."""
    for name, css in (*style.stylesheets, *style.screen):
        if subject in css:
            return _at(name, css, css.index(subject))
    return None


def tell_unknown_faces(style: Style, declared: Collection[str], problems: Problems) -> None:
    """Tell of every family in a style's sheets that isn't declared: another one would be taken, unsaid."""
    known = {each.casefold() for each in (*declared, *_GENERIC)}
    for path, css in style.stylesheets:
        plain = _COMMENT.sub(lambda found: " " * len(found[0]), css)
        for index, name in _families_in(plain):
            if name.casefold() not in known and "(" not in name:
                message = f"no face of the brief's languages or of its style is '{name}'"
                hint = "declare it under 'faces' in style.yaml, or take one that is"
                problems.add(Code.FONT_MISSING, _at(path, css, index), message, hint)


def _families_in(css: str) -> Iterator[tuple[int, str]]:
    for declaration in _FAMILIES.finditer(css):
        for found in _FAMILY.finditer(declaration[1]):
            start = declaration.start(1) + found.start() + len(found[1])
            yield start, (found[2] or found[3] or found[4]).strip()


def _at(path: str, text: str, index: int) -> Place:
    line_start = text.rfind("\n", 0, index) + 1
    line = text.count("\n", 0, index) + 1
    return Place(file=path, line=line, column=index - line_start + 1)


def _character(subject: str, loaded: Loaded, style: Style) -> Place | None:
    """Give the first place of a character in what was read: as it is, else as an escape of it."""
    paths = [path for path in sorted(loaded.files.digests) if path.endswith(_TEXT_FILES)]
    texts = {
        path: (loaded.files.peek(path) or b"").decode("utf-8-sig", "replace") for path in paths
    }
    texts.update(style.stylesheets)
    for pattern in (re.escape(subject[0]), _escapes_of(subject[0])):
        for path, text in texts.items():
            if found := re.search(pattern, text):
                return _at(path, text, found.start())
    return None


def _escapes_of(character: str) -> str:
    """Give a pattern of how YAML and Markdown write a character by its number."""
    number = ord(character)
    return rf"(?i:\\[xu]0*{number:x}(?![0-9a-f])|&#(?:x0*{number:x}|0*{number});)"


def _sheet(subject: str, style: Style) -> Place:
    """Find the stylesheet of a line of all sheets together, each of which stands under a line with its name."""
    match = _LINE.search(subject)
    own = Place(file=f"styles/{style.id}/style.yaml", line=1, column=1)
    if match is None:
        return own
    # The sheets begin on the line after the tag that holds them.
    line, column = int(match[1]) - 1, int(match[2])
    for name, css in style.stylesheets:
        lines = css.count("\n") + 1
        if line <= lines + 1:
            return Place(file=name, line=max(line - 1, 1), column=column)
        line -= lines + 1
    return own
