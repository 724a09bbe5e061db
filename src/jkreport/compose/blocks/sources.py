"""Setting of works cited, and of facts on which sources differ."""

from collections.abc import Iterator, Sequence

from jkreport.compose import citations
from jkreport.compose.setter import Setter
from jkreport.compose.writer import Row
from jkreport.diagnostics import Problems
from jkreport.languages import Language
from jkreport.model.blocks import Bibliography
from jkreport.model.names import Name
from jkreport.model.text import Localized, Text
from jkreport.provenance.disagreements import Mention, mentions
from jkreport.resolve.matters import Claim, Matter, concerned, matters_of
from jkreport.templating import Html
from jkreport.values import Cell


def differing(setter: Setter) -> list[Row]:
    """Set the facts on which sources differ and the texts go by one of them alone, with what each of them says."""
    return [_differing(setter, each) for each in _matters(setter)]


def _matters(setter: Setter) -> list[Matter]:
    """Give the facts of which the edition prints one statement so far, and not the others, which differ."""
    context = setter.context
    record = context.recorded
    facts = concerned(context.store.facts.values(), record.leaves)
    # What is wrong with them is told where they are held against the whole brief.
    matters = matters_of(facts, context.scope, Problems())
    printed: dict[str, list[Mention]] = {}
    for mention in mentions([record], matters):
        printed.setdefault(mention.matter.name, []).append(mention)
    return [found[0].matter for found in printed.values() if _is_open(found)]


def _is_open(found: Sequence[Mention]) -> bool:
    """Whether something is claimed of a matter that the edition hasn't printed."""
    matter = found[0].matter
    return not all(
        any(matter.agree(each.claim, claim) for each in found) for claim in matter.claims
    )


def _differing(setter: Setter, matter: Matter) -> Row:
    return setter.row(
        lambda each: setter.fill(
            "blocks/differing.html.j2",
            title=each.label("sources_differ", _called(setter, matter, each)),
            claims=[_claim(setter, matter, claim, each) for claim in matter.claims],
        )
    )


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


def _claim(setter: Setter, matter: Matter, claim: Claim, language: Language) -> dict[str, object]:
    statement, writer = claim.statement, setter.writer
    asked = f"statements.{matter.fact.id}.{statement.id}"
    expression = statement.value or Text(value=asked, place=statement.place)
    names = [Name(each, statement.place) for each in claim.sources]
    where = writer.without_notes.phrase(statement.locator, language)
    works = setter.entries(language, setter.context.cite_all(names))
    return {
        "said": writer.alone(expression, claim.value, language, matter.name),
        "sources": Html(" ").join(each for each in (works, where) if each),
    }


def set_bibliography(setter: Setter, block: Bibliography) -> Html:
    """Set the works cited, in the order of first citation, each in its own language."""
    reader = setter.languages[0]
    entries = [
        {"id": source.id, "lang": source.language, "html": citations.entry(source, reader)}
        for source in setter.context.used.sources.values()
    ]
    return setter.fill("blocks/bibliography.html.j2", id=block.id, entries=entries)
