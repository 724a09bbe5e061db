"""TBX read into concepts: our own files, and those of other tools that name categories by attributes (DCA)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jkreport.diagnostics import Code, Place, Problems
from jkreport.languages import LANGUAGES
from jkreport.model.store import TermKind, Wording
from jkreport.termbase.categories import (
    ABBREVIATION,
    BOUND,
    DEFINITION,
    DEPRECATED,
    FIRST,
    FULL,
    NAMESPACE,
    NOTE,
    OFFICE,
    PREFERRED,
    READING,
    STATUS,
    SUBJECT,
    SUBSET,
    TYPE,
    UNLESS,
)
from jkreport.termbase.concepts import Concept
from jkreport.termbase.tree import Element, TreeError, tree_of

_PARTS = re.compile(r"[a-z0-9]+")
_KINDS = {each.value: each for each in TermKind}
_SHORT = (ABBREVIATION, "acronym", "initialism", "shortForm")
_SUPERSEDED = "supersededTerm-admn-sts"


def read_tbx(file: str, data: bytes, problems: Problems) -> tuple[Concept, ...]:
    """Read the concepts of a file; what can't be taken is noted with its line and left out."""
    try:
        root = tree_of(data)
    except TreeError as error:
        place = Place(file=file, line=error.line, column=error.column)
        problems.add(Code.TBX, place, str(error))
        return ()
    reader = _Reader(file=file, problems=problems)
    found = [concept for each in reader.entries(root) if (concept := reader.concept(each))]
    return tuple({each.id: each for each in found}.values())


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reader:
    file: str
    problems: Problems

    def entries(self, root: Element) -> Iterator[Element]:
        top = root.children[0] if root.children else root
        if (top.name, top.namespace) != ("tbx", NAMESPACE):
            hint = "the root is <tbx> of ISO 30042:2019; older files (<martif>) are converted by TBXInfo's tools"
            self._tell(top, "this is no TBX of version 3", hint)
            return
        if top.attributes.get("style", "dca") != "dca":
            self._tell(top, "categories are named by elements (DCT)", "export it as DCA")
            return
        known: set[str] = set()
        for body in (each for text in top.all("text") for each in text.all("body")):
            for entry in body.all("conceptEntry"):
                name = _id(entry)
                if name in known:
                    self._tell(entry, f"the concept '{name}' stands here a second time")
                else:
                    yield entry
                known.add(name)

    def concept(self, entry: Element) -> Concept | None:
        name = _id(entry)
        if not name:
            self._tell(
                entry, "this concept has no id", 'add one: <conceptEntry id="export_controls">'
            )
            return None
        kind = entry.typed("descrip", SUBJECT)
        sections = {code: each for each in entry.all("langSec") if (code := _code(each))}
        wordings = {code: self._wording(name, each) for code, each in sections.items()}
        return Concept(
            id=name,
            kind=_KINDS.get(kind),
            wordings={code: each for code, each in wordings.items() if each is not None},
            definition=_texts(
                {code: each.typed("descrip", DEFINITION) for code, each in sections.items()}
            ),
            office=_texts({code: "".join(_noted(each, OFFICE)) for code, each in sections.items()}),
        )

    def _wording(self, name: str, section: Element) -> Wording | None:
        terms = [_Form(each) for each in section.all("termSec")]
        preferred = next((each for each in terms if each.status == PREFERRED), None)
        preferred = preferred or next((each for each in terms if each.plain and each.text), None)
        if preferred is None or not preferred.text:
            self._tell(section, f"the concept '{name}' has no preferred term here")
            return None
        others = [each for each in terms if each is not preferred and each.text]
        return Wording(
            preferred=preferred.text,
            first=next((each.text for each in others if each.subset == FIRST), ""),
            reading="".join(_noted(preferred.element, READING)),
            abbreviation=next((each.text for each in others if each.short), ""),
            expansion=next((each.text for each in others if each.full), ""),
            allowed=tuple(each.text for each in others if each.plain),
            forbidden=tuple(each.text for each in others if each.refused),
            bound=tuple(each.text for each in others if each.subset == BOUND),
            unless=tuple(_noted(section, UNLESS)),
            note="".join(_plain_notes(preferred.element)),
        )

    def _tell(self, element: Element, message: str, hint: str = "") -> None:
        place = Place(file=self.file, line=element.line, column=element.column)
        self.problems.add(Code.TBX, place, message, hint)


def _id(entry: Element) -> str:
    """Give the id of a concept as expressions can name it: C-12 is c_12, 12 concept_12."""
    name = "_".join(_PARTS.findall(entry.attributes.get("id", "").lower()))
    return f"concept_{name}" if name[:1].isdigit() else name


def _code(section: Element) -> str:
    """Give the language of a section; empty for one that briefs aren't written in, which is left out."""
    code = section.language.partition("-")[0].lower()
    return code if code in LANGUAGES else ""


@dataclass(frozen=True, slots=True)
class _Form:
    """One term of a language, as TBX has it."""

    element: Element

    @property
    def text(self) -> str:
        return next((each.text.strip() for each in self.element.all("term")), "")

    @property
    def status(self) -> str:
        return self.element.typed("termNote", STATUS)

    @property
    def subset(self) -> str:
        return self.element.typed("admin", SUBSET)

    @property
    def refused(self) -> bool:
        return self.status in {DEPRECATED, _SUPERSEDED}

    @property
    def short(self) -> bool:
        return not self.refused and self.element.typed("termNote", TYPE) in _SHORT

    @property
    def full(self) -> bool:
        return not self.refused and self.element.typed("termNote", TYPE) == FULL

    @property
    def plain(self) -> bool:
        marked = self.refused or self.short or self.full
        return not marked and self.subset not in {FIRST, BOUND}


def _noted(element: Element, prefix: str) -> list[str]:
    notes = (each.text.strip() for each in element.all("note"))
    return [each.removeprefix(prefix) for each in notes if each.startswith(prefix)]


def _plain_notes(element: Element) -> list[str]:
    notes = [each.text.strip() for each in element.all("note")]
    own = [each.removeprefix(NOTE) for each in notes if not each.startswith(READING)]
    return [" ".join(own)]


def _texts(found: dict[str, str]) -> dict[str, str]:
    return {code: text for code, text in found.items() if text}
