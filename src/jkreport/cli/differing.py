"""`jkreport diff`: what a brief says now, and what it said then."""

import click

from jkreport.cli.completion import complete_brief
from jkreport.cli.printing import Printer, answer_options
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError


@click.command(
    epilog="\b\nExamples:\n  jkreport diff brief-2026 --since HEAD~1"
    "\n  jkreport diff brief-2026 --since build/brief-2026/manifest.json"
    "\n  jkreport diff brief-2026 --since sent/brief-2026.ja.pdf --markdown > changes.md"
)
@click.argument("brief", shell_complete=complete_brief)
@click.option(
    "--since",
    required=True,
    metavar="REV|FILE",
    help="A revision of git, an edition that was kept, a PDF made by jkreport, a provenance.json or the manifest "
    "beside one.",
)
@click.option("--markdown", is_flag=True, help="As Markdown, for a pull request.")
@answer_options
@click.pass_obj
def diff(printer: Printer, brief: str, since: str, *, markdown: bool) -> None:
    """Print what has changed in a brief: values, events, sentences, cells of tables, sources.

    Sentences that differ only because their data do are told apart from those that somebody wrote anew.
    """
    from jkreport.provenance.told import (  # noqa: PLC0415 - only for what is asked
        as_markdown,
        as_plain,
        as_text,
    )

    workspace = printer.workspace()
    try:
        changes = workspace.changes(brief, since)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    if printer.form == "json":
        click.echo(dumps(as_plain(changes)))
        return
    if not changes:
        printer.say(f"{brief}: nothing has changed")
    for line in as_markdown(changes) if markdown else as_text(changes):
        click.echo(line)
