"""Setting of blocks that are read as sentences."""

from jkreport.compose.pointed import unmarked
from jkreport.compose.setter import Setter
from jkreport.languages import Label, Language
from jkreport.model.blocks import Disclaimer, Note, Prose, Quote, Recommendation
from jkreport.model.text import Localized
from jkreport.templating import Html

# A proposal of so many letters stays on one page.
_SHORT = 240


def set_prose(setter: Setter, block: Prose) -> Html:
    """Set running text, paragraph beside paragraph."""
    return setter.rows("text", block.id, setter.writer.rows(block.text, setter.languages))


def set_note(setter: Setter, block: Note) -> Html:
    """Set a remark apart."""
    writer = setter.writer
    row = setter.row(
        lambda each: setter.fill(
            "blocks/note.html.j2",
            title=writer.phrase(block.title, each) if block.title is not None else "",
            html=writer.prose(block.text, each),
        )
    )
    return setter.rows("note", block.id, (row,), whole=True)


def set_quote(setter: Setter, block: Quote) -> Html:
    """Set words of somebody else apart, with who said them."""
    writer = setter.writer
    sources = {each.lang: each.html for each in setter.source_lines(block.sources)}
    row = setter.row(
        lambda each: setter.fill(
            "blocks/quote.html.j2",
            html=writer.prose(block.text, each),
            by=writer.phrase(block.by, each) if block.by is not None else "",
            source=sources.get(each.code, ""),
        )
    )
    return setter.rows("quote", block.id, (row,), whole=True)


def set_disclaimer(setter: Setter, block: Disclaimer) -> Html:
    """Set whose views a brief holds."""
    return setter.rows("disclaimer", block.id, setter.writer.rows(block.text, setter.languages))


def set_recommendation(setter: Setter, block: Recommendation) -> Html:
    """Set a proposal with its grounds."""
    sources = {each.lang: each.html for each in setter.source_lines(block.sources)}
    if block.field is not None:
        setter.context.term(block.field)  # printed where proposals are collected, looked up here
    row = setter.row(lambda each: _proposal(setter, block, each, sources.get(each.code, Html(""))))
    short = all(len(unmarked(side.html.striptags())) <= _SHORT for side in row)
    return setter.rows("recommendation", block.id, (row,), whole=short)


def _proposal(setter: Setter, block: Recommendation, language: Language, source: Html) -> Html:
    writer = setter.writer
    named: tuple[tuple[Label, Localized | None], ...] = (
        ("background", block.background),
        ("implication", block.implication),
    )
    grounds = [
        (language.label(name), writer.prose(text, language))
        for name, text in named
        if text is not None
    ]
    if block.horizon is not None:
        grounds.append((language.label("horizon"), writer.phrase(block.horizon, language)))
    return setter.fill(
        "blocks/recommendation.html.j2",
        number=language.label("recommendation", setter.context.numbering.targets[block.id].number),
        addressees=language.entry_mark.join(addressees(setter, block, language)),
        proposal=writer.title(block.proposal, language),
        grounds=grounds,
        source=source,
    )


def addressees(setter: Setter, block: Recommendation, language: Language) -> list[str]:
    """Name those to whom a proposal is put."""
    names = (setter.context.term_in(name, language) for name in block.addressees)
    return [name for name in names if name]
