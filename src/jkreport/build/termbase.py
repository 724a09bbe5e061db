"""The termbase of a workspace out to TBX and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jkreport.build.given import read_given
from jkreport.build.outputs import write_content
from jkreport.build.places import files_of
from jkreport.diagnostics import Code, ContentError, Diagnostic, Place, Problems
from jkreport.files import TEXT_LIMIT
from jkreport.load.entry import Entry
from jkreport.load.store import read_terms
from jkreport.load.workspace import read_settings
from jkreport.load.yaml import Pairs, parse
from jkreport.model.store import Term
from jkreport.termbase import completed, concept_of, merged, read_tbx, tbx_of

_TERMS = "content/terms.yaml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What came of taking terms from a file: ids added, changed and left as they were; none where faults are told."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def export_terms(root: Path) -> str:
    """Give all terms as TBX-Basic (ISO 30042:2019).

    Raises:
        ContentError: the workspace can't be read.
        FaultsError: its terms have faults.
    """
    problems, files = Problems(), files_of(root)
    settings = read_settings(files, problems)
    terms = _terms(files.peek(_TERMS) or b"", problems)
    problems.settle()
    first = settings.languages[0]
    title = settings.title[first].value if settings.title else root.name
    return tbx_of(map(concept_of, terms.values()), title, first)


def import_terms(root: Path, path: Path) -> Imported:
    """Take the terms of a TBX file into `content/terms.yaml`: new and changed ones, every other byte as it was."""
    problems, name = Problems(), path.name
    with problems.gathered():
        source = files_of(root).peek(_TERMS) or b""
        terms = _terms(source, problems)
        concepts = read_tbx(name, read_given(path, TEXT_LIMIT), problems)
        problems.settle()
        before = {name: concept_of(term) for name, term in terms.items()}
        concepts = tuple(completed(each, before.get(each.id)) for each in concepts)
        text, added, changed = merged(source.decode("utf-8"), terms, concepts)
        written = _terms(text.encode("utf-8"), problems)
        problems.settle()
        for each in concepts:
            if concept_of(written[each.id]) != each:
                message = f"the term '{each.id}' can't be written as it stands here"
                problems.add(Code.TBX, Place(file=name), message)
        problems.settle()
        if added or changed:
            write_content(root, "content", {"terms.yaml": text.encode("utf-8")})
        same = tuple(each.id for each in concepts if each.id not in {*added, *changed})
        return Imported(added=added, changed=changed, same=same)
    return Imported(diagnostics=problems.sorted())


def _terms(source: bytes, problems: Problems) -> Mapping[str, Term]:
    if not source.strip():
        return {}
    node = parse(_TERMS, source, problems)
    if not isinstance(node, Pairs):
        raise ContentError(Code.WRONG_TYPE, node.place, "a mapping is expected")
    return read_terms(Entry(pairs=node, problems=problems))
