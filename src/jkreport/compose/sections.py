"""The sections of an edition, each in the one that holds it, and the notes that stand at its end."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from jkreport.compose.notes import beside
from jkreport.compose.numbering import Numbered
from jkreport.compose.setter import Setter
from jkreport.compose.writer import Side
from jkreport.languages import Language
from jkreport.model.style import Notes
from jkreport.templating import Html

# So many places along the edge of the paper have the marks of parts.
_MARKS = 8
_SUFFIXED = re.compile(r'((?:href|data-page-of)="#)([^"]+)\.[a-z]+"')
_NAMED = re.compile(r'\sid="([^"]+)"')


def leading_somewhere(html: Html) -> Html:
    """Let links of a right page lead to the left one where the right one has no such place."""
    named = set(_NAMED.findall(html))
    return Html(
        _SUFFIXED.sub(
            lambda link: (
                link[0] if link[0].partition("#")[2][:-1] in named else f'{link[1]}{link[2]}"'
            ),
            str(html),
        )
    )


def body_of(setter: Setter, done: Mapping[str, Html]) -> Html:
    """Nest the sections, which are numbered in the order in which they are printed; notes follow the last numbered."""
    stack: list[tuple[Numbered, list[Html]]] = []
    top: list[tuple[Numbered, Html]] = []

    def close(depth: int) -> None:
        while stack and stack[-1][0].depth >= depth:
            numbered, inner = stack.pop()
            html = _section(setter, numbered, done, inner)
            if stack:
                stack[-1][1].append(html)
            else:
                top.append((numbered, html))

    for each in setter.context.numbering.sections:
        close(each.depth)
        stack.append((each, []))
    close(0)
    last = max((place for place, (each, _) in enumerate(top, 1) if each.number), default=len(top))
    parts = [html for _, html in top]
    body = Html("\n").join((*parts[:last], *_end_notes(setter), *parts[last:]))
    return leading_somewhere(body) if setter.context.facing else body


def lead_name(numbered: Numbered) -> str:
    """Give the name under which the lead of a section is set; no block can have it."""
    return f"lead of {numbered.section.id}"


def _end_notes(setter: Setter) -> Iterator[Html]:
    """Give the notes of the edition as a section of their own, if they stand at its end."""
    notes = setter.context.used.notes
    if setter.context.notes is not Notes.END or not notes:
        return
    # What is borrowed from a language that the edition doesn't print has its notes under those of the first.
    own = {each.code: [each.code] for each in setter.languages}
    own[setter.languages[0].code] += [code for code in notes if code not in own]
    columns = [
        [
            Side(lang=code, html=Html(beside(code, number, html, at_end=True)))
            for code in codes
            for number, html in enumerate(notes.get(code, {}).values(), 1)
        ]
        for codes in own.values()
    ]
    rows = [tuple(side for side in row if side is not None) for row in zip_longest(*columns)]
    titles = [
        {
            "lang": each.code,
            "id": "",
            "number": "",
            "html": each.label("notes"),
            "running": each.label("notes"),
            "opposite": setter.languages[-1].label("notes") if setter.context.facing else "",
            "outline": " / ".join(dict.fromkeys(lang.label("notes") for lang in setter.languages)),
        }
        for each in setter.languages
    ]
    yield setter.fill(
        "section.html.j2",
        id="end.notes",
        depth=1,
        numbered=False,
        mark=0,
        titles=titles,
        lead="",
        columns=1,
        body=setter.fill("notes.html.j2", rows=[setter.faced(row) for row in rows]),
        sections="",
    )


def _section(
    setter: Setter, numbered: Numbered, done: Mapping[str, Html], inner: Sequence[Html]
) -> Html:
    section = numbered.section
    setter = setter.within(section.id)
    top = setter.context.numbering.sections
    before = [each for each in top if each.depth == 1 and each.number]
    marked = numbered in before
    return setter.fill(
        "section.html.j2",
        id=section.id,
        depth=numbered.depth,
        numbered=bool(numbered.number),
        mark=before.index(numbered) % _MARKS + 1 if marked else 0,
        titles=[_title(setter, numbered, each) for each in setter.languages],
        lead=done.get(lead_name(numbered), Html("")),
        columns=section.columns,
        body=Html("\n").join(done[each.id] for each in section.blocks if each.id in done),
        sections=Html("\n").join(inner),
    )


def _title(setter: Setter, numbered: Numbered, language: Language) -> dict[str, object]:
    section, plain = numbered.section, setter.writer.plain
    setter.told(section.title, language)
    # The outline has one entry for both languages of a pair, and so have running heads, but on facing pages.
    full = " / ".join(dict.fromkeys(plain(section.title, each) for each in setter.languages))
    number = numbered.number_in(language.code)
    first = language is setter.languages[0]
    return {
        "lang": language.code,
        "id": "" if first else setter.opposite(section.id),
        "number": number,
        "html": setter.writer.title(section.title, language),
        "running": _running(
            setter, numbered, (language,) if setter.context.facing else setter.languages
        ),
        "opposite": _running(setter, numbered, setter.languages[1:])
        if first and setter.context.facing
        else "",
        "outline": f"{number}  {full}" if number else full,
    }


def _running(setter: Setter, numbered: Numbered, languages: Sequence[Language]) -> str:
    """Say what stands at the head of the pages of a section."""
    if not languages:
        return ""
    section = numbered.section
    names = (setter.writer.plain(section.short or section.title, each) for each in languages)
    number = numbered.number_in(languages[0].code)
    return (f"{number}  " if number else "") + " | ".join(dict.fromkeys(names))
