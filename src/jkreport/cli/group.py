"""The group of commands: it knows what was probably meant."""

import sys
import traceback

import click

from jkreport.cli.helping import JkreportContext, short_help
from jkreport.cli.words import messages, said
from jkreport.diagnostics import nearest

INTERNAL = 70


def in_printing(error: OSError) -> bool:
    """Whether an error came from printing, not from a file that was read or written."""
    frames = traceback.walk_tb(error.__traceback__)
    return any(frame.f_code is click.echo.__code__ for frame, _ in frames)


class JkreportGroup(click.Group):
    """A group that names the nearest command, and words what goes wrong inside."""

    context_class = JkreportContext

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Take a command, whose help speaks the reader's language from now on."""
        cmd.context_class = JkreportContext
        super().add_command(cmd, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does; in languages with wide letters the lines may be two."""
        if messages().language is None:
            super().format_commands(ctx, formatter)
            return
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, short_help(each)) for name, each in commands if each and not each.hidden]
            )

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a mistyped one gets the nearest name."""
        name = arguments[0] if arguments else ""
        if name and not name.startswith("-") and self.get_command(context, name) is None:
            hint = nearest(name, self.list_commands(context), most=20)
            raise click.UsageError(f"there is no command '{name}'; {hint}", context)
        return super().resolve_command(context, arguments)

    def invoke(self, context: click.Context) -> object:
        """Run the command; a fault of jkreport itself is told in one line, with its trace under --verbose."""
        try:
            return super().invoke(context)
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if isinstance(error, OSError) and in_printing(error):
                raise
            if getattr(context.obj, "verbose", False):
                traceback.print_exc(file=sys.stderr)
            click.echo(said(f"jkreport failed: {type(error).__name__}: {error}"), err=True)
            hint = "  hint: this is a fault of jkreport; --verbose shows where it happened"
            click.echo(said(hint), err=True)
            raise click.exceptions.Exit(INTERNAL) from error
