"""All rules, each with the codes that it may tell."""

from jkreport.parity.findings import OfBrief, OfGroup, OfPair, OfText
from jkreport.parity.rules.briefs import told_abbreviations, told_several_forms
from jkreport.parity.rules.groups import told_counterparts
from jkreport.parity.rules.pairs import (
    told_citations,
    told_emphasis,
    told_footnotes,
    told_lengths,
    told_lists,
    told_numbers,
    told_references,
    told_sentences,
    told_values,
)
from jkreport.parity.rules.texts import (
    told_blanks,
    told_forbidden,
    told_foreign,
    told_orders,
    told_spaces,
    told_typed_numbers,
    told_unpaired,
    told_widths,
)

OF_TEXTS: tuple[OfText, ...] = (
    told_forbidden, told_orders, told_foreign, told_blanks, told_widths, told_unpaired, told_spaces,
    told_typed_numbers,
)  # fmt: skip
OF_PAIRS: tuple[OfPair, ...] = (
    told_numbers, told_values, told_citations, told_references, told_footnotes, told_lists, told_emphasis,
    told_sentences, told_lengths,
)  # fmt: skip
OF_GROUPS: tuple[OfGroup, ...] = (told_counterparts,)
OF_BRIEFS: tuple[OfBrief, ...] = (told_abbreviations, told_several_forms)

__all__ = ["OF_BRIEFS", "OF_GROUPS", "OF_PAIRS", "OF_TEXTS"]
