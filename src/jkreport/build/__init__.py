"""Conducts a build: reads, composes, typesets, checks, and only then replaces what stands."""

from jkreport.build.conduct import Order, build, check
from jkreport.build.loaded import Loaded, load_workspace, workspace_root
from jkreport.build.report import BuiltEdition, Report

__all__ = [
    "BuiltEdition",
    "Loaded",
    "Order",
    "Report",
    "build",
    "check",
    "load_workspace",
    "workspace_root",
]
