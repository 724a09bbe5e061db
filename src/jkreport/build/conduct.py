"""The order of a build: read, start the engine, compose, typeset, look at the result, write."""

from pathlib import Path

from jkreport.build.locks import locked
from jkreport.build.manifest import manifest_of
from jkreport.build.order import Order
from jkreport.build.outputs import remove_leftovers, standing
from jkreport.build.places import PACKAGE, files_of, must_exist
from jkreport.build.report import Report, built, names_of
from jkreport.build.state import MANIFEST, PROVENANCE, Reader, is_current
from jkreport.diagnostics import Code, ContentError, Place, Problems


def build(root: Path, order: Order) -> Report:
    """Build a brief of the workspace at `root`.

    Nothing is written when anything is wrong: the report then holds what, and the last good outputs stay.
    """
    folder = (order.out or root / "build") / order.brief
    problems = Problems()
    with problems.gathered():
        must_exist(order.brief, files_of(root))
        if order.out is None:
            _stay_inside(root, folder)
        with locked(folder.parent, order.brief, wait=order.wait, on_wait=order.say):
            remove_leftovers(folder)
            anew = order.force or order.check or order.release or order.marks
            found = None if anew else _standing(root, folder, order)
            return found or _build(root, folder, order)
    return Report(brief=order.brief, diagnostics=problems.sorted())


def _stay_inside(root: Path, folder: Path) -> None:
    """Refuse to write through a link that came with the workspace; who wants that names the folder."""
    if not folder.resolve().is_relative_to(root.resolve()):
        shown = folder.relative_to(root).as_posix()
        message = f"'{shown}' leads out of the workspace"
        raise ContentError(Code.PATH_OUTSIDE, Place(file=shown), message, "name it by --out")


def _standing(root: Path, folder: Path, order: Order) -> Report | None:
    """Report what stands, when a build would make nothing else."""
    manifest = manifest_of(standing(folder / MANIFEST))
    if manifest is None:
        return None
    files = files_of(root)
    wanted = order.editions or manifest.editions
    expected = [name for edition in wanted for name in names_of(order.brief, edition)]
    expected.append(PROVENANCE)
    reader = Reader(file=files.peek, names=files.names)
    if not is_current(folder, reader, expected=expected, code=(PACKAGE,)):
        return None
    editions = tuple(built(folder, order.brief, each, manifest.outputs) for each in wanted)
    return Report(brief=order.brief, editions=editions, current=True, manifest=folder / MANIFEST)


def _build(root: Path, folder: Path, order: Order) -> Report:
    from jkreport.build.making import make_brief  # noqa: PLC0415 - when nothing has changed, nobody waits

    return make_brief(root, folder, order)
