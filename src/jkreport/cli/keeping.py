"""`jkreport keep`: what a brief prints today, for later editions to be compared with."""

import click

from jkreport.cli.completion import complete_brief
from jkreport.cli.printing import Printer, options
from jkreport.workspace import JkreportError


@click.command(
    epilog="\b\nExamples:\n  jkreport keep brief-2026 2026-03\n  jkreport diff brief-2026 --since 2026-03"
)
@click.argument("brief", shell_complete=complete_brief)
@click.argument("name")
@click.option("--again", is_flag=True, help="Replace another state that was kept by this name.")
@options
@click.pass_obj
def keep(printer: Printer, brief: str, name: str, *, again: bool) -> None:
    """Keep what a brief prints now in content/editions/, for later editions to be compared with.

    A block 'changes' prints what is new since then; 'diff --since' and 'build --marks' take the name, too.
    """
    workspace = printer.workspace()
    try:
        path = workspace.keep(brief, name, again=again)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    shown = path.relative_to(workspace.root).as_posix()
    printer.finish({"path": shown}, f"{shown} written")
