"""What commands print, and in which form."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import click
from click.core import ParameterSource

from jkreport.cli.words import messages, worded
from jkreport.diagnostics import Code, Diagnostic, Severity
from jkreport.diagnostics.rendering import as_github, as_json, as_text, dumps
from jkreport.files import Files
from jkreport.messages import Messages
from jkreport.workspace import JkreportError, Workspace

CONTENT, NOT_REPRODUCIBLE, OUTPUT, LOCKED, TIME_UP = 1, 4, 74, 75, 124
_STATUS = {
    Code.NOT_REPRODUCIBLE: NOT_REPRODUCIBLE,
    Code.LOCK_DIFFERS: NOT_REPRODUCIBLE,
    Code.OUTPUT: OUTPUT,
    Code.LOCKED: LOCKED,
    Code.TIME_LIMIT: TIME_UP,
}
Command = TypeVar("Command", bound=Callable[..., object])


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> object:
    """Take a common option, wherever on the line it stands."""
    given = context.get_parameter_source(parameter.name or "")
    if given is ParameterSource.COMMANDLINE:
        setattr(context.ensure_object(Printer), parameter.name or "", value)
    return value


def _keep_form(context: click.Context, parameter: click.Parameter, value: object) -> object:
    """Take the form; the one that counts in the end must be one that the command has."""
    kept = _keep(context, parameter, value)
    if not isinstance(context.command, click.Group):
        parameter.type.convert(context.ensure_object(Printer).form, parameter, context)
    return kept


ANSWERS = ("text", "json", "github")
FORMS = (*ANSWERS, "sarif")


def options(command: Command) -> Command:
    """Add the options that every command has, before its name or after it."""
    return options_in(*FORMS)(command)


def answer_options(command: Command) -> Command:
    """Add the options of a command that answers a question: a log of faults would have no place for the answer."""
    return options_in(*ANSWERS)(command)


def options_in(*forms: str) -> Callable[[Command], Command]:
    """Give what adds the options that every command has to one that prints its results in these forms."""

    def decorate(command: Command) -> Command:
        form = click.option(
            "--format", "form", type=click.Choice(forms), default="text",
            help="How results and problems are printed.", show_default=True,
            expose_value=False, callback=_keep_form,
        )  # fmt: skip
        return options_without_form(form(command))

    return decorate


def options_without_form(command: Command) -> Command:
    """Add the options of every command but `--format`, for one that means another thing by it."""
    decorators = (
        click.option(
            "-w", "--workspace", "workspace_path", type=click.Path(path_type=Path), default=None,
            help="The workspace; by default the nearest one from here upwards.",
            expose_value=False, callback=_keep,
        ),
        click.option(
            "-q", "--quiet", is_flag=True, help="Print problems only.", expose_value=False, callback=_keep,
        ),
        click.option(
            "-v", "--verbose", is_flag=True, help="Print more of what went wrong.",
            expose_value=False, callback=_keep,
        ),
    )  # fmt: skip
    for decorate in reversed(decorators):
        command = decorate(command)
    return command


@dataclass(slots=True)
class Printer:
    """Prints in the form that was asked for."""

    workspace_path: Path | None = None
    form: str = "text"
    quiet: bool = False
    verbose: bool = False

    @property
    def words(self) -> Messages:
        """The messages in the language that this form has."""
        return messages(self.form)

    @property
    def whole(self) -> bool:
        """Whether all that is printed is one document, which holds the problems, too."""
        return self.form in ("json", "sarif", "badge")

    def workspace(self) -> Workspace:
        """Open the workspace; end with status 1 when there is none."""
        try:
            return Workspace.open(self.workspace_path or Path.cwd())
        except JkreportError as error:
            raise self.fail(error.diagnostics) from error

    def workspace_if_any(self) -> Path | None:
        """Give the folder of the workspace; None outside of any. A workspace that was named must be there."""
        if self.workspace_path is not None:
            return self.workspace().root
        try:
            return Workspace.open(Path.cwd()).root
        except JkreportError:
            return None

    def fail(
        self, diagnostics: Sequence[Diagnostic], root: Path | None = None
    ) -> click.exceptions.Exit:
        """Print what is wrong, and give the exception that ends the command."""
        if self.form == "json":
            click.echo(dumps({"ok": False, "diagnostics": self.as_json(diagnostics)}))
        self.problems(diagnostics, root)
        self.log(diagnostics)
        return click.exceptions.Exit(status_of(diagnostics))

    def as_json(self, diagnostics: Iterable[Diagnostic]) -> list[Mapping[str, object]]:
        """Give diagnostics as plain values."""
        return [as_json(worded(each, self.words)) for each in diagnostics]

    def problems(self, diagnostics: Sequence[Diagnostic], root: Path | None) -> None:
        """Print diagnostics to the terminal, or as annotations; the other forms hold them with the results."""
        if self.whole:
            return
        lines, words = _Lines(root), self.words
        for each in diagnostics:
            told = worded(each, words)
            if self.form == "github":
                click.echo(as_github(told, words.said))
            else:
                click.echo(as_text(told, lines.line, words.said), err=True)

    def log(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Print all diagnostics of a command as one log, if that is the form."""
        if self.form == "sarif":
            from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom asked for

            from jkreport.diagnostics.explanations import explanations  # noqa: PLC0415
            from jkreport.diagnostics.sarif import as_sarif  # noqa: PLC0415

            code = self.words.language.code if self.words.language is not None else ""
            told = [worded(each, self.words) for each in diagnostics]
            click.echo(
                dumps(as_sarif(told, version("jkreport"), explanations(code), self.words.said))
            )

    def say(self, text: str) -> None:
        """Print a result, unless silence was asked for."""
        if not self.quiet and not self.whole:
            click.echo(self.words.said(text))

    def finish(self, result: Mapping[str, object], said: str) -> None:
        """Print what came of a command that went well: in words, as data or as a log that holds nothing."""
        if self.form == "json":
            click.echo(dumps({"ok": True, **result, "diagnostics": []}))
        self.say(said)
        self.log(())

    def progress(self, name: str) -> Callable[[str], None]:
        """Give what hears about progress: one line that changes on a terminal, plain lines elsewhere."""
        if self.quiet or self.form != "text":
            return lambda _: None
        said = self.words.said
        if sys.stderr.isatty():
            return lambda step: click.echo(f"\r\033[K{name}: {said(step)}…", nl=False, err=True)
        return lambda step: click.echo(f"{name}: {said(step)}", err=True)

    def end_progress(self) -> None:
        """Clear the line of the progress."""
        if not self.quiet and self.form == "text" and sys.stderr.isatty():
            click.echo("\r\033[K", nl=False, err=True)


def status_of(diagnostics: Sequence[Diagnostic], *, strict: bool = False) -> int:
    """Give the exit status that diagnostics ask for; warnings ask for one only where that is `strict`."""
    errors = [each for each in diagnostics if strict or each.severity is Severity.ERROR]
    special = [_STATUS[each.code] for each in errors if each.code in _STATUS]
    return max(special) if special else CONTENT if errors else 0


def shown(path: Path) -> str:
    """Give a path as short as it can be from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)


@dataclass(frozen=True, slots=True)
class _Lines:
    root: Path | None
    _read: dict[str, list[str]] = field(default_factory=dict)

    def line(self, file: str, number: int) -> str | None:
        """Give a line of a file of the workspace."""
        if self.root is None:
            return None
        if file not in self._read:
            # A fault may be that a file leads elsewhere, or never ends.
            text = (Files(self.root).peek(file) or b"").decode("utf-8-sig", "replace")
            # Universal line ends and no others, as places are counted.
            self._read[file] = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = self._read[file]
        return lines[number - 1] if 0 < number <= len(lines) else None
