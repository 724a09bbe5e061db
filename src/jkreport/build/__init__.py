"""Conducts a build: reads, composes, typesets, checks, and only then replaces what stands.

Importing this loads neither the data library nor the engine nor what composes: to find that nothing has changed
takes none of them.
"""

from jkreport.build.checking import check, check_each
from jkreport.build.conduct import build
from jkreport.build.order import Order
from jkreport.build.places import workspace_root
from jkreport.build.report import BuiltEdition, Report

__all__ = [
    "BuiltEdition",
    "Order",
    "Report",
    "build",
    "check",
    "check_each",
    "workspace_root",
]
