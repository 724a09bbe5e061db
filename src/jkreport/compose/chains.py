"""Where a value comes from, in the words of a language: what the HTML edition shows beside it."""

from collections.abc import Iterator, Sequence

from jkreport.compose.citations import name_of
from jkreport.compose.context import Context
from jkreport.compose.formulas import formula_of, is_worked
from jkreport.languages import Language
from jkreport.values import Cell, Counted, Derived, Leaf, Provenance, Stated
from jkreport.values.quantity import leaves_of

_MOST = 8


def chain_of(context: Context, origin: Provenance, languages: Sequence[Language]) -> str:
    """Give the formula of what was worked out, then a line for each cell and count behind it; many are cut short.

    A line has table, measure if the table has several, key, source and date; lines that share the last two, once.
    """
    leaves = list(dict.fromkeys(leaves_of(origin)))
    lines = [
        line
        for language in languages
        for line in (
            *_formula(context, origin, language),
            *_lines(context, leaves[:_MOST], language),
        )
    ]
    return "\n".join((*lines, *(["…"] if len(leaves) > _MOST else [])))


def _formula(context: Context, origin: Provenance, language: Language) -> Iterator[str]:
    if isinstance(origin, Derived) and is_worked(origin):
        pieces = formula_of(context, origin, language)
        yield language.label("formulas", "".join(text for text, _ in pieces))


def _lines(context: Context, leaves: Sequence[Leaf], language: Language) -> Iterator[str]:
    """Give a line for each origin; the last of those with one source and date tells them for all."""
    behind = [tuple(_sourced(context, leaf, language)) for leaf in leaves]
    for leaf, here, below in zip(leaves, behind, (*behind[1:], ()), strict=True):
        said = (*_parts(context, leaf, language), *(here if here != below else ()))
        yield " · ".join(each for each in said if each)


def _parts(context: Context, leaf: Leaf, language: Language) -> Iterator[str]:
    store = context.store
    match leaf:
        case Cell():
            spec = store.tables[leaf.table]
            yield spec.title.said(language.code)
            # The only measure of a table is what its title says, and a page has hundreds of chains.
            measure = spec.measure(leaf.measure) if len(spec.measures) > 1 else None
            yield measure.label.said(language.code) if measure is not None else ""
            for key, code in zip(spec.keys, leaf.key, strict=False):
                yield key.values[code].said(language.code) if code in key.values else code
        case Counted():
            events = store.events[leaf.events]
            yield events.title.said(language.code)
            yield from (str(each.date) for each in events.events if each.id in leaf.members)
        case Stated():
            fact = store.facts[leaf.fact]
            yield fact.about.said(language.code)
            locator = fact.statements[leaf.statement].locator
            yield locator.said(language.code) if locator is not None else ""


def _sourced(context: Context, leaf: Leaf, language: Language) -> Iterator[str]:
    store = context.store
    works = [name_of(store.sources[each]) for each in leaf.sources if each in store.sources]
    if works:
        yield language.label("source_line", language.group_mark.join(works))
    if isinstance(leaf, Cell) and leaf.as_of is not None:
        yield language.label("as_of", language.date(leaf.as_of))
