"""What a language knows of its plain prose: its numbers, marks and words, and what doesn't belong there."""

from collections.abc import Mapping
from types import MappingProxyType

from jkreport.languages.prose.base import Found, Kind, Prose, Written
from jkreport.languages.prose.english import EnglishProse
from jkreport.languages.prose.japanese import JapaneseProse
from jkreport.languages.prose.korean import KoreanProse

PROSE: Mapping[str, Prose] = MappingProxyType(
    {each.code: each for each in (JapaneseProse(), KoreanProse(), EnglishProse())}
)

__all__ = ["PROSE", "Found", "Kind", "Prose", "Written"]
