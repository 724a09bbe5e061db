"""Where things are: the workspace, the package and the styles that come with it."""

from pathlib import Path

from jkreport.diagnostics import Code, ContentError, Place, nearest
from jkreport.files import Files

PACKAGE = Path(__file__).parents[1]
SETTINGS = "content/workspace.yaml"


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
    full = start.absolute()
    for folder in (full, *full.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise ContentError(
        Code.FILE_MISSING,
        Place(file=SETTINGS),
        f"'{start}' is in no workspace",
        f"a workspace is a folder with {SETTINGS}; go there or name it by --workspace",
    )


def brief_names(files: Files) -> tuple[str, ...]:
    """Give the ids of all briefs, sorted."""
    names = files.names("content/briefs")
    return tuple(name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))


def must_exist(brief_id: str, files: Files) -> None:
    """Refuse a name that could lead elsewhere before a folder is made by it.

    Raises:
        ContentError: there is no brief of that name; the nearest is told.
    """
    known = brief_names(files)
    if brief_id not in known:
        place = Place(file="content/briefs")
        raise ContentError(
            Code.NO_SUCH_BRIEF, place, f"there is no brief '{brief_id}'", nearest(brief_id, known)
        )
