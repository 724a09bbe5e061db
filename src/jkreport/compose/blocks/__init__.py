"""How each kind of block is set; what is made from the rest of the brief comes last."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from jkreport.compose.blocks import (
    annex,
    changes,
    figures,
    generated,
    prose,
    records,
    sources,
    tables,
)
from jkreport.compose.setter import Setter
from jkreport.compose.writer import Side
from jkreport.model import blocks as kinds
from jkreport.model.blocks import Block
from jkreport.templating import Html

SETTERS: Mapping[type[Block], Callable[..., Html]] = {
    kinds.Prose: prose.set_prose,
    kinds.Note: prose.set_note,
    kinds.Quote: prose.set_quote,
    kinds.Disclaimer: prose.set_disclaimer,
    kinds.Recommendation: prose.set_recommendation,
    kinds.TableBlock: tables.set_table,
    kinds.Chart: figures.set_chart,
    kinds.Image: figures.set_image,
    kinds.KeyNumbers: figures.set_key_numbers,
    kinds.Timeline: records.set_timeline,
    kinds.Voices: records.set_voices,
    kinds.Roster: records.set_roster,
    kinds.Signature: records.set_signature,
    kinds.CollectedRecommendations: generated.set_recommendations,
    kinds.Contents: generated.set_contents,
    kinds.Lists: generated.set_lists,
    kinds.Glossary: generated.set_glossary,
    kinds.DataSources: annex.set_data_sources,
    kinds.Bibliography: sources.set_bibliography,
    kinds.Changes: changes.set_changes,
}

_SHORT = ' short" id="'
_EVENT, _MANY_EVENTS = 'class="row event', 20

LAST = (kinds.Glossary, kinds.DataSources, kinds.Bibliography, kinds.Changes)
"""What is made from what was printed, in the order in which it has to be made; changes take in titles, too."""


IN_ROWS = (
    kinds.Prose,
    kinds.Note,
    kinds.Quote,
    kinds.Disclaimer,
    kinds.Recommendation,
    kinds.Signature,
    kinds.Glossary,
    kinds.DataSources,
)
"""What is set in rows, each language beside the other; all else stands once across both."""

WHOLE = (kinds.Chart, kinds.Image, kinds.KeyNumbers)
"""What is never parted between pages."""


def set_block(setter: Setter, block: Block) -> Html:
    """Set a block; nothing when no language of the edition prints it."""
    if not block.printed_in(setter.codes):
        return Html("")
    setter = setter.printing(block).within(block.id)
    if setter.context.facing and (len(setter.languages) == 1 or not isinstance(block, IN_ROWS)):
        return _faced(setter, block)
    return SETTERS[type(block)](setter, block)


def _faced(setter: Setter, block: Block) -> Html:
    """Set on each page of a spread what would stand once across both."""
    row = tuple(
        Side(
            lang=each.code,
            html=SETTERS[type(block)](replace(setter, languages=(each,)), block)
            if each in setter.languages
            else Html(""),
        )
        for each in setter.context.languages
    )
    # A short table is whole, too, and the template of tables says which are short.
    whole = isinstance(block, WHOLE) or any(
        _SHORT in side.html or 0 < side.html.count(_EVENT) < _MANY_EVENTS for side in row
    )
    return setter.fill("faced.html.j2", row=setter.faced(row), whole=whole)
