"""What was found where it may not stand."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something that a page may not hold; `offset` counts characters from the start of the text."""

    offset: int
    message: str
    fetches: bool = False
