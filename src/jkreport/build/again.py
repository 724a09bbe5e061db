"""A brief is built a second time by another process in other surroundings: does the same come out?"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from jkreport.build.comparing import difference
from jkreport.build.order import Order
from jkreport.build.outputs import temporary_folder
from jkreport.build.states import wherever
from jkreport.cache import SETTING
from jkreport.children import Child
from jkreport.diagnostics import Code, ContentError, Place, Problems

_HINT = (
    "something depends on the clock, on chance, on the machine or on the order of a set: a fault of jkreport; "
    "please report it"
)


def compare_again(
    root: Path,
    order: Order,
    folder: Path,
    first: Mapping[str, Mapping[str, bytes]],
    problems: Problems,
) -> None:
    """Build editions once more, and note each file that comes out otherwise than the first time.

    `first` gives for each edition the bytes of its files by their names in `folder`. The other process has another
    seed for its sets, another number of workers, time zone, locale, working folder, mask for new files, folder for
    temporary files and an empty cache of fonts, and reaches the workspace by another path.

    Raises:
        ContentError: the second build failed, or the folder for temporary files can't be written.
    """
    with temporary_folder() as temporary:
        out = _built_again(root, order, temporary)
        for edition, files in first.items():
            for name, data in files.items():
                found = difference(name, data, (out / order.brief / name).read_bytes())
                if found is not None:
                    place = Place(file=(folder / name).as_posix())
                    said = f"edition '{edition}' isn't the same when it is built twice: {found}"
                    problems.add(Code.NOT_REPRODUCIBLE, place, said, _HINT)


def _built_again(root: Path, order: Order, temporary: Path) -> Path:
    workspace, out = temporary / "workspace", temporary / "out"
    workspace.symlink_to(root.absolute(), target_is_directory=True)
    # One worker after several, several after one.
    jobs = 2 if order.jobs == 1 else 1
    since = wherever(order.marks)
    words = (str(workspace), str(out), str(jobs), since, order.brief, *order.editions)
    try:
        child = Child("jkreport.build", *words, variables=_surroundings(os.environ, temporary))
    except OSError as error:
        place = Place(file=sys.executable)
        raise ContentError(Code.ENGINE, place, f"can't be started: {error.strerror}") from error
    try:
        status, said = child.wait(), child.last_words()
    finally:
        child.close()
    if status:
        place = Place(file=f"content/briefs/{order.brief}.yaml")
        message = f"the second build failed, the first didn't: {said or f'status {status}'}"
        raise ContentError(Code.NOT_REPRODUCIBLE, place, message, _HINT)
    return out


def _surroundings(own: Mapping[str, str], temporary: Path) -> dict[str, str]:
    return {
        # Fonts may lie there.
        **{name: own[name] for name in ("HOME",) if name in own},
        "PYTHONHASHSEED": "2" if own.get("PYTHONHASHSEED") == "1" else "1",
        "TZ": "XYZ-13:45",
        "LC_ALL": "C" if own.get("LC_ALL", "").startswith("C.") else "C.UTF-8",
        "TMPDIR": str(temporary),
        SETTING: str(temporary / "cache"),
    }
