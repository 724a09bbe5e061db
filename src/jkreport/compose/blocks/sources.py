"""Setting of what a brief draws on: works cited, tables, and facts on which sources differ."""

from collections.abc import Iterator

from jkreport.compose import citations
from jkreport.compose.setter import Setter
from jkreport.compose.writer import Side
from jkreport.diagnostics import Problems
from jkreport.languages import Language
from jkreport.model.blocks import Bibliography, DataSources
from jkreport.model.names import Name
from jkreport.model.tables import TableSpec
from jkreport.model.text import Localized, Text
from jkreport.provenance import EditionRecord
from jkreport.provenance.disagreements import mentions
from jkreport.resolve.matters import Claim, Matter, concerned, matters_of
from jkreport.templating import Html
from jkreport.values import Cell


def set_data_sources(setter: Setter, block: DataSources) -> Html:
    """Set the tables that the edition prints from, with source and date, and the facts on which sources differ.

    What the other sources say is printed with it, and so are their tables.
    """
    writer = setter.writer
    facts = [_differing(setter, each) for each in _matters(setter)]
    tables = [
        {
            "titles": writer.sides(spec.title),
            "sources": setter.cited(spec.sources, spec.locator),
            "dates": _dates(setter, spec),
        }
        for spec in setter.context.used.tables.values()
    ]
    return setter.fill("blocks/data_sources.html.j2", id=block.id, tables=tables, facts=facts)


def _dates(setter: Setter, spec: TableSpec) -> tuple[Side, ...]:
    if spec.as_of is None:
        return ()
    return tuple(
        Side(lang=each.code, html=Html.escape(each.label("as_of", each.date(spec.as_of))))
        for each in setter.languages
    )


def _matters(setter: Setter) -> list[Matter]:
    """Give the facts that the edition has printed so far, and on which statements differ."""
    context = setter.context
    record = EditionRecord(
        id=context.edition.id,
        languages=tuple(each.code for each in context.languages),
        wordings=context.used.record.wordings,
        figures=context.used.record.figures,
        events=context.used.record.events,
    )
    leaves = record.leaves
    facts = concerned(context.store.facts.values(), leaves)
    # What is wrong with them is told where they are held against the whole brief.
    matters = matters_of(facts, context.scope, Problems())
    return list({each.matter.name: each.matter for each in mentions([record], matters)}.values())


def _differing(setter: Setter, matter: Matter) -> dict[str, object]:
    titles = tuple(
        Side(
            lang=each.code,
            html=Html.escape(each.label("sources_differ", _called(setter, matter, each))),
        )
        for each in setter.languages
    )
    return {"titles": titles, "claims": [_claim(setter, matter, each) for each in matter.claims]}


def _called(setter: Setter, matter: Matter, language: Language) -> str:
    about = setter.writer.plain(matter.fact.about, language)
    key = language.group_mark.join(_keys(setter, matter, language))
    return f"{about} {key}" if key else about


def _keys(setter: Setter, matter: Matter, language: Language) -> Iterator[str]:
    """Give what the key of a row is called, by the labels of the first table that is compared."""
    origin = matter.claims[0].origin
    spec = setter.context.store.tables.get(origin.table) if isinstance(origin, Cell) else None
    labels = {code: text for key in spec.keys for code, text in key.values.items()} if spec else {}
    for code in matter.key:
        label: Localized | None = labels.get(code)
        yield setter.writer.plain(label, language) if label is not None else code


def _claim(setter: Setter, matter: Matter, claim: Claim) -> dict[str, object]:
    statement, writer = claim.statement, setter.writer
    asked = f"statements.{matter.fact.id}.{statement.id}"
    expression = statement.value or Text(value=asked, place=statement.place)
    sides = tuple(
        Side(
            lang=each.code,
            html=Html.escape(writer.alone(expression, claim.value, each, matter.name)),
        )
        for each in setter.languages
    )
    names = [Name(each, statement.place) for each in claim.sources]
    return {"said": sides, "sources": setter.cited(names, statement.locator)}


def set_bibliography(setter: Setter, block: Bibliography) -> Html:
    """Set the works cited, in the order of first citation, each in its own language."""
    reader = setter.languages[0]
    entries = [
        {"id": source.id, "lang": source.language, "html": citations.entry(source, reader)}
        for source in setter.context.used.sources.values()
    ]
    return setter.fill("blocks/bibliography.html.j2", id=block.id, entries=entries)
