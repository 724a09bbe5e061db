"""`jkreport doctor`."""

import click

from jkreport.cli.columns import padded, width_of
from jkreport.cli.printing import CONTENT, Printer, answer_options
from jkreport.diagnostics import ContentError
from jkreport.diagnostics.rendering import dumps

_COLUMN = 28


@click.command(epilog="\b\nExample:\n  jkreport doctor --format json")
@answer_options
@click.pass_obj
def doctor(printer: Printer) -> None:
    """Look over this machine: Python, libraries, fonts, their hashes and pins; what is missing, and what mends it."""
    from jkreport.build.doctor import examine  # noqa: PLC0415 - it loads the engine

    try:
        findings = examine(printer.workspace_if_any())
    except ContentError as error:
        raise printer.fail([error.diagnostic]) from error
    said = printer.words.said
    rows = [
        (said(each.what, "doctor"), said(each.found), said(each.remedy)) for each in findings
    ]  # fmt: skip
    if printer.form == "json":
        names = ("what", "found", "remedy")
        click.echo(dumps([dict(zip(names, row, strict=True)) for row in rows]))
    else:
        width = max(_COLUMN, *(width_of(what) + 2 for what, _, _ in rows))
        for what, found, remedy in rows:
            mark = said("missing" if remedy else "ok", "doctor")
            click.echo(f"{padded(mark, 8)}{padded(what, width)}{found}".rstrip())
            if remedy:
                click.echo(said(f"        mend: {remedy}"))
    if any(each.remedy for each in findings):
        raise click.exceptions.Exit(CONTENT)
