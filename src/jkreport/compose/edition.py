"""One edition of a brief as one HTML document: for print and, with other sheets, for the screen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jkreport.compose.blocks import LAST, set_block
from jkreport.compose.context import Context
from jkreport.compose.numbering import Numbered
from jkreport.compose.setter import Setter
from jkreport.compose.stylesheets import settings_css, sheets
from jkreport.compose.writer import Side
from jkreport.diagnostics import Code
from jkreport.languages import LANGUAGES, Language
from jkreport.model.blocks import Block
from jkreport.model.brief import Citations
from jkreport.templating import Html, PageTemplates


@dataclass(frozen=True, kw_only=True, slots=True)
class Composed:
    """An edition ready to be typeset, and how many values it prints."""

    id: str
    html: str
    values: int


def compose(context: Context) -> Composed:
    """Set an edition; what is wrong is among the context's problems."""
    setter = Setter(
        context=context,
        templates=PageTemplates(context.style.templates, f"styles/{context.style.id}"),
        languages=context.languages,
    )
    html = Html("")
    with context.problems.gathered():
        html = _document(setter, _set_all(setter))
    return Composed(id=context.edition.id, html=str(html), values=context.used.values)


def _set_all(setter: Setter) -> dict[str, Html]:
    """Set every block: first what is written, in order, then what is made from what was printed."""
    done: dict[str, Html] = {}
    late: list[Block] = []

    def set_now(blocks: Iterable[Block]) -> None:
        for block in blocks:
            if isinstance(block, LAST):
                late.append(block)
                continue
            with setter.context.problems.gathered():
                done[block.id] = set_block(setter, block)

    set_now(setter.context.brief.summary)
    for each in setter.context.numbering.sections:
        done[_lead_of(each)] = _lead(setter, each)
        set_now(each.section.blocks)
    for block in sorted(late, key=lambda block: LAST.index(type(block))):
        with setter.context.problems.gathered():
            done[block.id] = set_block(setter, block)
    _tell_lost_citations(setter.context)
    return done


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


def _lead_of(numbered: Numbered) -> str:
    # A name that no block can have.
    return f"lead of {numbered.section.id}"


def _lead(setter: Setter, numbered: Numbered) -> Html:
    lead = numbered.section.lead
    if lead is None:
        return Html("")
    return setter.fill("lead.html.j2", rows=setter.writer.rows(lead, setter.languages))


def _document(setter: Setter, done: dict[str, Html]) -> Html:
    context, brief, first = setter.context, setter.context.brief, setter.languages[0]
    writer = setter.writer
    title = writer.plain(brief.title, first)
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
        summary=Html("\n").join(done.get(block.id, Html("")) for block in brief.summary),
        dates=tuple(Side(lang=each.code, html=_dated(setter, each)) for each in setter.languages),
        body=_body(setter, done),
        imprint=writer.rows(brief.imprint, setter.languages) if brief.imprint is not None else (),
    )


def _all_languages(setter: Setter) -> tuple[Language, ...]:
    """Give the edition's languages, then those of the works cited and of the title on the cover."""
    codes = dict.fromkeys(each.code for each in setter.languages)
    codes.update(dict.fromkeys(source.language for source in setter.context.used.sources.values()))
    codes.update(dict.fromkeys(setter.context.brief.languages))
    return tuple(LANGUAGES[code] for code in codes)


def _running(setter: Setter) -> str:
    titles = (setter.writer.plain(setter.context.brief.title, each) for each in setter.languages)
    return " | ".join(titles)


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


def _dated(setter: Setter, language: Language) -> Html:
    date = language.label("as_of", language.date(setter.context.brief.as_of))
    names = [each.endonym for each in setter.languages]
    edition = (
        language.label("pair_edition", *names) if len(names) > 1 else language.label("edition")
    )
    return Html.escape(f"{date} · {edition}")


def _body(setter: Setter, done: dict[str, Html]) -> Html:
    """Nest the sections, which are numbered in the order in which they are printed."""
    stack: list[tuple[Numbered, list[Html]]] = []
    top: list[Html] = []

    def close(depth: int) -> None:
        while stack and stack[-1][0].depth >= depth:
            numbered, inner = stack.pop()
            (stack[-1][1] if stack else top).append(_section(setter, numbered, inner))

    for each in setter.context.numbering.sections:
        close(each.depth)
        stack.append((each, [done[name] for name in (_lead_of(each), *_ids(each)) if name in done]))
    close(0)
    return Html("\n").join(top)


def _ids(numbered: Numbered) -> Iterable[str]:
    return (block.id for block in numbered.section.blocks)


def _section(setter: Setter, numbered: Numbered, inner: Sequence[Html]) -> Html:
    section = numbered.section
    return setter.fill(
        "section.html.j2",
        id=section.id,
        depth=numbered.depth,
        number=numbered.number,
        titles=[_title(setter, numbered, each) for each in setter.languages],
        body=Html("\n").join(inner),
    )


def _title(setter: Setter, numbered: Numbered, language: Language) -> dict[str, object]:
    section, plain = numbered.section, setter.writer.plain
    lead = f"{numbered.number}  " if numbered.number else ""
    # The outline has one entry for both languages of a pair.
    full = " / ".join(dict.fromkeys(plain(section.title, each) for each in setter.languages))
    return {
        "lang": language.code,
        "html": setter.writer.title(section.title, language),
        "running": lead + plain(section.short or section.title, language),
        "outline": lead + full,
    }
