"""What a workspace answers without a build: what it holds, and what its briefs carry."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jkreport.diagnostics import ContentError, Diagnostic, FaultsError, Place
from jkreport.values import ValueFault

if TYPE_CHECKING:
    from jkreport.build.loaded import Loaded
    from jkreport.data import Table
    from jkreport.provenance import Record
    from jkreport.provenance.asking import Chain, Printing
    from jkreport.provenance.changes import Changes


class JkreportError(Exception):
    """Something that was asked for isn't there or can't be read; `diagnostics` say what and where."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("; ".join(f"{each.place}: {each.message}" for each in diagnostics))
        self.diagnostics = tuple(diagnostics)

    def __reduce__(self) -> tuple[type["JkreportError"], tuple[tuple[Diagnostic, ...]]]:
        """Tell how it is made again: what a worker of a pool raises waits for ever where it can't be."""
        return type(self), (self.diagnostics,)


@dataclass(slots=True)
class Questions:
    """A folder with `content/`, read when it is first asked for something."""

    root: Path
    _loaded: "Loaded | None" = field(default=None, repr=False)

    @property
    def briefs(self) -> tuple[str, ...]:
        """The ids of all briefs, sorted."""
        from jkreport.build.loaded import briefs_of  # noqa: PLC0415 - as below

        with told():
            return briefs_of(self.root)

    def table(self, table_id: str) -> "Table":
        """Read a data table.

        Raises:
            JkreportError: there is no such table, or it has faults.
        """
        content = self._content()
        with told("content/data"):
            table = content.tables.table(table_id)
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

    def offers(self, beginning: str, *, brief: str | None = None) -> tuple[str, ...]:
        """Give the expressions that begin so, one name further, and the sections and blocks of a brief.

        Raises:
            JkreportError: the workspace or the brief can't be read.
        """
        from jkreport.build.offering import blocks, expressions  # noqa: PLC0415 - as above

        found = expressions(self._content(), beginning)
        if brief is None:
            return found
        with told():
            return (*blocks(self._content(), brief, beginning), *found)

    def describe(self, what: str, name: str) -> Mapping[str, object]:
        """Give what a `table`, an `event` (`list/id`), a `term` or a `source` holds, as plain values.

        Raises:
            JkreportError: there is no such thing.
        """
        from jkreport.build.asking import describe  # noqa: PLC0415 - as above

        if what == "table":
            self.table(name)  # raises when it has faults
        with told():
            return describe(self._content(), what, name)

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
            JkreportError: the expression has none, or it isn't something that is printed.
        """
        from jkreport.build.asking import explained  # noqa: PLC0415 - as above

        value = self.value(expression, brief=brief)
        with told("expression"):
            return explained(self._content(), expression, value)

    def record(self, brief: str) -> "Record":
        """Give what all editions of a brief print and where it comes from, as `provenance.json` has it.

        Raises:
            JkreportError: there is no such brief, or something in it has to be mended first.
        """
        from jkreport.build.recording import record_now  # noqa: PLC0415 - as above

        with told():
            return record_now(self._content(), brief)

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
        with told():
            return record, chains(record, asked)

    def uses(
        self, expression: str, *, brief: str | None = None
    ) -> "dict[str, tuple[Printing, ...]]":
        """Give by brief every place that prints what an expression asks for, or what is worked out from it.

        The expression may be a value, a whole measure, table or list of events: `data.trade`. Briefs without a place
        are left out.

        Raises:
            JkreportError: it asks for no data, or a brief has faults.
        """
        from jkreport.build.recording import asked_origins, places_of  # noqa: PLC0415 - as above

        with told():
            origins = asked_origins(self._content(), expression)
        briefs = [brief] if brief is not None else self.briefs
        found = {each: places_of(self.record(each), origins) for each in briefs}
        return {name: places for name, places in found.items() if places}

    def changes(self, brief: str, since: str | Path) -> "Changes":
        """Give what a brief prints now and printed otherwise then.

        `since` is a revision of git, an edition that was kept, a PDF made by jkreport, a `provenance.json`, or the
        manifest or folder by it.

        Raises:
            JkreportError: there is no such state, or the brief has faults.
        """
        from jkreport.build.states import state_since  # noqa: PLC0415 - as above
        from jkreport.provenance.changes import changes_between  # noqa: PLC0415 - as above

        now = self.record(brief)
        with told():
            return changes_between(state_since(self.root, brief, str(since)), now)

    def _content(self) -> "Loaded":
        if self._loaded is None:
            from jkreport.build.loaded import load_workspace  # noqa: PLC0415 - as above

            with told():
                self._loaded = load_workspace(self.root)
        return self._loaded


@contextmanager
def told(file: str = "content") -> Iterator[None]:
    """Let faults of content be those of a script; what has no place of its own stands in a file."""
    try:
        yield
    except FaultsError as error:
        raise JkreportError(error.diagnostics) from error
    except ContentError as error:
        raise JkreportError([error.diagnostic]) from error
    except ValueFault as fault:
        place = Place(file=file)
        found = Diagnostic(code=fault.code, place=place, message=fault.message, hint=fault.hint)
        raise JkreportError([found]) from fault
