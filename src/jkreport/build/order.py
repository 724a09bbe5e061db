"""What is asked of a build."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


def _quiet(_: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What is to be built, and how.

    `editions` empty: all. `out`: the folder that gets a folder for the brief; `build` in the workspace if None. `jobs`
    0: one process for each processor, and one more. With `cache` false every edition is set anew, whatever earlier
    builds have left. With `check` they are built a second time, in other surroundings, and written only when the same
    came out. With `release` nothing is written unless the texts of all languages are in step. `marks` names an earlier
    state: editions with change bars are made beside the others, which stay as they are. `say` hears, in a word or two,
    what is being done.
    """

    brief: str
    editions: tuple[str, ...] = ()
    out: Path | None = None
    jobs: int = 0
    force: bool = False
    wait: bool = True
    cache: bool = True
    check: bool = False
    release: bool = False
    marks: str = ""
    say: Callable[[str], None] = field(default=_quiet)
