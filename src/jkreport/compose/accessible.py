"""What the templates of a style may not leave out: without it a page can't be read aloud."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from jkreport.diagnostics import Code, Place, Problems
from jkreport.languages import LANGUAGES
from jkreport.model.style import Style

_COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
_IMAGE = re.compile(r"<img\b(?:\{\{.*?\}\}|\{%.*?%\}|[^>{]|\{(?![{%]))*>", re.DOTALL)
_ALT = re.compile(r"\balt\s*=")
_EMPTY_HEADER = re.compile(r"<th\b[^>]*>\s*</th\s*>")
_DOCUMENT = re.compile(r"<html\b[^>]*>")
_LANG = re.compile(r"\blang\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)")
_TITLE = re.compile(r"<title\b[^>]*>\s*(</title)?")
_HEADING = re.compile(r"<h([1-6])\b")
_ANY_HEADING = re.compile(r"<h(?:[1-6]\b|\{\{)")


def check_templates(style: Style, problems: Problems) -> None:
    """Tell what the style's own templates leave out, at its place in the template."""
    for name, source in sorted(style.templates.items()):
        path = f"styles/{style.id}/templates/{name}"
        text = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), source)
        for code, index, message, hint in _left_out(text):
            problems.add(code, _place(path, text, index), message, hint)


def _left_out(text: str) -> Iterator[tuple[Code, int, str, str]]:
    for found in _IMAGE.finditer(text):
        if not _ALT.search(found[0]):
            hint = 'say what it shows: alt="…"; alt="" is for what only decorates'
            yield Code.ALT_MISSING, found.start(), "the picture has no 'alt'", hint
    for found in _EMPTY_HEADER.finditer(text):
        yield Code.HEADER_EMPTY, found.start(), "a header cell is empty", "say what it heads"
    for found in _LANG.finditer(text):
        code = found[1].strip("\"'")
        if code not in LANGUAGES and "{" not in code:
            message = f"'{code}' is not a language known here"
            yield Code.LANGUAGE_UNMARKED, found.start(), message, f"one of {', '.join(LANGUAGES)}"
    document = _DOCUMENT.search(text)
    if document is None:
        return
    if not _LANG.search(document[0]):
        hint = 'write <html lang="{{ lang }}">'
        yield Code.LANGUAGE_UNMARKED, document.start(), "the page doesn't say its language", hint
    title = _TITLE.search(text)
    if title is None or title[1]:
        index = document.start() if title is None else title.start()
        hint = "write <title>{{ title }}</title>"
        yield Code.TITLE_MISSING, index, "the page has no title", hint


def check_headings(html: str, style: Style, problems: Problems) -> None:
    """Tell when a heading of a finished page skips a level, at the template that makes it.

    Only a style's own templates can do so: the package's go down the levels as sections do.
    """
    if not style.templates:
        return
    levels = [0, *(int(found[1]) for found in _HEADING.finditer(html))]
    for before, level in pairwise(levels):
        if level > before + 1:
            after = f"follows one of level {before}" if before else "is the first one"
            problems.add(
                Code.HEADING_JUMP,
                _place_of_heading(level, style),
                f"a heading of level {level} {after}",
                f"make it <h{before + 1}>, or give the heading between",
            )
            return


def _place_of_heading(level: int, style: Style) -> Place:
    """Give the tag that makes headings of a level, else the first that makes any."""
    made: Mapping[str, str] = dict(sorted(style.templates.items()))
    for pattern in (re.compile(rf"<h{level}\b"), _ANY_HEADING, re.compile("")):
        for name, source in made.items():
            found = pattern.search(source)
            if found is not None:
                return _place(f"styles/{style.id}/templates/{name}", source, found.start())
    return Place(file=f"styles/{style.id}/style.yaml")


def _place(path: str, text: str, index: int) -> Place:
    line_start = text.rfind("\n", 0, index) + 1
    return Place(file=path, line=text.count("\n", 0, index) + 1, column=index - line_start + 1)
