"""What the composition of an edition may ask of earlier states of its brief."""

from collections.abc import Callable
from dataclasses import dataclass

from jkreport.model.names import Name
from jkreport.provenance import EditionRecord, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """`kept` gives the record of an edition that was kept; None, with the fault told, where there is none.

    `brought` gives the record of an edition with the state of all that it prints from.
    """

    kept: Callable[[Name], Record | None]
    brought: Callable[[EditionRecord], Record]
