"""The termbase as TBX-Basic, in the form of ISO 30042:2019 that names categories by attributes (DCA)."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from jkreport.model.store import Wording
from jkreport.termbase.categories import (
    DEFINITION,
    NAMESPACE,
    NOTE,
    OFFICE,
    READING,
    STATUS,
    SUBJECT,
    SUBSET,
    TYPE,
    UNLESS,
    forms,
)
from jkreport.termbase.concepts import Concept

_PREFIXES = (READING, UNLESS, OFFICE, NOTE)


def tbx_of(concepts: Iterable[Concept], title: str, language: str) -> str:
    """Give a whole file; `title` says where the terms are from, `language` in which language it says so."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<tbx style="dca" type="TBX-Basic" xml:lang={quoteattr(language)} xmlns="{NAMESPACE}">',
        f"<tbxHeader><fileDesc><sourceDesc><p>{escape(title)}</p></sourceDesc></fileDesc></tbxHeader>",
        "<text><body>",
    ]
    for each in concepts:
        lines += _entry(each)
    return "\n".join([*lines, "</body></text>", "</tbx>", ""])


def _entry(concept: Concept) -> Iterator[str]:
    yield f"  <conceptEntry id={quoteattr(concept.id)}>"
    if concept.kind is not None:
        yield f'    <descrip type="{SUBJECT}">{concept.kind.value}</descrip>'
    for code, wording in concept.wordings.items():
        yield f'    <langSec xml:lang="{code}">'
        if code in concept.definition:
            yield f'      <descrip type="{DEFINITION}">{escape(concept.definition[code])}</descrip>'
        yield from (f"      {_note(UNLESS + each)}" for each in wording.unless)
        if code in concept.office:
            yield f"      {_note(OFFICE + concept.office[code])}"
        yield from _terms(wording)
        yield "    </langSec>"
    yield "  </conceptEntry>"


def _terms(wording: Wording) -> Iterator[str]:
    for number, (form, status, kind, subset) in enumerate(forms(wording)):
        yield "      <termSec>"
        yield f"        <term>{escape(form)}</term>"
        yield f'        <termNote type="{STATUS}">{status}</termNote>'
        if kind:
            yield f'        <termNote type="{TYPE}">{kind}</termNote>'
        if subset:
            yield f'        <admin type="{SUBSET}">{subset}</admin>'
        if not number and wording.reading:
            yield f"        {_note(READING + wording.reading)}"
        if not number and wording.note:
            marked = NOTE + wording.note if wording.note.startswith(_PREFIXES) else wording.note
            yield f"        {_note(marked)}"
        yield "      </termSec>"


def _note(text: str) -> str:
    return f"<note>{escape(text)}</note>"
