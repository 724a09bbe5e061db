"""A workspace that has been read."""

from dataclasses import dataclass
from pathlib import Path

from jkreport.diagnostics import Code, ContentError, Place, Problems, nearest
from jkreport.files import Files
from jkreport.load.briefs import brief_names, read_brief
from jkreport.load.styles import read_style
from jkreport.load.workspace import SETTINGS, read_settings, read_store
from jkreport.model.brief import Brief
from jkreport.model.store import Settings, Store
from jkreport.model.style import Style
from jkreport.resolve import Tables

PACKAGE = Path(__file__).parents[1]


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
        _must_exist(brief_id, self.briefs)
        return read_brief(brief_id, self.files, self.settings, self.problems)

    def style(self, brief: Brief) -> Style:
        """Read the style of a brief.

        Raises:
            ContentError: there is no such style.
        """
        return read_style(brief.style, self.files, self.problems)


def _must_exist(brief_id: str, known: tuple[str, ...]) -> None:
    if brief_id not in known:
        place = Place(file="content/briefs")
        raise ContentError(
            Code.NO_SUCH_BRIEF, place, f"there is no brief '{brief_id}'", nearest(brief_id, known)
        )


def packaged_styles() -> Path:
    """Give the folder of the styles that come with jkreport; in a checkout it stands at the top."""
    inside = PACKAGE / "styles"
    return inside if inside.is_dir() else PACKAGE.parents[1] / "styles"


def files_of(root: Path) -> Files:
    """Give the way to the files of a workspace, the packaged styles included."""
    return Files(root, packaged_styles())


def workspace_root(start: Path) -> Path:
    """Give the nearest folder, from `start` upwards, that holds a workspace.

    Raises:
        ContentError: there is none.
    """
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise ContentError(
        Code.FILE_MISSING,
        Place(file=SETTINGS),
        f"'{start}' is in no workspace",
        f"a workspace is a folder with {SETTINGS}; go there or name it by --workspace",
    )


def load_workspace(root: Path) -> Loaded:
    """Read a workspace.

    Raises:
        ContentError: its settings can't be read. All other faults are among the problems.
    """
    problems, files = Problems(), files_of(root)
    settings = read_settings(files, problems)
    store = read_store(files, settings, problems)
    tables = Tables(store.tables, files, problems)
    return Loaded(files=files, settings=settings, store=store, tables=tables, problems=problems)
