"""`jkreport cache`."""

from pathlib import Path

import click

from jkreport.cache import SETTING, open_cache
from jkreport.cli.printing import Printer, options
from jkreport.diagnostics import Code, Diagnostic, Place
from jkreport.diagnostics.rendering import dumps

_MEBIBYTE = 1 << 20


@click.command(epilog="\b\nExamples:\n  jkreport cache\n  jkreport cache clear")
@click.argument("what", type=click.Choice(["show", "clear"]), default="show")
@options
@click.pass_obj
def cache(printer: Printer, what: str) -> None:
    """Tell where set pages and drawn charts are kept for later builds, and how large that is; or clear it."""
    kept = open_cache()
    if what == "clear":
        try:
            kept.clear()
        except OSError as error:
            raise printer.fail([_unwritable(error)]) from error
    count, size = kept.size()
    if printer.form == "json":
        folder = str(kept.folder) if kept.folder is not None else None
        click.echo(dumps({"folder": folder, "entries": count, "bytes": size, "limit": kept.limit}))
    elif kept.folder is None:
        printer.say(f"turned off ({SETTING})")
    else:
        of = f"{size / _MEBIBYTE:.1f} of at most {kept.limit // _MEBIBYTE} MiB"
        entries = "1 entry" if count == 1 else f"{count} entries"
        printer.say(f"{kept.folder}: {entries}, {of}")
    printer.log(())


def _unwritable(error: OSError) -> Diagnostic:
    place = Place(file=Path(error.filename or "cache").as_posix())
    return Diagnostic(code=Code.OUTPUT, place=place, message=f"can't be removed: {error.strerror}")
