"""The command line: it parses, asks the library, and prints."""

import signal
import sys
from types import FrameType

import click

from jkreport.cli.building import build, check
from jkreport.cli.completion import completion
from jkreport.cli.doctor import doctor
from jkreport.cli.explaining import explain
from jkreport.cli.group import JkreportGroup
from jkreport.cli.listing import list_command
from jkreport.cli.printing import Printer, options
from jkreport.cli.showing import show

INTERRUPTED, TERMINATED = 130, 143


@click.group(
    cls=JkreportGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExamples:\n  jkreport build brief-2026\n  jkreport check"
    "\n  jkreport show value 'data.trade.total[2011]'",
)
@click.version_option(package_name="jkreport")
@options
@click.pass_context
def cli(context: click.Context) -> None:
    """Make policy briefings in Japanese and Korean as PDF, from content blocks and data tables."""
    context.ensure_object(Printer)


for command in (build, check, list_command, show, explain, doctor, completion):
    cli.add_command(command)


def main() -> None:
    """Run the command line; every way in which it ends has its exit status.

    0 well, 1 content to mend, 2 a mistyped command, 70 a fault of jkreport itself, 74 input or
    output failed, 75 locked, 130 interrupted, 143 terminated.
    """
    signal.signal(signal.SIGTERM, _terminate)
    try:
        # Without its standalone mode click gives the status of an Exit back.
        status = cli.main(prog_name="jkreport", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except _Terminated:
        sys.exit(TERMINATED)
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more is to be said to them.
        sys.stderr.close()
        sys.exit(0)
    sys.exit(status if isinstance(status, int) else 0)


class _Terminated(BaseException):
    """The process was asked to end."""


def _terminate(_signal: int, _frame: FrameType | None) -> None:
    raise _Terminated
