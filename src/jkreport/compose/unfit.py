"""What a style's own templates made is looked at, and refused at its place when no page may hold it."""

from jkreport.diagnostics import Code, ContentError, Place
from jkreport.model.style import Style
from jkreport.screening import screen_markup

_LONGEST, _SHORTEST = 40, 2


def refuse_unfit(html: str, name: str, style: Style) -> None:
    """Refuse mark-up that fetches, runs or hides something.

    Raises:
        ContentError: at the line of the template that seems to have made it.
    """
    found = screen_markup(html)
    if found is None:
        return
    code = Code.ADDRESS_REFUSED if found.fetches else Code.STYLE
    place = _place(html[found.offset : found.offset + _LONGEST], name, style)
    raise ContentError(code, place, found.message, "docs/content.md tells what a page may hold")


def _place(made: str, name: str, style: Style) -> Place:
    """Find the template in which the beginning of what was made is written."""
    folder = f"styles/{style.id}/templates"
    named = sorted(style.templates.items(), key=lambda each: each[0] != name)
    for length in range(len(made), _SHORTEST, -1):
        for path, source in named:
            index = source.find(made[:length])
            if index >= 0:
                line = source.count("\n", 0, index) + 1
                column = index - source.rfind("\n", 0, index)
                return Place(file=f"{folder}/{path}", line=line, column=column)
    return Place(file=f"{folder}/{named[0][0]}", line=1)
