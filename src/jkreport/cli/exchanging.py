"""`jkreport translate export` and `import`: out to the translator and back."""

from pathlib import Path

import click

from jkreport.build.outputs import write_all
from jkreport.cli.completion import complete_brief
from jkreport.cli.printing import OUTPUT, Printer, options, options_without_form, shown, status_of
from jkreport.cli.translating import BY, signature
from jkreport.diagnostics import Code, ContentError
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError

_FORMATS = {"xliff": "xlf", "xliff2": "xlf", "po": "po", "docx": "docx"}
_ONLY = ("all", "behind", "stale", "missing", "unreviewed")


@click.command(
    "export",
    epilog="\b\nExamples:\n  jkreport translate export brief-2026 --from ja --to ko --only behind"
    "\n  jkreport translate export brief-2026 --from ko --to ja --format docx",
)
@click.argument("brief", shell_complete=complete_brief)
@click.option("--from", "source", required=True, help="The language that is read.")
@click.option("--to", "target", required=True, help="The language that is written.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMATS)),
    default="xliff",
    show_default=True,
    help="XLIFF 1.2, XLIFF 2.0, PO, or a table for a word processor.",
)
@click.option(
    "--only",
    type=click.Choice(_ONLY),
    default="all",
    show_default=True,
    help="Which texts; behind: all that aren't in step.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="The file; else BRIEF.FROM-TO and the suffix of the format.",
)
@options_without_form
@click.pass_obj
def export_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    printer: Printer,
    brief: str,
    source: str,
    target: str,
    form: str,
    only: str,
    out: Path | None,
) -> None:
    """Write the texts of a brief into a file for a translator.

    Values, terms, references, citations and footnotes are locked in it; what was written before stands beside it.
    """
    if source == target:
        raise click.UsageError("--from and --to name the same language")
    workspace = printer.workspace()
    try:
        data, count = workspace.export_texts(brief, source, target, form=form, only=only)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    path = out or Path(f"{brief}.{source}-{target}.{_FORMATS[form]}")
    try:
        write_all(path.parent, {path.name: data})
    except ContentError as error:
        raise printer.fail([error.diagnostic]) from error
    said = f"{shown(path)}  {_count(count)}"
    printer.finish({"file": str(path), "texts": count}, said)


@click.command("import", epilog="\b\nExample:\n  jkreport translate import brief-2026.ja-ko.xlf")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--reason", default=None, help="For the ledger; else the name of the file.")
@click.option("--by", envvar=BY, default=None, help="Who declares it; else git's name of you.")
@click.option("--date", "day", default=None, metavar="YYYY-MM-DD", help="When; else today.")
@options
@click.pass_obj
def import_command(
    printer: Printer, file: Path, reason: str | None, by: str | None, day: str | None
) -> None:
    """Take a file back from a translator: each text is written at its place and declared in step.

    A text is refused, and told, when its marks don't fit or when it has changed here since; all others are taken. Every
    other byte of the content stays as it is. Running it twice does nothing more.
    """
    workspace = printer.workspace()
    signed = signature(by, day, workspace.root)
    why = reason if reason is not None else f"from the translator: {file.name}"
    found = workspace.import_texts(file, by=signed.by, date=signed.date, reason=why)
    printer.problems(found.diagnostics, workspace.root)
    if printer.form == "json":
        plain = {
            "ok": not found.diagnostics,
            "written": list(found.written),
            "declared": list(found.declared),
            "diagnostics": printer.as_json(found.diagnostics),
        }
        click.echo(dumps(plain))
    refused = f", {len(found.diagnostics)} refused" if found.diagnostics else ""
    said = f"{_count(len(found.written))} written, {len(found.declared)} declared in step{refused}"
    printer.say(said)
    printer.log(found.diagnostics)
    unreadable = any(each.code is Code.FILE_UNREADABLE for each in found.diagnostics)
    status = OUTPUT if unreadable else status_of(found.diagnostics)
    if status:
        raise click.exceptions.Exit(status)


def _count(number: int) -> str:
    return "1 text" if number == 1 else f"{number} texts"
