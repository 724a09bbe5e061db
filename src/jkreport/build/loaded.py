"""A workspace that has been read."""

from dataclasses import dataclass
from pathlib import Path

from jkreport.build.places import brief_names, files_of, must_exist
from jkreport.diagnostics import Problems
from jkreport.files import Files
from jkreport.load.briefs import read_brief, refuse_unknown_names
from jkreport.load.statements import refuse_unknown_facts
from jkreport.load.styles import read_style
from jkreport.load.workspace import read_settings, read_store
from jkreport.model.brief import Brief
from jkreport.model.store import Settings, Store
from jkreport.model.style import Style
from jkreport.resolve import Tables


@dataclass(frozen=True, kw_only=True, slots=True)
class Loaded:
    """Settings, store and tables of a workspace, with the record of what was read and what was wrong."""

    files: Files
    settings: Settings
    store: Store
    tables: Tables
    problems: Problems

    @property
    def briefs(self) -> tuple[str, ...]:
        """The ids of all briefs."""
        return brief_names(self.files)

    def brief(self, brief_id: str) -> Brief:
        """Read a brief.

        Raises:
            ContentError: there is no such brief, or its file can't be read.
        """
        must_exist(brief_id, self.files)
        brief = read_brief(brief_id, self.files, self.settings, self.problems)
        refuse_unknown_names(brief, self.store, self.problems)
        refuse_unknown_facts(brief.all_blocks(), self.store, self.problems)
        return brief

    def style(self, brief: Brief) -> Style:
        """Read the style of a brief.

        Raises:
            ContentError: there is no such style.
        """
        return read_style(brief.style, self.files, self.problems)


def briefs_of(root: Path) -> tuple[str, ...]:
    """Give the ids of all briefs of a workspace.

    Raises:
        ContentError: its settings can't be read.
    """
    files = files_of(root)
    read_settings(files, Problems())
    return brief_names(files)


def load_workspace(root: Path) -> Loaded:
    """Read a workspace.

    Raises:
        ContentError: its settings can't be read. All other faults are among the problems.
    """
    problems, files = Problems(), files_of(root)
    settings = read_settings(files, problems)
    store = read_store(files, settings, problems)
    tables = Tables(store.tables, files, problems, store.snapshots)
    return Loaded(files=files, settings=settings, store=store, tables=tables, problems=problems)
