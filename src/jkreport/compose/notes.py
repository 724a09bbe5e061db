"""Notes of an edition: what calls them, and how a work is named that an earlier note has named in full."""

import re
from collections.abc import Sequence

from jkreport.compose import citations
from jkreport.compose.context import Cited, Context
from jkreport.languages import LANGUAGES, Language
from jkreport.model.style import Notes
from jkreport.templating import Html

_FOOTNOTE = re.compile(r'<span class="footnote" data-call="([^"]+)"')
_NUMBER = re.compile(r'<span data-note="([^"]+)"></span>')


def called(context: Context, code: str, name: str, html: str) -> str:
    """Give the call of a note, and with it the note itself unless the style sets notes at the end.

    `name` tells notes apart: one that has been called before is called again, by the same number.
    """
    notes = context.used.notes.setdefault(code, {})
    again = name in notes
    html = notes.setdefault(name, html)
    number = list(notes).index(name) + 1
    if context.notes is Notes.FOOT:
        return f'<span class="footnote" data-call="{code}.{number}">{html}</span>'
    call = f'<a class="call" href="#note.{code}.{number}" role="doc-noteref"{{}}>{number}</a>'
    if again:
        return call.format("")
    call = call.format(f' id="call.{code}.{number}"')
    return call + beside(code, number, html) if context.notes is Notes.SIDE else call


def beside(code: str, number: int, html: str, *, at_end: bool = False) -> str:
    """Give a note with its number, which leads back to its call."""
    back = f'<a class="mark" href="#call.{code}.{number}" role="doc-backlink">{number}</a>'
    role = "doc-endnote" if at_end else "doc-footnote"
    return f'<span class="side-note" id="note.{code}.{number}" role="{role}">{back} {html}</span>'


def numbered(html: str) -> str:
    """Number the notes at the foot of pages in the order of their calls; a note called again keeps its number."""
    numbers: dict[str, int] = {}

    def with_number(found: re.Match[str]) -> str:
        number = numbers.setdefault(found[1], len(numbers) + 1)
        return f'{found[0]} data-number="{number}"'

    html = _FOOTNOTE.sub(with_number, html)
    # A style's template may leave out the text that a note belongs to.
    return _NUMBER.sub(lambda found: str(numbers.get(found[1], "")), html)


def citing(context: Context, language: Language, name: str, works: Sequence[Cited]) -> str:
    """Give the call of a note that cites works, each in full the first time and shortly after that."""
    notes = context.used.notes.setdefault(language.code, {})
    if name in notes:
        return called(context, language.code, name, "")
    alone = len(works) == 1
    pieces = [_work(context, language, each, alone=alone) for each in works]
    call = called(context, language.code, name, language.group_mark.join(pieces))
    for each in works:
        first = context.used.cited.setdefault(language.code, {})
        first.setdefault(each.source.id, len(notes))
    if alone:
        context.used.cited_alone[language.code] = (len(notes), works[0])
    return call


def _work(context: Context, language: Language, cited: Cited, *, alone: bool) -> str:
    code, source = language.code, cited.source
    written = LANGUAGES[source.language]
    first = context.used.cited.get(code, {}).get(source.id)
    if first is None:
        full = f'<span lang="{written.code}">{citations.entry(source, language)}</span>'
        return full + _where(language, cited)
    shortly = _shortly(context, language, cited, first)
    before = context.used.cited_alone.get(code)
    # None is right above in the margin, nor where two languages share the notes of a page.
    alone &= context.notes is Notes.END or (
        context.notes is Notes.FOOT and len(context.edition.languages) == 1
    )
    if alone and before is not None and before[0] == len(context.used.notes[code]):
        last = before[1]
        if last.source is source and (cited.locator or not last.locator):
            same = language.cited_again(source.type, "")
            same += _where(language, cited) if cited.locator != last.locator else ""
            return _right_after(context, f"{code}.{before[0]}", same, shortly)
    return shortly


def _right_after(context: Context, note: str, same: str, shortly: str) -> str:
    """Say both, where pages decide which holds: that the work is the same as in the note right above, or its name."""
    if context.notes is not Notes.FOOT:
        return same
    return (
        f'<span data-after="{note}">{same}</span>'
        f'<span data-unless-after="{note}" hidden>{shortly}</span>'
    )


def _shortly(context: Context, language: Language, cited: Cited, first: int) -> str:
    """Name a work by its author and the note that has named it in full."""
    code, source = language.code, cited.source
    number = f'<span data-note="{code}.{first}"></span>'
    number = number if context.notes is Notes.FOOT else str(first)
    written = LANGUAGES[source.language].code
    name = Html('<span lang="{}">{}</span>').format(written, citations.name_of(source))
    again = str(Html.escape(language.cited_again(source.type, "\0"))).replace("\0", number)
    return f"{name}{language.entry_mark}{again}{_where(language, cited)}"


def _where(language: Language, cited: Cited) -> str:
    return language.entry_mark + str(Html.escape(cited.locator)) if cited.locator else ""
