"""Where a file that was built differs from the same file built again."""

from jkreport.typeset.pdf.difference import Difference, differing_line, first_difference


def difference(name: str, one: bytes, other: bytes) -> Difference | None:
    """Give the first difference between two makings of an output: an object of a PDF, a line of a page."""
    if one == other:
        return None
    if name.endswith(".pdf"):
        return first_difference(one, other)
    return Difference(kind="page in HTML", detail=differing_line(one, other))
