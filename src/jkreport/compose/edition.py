"""One edition of a brief as one HTML document: for print and, with other sheets, for the screen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from jkreport.compose.accessible import check_headings, check_templates
from jkreport.compose.blocks import LAST, set_block
from jkreport.compose.context import Context
from jkreport.compose.notes import numbered
from jkreport.compose.numbering import Numbered
from jkreport.compose.pointed import unmarked
from jkreport.compose.sections import body_of, lead_name, leading_somewhere
from jkreport.compose.setter import Setter
from jkreport.compose.stylesheets import settings_css, sheets
from jkreport.diagnostics import Code
from jkreport.languages import LANGUAGES, Language
from jkreport.model.blocks import Block, Changes
from jkreport.model.brief import Citations, Layout
from jkreport.provenance import EditionRecord
from jkreport.templating import Html, PageTemplates

# A text of so many letters fills two lines.
_TWO_LINES = 55
# Holds the place of a block until all else is set; of private use, as no text has it but on purpose.
_PLACE = "\ue002{}\ue003"


@dataclass(frozen=True, kw_only=True, slots=True)
class Composed:
    """An edition ready to be typeset, how many values it prints, and the record of them.

    `html` is for the screen; in `printed`, the same for paper, nothing waits to be pointed at.
    """

    id: str
    html: str
    printed: str
    values: int
    record: EditionRecord


def compose(context: Context) -> Composed:
    """Set an edition; what is wrong is among the context's problems."""
    setter = Setter(
        context=context,
        templates=PageTemplates(context.style.templates, f"styles/{context.style.id}"),
        languages=context.languages,
    )
    html = Html("")
    check_templates(context.style, context.problems)
    with context.problems.gathered():
        done = _set_all(setter)
        html = Html(numbered(str(_with_changes(setter, _document(setter, done)))))
        check_headings(str(html), context.style, context.problems)
    return Composed(
        id=context.edition.id,
        html=context.used.pointed.on_screen(str(html)),
        printed=unmarked(str(html)),
        values=context.used.values,
        record=context.recorded,
    )


def _set_all(setter: Setter) -> dict[str, Html]:
    """Set every block: first what is written, in order, then what is made from what was printed."""
    done: dict[str, Html] = {}
    late: list[tuple[Block, Setter]] = []

    def set_now(blocks: Iterable[Block], own: Setter) -> None:
        for block in blocks:
            if isinstance(block, Changes):
                done[block.id] = Html(_PLACE.format(block.id))
                continue
            if isinstance(block, LAST):
                late.append((block, own))
                continue
            with setter.context.problems.gathered():
                done[block.id] = _with_note(own, block)

    set_now(setter.context.brief.summary, _across(setter))
    for each in setter.context.numbering.sections:
        done[lead_name(each)] = _lead(setter, each)
        set_now(each.section.blocks, setter)
    for block, own in sorted(late, key=lambda each: LAST.index(type(each[0]))):
        with setter.context.problems.gathered():
            done[block.id] = set_block(own, block)
    _tell_lost_citations(setter.context)
    return done


def _with_changes(setter: Setter, document: Html) -> Html:
    """Set the blocks that compare the edition with an earlier one, which take in all that it prints, titles too."""
    text, found = str(document), False
    brief = setter.context.brief
    for block in brief.all_blocks():
        if isinstance(block, Changes):
            html = Html("")
            with setter.context.problems.gathered():
                html = set_block(_across(setter) if block in brief.summary else setter, block)
            text, found = text.replace(_PLACE.format(block.id), str(html)), True
    return leading_somewhere(Html(text)) if found and setter.context.facing else Html(text)


def _with_note(setter: Setter, block: Block) -> Html:
    """Set a block, and under it the note that it is behind, if it is."""
    html = set_block(setter, block)
    return html + setter.printing(block).behind(block.id) if html else html


def _across(setter: Setter) -> Setter:
    """Give what sets the cover, a single page whatever the layout."""
    if not setter.context.facing:
        return setter
    edition = replace(setter.context.edition, layout=Layout.PARALLEL)
    return replace(setter, context=replace(setter.context, edition=edition))


def _tell_lost_citations(context: Context) -> None:
    """Tell when citations are numbers that lead to a list which isn't there."""
    brief = context.brief
    if brief.citations is Citations.LIST and context.used.sources and not context.bibliography:
        context.problems.add(
            Code.NO_BIBLIOGRAPHY,
            brief.place,
            f"the edition '{context.edition.id}' cites works, but prints no bibliography",
            "add a block with 'bibliography: {}', or set 'citations: notes'",
        )


def _lead(setter: Setter, numbered: Numbered) -> Html:
    lead, behind = numbered.section.lead, setter.behind(numbered.section.id)
    if lead is None:
        return behind
    rows = setter.within(numbered.section.id).writer.rows(lead, setter.languages)
    lengths = (
        sum(len(unmarked(side.html.striptags())) for side in sides)
        for sides in zip(*rows, strict=True)
    )
    # A text with faults has no rows.
    shortest = min(lengths, default=0)
    faced = [setter.faced(row) for row in rows]
    return setter.fill("lead.html.j2", rows=faced, long=shortest >= _TWO_LINES) + behind


def _document(setter: Setter, done: dict[str, Html]) -> Html:
    context, brief, first = setter.context, setter.context.brief, setter.languages[0]
    writer = setter.writer
    title = setter.told(brief.title, first)
    return setter.fill(
        "document.html.j2",
        lang=first.code,
        layout=context.edition.layout.value,
        title=title,
        authors=[writer.plain(each.name, first) for each in brief.authors],
        description=writer.plain(brief.subtitle, first) if brief.subtitle is not None else "",
        date=f"{brief.as_of.start.isoformat()}T00:00:00Z",
        css=Html(settings_css(context.style, _all_languages(setter))),
        print_css=Html(sheets(context.style.stylesheets)),
        screen_css=Html(sheets(context.style.screen)),
        running=_running(setter),
        foot=_foot(setter),
        series=_series(setter),
        titles=_titles(setter),
        bylines=_bylines(setter),
        summary=_summary(setter, done),
        dates=setter.row(lambda each: _dated(setter, each)),
        body=body_of(setter, done),
        imprint=writer.rows(brief.imprint, setter.languages) if brief.imprint is not None else (),
        facing=context.facing,
        running_opposite=setter.writer.plain(brief.title, setter.languages[-1]),
    )


def _summary(setter: Setter, done: dict[str, Html]) -> Html:
    """Give the blocks of the cover, and under them the note that a text of the brief itself is behind."""
    blocks = [done.get(block.id, Html("")) for block in setter.context.brief.summary]
    behind = _across(setter).behind("")
    return Html("\n").join([*blocks, behind] if behind else blocks)


def _all_languages(setter: Setter) -> tuple[Language, ...]:
    """Give the edition's languages, then those of the works cited and of the title on the cover."""
    codes = dict.fromkeys(each.code for each in setter.languages)
    codes.update(dict.fromkeys(source.language for source in setter.context.used.sources.values()))
    codes.update(dict.fromkeys(setter.context.brief.languages))
    return tuple(LANGUAGES[code] for code in codes)


def _running(setter: Setter) -> str:
    own = setter.languages[:1] if setter.context.facing else setter.languages
    return " | ".join(setter.writer.plain(setter.context.brief.title, each) for each in own)


def _foot(setter: Setter) -> str:
    brief, first = setter.context.brief, setter.languages[0]
    number = first.label("issue_number", brief.number) if brief.number else ""
    date = first.label("as_of", first.date(brief.as_of))
    return " · ".join(part for part in (number, date) if part)


def _series(setter: Setter) -> Html:
    brief, first = setter.context.brief, setter.languages[0]
    series = setter.writer.phrase(brief.series, first) if brief.series is not None else Html("")
    number = Html.escape(first.label("issue_number", brief.number) if brief.number else "")
    return Html(" · ").join(part for part in (series, number) if part)


def _titles(setter: Setter) -> list[dict[str, object]]:
    """Give the title in the edition's languages, then in the brief's other ones."""
    brief, own = setter.context.brief, setter.languages
    others = tuple(
        LANGUAGES[code]
        for code in brief.languages
        if code not in setter.codes and code in brief.title
    )
    return [
        {
            "lang": each.code,
            "own": each in own,
            "html": setter.writer.title(brief.title, each),
            "subtitle": setter.writer.title(brief.subtitle, each)
            if brief.subtitle is not None
            else "",
        }
        for each in (*own, *others)
    ]


def _bylines(setter: Setter) -> list[dict[str, object]]:
    """Name the authors in each language, each with where they work if the brief says so."""
    phrase = setter.writer.without_notes.phrase
    return [
        {
            "lang": each.code,
            "authors": [
                {
                    "name": phrase(author.name, each),
                    "affiliation": phrase(author.affiliation, each) if author.affiliation else "",
                }
                for author in setter.context.brief.authors
            ],
        }
        for each in setter.languages
    ]


def _dated(setter: Setter, language: Language) -> Html:
    date = language.label("as_of", language.date(setter.context.brief.as_of))
    if len(setter.languages) == 1:
        return Html.escape(f"{date} · {language.label('edition')}")
    # Each language is named in its own words, which are put in last.
    places = [chr(number) for number in range(len(setter.languages))]
    line = Html.escape(f"{date} · {language.label('pair_edition', *places)}")
    for place, each in zip(places, setter.languages, strict=True):
        name = Html('<span lang="{}">{}</span>').format(each.code, each.endonym)
        line = Html(line.replace(place, name))
    return line
