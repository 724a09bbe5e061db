"""What came of a build."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jkreport.build.manifest import Output
from jkreport.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class BuiltEdition:
    """An edition that was written: its files, its pages and the most memory that setting it took, in bytes.

    `peak_memory` is 0 when nothing had to be set.
    """

    id: str
    pdf: Path
    html: Path
    pages: int
    size: int
    sha256: str
    peak_memory: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What came of a build or a check of a brief.

    `current` says that nothing had changed and nothing was done. `without` names the refinements of typesetting that
    this version of the engine did not take, `ragged` counts the lines of all editions that should be flush but would
    have had to grow too much.
    """

    brief: str
    editions: tuple[BuiltEdition, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    current: bool = False
    manifest: Path | None = None
    values: int = 0
    without: tuple[str, ...] = ()
    ragged: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing found stops a build."""
        return all(each.severity is not Severity.ERROR for each in self.diagnostics)


def names_of(brief: str, edition: str) -> tuple[str, str]:
    """Give the names of an edition's PDF and HTML."""
    return f"{brief}.{edition}.pdf", f"{brief}.{edition}.html"


def built(
    folder: Path, brief: str, edition: str, outputs: Mapping[str, Output], peak_memory: int = 0
) -> BuiltEdition:
    """Describe an edition that stands in a folder."""
    pdf, html = names_of(brief, edition)
    return BuiltEdition(
        id=edition,
        pdf=folder / pdf,
        html=folder / html,
        pages=outputs[pdf].pages,
        size=outputs[pdf].bytes,
        sha256=outputs[pdf].sha256,
        peak_memory=peak_memory,
    )
