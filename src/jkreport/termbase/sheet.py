"""Concepts written into `terms.yaml`: new and changed ones alone, every other byte as it was."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from jkreport.model.store import Term, TermKind, Wording
from jkreport.termbase.concepts import Concept, concept_of

# What needs no quotes between brackets in YAML: no signs of its own, and nothing that it takes for other than text.
_BARE = re.compile(
    r"(?!(?:null|true|false|yes|no|on|off|y|n)$)[^\W_]"
    r"[\w()\uff08\uff09\u3001\u3002\u300c-\u300f\u30fb\u00b7\u2018-\u201d\uff5e/ .-]*(?<! )",
    re.IGNORECASE,
)
_LISTS = ("allowed", "forbidden", "bound", "unless")
_TEXTS = ("preferred", "first", "reading", "abbreviation", "expansion")


def merged(
    source: str, terms: Mapping[str, Term], concepts: Sequence[Concept]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Give the text of `terms.yaml` with these concepts in it, and the ids of those added and changed.

    `terms` are what `source` holds. Comments and the order of the file stay.
    """
    changed = {
        each.id: each
        for each in concepts
        if each.id in terms and concept_of(terms[each.id]) != each
    }
    added = [each for each in concepts if each.id not in terms]
    lines = [line + "\n" for line in source.split("\n")]
    lines[-1] = lines[-1][:-1]
    for name in sorted(changed, key=lambda name: -terms[name].place.line):
        start = terms[name].place.line - 1
        lines[start : _end(lines, start)] = [_entry(changed[name])]
    text = "".join(lines)
    if added and text and not text.endswith("\n"):
        text += "\n"
    text += "".join(map(_entry, added))
    return text, tuple(each.id for each in added), tuple(sorted(changed))


def _end(lines: Sequence[str], start: int) -> int:
    """Give where an entry ends: before the next line that isn't indented, blank lines and comments left out."""
    end = start + 1
    while end < len(lines) and (lines[end][:1] in " \n\r" or lines[end].startswith("#")):
        end += 1
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def _entry(concept: Concept) -> str:
    return "\n".join(_lines(concept)) + "\n"


def _lines(concept: Concept) -> Iterator[str]:
    yield f"{concept.id}:"
    if concept.kind is not None and concept.kind is not TermKind.CONCEPT:
        yield f"  kind: {concept.kind.value}"
    for code, wording in concept.wordings.items():
        yield f"  {code}: {{{', '.join(_parts(wording))}}}"
    for name, texts in (("definition", concept.definition), ("office", concept.office)):
        if texts:
            yield f"  {name}:"
            yield from (f"    {code}: {_scalar(text)}" for code, text in texts.items())


def _parts(wording: Wording) -> Iterator[str]:
    for name in _TEXTS:
        text = getattr(wording, name)
        if text:
            yield f"{name}: {_scalar(text)}"
    for name in _LISTS:
        forms = getattr(wording, name)
        if forms:
            yield f"{name}: [{', '.join(map(_scalar, forms))}]"
    if wording.note:
        yield f"note: {_scalar(wording.note)}"


def _scalar(text: str) -> str:
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
