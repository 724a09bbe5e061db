"""`jkreport lock`."""

from pathlib import Path

import click

from jkreport.cli.printing import Printer, options
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError, Workspace


@click.command(
    epilog="\b\nExamples:\n  jkreport lock --wheels wheels/\n  jkreport lock --check"
    "\n  jkreport lock --requirements > requirements.txt"
)
@click.option("--check", "checked", is_flag=True, help="Compare the lock with what is here now.")
@click.option("--requirements", is_flag=True, help="Print the lock as requirements for pip.")
@click.option(
    "--wheels",
    type=click.Path(path_type=Path, exists=True),
    default=None,
    help="A folder of wheels, or a file of requirements with hashes.",
)
@options
@click.pass_obj
def lock(printer: Printer, *, checked: bool, requirements: bool, wheels: Path | None) -> None:
    """Write jkreport.lock: versions and hashes of all that the briefs are made of and with.

    With --check nothing is written; status 4 says that something differs, and each line of the lock that does is told.
    """
    if checked + requirements + (wheels is not None) > 1:
        raise click.UsageError("--check, --requirements and --wheels don't go together")
    workspace = printer.workspace()
    try:
        if checked:
            _check(printer, workspace)
        elif requirements:
            click.echo(workspace.requirements(), nl=False)
        else:
            path = workspace.lock(wheels=wheels)
            printer.say(f"{path.name} written")
            _finish(printer)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error


def _check(printer: Printer, workspace: Workspace) -> None:
    found = workspace.lock_differences()
    if found:
        raise printer.fail(found, workspace.root)
    printer.say("nothing differs from jkreport.lock")
    _finish(printer)


def _finish(printer: Printer) -> None:
    if printer.form == "json":
        click.echo(dumps({"ok": True, "diagnostics": []}))
    printer.log([])
