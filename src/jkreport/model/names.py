"""Names that point to something elsewhere, with the place where they were written."""

from dataclasses import dataclass

from jkreport.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Name:
    """An identifier that an author wrote."""

    value: str
    place: Place

    def __str__(self) -> str:
        return self.value
