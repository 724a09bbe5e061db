"""Setting of blocks that are made from the rest of the brief."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jkreport.compose.blocks.prose import addressees
from jkreport.compose.numbering import Kind, Numbered
from jkreport.compose.setter import Setter
from jkreport.compose.writer import Row, Side
from jkreport.diagnostics import Code, nearest
from jkreport.languages import Label, Language
from jkreport.model.blocks import (
    Block,
    Chart,
    CollectedRecommendations,
    Contents,
    Glossary,
    GroupBy,
    Image,
    Lists,
    Recommendation,
    TableBlock,
    Timeline,
)
from jkreport.model.names import Name
from jkreport.model.store import Term
from jkreport.model.text import Localized
from jkreport.templating import Html

# Behind the middle dots of both languages, by number.
_DOTS = re.compile(f"(?<=[{chr(0x30FB)}{chr(0xB7)}])")


def set_contents(setter: Setter, block: Contents) -> Html:
    """Set the contents."""
    writer = setter.writer.without_notes
    entries = [
        {
            "id": each.section.id,
            "depth": each.depth,
            "number": each.number,
            "titles": writer.sides(each.section.title),
        }
        for each in setter.context.numbering.sections
        if each.depth <= block.depth and not _holds(each, block)
    ]
    return setter.fill("blocks/contents.html.j2", id=block.id, entries=entries)


def _holds(numbered: Numbered, block: Block) -> bool:
    return any(each.id == block.id for each in numbered.section.blocks)


def set_lists(setter: Setter, block: Lists) -> Html:
    """Set the lists of tables and figures."""
    lists = []
    wanted_lists: tuple[tuple[bool, Kind, Label, tuple[Side, ...]], ...] = (
        (block.figures, Kind.FIGURE, "figure", setter.labels("figures_list")),
        (block.tables, Kind.TABLE, "table", setter.labels("tables_list")),
    )
    for wanted, kind, label, title in wanted_lists:
        entries = [
            {
                "id": each.id,
                "captions": setter.captions(each.id, _caption(each), label, listed=True),
            }
            for each in setter.context.brief.all_blocks()
            if wanted and _is(setter, each, kind)
        ]
        if entries:
            lists.append({"titles": title, "entries": entries})
    return setter.fill("blocks/lists.html.j2", id=block.id, lists=lists)


def _is(setter: Setter, block: Block, kind: Kind) -> bool:
    target = setter.context.numbering.targets.get(block.id)
    return target is not None and target.id == block.id and target.kind is kind


def _caption(block: Block) -> Localized | None:
    match block:
        case Chart() | TableBlock() | Image() | Timeline() | CollectedRecommendations():
            return block.caption
        case _:
            return None


def set_recommendations(setter: Setter, block: CollectedRecommendations) -> Html:
    """Set the brief's proposals in a table, by field or by addressee."""
    collected = _collected(setter, block)
    groups = []
    for heads, members in _grouped(setter, block, collected):
        proposals = [
            {
                "id": each.id,
                "numbers": setter.labels(
                    "recommendation", setter.context.numbering.targets[each.id].number
                ),
                "proposals": setter.writer.without_notes.sides(each.proposal),
                "addressees": _joined(setter, each),
                "fields": _fields(setter, each.field) if each.field is not None else (),
            }
            for each in members
        ]
        groups.append({"heads": heads, "proposals": proposals})
    return setter.fill(
        "blocks/recommendations.html.j2",
        id=block.id,
        captions=setter.captions(block.id, block.caption, "table"),
        continued=setter.continued(block.id, block.caption),
        heads={
            "number": setter.labels("number"),
            "proposal": setter.labels("proposal"),
            "addressee": setter.labels("addressee"),
            "field": setter.labels("field"),
        },
        # What the rows are grouped by needs no column.
        addressed=block.group is not GroupBy.ADDRESSEE,
        fielded=block.group in {GroupBy.NONE, GroupBy.PART},
        groups=groups,
    )


def _joined(setter: Setter, block: Recommendation) -> Row:
    return setter.row(lambda each: _in_phrases(addressees(setter, block, each), each.entry_mark))


def _in_phrases(names: Sequence[str], mark: str) -> Html:
    """Join names by a mark so that lines end behind the mark, not inside a name."""
    behind = mark.rstrip()
    ended = [*(name + behind for name in names[:-1]), *names[-1:]]
    phrases = [Html('<span class="phrase">{}</span>').format(each) for each in ended]
    return Html(mark.removeprefix(behind)).join(phrases)


def _collected(setter: Setter, block: CollectedRecommendations) -> list[Recommendation]:
    known = {
        each.id: each
        for each in setter.context.brief.all_blocks()
        if isinstance(each, Recommendation)
    }
    found = [] if block.members else list(known.values())
    for name in block.members:
        if name.value in known:
            found.append(known[name.value])
        else:
            setter.context.problems.add(
                Code.NO_SUCH_REFERENCE,
                name.place,
                f"there is no recommendation '{name}'",
                nearest(name.value, known),
            )
    return [each for each in found if _is(setter, each, Kind.RECOMMENDATION)]


def _grouped(
    setter: Setter, block: CollectedRecommendations, collected: list[Recommendation]
) -> list[tuple[tuple[Side, ...], list[Recommendation]]]:
    if block.group is GroupBy.NONE:
        return [((), collected)]
    if block.group is GroupBy.PART:
        return _by_part(setter, collected)
    groups: dict[str, tuple[Name, list[Recommendation]]] = {}
    rest: list[Recommendation] = []
    for each in collected:
        own = (each.field,) if each.field is not None else ()
        names = each.addressees if block.group is GroupBy.ADDRESSEE else own
        for name in names:
            groups.setdefault(name.value, (name, []))[1].append(each)
        rest += [] if names else [each]
    named = [(_term_names(setter, name), members) for name, members in groups.values()]
    return [*named, ((), rest)] if rest else named


def _by_part(
    setter: Setter, collected: list[Recommendation]
) -> list[tuple[tuple[Side, ...], list[Recommendation]]]:
    """Give the sections of the first level that proposals stand in, each with its own."""
    parts: list[tuple[tuple[Side, ...], list[Recommendation]]] = []
    inside = {each.id for each in collected}
    for numbered in setter.context.numbering.sections:
        if numbered.depth == 1:
            title = setter.writer.without_notes.sides(numbered.section.title)
            parts.append((_numbered(title, numbered.number), []))
        own = [each for each in numbered.section.blocks if isinstance(each, Recommendation)]
        parts[-1][1].extend(each for each in own if each.id in inside)
    return [part for part in parts if part[1]]


def _numbered(title: tuple[Side, ...], number: str) -> tuple[Side, ...]:
    if not number:
        return title
    return tuple(
        Side(lang=side.lang, html=Html("{} {}").format(number, side.html)) for side in title
    )


def _term_names(setter: Setter, name: Name) -> Row:
    return setter.row(lambda each: Html.escape(setter.context.term_in(name, each)))


def _fields(setter: Setter, name: Name) -> Row:
    """Name a field so that lines end behind its middle dots."""
    return setter.row(lambda each: _in_phrases(_DOTS.split(setter.context.term_in(name, each)), ""))


def _preferred(term: Term, language: Language) -> str:
    wording = term.wordings.get(language.code)
    return wording.preferred if wording is not None else ""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    key: str
    head: str
    row: Row


def set_glossary(setter: Setter, block: Glossary) -> Html:
    """Set the terms that the edition uses and that have a definition, sorted as its first language sorts."""
    entries = sorted(
        (_glossed(setter, term) for term in _terms(setter)),
        key=lambda entry: (entry.key, entry.head),
    )
    return setter.rows("glossary", block.id, [entry.row for entry in entries])


def _terms(setter: Setter) -> list[Term]:
    texts = {code: "\n".join(texts) for code, texts in setter.context.used.texts.items()}
    return [
        term
        for term in setter.context.store.terms.values()
        if term.definition is not None
        and (term.id in setter.context.used.terms or _occurs(term, texts))
    ]


def _occurs(term: Term, texts: Mapping[str, str]) -> bool:
    return any(
        wording.preferred and wording.preferred in texts.get(code, "")
        for code, wording in term.wordings.items()
    )


def _glossed(setter: Setter, term: Term) -> _Entry:
    writer, first = setter.writer, setter.languages[0]
    row = setter.row(
        lambda each: setter.fill(
            "blocks/glossed.html.j2",
            word=writer.taken_down(_headword(term, each), "", term.place, each),
            reading=_reading(term, each),
            definition=writer.phrase(term.definition, each),
        )
    )
    sorting = first.sorting(_preferred(term, first), _reading(term, first))
    return _Entry(key=sorting.key, head=sorting.head, row=row)


def _headword(term: Term, language: Language) -> str:
    """Give the form of the first mention, which spells an abbreviation out and names both sides of a contested name."""
    wording = term.wordings.get(language.code)
    return (wording.first or wording.preferred) if wording is not None else ""


def _reading(term: Term, language: Language) -> str:
    wording = term.wordings.get(language.code)
    return wording.reading if wording is not None else ""
