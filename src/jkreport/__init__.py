"""Policy briefings in Japanese and Korean as PDF, from one set of content blocks and data tables.

from jkreport import Workspace

workspace = Workspace.open(".")
report = workspace.build("brief-2026")
for edition in report.editions:
    print(edition.id, edition.pdf, edition.pages)
for diagnostic in report.diagnostics:
    print(diagnostic.place, diagnostic.message)
print(workspace.value("data.trade.total[2011]").number)
"""

from typing import TYPE_CHECKING

from jkreport.diagnostics import Code, Diagnostic, Place, Severity
from jkreport.workspace import JkreportError, Workspace

if TYPE_CHECKING:
    from jkreport.build.report import BuiltEdition, Report
    from jkreport.build.verifying import Verification
    from jkreport.data import Table
    from jkreport.values import Quantity

__all__ = [
    "BuiltEdition",
    "Code",
    "Diagnostic",
    "JkreportError",
    "Place",
    "Quantity",
    "Report",
    "Severity",
    "Table",
    "Verification",
    "Workspace",
]

# Names whose modules load more than opening a workspace needs.
_LATER = {
    "BuiltEdition": "jkreport.build.report",
    "Quantity": "jkreport.values",
    "Report": "jkreport.build.report",
    "Table": "jkreport.data",
    "Verification": "jkreport.build.verifying",
}


def __getattr__(name: str) -> object:
    """Give a public name when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module 'jkreport' has no attribute '{name}'")
    from importlib import import_module  # noqa: PLC0415 - only where it is needed

    return getattr(import_module(_LATER[name]), name)
