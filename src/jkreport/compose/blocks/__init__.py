"""How each kind of block is set; what is made from the rest of the brief comes last."""

from collections.abc import Callable, Mapping

from jkreport.compose.blocks import figures, generated, prose, records, tables
from jkreport.compose.setter import Setter
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
    kinds.DataSources: generated.set_data_sources,
    kinds.Bibliography: generated.set_bibliography,
}

LAST = (kinds.Glossary, kinds.DataSources, kinds.Bibliography)
"""What is made from what was printed, in the order in which it has to be made."""


def set_block(setter: Setter, block: Block) -> Html:
    """Set a block; nothing when no language of the edition prints it."""
    if not block.printed_in(setter.codes):
        return Html("")
    return SETTERS[type(block)](setter.printing(block), block)
