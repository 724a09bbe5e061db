"""Earlier states of a brief: a record, an output folder, a PDF, or a revision of git."""

import io
import os
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

from jkreport.build.editions import kept_names, kept_record
from jkreport.build.given import read_given
from jkreport.build.loaded import load_workspace
from jkreport.build.outputs import MOST_BYTES, standing, temporary_folder
from jkreport.build.places import files_of
from jkreport.build.recording import record_now
from jkreport.build.state import PROVENANCE
from jkreport.diagnostics import Code, ContentError, FaultsError, Place
from jkreport.model.names import Name
from jkreport.provenance import Record, record_of
from jkreport.typeset.pdf.carried import carried_files

_FOLDERS = ("content", "styles")
_SECONDS = 60
_HINT = "a revision of git, an edition that was kept, a provenance.json or manifest.json, a folder of outputs, or a PDF"


def state_since(root: Path, brief_id: str, since: str) -> Record:
    """Give what a brief printed then.

    `since` names a PDF made by jkreport, a `provenance.json`, the manifest or the folder that it stands by, an edition
    that was kept, or a revision of the git repository that the workspace lies in. Nothing is fetched from anywhere.

    Raises:
        ContentError: there is no such state, or it is one of another brief.
    """
    if not since.strip():
        raise ContentError(Code.NO_SUCH_STATE, Place(file="since"), "no state is named", _HINT)
    path = Path(since)
    if _stands(path):
        record = _record_in(path)
    elif since in kept_names(files := files_of(root), brief_id):
        record = kept_record(files, brief_id, Name(since, Place(file=since)))
    else:
        record = _record_at(root, brief_id, since)
    if record.brief != brief_id:
        message = f"'{since}' is a state of '{record.brief}', not of '{brief_id}'"
        raise ContentError(Code.NO_SUCH_STATE, Place(file=since), message, _HINT)
    return record


def wherever(since: str) -> str:
    """Give what names a state from every folder that one may be in: paths are relative to the one here."""
    return str(Path(since).absolute()) if since and _stands(Path(since)) else since


def _stands(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False  # what can't be a path may still be a revision


def _record_in(path: Path) -> Record:
    place = Place(file=path.as_posix())
    if path.suffix.lower() == ".pdf":
        data = carried_files(read_given(path, MOST_BYTES), place).get(PROVENANCE)
        if data is None:
            message = "this PDF carries no record of what it prints"
            raise ContentError(Code.NO_SUCH_STATE, place, message, "jkreport's own do")
        return record_of(data, place)
    file = path / PROVENANCE if path.is_dir() else path
    # A manifest names the record that stands beside it.
    file = file.with_name(PROVENANCE) if file.name == "manifest.json" else file
    data = standing(file)
    if data is None:
        message = f"'{file.as_posix()}' can't be read"
        raise ContentError(Code.NO_SUCH_STATE, place, message, _HINT)
    return record_of(data, Place(file=file.as_posix()))


def _record_at(root: Path, brief_id: str, revision: str) -> Record:
    place = Place(file=revision)
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit is None:
        message = f"there is neither a file nor a revision '{revision}'"
        raise ContentError(Code.NO_SUCH_STATE, place, message, _HINT)
    name = commit.decode().strip()
    listed = _git(root, "ls-tree", "--name-only", name, *_FOLDERS) or b""
    folders = listed.decode().split()
    archive = _git(root, "archive", "--format=tar", name, *folders) if folders else None
    if archive is None:
        message = f"the revision '{revision}' holds no workspace here"
        raise ContentError(Code.NO_SUCH_STATE, place, message, _HINT)
    with temporary_folder() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        try:
            return record_now(load_workspace(folder), brief_id)
        except FaultsError as error:
            first = error.diagnostics[0]
            message = f"the brief has faults at '{revision}': {first.place}: {first.message}"
            raise ContentError(Code.NO_SUCH_STATE, place, message, _HINT) from error
        except ContentError as error:
            message = f"the brief can't be read at '{revision}': {error.diagnostic.message}"
            raise ContentError(Code.NO_SUCH_STATE, place, message, _HINT) from error


def _git(root: Path, *words: str) -> bytes | None:
    """Ask git; None when it says no, or isn't there."""
    command = ("git", "-c", "core.fsmonitor=false", *words)
    try:
        done = subprocess.run(  # noqa: S603 - no shell; what users give is no option
            command, cwd=root, env=_surroundings(os.environ), capture_output=True, timeout=_SECONDS, check=False
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _surroundings(own: Mapping[str, str]) -> dict[str, str]:
    kept = {name: own[name] for name in ("PATH", "HOME", "LANG") if name in own}
    # A partial clone would fetch what it lacks.
    return {**kept, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
