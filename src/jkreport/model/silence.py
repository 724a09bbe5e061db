"""What is not to be told of a text, and why."""

from dataclasses import dataclass

from jkreport.diagnostics import Code, Place

SILENCED = frozenset(
    {
        Code.TERM_FORBIDDEN, Code.TERM_OTHER_SIDE, Code.TERM_SEVERAL, Code.ABBREVIATION_EARLY, Code.TERM_COUNTERPART,
        Code.NUMBERS_DIFFER, Code.DATES_DIFFER, Code.NUMBER_TYPED, Code.VALUES_DIFFER, Code.CITATIONS_DIFFER,
        Code.REFERENCES_DIFFER, Code.FOOTNOTES_DIFFER, Code.LISTS_DIFFER, Code.EMPHASIS_DIFFERS,
        Code.SENTENCES_DIFFER, Code.LENGTHS_DIFFER, Code.OTHER_LANGUAGE, Code.LEFT_BLANK, Code.WIDTH, Code.UNPAIRED,
        Code.SPACING,
    }
)  # fmt: skip
"""The codes that a block, a section or a brief may be silent about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Silence:
    """The reason why findings of a code are not told, and where that is written."""

    reason: str
    place: Place
