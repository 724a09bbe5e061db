"""`jkreport verify`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jkreport.cli.completion import complete_brief
from jkreport.cli.printing import OUTPUT, Printer, options, shown, status_of
from jkreport.diagnostics import Code
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError, Workspace

if TYPE_CHECKING:
    from jkreport import Verification
    from jkreport.typeset.pdf.difference import Difference


@click.command(
    epilog="\b\nExamples:\n  jkreport verify brief-2026"
    "\n  jkreport verify build/brief-2026/brief-2026.ja.pdf"
    "\n  jkreport verify --workspace briefs received/brief-2026.ja.pdf"
)
@click.argument("names", nargs=-1, required=True, metavar="FILE.pdf|BRIEF…", shell_complete=complete_brief)  # fmt: skip
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder in which briefs stand, instead of build/.",
)
@options
@click.pass_obj
def verify(printer: Printer, names: tuple[str, ...], out: Path | None) -> None:
    """Build again what stands, and compare it byte by byte; nothing is replaced.

    A file is looked up in the manifest.json beside it. What is no longer as the manifest names it (inputs, fonts,
    versions) is told first; then, for each file, whether the same bytes came out, or where they begin to differ.
    Status 4: not the same.
    """
    found = []
    for name in dict.fromkeys(names):
        workspace = _workspace(printer, name)
        verification = workspace.verify(name, out=out, say=printer.progress(name))
        printer.end_progress()
        _tell(printer, workspace, verification)
        found.append(verification)
    if printer.form == "json":
        click.echo(
            dumps(
                {
                    "ok": all(each.ok for each in found),
                    "verified": [_json(printer, each) for each in found],
                }
            )
        )
    printer.log([fault for each in found for fault in each.diagnostics])
    status = max(_status(each) for each in found)
    if status:
        raise click.exceptions.Exit(status)


def _workspace(printer: Printer, name: str) -> Workspace:
    """Open the workspace that was named, the one around here, or the one around the file."""
    folder = Path(name).parent
    try:
        return Workspace.open(printer.workspace_path or Path.cwd())
    except JkreportError as error:
        if printer.workspace_path is not None or not folder.is_dir():
            raise printer.fail(error.diagnostics) from error
    try:
        return Workspace.open(folder)
    except JkreportError as error:
        raise printer.fail(error.diagnostics) from error


def _tell(printer: Printer, workspace: Workspace, found: "Verification") -> None:
    if found.deviations:
        printer.say(f"{found.brief}: not as it was when it was built:")
        for deviation in found.deviations:
            printer.say(f"  {deviation}")
    for each in found.files:
        if each.difference is None:
            printer.say(f"{shown(each.file)}  the same, sha256 {each.sha256}")
    printer.problems(found.diagnostics, workspace.root)


def _status(found: "Verification") -> int:
    # What was to be verified couldn't be read: input failed, whatever else is wrong.
    unreadable = any(each.code is Code.FILE_UNREADABLE for each in found.diagnostics)
    return OUTPUT if unreadable else status_of(found.diagnostics)


def _json(printer: Printer, found: "Verification") -> dict[str, object]:
    return {
        "brief": found.brief,
        "ok": found.ok,
        "deviations": [
            {"stock": each.stock.value, "name": each.name, "detail": each.detail}
            for each in found.deviations
        ],
        "files": [
            {
                "file": str(each.file),
                "same": each.difference is None,
                "sha256": each.sha256,
                "rebuilt": each.rebuilt,
                "difference": _difference(each.difference),
            }
            for each in found.files
        ],
        "diagnostics": printer.as_json(found.diagnostics),
    }


def _difference(found: "Difference | None") -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "kind": found.kind,
        "name": found.name,
        "page": found.page or None,
        "object": found.number or None,
        "path": found.path,
        "detail": found.detail,
    }
