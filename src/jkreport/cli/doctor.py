"""`jkreport doctor`."""

import click

from jkreport.cli.printing import CONTENT, Printer, options
from jkreport.diagnostics import ContentError
from jkreport.diagnostics.rendering import dumps

_COLUMN = 28


@click.command(epilog="\b\nExample:\n  jkreport doctor --format json")
@options
@click.pass_obj
def doctor(printer: Printer) -> None:
    """Look over this machine: Python, libraries, fonts, their hashes and pins; what is missing, and what mends it."""
    from jkreport.build.doctor import examine  # noqa: PLC0415 - it loads the engine

    try:
        findings = examine(printer.workspace_if_any())
    except ContentError as error:
        raise printer.fail([error.diagnostic]) from error
    if printer.form == "json":
        click.echo(
            dumps(
                [
                    {"what": each.what, "found": each.found, "remedy": each.remedy}
                    for each in findings
                ]
            )
        )
    else:
        width = max(_COLUMN, *(len(each.what) + 2 for each in findings))
        for each in findings:
            mark = "missing" if each.remedy else "ok"
            click.echo(f"{mark:8}{each.what:{width}}{each.found}".rstrip())
            if each.remedy:
                click.echo(f"        mend: {each.remedy}")
    if any(each.remedy for each in findings):
        raise click.exceptions.Exit(CONTENT)
