"""Tables are retrieved anew: each is fetched, held against what it declares, and written with the lock, or left."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import Enum
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from jkreport.build.clock import now, written
from jkreport.build.loaded import Loaded, load_workspace
from jkreport.build.locks import locked
from jkreport.build.outputs import remove_leftovers, write_content
from jkreport.data import Table, file_of, read_table
from jkreport.diagnostics import Code, ContentError, Diagnostic, Place, Problems, nearest
from jkreport.load.snapshots import LOCK, lock_text
from jkreport.model.origins import OriginKind, Snapshot
from jkreport.model.tables import TableSpec
from jkreport.origins import (
    Difference,
    Surroundings,
    Taken,
    difference,
    fetch,
    refusals,
    tables_in,
    taken,
)
from jkreport.resolve.pinned import sha256
from jkreport.values import ValueFault

ACCEPTABLE = ("rows", "columns", "revisions")
"""What a person may agree to: fewer rows, other columns, larger changes of what stood before."""
_FOLDER = "content/data"


class State(Enum):
    """What became of a table."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FROZEN = "frozen"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one table, and how it differs from what stood."""

    table: str
    state: State
    difference: Difference = field(default_factory=Difference)
    rows: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Refreshed:
    """What became of all tables, and what was wrong; what was refused stands as it stood."""

    outcomes: tuple[Outcome, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every table could be retrieved."""
        return not self.diagnostics


@dataclass(frozen=True, kw_only=True, slots=True)
class RefreshOrder:
    """What is asked of a refresh: tables (all that have an origin if empty), what is accepted, how many at once."""

    tables: tuple[str, ...] = ()
    accept: frozenset[str] = frozenset()
    dry_run: bool = False
    jobs: int = 8
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)
    say: Callable[[str], None] = lambda _: None


def refresh(root: Path, order: RefreshOrder) -> Refreshed:
    """Retrieve tables of the workspace at `root`; all that can be taken is written at once."""
    problems = Problems()
    with problems.gathered():
        if order.dry_run:
            return _refresh(root, order)
        _stay_inside(root)
        with locked(root / "build", "data", on_wait=order.say):
            remove_leftovers(root / _FOLDER)
            return _refresh(root, order)
    return Refreshed(diagnostics=problems.sorted())


def _stay_inside(root: Path) -> None:
    if not (root / _FOLDER).resolve().is_relative_to(root.resolve()):
        message = f"'{_FOLDER}' leads out of the workspace"
        raise ContentError(Code.PATH_OUTSIDE, Place(file=_FOLDER), message)


def _refresh(root: Path, order: RefreshOrder) -> Refreshed:
    loaded = load_workspace(root)
    work = _Work(loaded, order)
    if not loaded.problems.errors:
        work.run()
        if not order.dry_run:
            work.write(root)
    outcomes = tuple(sorted(work.outcomes, key=lambda each: each.table))
    return Refreshed(outcomes=outcomes, diagnostics=loaded.problems.sorted())


class _Work:
    """One refresh: what was taken so far, and what was found wrong."""

    def __init__(self, loaded: Loaded, order: RefreshOrder) -> None:
        self.outcomes: list[Outcome] = []
        self._loaded, self._order = loaded, order
        self._specs = loaded.store.tables
        self._problems = loaded.problems
        self._taken: dict[str, tuple[Taken, Snapshot]] = {}
        self._around = Surroundings(
            files=loaded.files, environment=order.environment, table=self._table
        )

    def run(self) -> None:
        """Retrieve from outside in parallel, then work out queries, each after what it reads."""
        reads = self._reads()
        wanted = self._wanted(reads)
        outside = [each for each in wanted if each.id not in reads]
        with ThreadPoolExecutor(max_workers=max(1, self._order.jobs)) as pool:
            for outcome, problems in pool.map(self._outcome, outside):
                self._note(outcome, problems)
        for table in self._in_order(reads):
            if any(table == each.id for each in wanted):
                self._note(*self._outcome(self._specs[table], reads[table]))

    def _note(self, outcome: Outcome, problems: Problems) -> None:
        self.outcomes.append(outcome)
        for each in problems.found:
            self._problems.take(each)

    def _reads(self) -> dict[str, tuple[str, ...]]:
        """Give the tables that each query reads."""
        reads = {}
        for spec in self._specs.values():
            origin = spec.origin
            if origin is None or origin.kind is not OriginKind.QUERY:
                continue
            try:
                reads[spec.id] = tables_in(origin.what.value)
            except ValueFault:
                reads[spec.id] = ()  # as will be told when it is run
        return reads

    def _wanted(self, reads: Mapping[str, Iterable[str]]) -> list[TableSpec]:
        """Give the tables that were asked for, and the queries that read them."""
        names = self._order.tables or tuple(
            name for name, each in self._specs.items() if each.origin is not None
        )
        chosen: dict[str, TableSpec] = {}
        for name in names:
            spec = self._specs.get(name)
            if spec is None:
                message, hint = f"there is no table '{name}'", nearest(name, self._specs)
                self._problems.add(Code.UNKNOWN_NAME, Place(file=_FOLDER), message, hint)
            elif spec.origin is None:
                message = f"the table '{name}' is a file of its own: it has no origin"
                self._problems.add(Code.BAD_VALUE, spec.place, message)
            else:
                chosen[name] = spec
        while more := [
            name for name, each in reads.items() if name not in chosen and chosen.keys() & set(each)
        ]:
            chosen |= {name: self._specs[name] for name in more}
        return list(chosen.values())

    def _in_order(self, reads: Mapping[str, Iterable[str]]) -> list[str]:
        graph = {name: [each for each in found if each in reads] for name, found in reads.items()}
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle: list[str] = error.args[1]
            place = self._specs[circle[0]].place
            message = f"the queries read one another: {' → '.join(reversed(circle))}"
            self._problems.add(Code.QUERY, place, message)
            return []

    def _table(self, name: str) -> Table:
        """Give a table as it will be after this refresh."""
        if name in self._taken:
            return self._taken[name][0].table
        found = self._loaded.tables.table(name)
        if not found.complete:
            raise ValueFault(Code.NO_DATA, f"the table '{name}', which it reads, can't be read")
        return found

    def _outcome(self, spec: TableSpec, reads: Iterable[str] = ()) -> tuple[Outcome, Problems]:
        """Retrieve one table; whatever is wrong with it leaves the others alone."""
        problems = Problems()
        place = spec.origin.place if spec.origin is not None else spec.place
        self._order.say(f"retrieving {spec.id}")
        try:
            return self._retrieved(spec, reads, problems), problems
        except ValueFault as fault:
            problems.add(fault.code, place, f"'{spec.id}': {fault.message}", fault.hint)
        except ContentError as error:
            problems.take(error.diagnostic)
        return Outcome(table=spec.id, state=State.REFUSED), problems

    def _retrieved(self, spec: TableSpec, reads: Iterable[str], problems: Problems) -> Outcome:
        known = self._loaded.store.snapshots.get(spec.id)
        stands = self._loaded.files.peek(file_of(spec))
        old = _table_of(spec, stands)
        if spec.rules.frozen is not None and known is not None and stands is not None:
            return Outcome(table=spec.id, state=State.FROZEN)
        same = spec.origin is not None and known is not None and known.origin == spec.origin.digest
        whole = same and known is not None and stands is not None and sha256(stands) == known.sha256
        fetched = fetch(spec, known if whole else None, self._around)
        if fetched.grid is None:
            return Outcome(table=spec.id, state=State.UNCHANGED)
        new = taken(spec, fetched.grid)
        snapshot = self._snapshot(spec, new, fetched.address, reads)
        snapshot = replace(snapshot, etag=fetched.etag, modified=fetched.modified)
        found = difference(old, known.columns if same and known is not None else (), new)
        refused = self._refused(spec, found, old if same else None, new, problems)
        state = State.NEW if old is None else State.CHANGED if found else State.UNCHANGED
        if refused:
            return Outcome(table=spec.id, state=State.REFUSED, difference=found)
        if whole and known is not None and sha256(new.data) == known.sha256:
            # What is still right was retrieved when it was; only what helps to ask again is renewed.
            snapshot = replace(snapshot, retrieved=known.retrieved)
        self._taken[spec.id] = new, snapshot
        return Outcome(table=spec.id, state=state, difference=found, rows=len(new.table.rows))

    def _refused(
        self,
        spec: TableSpec,
        found: Difference,
        old: Table | None,
        new: Taken,
        problems: Problems,
    ) -> bool:
        place = spec.origin.place if spec.origin is not None else spec.place
        for what, message, hint in refusals(found, old, new):
            if what in self._order.accept:
                continue
            code = Code.CHANGE_TOO_LARGE if what == "revisions" else Code.SOURCE_DIFFERS
            remedy = f"if that is right: jkreport data refresh {spec.id} --accept {what}"
            full = f"{hint}; or, {remedy}" if hint else remedy
            problems.add(code, place, f"'{spec.id}': {message}", full)
        return problems.errors

    def _snapshot(
        self, spec: TableSpec, new: Taken, address: str, reads: Iterable[str]
    ) -> Snapshot:
        return Snapshot(
            table=spec.id,
            address=address,
            retrieved=written(now()),
            sha256=new.sha256,
            size=len(new.data),
            rows=len(new.table.rows),
            columns=new.columns,
            origin=spec.origin.digest if spec.origin is not None else "",
            inputs={name: self._hash(name) for name in reads},
            place=spec.place,
        )

    def _hash(self, table: str) -> str:
        if table in self._taken:
            return self._taken[table][1].sha256
        data = self._loaded.files.peek(file_of(self._specs[table]))
        return sha256(data) if data is not None else ""

    def write(self, root: Path) -> None:
        """Write snapshots and lock, the lock last; nothing when nothing has changed.

        Raises:
            ContentError: a file can't be written; then none is replaced.
        """
        before = self._loaded.store.snapshots
        kept = {
            name: each
            for name, each in before.items()
            if name in self._specs and self._specs[name].origin is not None
        }
        lock = lock_text(kept | {name: each for name, (_, each) in self._taken.items()})
        files = {
            self._specs[name].file.value: new.data
            for name, (new, _) in self._taken.items()
            if self._loaded.files.peek(file_of(self._specs[name])) != new.data
        }
        if files or lock.encode() != (self._loaded.files.peek(LOCK) or lock_text({}).encode()):
            write_content(root, _FOLDER, {**files, Path(LOCK).name: lock.encode()})


def _table_of(spec: TableSpec, data: bytes | None) -> Table | None:
    """Read the snapshot that stands, if there is one that can be read."""
    if data is None:
        return None
    table = read_table(replace(spec, rules=type(spec.rules)()), data, Problems())
    return table if table.complete else None


def names_of(outcomes: Sequence[Outcome], state: State) -> tuple[str, ...]:
    """Name the tables of which this became."""
    return tuple(each.table for each in outcomes if each.state is state)
