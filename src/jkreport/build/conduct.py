"""The order of a build: read, start the engine, compose, typeset, look at the result, write."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from jkreport.build.loaded import PACKAGE, files_of, load_workspace
from jkreport.build.locks import locked
from jkreport.build.making import Task, context_of, make
from jkreport.build.manifest import manifest_of
from jkreport.build.outputs import remove_leftovers
from jkreport.build.report import Report
from jkreport.build.state import MANIFEST, Reader, is_current
from jkreport.build.writing import built, names_of
from jkreport.compose import compose
from jkreport.diagnostics import Code, ContentError, Problems, nearest
from jkreport.model.brief import Brief, EditionSpec


def _quiet(_: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is to be built, and how.

    `editions` empty: all. `out`: the folder that gets a folder for the brief; `build` in the workspace if None. `jobs`
    0: one process for each processor. `say` hears, in a word or two, what is being done.
    """

    brief: str
    editions: tuple[str, ...] = ()
    out: Path | None = None
    jobs: int = 0
    force: bool = False
    wait: bool = True
    say: Callable[[str], None] = field(default=_quiet)


def build(root: Path, order: Order) -> Report:
    """Build a brief of the workspace at `root`.

    Nothing is written when anything is wrong: the report then holds what, and the last good outputs stay.
    """
    folder = (order.out or root / "build") / order.brief
    problems = Problems()
    with problems.gathered():
        _refuse_odd_name(order.brief, root)
        with locked(folder.parent, order.brief, wait=order.wait, on_wait=order.say):
            remove_leftovers(folder)
            found = None if order.force else _standing(root, folder, order)
            return found or _build(root, folder, order)
    return Report(brief=order.brief, diagnostics=problems.sorted())


def check(root: Path, brief_id: str) -> Report:
    """Compose all editions of a brief without typesetting them, and report what is wrong."""
    problems, values = Problems(), 0
    with problems.gathered():
        loaded = load_workspace(root)
        problems = loaded.problems
        with problems.gathered():
            brief = loaded.brief(brief_id)
            style = loaded.style(brief)
            for edition in brief.editions:
                values += compose(context_of(loaded, brief, edition, style, None)).values
    return Report(brief=brief_id, diagnostics=problems.sorted(), values=values)


def _refuse_odd_name(brief_id: str, root: Path) -> None:
    """Refuse a name that could lead elsewhere before a folder is made by it."""
    known = files_of(root).names("content/briefs")
    if f"{brief_id}.yaml" not in known:
        load_workspace(root).brief(brief_id)


def _standing(root: Path, folder: Path, order: Order) -> Report | None:
    """Report what stands, when a build would make nothing else."""
    manifest = manifest_of(_bytes(folder / MANIFEST))
    if manifest is None:
        return None
    files = files_of(root)
    wanted = order.editions or manifest.editions
    expected = [name for edition in wanted for name in names_of(order.brief, edition)]
    reader = Reader(file=files.peek, names=files.names)
    if not is_current(folder, reader, expected=expected, code=(PACKAGE,)):
        return None
    editions = tuple(built(folder, order.brief, each, manifest.outputs) for each in wanted)
    return Report(brief=order.brief, editions=editions, current=True, manifest=folder / MANIFEST)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _build(root: Path, folder: Path, order: Order) -> Report:
    order.say("reading")
    loaded = load_workspace(root)
    with loaded.problems.gathered():
        brief = loaded.brief(order.brief)
        task = Task(
            loaded=loaded,
            brief=brief,
            style=loaded.style(brief),
            editions=_wanted(brief, order.editions),
            folder=folder,
            say=order.say,
        )
        return make(task, order.jobs)
    return Report(brief=order.brief, diagnostics=loaded.problems.sorted())


def _wanted(brief: Brief, names: tuple[str, ...]) -> tuple[EditionSpec, ...]:
    known = {each.id: each for each in brief.editions}
    for name in names:
        if name not in known:
            raise ContentError(
                Code.UNKNOWN_NAME,
                brief.place,
                f"the brief '{brief.id}' has no edition '{name}'",
                nearest(name, known),
            )
    return tuple(known[name] for name in names) or brief.editions
