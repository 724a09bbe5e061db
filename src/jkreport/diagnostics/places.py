"""Where in the workspace something stands."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Place:
    """A point in a file; lines and columns count from 1, 0 when there is none.

    `file` is relative to the workspace, with forward slashes. `cell` names sheet and cell in a spreadsheet.
    """

    file: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        """Give `file:line:column`, as compilers do."""
        parts = [self.file]
        if self.cell:
            parts.append(self.cell)
        elif self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)
