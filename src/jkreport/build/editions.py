"""Editions that were kept below `content/editions/`, for later ones to be compared with."""

from jkreport.build.loaded import Loaded
from jkreport.build.tracing import record_of_editions
from jkreport.compose import Earlier
from jkreport.diagnostics import Code, ContentError, nearest
from jkreport.files import DATA_LIMIT, Files
from jkreport.model.brief import Brief
from jkreport.model.names import Name
from jkreport.provenance import Record, record_of

EDITIONS = "content/editions"
_SUFFIX = ".json"


def path_of(brief_id: str, name: str) -> str:
    """Give the path of an edition that was kept, in the workspace."""
    return f"{EDITIONS}/{brief_id}/{name}{_SUFFIX}"


def kept_names(files: Files, brief_id: str) -> tuple[str, ...]:
    """Give the names of the editions of a brief that were kept, sorted."""
    names = files.names(f"{EDITIONS}/{brief_id}")
    return tuple(each.removesuffix(_SUFFIX) for each in names if each.endswith(_SUFFIX))


def kept_record(files: Files, brief_id: str, name: Name) -> Record:
    """Read the record of an edition that was kept.

    Raises:
        ContentError: there is none of that name, or it can't be used.
    """
    known = kept_names(files, brief_id)
    if name.value not in known:
        message = f"no edition '{name}' of '{brief_id}' was kept"
        hint = nearest(name.value, known) if known else "'jkreport keep' keeps what is printed now"
        raise ContentError(Code.NO_SUCH_STATE, name.place, message, hint)
    path = path_of(brief_id, name.value)
    data = files.read(path, name.place, limit=DATA_LIMIT)
    try:
        record = record_of(data, name.place)
    except ContentError as error:
        message = f"'{path}' is damaged, or from another version of jkreport"
        hint = "take it from your history, or keep that edition anew"
        raise ContentError(Code.KEPT_DAMAGED, name.place, message, hint) from error
    if record.brief != brief_id:
        message = f"'{path}' is an edition of '{record.brief}', not of '{brief_id}'"
        raise ContentError(Code.NO_SUCH_STATE, name.place, message, "keep one of this brief")
    return record


def earlier_of(loaded: Loaded, brief: Brief) -> Earlier:
    """Give what the editions of a brief may be compared with."""

    def kept(name: Name) -> Record | None:
        with loaded.problems.gathered():
            return kept_record(loaded.files, brief.id, name)
        return None

    return Earlier(kept=kept, brought=lambda edition: record_of_editions(loaded, brief, [edition]))
