"""`jkreport terms`: the termbase out to TBX, and back."""

from pathlib import Path

import click

from jkreport.cli.group import JkreportGroup
from jkreport.cli.printing import Printer, options, shown
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError


@click.group(
    cls=JkreportGroup,
    epilog="\b\nExamples:\n  jkreport terms export > terms.tbx\n  jkreport terms import terms.tbx",
)
@options
def terms() -> None:
    """Exchange the termbase with the tools of translators, as TBX-Basic (ISO 30042:2019)."""


@terms.command("export")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), default=None,
    help="File instead of standard output.",
)  # fmt: skip
@options
@click.pass_obj
def export_command(printer: Printer, out: Path | None) -> None:
    """Write content/terms.yaml as TBX."""
    workspace = printer.workspace()
    try:
        found = workspace.export_terms(out)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    if out is None:
        click.echo(found, nl=False)
    else:
        printer.finish({"file": str(out)}, shown(out))


@terms.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@options
@click.pass_obj
def import_command(printer: Printer, file: Path) -> None:
    """Take terms from TBX into content/terms.yaml; what hasn't changed stays byte for byte as it was."""
    workspace = printer.workspace()
    found = workspace.import_terms(file)
    if found.diagnostics:
        raise printer.fail(found.diagnostics, workspace.root)
    if printer.form == "json":
        names = {"added": found.added, "changed": found.changed, "same": found.same}
        click.echo(dumps({"ok": True, **{name: list(ids) for name, ids in names.items()}}))
    for mark, ids in (("+", found.added), ("~", found.changed)):
        for each in ids:
            printer.say(f"{mark} {each}")
    counts = f"{len(found.added)} added, {len(found.changed)} changed, {len(found.same)} the same"
    printer.say(counts)
    printer.log(found.diagnostics)
