"""All commands, and how what they end with becomes an exit status."""

import os
import sys

import click

from jkreport.cli.building import build, check_command
from jkreport.cli.caching import cache
from jkreport.cli.completion import completion
from jkreport.cli.data import data
from jkreport.cli.differing import diff
from jkreport.cli.doctor import doctor
from jkreport.cli.exchanging import export_command, import_command
from jkreport.cli.explaining import explain
from jkreport.cli.group import JkreportGroup
from jkreport.cli.helping import show as show_error
from jkreport.cli.keeping import keep
from jkreport.cli.listing import list_command
from jkreport.cli.locking import lock
from jkreport.cli.printing import OUTPUT, Printer, options
from jkreport.cli.showing import show
from jkreport.cli.terms import terms
from jkreport.cli.tracing import uses, why
from jkreport.cli.translating import translate
from jkreport.cli.verifying import verify
from jkreport.cli.words import said


def _tell_version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom asked for

        click.echo(said(f"jkreport, version {version('jkreport')}"))
        context.exit()


@click.group(
    cls=JkreportGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExamples:\n  jkreport build brief-2026\n  jkreport check"
    "\n  jkreport show value 'data.trade.total[2011]'",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_tell_version,
    help="Show the version and exit.",
)  # fmt: skip
@options
@click.pass_context
def cli(context: click.Context) -> None:
    """Make policy briefings in Japanese and Korean as PDF, from content blocks and data tables."""
    context.ensure_object(Printer)


COMMANDS = (
    build, check_command, verify, lock, translate, terms, list_command, show, why, uses, diff, keep, data, explain,
    doctor, cache, completion,
)  # fmt: skip
for command in COMMANDS:
    cli.add_command(command)
for command in (export_command, import_command):
    translate.add_command(command)


def run() -> int:
    """Run the command that the arguments name, and give its exit status.

    0 well, 1 content to mend, 2 a mistyped command, 4 not reproducible, 70 a fault of jkreport itself,
    74 input or output failed, 75 locked, 124 a limit of time.
    """
    try:
        # Without its standalone mode click gives the status of an Exit back.
        status = cli.main(prog_name="jkreport", standalone_mode=False)
    except click.ClickException as error:
        show_error(error)
        return error.exit_code
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more is to be said to them.
        sys.stderr.close()
        return 0
    except OSError as error:
        _give_up_printing(error)
        return OUTPUT
    return status if isinstance(status, int) else 0


def _give_up_printing(error: OSError) -> None:
    """Say that what was to be printed couldn't be, and let nothing try again when the interpreter ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    try:
        why = error.strerror or error
        click.echo(said(f"standard output: JK903 can't be written: {why}"), err=True)
    except OSError:
        os.dup2(nowhere, sys.stderr.fileno())
    os.close(nowhere)
