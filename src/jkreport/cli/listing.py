"""`jkreport list`."""

import json
from pathlib import Path

import click

from jkreport.build.outputs import standing
from jkreport.cli.columns import padded, width_of
from jkreport.cli.printing import Printer, answer_options
from jkreport.cli.words import Said
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError, Workspace


@click.command(
    name="list", epilog="\b\nExamples:\n  jkreport list\n  jkreport list tables --format json"
)
@click.argument(
    "what", type=click.Choice(["briefs", "tables", "events", "sources", "terms"]), default="briefs"
)
@answer_options
@click.pass_obj
def list_command(printer: Printer, what: str) -> None:
    """List briefs (with the editions that stand in build/), tables, events, sources or terms."""
    workspace = printer.workspace()
    try:
        rows = _briefs(workspace, printer.words.said) if what == "briefs" else workspace.names(what)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    if printer.form == "json":
        click.echo(dumps([{"id": name, "title": title} for name, title in rows]))
        return
    width = max((width_of(name) for name, _ in rows), default=0)
    for name, title in rows:
        click.echo(f"{padded(name, width)}  {title}".rstrip())


def _briefs(workspace: Workspace, said: Said) -> list[tuple[str, str]]:
    return [
        (each, _standing(workspace.root / "build" / each / "manifest.json", said))
        for each in workspace.briefs
    ]


def _standing(manifest: Path, said: Said) -> str:
    """Say what stands of a brief, by its manifest."""
    try:
        content = json.loads(standing(manifest) or b"")
        outputs = content["outputs"]
        pages = {
            edition: outputs[name]["pages"]
            for edition in content["editions"]
            if (name := f"{content['brief']}.{edition}.pdf") in outputs
        }
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return said("not built")
    return ", ".join(said(f"{edition} {count} pages") for edition, count in pages.items())
