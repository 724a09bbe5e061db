"""A term without its place: what two files say when they say the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from jkreport.model.store import Term, TermKind, Wording
from jkreport.model.text import Localized


@dataclass(frozen=True, kw_only=True, slots=True)
class Concept:
    """What a term is called and means, by language; `kind` is None where a file doesn't say it."""

    id: str
    kind: TermKind | None
    wordings: Mapping[str, Wording]
    definition: Mapping[str, str] = field(default_factory=dict)
    office: Mapping[str, str] = field(default_factory=dict)


def concept_of(term: Term) -> Concept:
    """Give what a term says."""
    codes = tuple(term.wordings)
    return Concept(
        id=term.id,
        kind=term.kind,
        wordings=dict(term.wordings),
        definition=_texts(term.definition, codes),
        office=_texts(term.office, codes),
    )


def completed(concept: Concept, before: Concept | None) -> Concept:
    """Give a concept with what a file that may know of one language only leaves unsaid: it stays as it was."""
    if before is None:
        return replace(concept, kind=concept.kind or TermKind.CONCEPT)
    return Concept(
        id=concept.id,
        kind=concept.kind or before.kind,
        wordings={**before.wordings, **concept.wordings},
        definition={**before.definition, **concept.definition},
        office={**before.office, **concept.office},
    )


def _texts(localized: Localized | None, codes: tuple[str, ...]) -> Mapping[str, str]:
    if localized is None:
        return {}
    found = {code: text.value.strip() for code, text in localized.texts.items()}
    if localized.common is not None:
        found |= {code: localized.common.value.strip() for code in codes if code not in found}
    return found
