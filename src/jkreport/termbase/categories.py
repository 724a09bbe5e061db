"""What stands for what in TBX-Basic, and what it has no category for."""

from jkreport.model.store import Wording

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
PREFERRED, ADMITTED, DEPRECATED = (
    f"{name}Term-admn-sts" for name in ("preferred", "admitted", "deprecated")
)
STATUS, TYPE, SUBSET = "administrativeStatus", "termType", "projectSubset"
SUBJECT, DEFINITION = "subjectField", "definition"
FIRST, BOUND = "first mention", "bound form"
ABBREVIATION, FULL = "abbreviation", "fullForm"
READING, UNLESS, OFFICE, NOTE = "reading: ", "unless: ", "office: ", "note: "
"""Before a note that holds what TBX-Basic has no category for."""


def forms(wording: Wording) -> list[tuple[str, str, str, str]]:
    """Give each form with its status, its type and its subset; the preferred one first."""
    found = [
        (wording.preferred, PREFERRED, "", ""),
        (wording.first, ADMITTED, "", FIRST),
        (wording.abbreviation, ADMITTED, ABBREVIATION, ""),
        (wording.expansion, ADMITTED, FULL, ""),
        *((form, ADMITTED, "", "") for form in wording.allowed),
        *((form, ADMITTED, "", BOUND) for form in wording.bound),
        *((form, DEPRECATED, "", "") for form in wording.forbidden),
    ]
    return [each for each in found if each[0]]
