"""The library's front door: a workspace, its briefs, and whatever they hold."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jkreport.diagnostics import Code, ContentError, Diagnostic, Place

if TYPE_CHECKING:
    from jkreport.build.loaded import Loaded
    from jkreport.build.refreshing import Refreshed
    from jkreport.build.report import Report
    from jkreport.build.translations import Translations
    from jkreport.build.verifying import Verification
    from jkreport.data import Table
    from jkreport.provenance import Record
    from jkreport.provenance.asking import Chain, Printing


class JkreportError(Exception):
    """Something that was asked for isn't there or can't be read; `diagnostics` say what and where."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("; ".join(f"{each.place}: {each.message}" for each in diagnostics))
        self.diagnostics = tuple(diagnostics)


@dataclass(slots=True)
class Workspace:
    """A folder with `content/`.

    >>> Workspace.open("/")
    Traceback (most recent call last):
        ...
    jkreport.workspace.JkreportError: content/workspace.yaml: '/' is in no workspace
    """

    root: Path
    _loaded: "Loaded | None" = field(default=None, repr=False)

    @classmethod
    def open(cls, path: str | Path = ".") -> "Workspace":
        """Open the workspace that a folder is in.

        Raises:
            JkreportError: it is in none.
        """
        # Reading and building load much; opening a workspace doesn't.
        from jkreport.build import workspace_root  # noqa: PLC0415

        try:
            return cls(root=workspace_root(Path(path)))
        except ContentError as error:
            raise JkreportError([error.diagnostic]) from error

    @property
    def briefs(self) -> tuple[str, ...]:
        """The ids of all briefs, sorted."""
        return self._content().briefs

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
        say: Callable[[str], None] | None = None,
    ) -> "Report":
        """Build a brief; give what was written, or what has to be mended first. Content never makes it raise.

        `editions` names some of the brief's editions (all if empty), `out` a folder other than `build`, `jobs` how
        many processes work at once (one for each processor if 0). `force` builds even when nothing has changed. With
        `wait` false a brief that another process is building is reported as locked. With `cache` false every edition
        is set anew, and nothing is kept for later builds. With `check` they are built twice, the second time in other
        surroundings, and written only when the same came out. With `release` nothing is written unless the texts of all
        languages are in step. `say` hears what is being done.
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

        try:
            return data_status(self.root, tables, os.environ if online else None)
        except ContentError as error:
            raise JkreportError([error.diagnostic]) from error

    def check(self, brief: str) -> "Report":
        """Find all that a build would find wrong before typesetting."""
        from jkreport.build import check  # noqa: PLC0415 - as above

        return check(self.root, brief)

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

        try:
            return requirements(self.root)
        except ContentError as error:
            raise JkreportError([error.diagnostic]) from error

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

    def table(self, table_id: str) -> "Table":
        """Read a data table.

        Raises:
            JkreportError: there is no such table, or it has faults.
        """
        content = self._content()
        from jkreport.values import ValueFault  # noqa: PLC0415 - as above

        try:
            table = content.tables.table(table_id)
        except ValueFault as fault:
            raise _error(fault, Place(file="content/data")) from fault
        if not table.complete:
            files = (table.spec.place.file, f"content/data/{table.spec.file}")
            found = content.problems.sorted()
            raise JkreportError([each for each in found if each.place.file in files] or found)
        return table

    def names(self, what: str) -> list[tuple[str, str]]:
        """Give ids and titles of `tables`, `events`, `sources` or `terms`, in the workspace's first language.

        Raises:
            JkreportError: the workspace can't be read.
        """
        from jkreport.build.asking import names  # noqa: PLC0415 - as above

        return names(self._content(), what)

    def describe(self, what: str, name: str) -> Mapping[str, object]:
        """Give what a `table`, an `event` (`list/id`), a `term` or a `source` holds, as plain values.

        Raises:
            JkreportError: there is no such thing.
        """
        from jkreport.build.asking import describe  # noqa: PLC0415 - as above
        from jkreport.values import ValueFault  # noqa: PLC0415 - as above

        if what == "table":
            self.table(name)  # raises when it has faults
        try:
            return describe(self._content(), what, name)
        except ValueFault as fault:
            raise _error(fault, Place(file="content")) from fault

    def value(self, expression: str, *, brief: str | None = None) -> object:
        """Give the value of an expression such as `data.trade.exports[2011]`: a quantity, a date, a text or events.

        With a brief nothing later than its cut-off date exists.

        Raises:
            JkreportError: it has none.
        """
        return self.values([expression], brief=brief)[expression]

    def values(
        self, expressions: Sequence[str], *, brief: str | None = None
    ) -> Mapping[str, object]:
        """Give the values of several expressions.

        Raises:
            JkreportError: one of them has none; all faults are in it.
        """
        from jkreport.build.asking import ask  # noqa: PLC0415 - as above

        found, faults = ask(self._content(), expressions, brief)
        if faults:
            raise JkreportError(faults)
        return found

    def explain(self, expression: str, *, brief: str | None = None) -> Mapping[str, object]:
        """Give a value as each language prints it, exactly, and where it comes from.

        Raises:
            JkreportError: the expression has none.
        """
        from jkreport.build.asking import explained  # noqa: PLC0415 - as above

        return explained(self._content(), expression, self.value(expression, brief=brief))

    def record(self, brief: str) -> "Record":
        """Give what all editions of a brief print and where it comes from, as `provenance.json` has it.

        Raises:
            JkreportError: there is no such brief, or something in it has to be mended first.
        """
        from jkreport.build.recording import NotRecordedError, record_now  # noqa: PLC0415 - as above

        try:
            return record_now(self._content(), brief)
        except NotRecordedError as error:
            raise JkreportError(error.diagnostics) from error

    def facts(self, brief: str) -> Mapping[str, object]:
        """Give what a brief carries: events, values, proposals, opinions, people and sources, with how many of each.

        All that its editions print, each once; as plain values.

        Raises:
            JkreportError: there is no such brief, or something in it has to be mended first.
        """
        from jkreport.build.facts import facts_of  # noqa: PLC0415 - as above

        record, content = self.record(brief), self._content()
        return facts_of(content, content.brief(brief), record)

    def why(self, brief: str, asked: str) -> "tuple[Record, tuple[Chain, ...]]":
        """Give where values of a brief come from and where they are printed, with the record that tells of the sources.

        `asked` is a block or a section, a value as it is printed, or an expression.

        Raises:
            JkreportError: the brief prints nothing of the kind, or has faults.
        """
        from jkreport.build.recording import chains  # noqa: PLC0415 - as above

        record = self.record(brief)
        try:
            return record, chains(record, asked)
        except ContentError as error:
            raise JkreportError([error.diagnostic]) from error

    def uses(
        self, expression: str, *, brief: str | None = None
    ) -> "dict[str, tuple[Printing, ...]]":
        """Give by brief every place that prints what an expression asks for, or what is worked out from it.

        The expression may be a value, a whole measure, table or list of events: `data.trade`. Briefs without a place
        are left out.

        Raises:
            JkreportError: it asks for no data, or a brief has faults.
        """
        from jkreport.build.recording import (  # noqa: PLC0415 - as above
            NotRecordedError,
            asked_origins,
            places_of,
        )

        try:
            origins = asked_origins(self._content(), expression)
        except NotRecordedError as error:
            raise JkreportError(error.diagnostics) from error
        except ContentError as error:
            raise JkreportError([error.diagnostic]) from error
        found = {
            each: places_of(self.record(each), origins)
            for each in ([brief] if brief is not None else self.briefs)
        }
        return {name: places for name, places in found.items() if places}

    def _content(self) -> "Loaded":
        if self._loaded is None:
            from jkreport.build.loaded import load_workspace  # noqa: PLC0415 - as above

            try:
                self._loaded = load_workspace(self.root)
            except ContentError as error:
                raise JkreportError([error.diagnostic]) from error
        return self._loaded


def _quiet(_: str) -> None:
    """Say nothing."""


def _error(fault: Exception, place: Place) -> JkreportError:
    code = getattr(fault, "code", Code.BAD_VALUE)
    hint = getattr(fault, "hint", "")
    return JkreportError([Diagnostic(code=code, place=place, message=str(fault), hint=hint)])
