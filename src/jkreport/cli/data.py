"""`jkreport data`: where tables come from."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from jkreport.cli.group import JkreportGroup
from jkreport.cli.printing import Printer, answer_options, options, status_of
from jkreport.cli.words import said
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError

if TYPE_CHECKING:
    from jkreport.build.refreshing import Outcome, Refreshed

ACCEPTABLE = ("rows", "columns", "revisions")
_EPILOG = (
    "\b\nExamples:\n  jkreport data refresh\n  jkreport data refresh trade --dry-run"
    "\n  jkreport data status --online"
)


def _complete_table(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the id of a table of the workspace here."""
    del parameter
    printer = context.ensure_object(Printer)
    try:
        tables = printer.workspace().names("tables")
    except (JkreportError, click.exceptions.Exit):
        return []
    return [CompletionItem(name) for name, _ in tables if name.startswith(incomplete)]


@click.group(cls=JkreportGroup, epilog=_EPILOG)
@options
def data() -> None:
    """Retrieve tables from where they come from, and tell how old they are."""


@data.command("refresh", epilog="\b\nExample:\n  jkreport data refresh trade visitors --dry-run")
@click.argument("tables", nargs=-1, shell_complete=_complete_table)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option(
    "--accept", multiple=True, type=click.Choice(ACCEPTABLE),
    help="Take what would be refused: fewer rows, other columns, larger changes of earlier numbers.",
)  # fmt: skip
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 64), default=8, show_default=True,
    help="How many sources are asked at once.",
)  # fmt: skip
@options
@click.pass_obj
def refresh_command(
    printer: Printer, tables: Sequence[str], *, dry_run: bool, accept: Sequence[str], jobs: int
) -> None:
    """Retrieve tables from their origins and pin what came; without names, all of them.

    This alone uses the network. What came is held against what the table declares; what is refused stands as it stood.
    """
    workspace = printer.workspace()
    say = printer.progress("data") if len(tables) != 1 else lambda _: None
    found = workspace.refresh(tables, dry_run=dry_run, accept=accept, jobs=jobs, say=say)
    printer.end_progress()
    printer.problems(found.diagnostics, workspace.root)
    if printer.form == "json":
        click.echo(dumps(_as_json(printer, found)))
    printer.log(found.diagnostics)
    for each in found.outcomes:
        _tell(printer, each)
    raise click.exceptions.Exit(status_of(found.diagnostics))


def _tell(printer: Printer, outcome: "Outcome") -> None:
    rows = said(f", {outcome.rows:,} rows") if outcome.state.value == "new" else ""
    printer.say(f"{outcome.table}: {said(outcome.state.value, 'data')}{rows}")
    if outcome.state.value in {"changed", "refused"}:
        for line in outcome.difference.lines():
            printer.say(f"  {line}")


def _as_json(printer: Printer, found: "Refreshed") -> Mapping[str, object]:
    return {
        "ok": found.ok,
        "tables": [
            {
                "table": each.table,
                "state": each.state.value,
                "rows_added": [list(key) for key in each.difference.added],
                "rows_removed": [list(key) for key in each.difference.removed],
                "values_changed": [
                    {"key": list(one.key), "measure": one.measure, "old": one.old, "new": one.new}
                    for one in each.difference.changed
                ],
                "columns_added": list(each.difference.new_columns),
                "columns_removed": list(each.difference.lost_columns),
            }
            for each in found.outcomes
        ],
        "diagnostics": printer.as_json(found.diagnostics),
    }


@data.command("status", epilog="\b\nExample:\n  jkreport data status --online --format json")
@click.argument("tables", nargs=-1, shell_complete=_complete_table)
@click.option("--online", is_flag=True, help="Ask the sources, and tell what differs from them.")
@answer_options
@click.pass_obj
def status_command(printer: Printer, tables: Sequence[str], *, online: bool) -> None:
    """Tell of each table where it comes from, how old it is, what is next, and where it is used."""
    workspace = printer.workspace()
    try:
        found = workspace.data_status(tables, online=online)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    if printer.form == "json":
        click.echo(dumps(found))
        return
    for each in found:
        click.echo(str(each["table"]))
        for name, value in each.items():
            if name != "table" and value not in ("", None, [], ()):
                click.echo(f"  {said(name.replace('_', ' '), 'data')}: {_written(value)}")


def _written(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(said(str(each)) for each in value)
    return said(str(value))
