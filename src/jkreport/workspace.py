"""The library's front door: a workspace, its briefs, and whatever they hold."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jkreport.diagnostics import Diagnostic
from jkreport.questions import JkreportError, Questions, told

if TYPE_CHECKING:
    from jkreport.build.exchanging import Import
    from jkreport.build.refreshing import Refreshed
    from jkreport.build.report import Report
    from jkreport.build.termbase import Imported
    from jkreport.build.translations import Translations
    from jkreport.build.verifying import Verification

__all__ = ["JkreportError", "Workspace"]


@dataclass(slots=True)
class Workspace(Questions):
    """A folder with `content/`.

    >>> Workspace.open("/")
    Traceback (most recent call last):
        ...
    jkreport.questions.JkreportError: content/workspace.yaml: '/' is in no workspace
    """

    @classmethod
    def open(cls, path: str | Path = ".") -> "Workspace":
        """Open the workspace that a folder is in.

        Raises:
            JkreportError: it is in none.
        """
        # Reading and building load much; opening a workspace doesn't.
        from jkreport.build import workspace_root  # noqa: PLC0415

        with told():
            return cls(root=workspace_root(Path(path)))

    def build(  # noqa: PLR0913 - one parameter for each thing that can be asked of a build
        self,
        brief: str,
        *,
        editions: Sequence[str] = (),
        out: str | Path | None = None,
        jobs: int = 0,
        force: bool = False,
        wait: bool = True,
        cache: bool = True,
        check: bool = False,
        release: bool = False,
        marks: str | Path = "",
        say: Callable[[str], None] | None = None,
    ) -> "Report":
        """Build a brief; give what was written, or what has to be mended first. Content never makes it raise.

        `editions` names some of the brief's editions (all if empty), `out` a folder other than `build`, `jobs` how many
        processes work at once (one more than there are processors if 0). `force` builds even when nothing has changed.
        With `wait` false a brief that another process is building is reported as locked. With `cache` false every
        edition is set anew, and nothing is kept for later builds. With `check` they are built twice, the second time in
        other surroundings, and written only when the same came out. With `release` nothing is written unless the texts
        of all languages are in step. `marks` names an earlier state, as `since` of `changes` does: editions with bars
        beside what has changed are written beside the others, as `brief-2026.ja.marks.pdf`. `say` hears what is being
        done.
        """
        from jkreport.build import Order, build  # noqa: PLC0415 - as above

        order = Order(
            brief=brief,
            editions=tuple(editions),
            out=Path(out) if out is not None else None,
            jobs=jobs,
            force=force,
            wait=wait,
            cache=cache,
            check=check,
            release=release,
            marks=str(marks),
            say=say if say is not None else _quiet,
        )
        return build(self.root, order)

    def verify(
        self,
        what: str | Path,
        *,
        out: str | Path | None = None,
        say: Callable[[str], None] | None = None,
    ) -> "Verification":
        """Build again what stands, from all that its manifest names, and compare byte by byte; nothing is replaced.

        `what` is a brief, all of whose outputs in `build` (or `out`) are verified, or a path: that of one PDF or HTML
        page, by the manifest beside it. A text that ends in `.pdf` or `.html` is a path. What isn't as the manifest
        has it, and each file that doesn't come out the same, is in the result; content never makes it raise.
        """
        from jkreport.build import Order  # noqa: PLC0415 - as above
        from jkreport.build.verifying import verify_brief, verify_file  # noqa: PLC0415 - as above

        folder, heard = Path(out) if out is not None else None, say if say is not None else _quiet
        if isinstance(what, Path) or what.endswith((".pdf", ".html")):
            path = Path(what)
            return verify_file(self.root, path, Order(brief=path.name, say=heard))
        return verify_brief(self.root, Order(brief=what, out=folder, say=heard))

    def refresh(
        self,
        tables: Sequence[str] = (),
        *,
        dry_run: bool = False,
        accept: Sequence[str] = (),
        jobs: int = 8,
        environment: Mapping[str, str] | None = None,
        say: Callable[[str], None] | None = None,
    ) -> "Refreshed":
        """Retrieve tables from their origins (all that have one if none is named) and pin what came.

        With `dry_run` nothing is written. `accept` names what is taken though it would be refused: `rows` (fewer),
        `columns` (others), `revisions` (larger changes than the table allows). `jobs` sources are asked at once.
        `environment` holds the variables that origins name, `os.environ` by default. What is wrong with a table is in
        the result, and what stood stands; content never makes it raise.
        """
        from jkreport.build.refreshing import RefreshOrder, refresh  # noqa: PLC0415 - as above

        order = RefreshOrder(
            tables=tuple(tables),
            accept=frozenset(accept),
            dry_run=dry_run,
            jobs=jobs,
            environment=os.environ if environment is None else environment,
            say=say if say is not None else _quiet,
        )
        self._loaded = None  # what was read may not stand any more
        return refresh(self.root, order)

    def data_status(
        self, tables: Sequence[str] = (), *, online: bool = False
    ) -> tuple[Mapping[str, object], ...]:
        """Give how tables (all if none is named) stand today: origin, age, what is next, faults, where they are used.

        With `online` their sources are asked, and `source` tells how they differ.

        Raises:
            JkreportError: there is no such table, or the workspace can't be read.
        """
        from jkreport.build.data_status import data_status  # noqa: PLC0415 - as above

        with told():
            return data_status(self.root, tables, os.environ if online else None)

    def check(self, brief: str, *, cache: bool = True) -> "Report":
        """Find all that a build would find wrong before typesetting, and where languages aren't in step.

        With `cache` what was found of the same files before is reported again, as long as that was no error.
        """
        from jkreport.build import check  # noqa: PLC0415 - as above

        return check(self.root, brief, remember=cache)

    def check_each(self, briefs: Iterable[str], *, cache: bool = True) -> Iterator["Report"]:
        """Check briefs one after the other, as `check` does; what they have in common is looked at once."""
        from jkreport.build import check_each  # noqa: PLC0415 - as above

        return check_each(self.root, briefs, remember=cache)

    def keep(self, brief: str, name: str, *, again: bool = False) -> Path:
        """Keep what a brief prints now under a name, for blocks `changes` of later editions; give the file's path.

        Raises:
            JkreportError: the brief has faults, the name can't be one, or it was given to another state before, which
                only `again` replaces.
        """
        from jkreport.build.keeping import keep  # noqa: PLC0415 - as above

        with told():
            return keep(self.root, self._content(), brief, name, again=again)

    def export_terms(self, out: str | Path | None = None) -> str:
        """Give the termbase as TBX-Basic (ISO 30042:2019), and write it to `out` if that is given.

        Raises:
            JkreportError: it can't be read or written.
        """
        from jkreport.build.outputs import write_all  # noqa: PLC0415 - as above
        from jkreport.build.termbase import export_terms  # noqa: PLC0415 - as above

        with told():
            found = export_terms(self.root)
            if out is not None:
                write_all(Path(out).absolute().parent, {Path(out).name: found.encode("utf-8")})
        return found

    def import_terms(self, path: str | Path) -> "Imported":
        """Take terms from a TBX file into `content/terms.yaml`; what hasn't changed stays byte for byte as it was.

        Where anything is wrong nothing is written, and the result tells what.
        """
        from jkreport.build.termbase import import_terms  # noqa: PLC0415 - as above

        self._loaded = None  # what was read may not stand any more
        return import_terms(self.root, Path(path))

    def lock(self, *, wheels: str | Path | None = None) -> Path:
        """Write `jkreport.lock`: versions and hashes of all that the briefs are made of and with; give its path.

        `wheels` is a folder of wheels or a file of requirements with hashes, from which the lock learns what each
        package may be installed from.

        Raises:
            JkreportError: something has to be mended first, or the lock can't be written.
        """
        from jkreport.build.locking import lock  # noqa: PLC0415 - as above

        path, faults = lock(self.root, Path(wheels) if wheels is not None else None)
        if path is None:
            raise JkreportError(faults)
        return path

    def lock_differences(self) -> tuple[Diagnostic, ...]:
        """Compare `jkreport.lock` with what is here now; give a diagnostic for each line that differs."""
        from jkreport.build.locking import differences  # noqa: PLC0415 - as above

        return differences(self.root)

    def requirements(self) -> str:
        """Give a file of requirements for pip, with the hashes of `jkreport.lock`.

        Raises:
            JkreportError: there is no lock, or it lacks the hashes of a package.
        """
        from jkreport.build.locking import requirements  # noqa: PLC0415 - as above

        with told():
            return requirements(self.root)

    def translations(self, briefs: Sequence[str] = ()) -> "Translations":
        """Say which texts of briefs are in step, stale, missing or unreviewed; of all briefs if none is named."""
        from jkreport.build.translations import status  # noqa: PLC0415 - as above

        return status(self.root, briefs)

    def acknowledge(
        self,
        names: Sequence[str] = (),
        *,
        by: str,
        date: str,
        reason: str,
        briefs: Sequence[str] = (),
    ) -> int:
        """Declare the wordings of texts to say the same as they stand now; give how many texts that were.

        `names` are blocks, sections, files of content or keys; all texts of the briefs if there are none. `date` is an
        ISO date.

        Raises:
            JkreportError: nothing was declared: there is no such text, a wording is missing, or content has faults.
        """
        from jkreport.build.translations import acknowledge  # noqa: PLC0415 - as above
        from jkreport.translate import Voice  # noqa: PLC0415 - as above

        voice = Voice(by=by, date=date, reason=reason)
        count, faults = acknowledge(self.root, names, voice, briefs)
        if faults:
            raise JkreportError(faults)
        return count

    def export_texts(
        self, brief: str, source: str, target: str, *, form: str = "xliff", only: str = "all"
    ) -> tuple[bytes, int]:
        """Give the texts of a brief from one language into another as a file for a translator, and how many they are.

        `form` is `xliff` (1.2), `xliff2` (2.0), `po` or `docx`; `only` is `all`, `behind` (not in step), `stale`,
        `missing` or `unreviewed`.

        Raises:
            JkreportError: there is no such brief, it doesn't print these languages, or content has faults.
        """
        from jkreport.build.exchanging import export  # noqa: PLC0415 - as above
        from jkreport.translate import Form, Only  # noqa: PLC0415 - as above

        with told():
            return export(self.root, brief, (source, target), Form(form), Only(only))

    def import_texts(self, path: str | Path, *, by: str, date: str, reason: str) -> "Import":
        """Take a file back from a translator: each text is written at its place and declared in step, or refused.

        What is refused, and why, is among the diagnostics of the result; content never makes it raise. `date` is an
        ISO date.
        """
        from jkreport.build.exchanging import take_back  # noqa: PLC0415 - as above
        from jkreport.translate import Voice  # noqa: PLC0415 - as above

        return take_back(self.root, Path(path), Voice(by=by, date=date, reason=reason))


def _quiet(_: str) -> None:
    """Say nothing."""
