"""The termbase outside of a workspace: as TBX, which the tools of translators exchange, and back into YAML."""

from jkreport.termbase.concepts import Concept, completed, concept_of
from jkreport.termbase.reading import read_tbx
from jkreport.termbase.sheet import merged
from jkreport.termbase.writing import tbx_of

__all__ = ["Concept", "completed", "concept_of", "merged", "read_tbx", "tbx_of"]
