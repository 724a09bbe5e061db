"""Help texts and usage errors in the language of the reader, and in columns that fit its letters."""

import re
from collections.abc import Iterable
from inspect import cleandoc
from io import StringIO

import click

from jkreport.cli.columns import filled, width_of
from jkreport.cli.words import messages, said

# What click adds to the help of an option: `  [default: text; required]`.
_EXTRAS = re.compile(r"(.*?)(?:  \[([^\]]*)\])?", re.DOTALL)
_ERROR = re.compile(r"^Error: ", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=\.)\s+|(?<=。)")


class Formatter(click.HelpFormatter):
    """Writes help; what click and the commands say in English is translated here."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(
            prog, args, prefix if prefix is not None else f"{said('Usage:', 'help')} "
        )

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(said(heading, "help"))

    def write_text(self, text: str) -> None:
        """Write paragraphs; one that begins with a backspace keeps its lines."""
        if messages().language is None:
            super().write_text(text)
            return
        paragraphs = [self._paragraph(each) for each in text.split("\n\n")]
        self.write("\n\n".join(paragraphs) + "\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands, each with what it does."""
        if messages().language is None:
            super().write_dl(list(rows), col_max, col_spacing)
            return
        told = [(term, _told(help_)) for term, help_ in rows]
        column = min(max(width_of(term) for term, _ in told), col_max) + col_spacing
        for term, help_ in told:
            self.write(" " * self.current_indent + term)
            room = max(self.width - column - 2, 10)
            first, *others = filled(help_, room, messages().language)
            if width_of(term) > column - col_spacing:
                self.write("\n" + " " * self.current_indent)
                term = ""  # noqa: PLW2901 - its line is written
            self.write(" " * (column - width_of(term)) + first + "\n")
            for line in others:
                self.write(" " * (self.current_indent + column) + line + "\n")

    def _paragraph(self, text: str) -> str:
        indent = " " * self.current_indent
        if text.startswith("\b"):
            lines = [said(line) for line in text.splitlines()[1:]]
        else:
            room = self.width - self.current_indent
            lines = filled(said(" ".join(text.split())), room, messages().language)
        return "\n".join(indent + line for line in lines)


class JkreportContext(click.Context):
    """A context whose help is written by `Formatter`."""

    formatter_class = Formatter


def short_help(command: click.Command) -> str:
    """Give what a command does in a sentence."""
    first = cleandoc(command.help or "").split("\n\n")[0]
    return _SENTENCE_END.split(said(" ".join(first.split())), maxsplit=1)[0].rstrip(".。")


def show(error: click.ClickException) -> None:
    """Print what is wrong with a command, as click does."""
    printed = StringIO()
    error.show(file=printed)
    text = printed.getvalue()
    found = _ERROR.search(text)
    before, after = (text[: found.start()], text[found.start() :]) if found else (text, "")
    lines = "".join(f"{said(line)}\n" for line in before.splitlines())
    click.echo(lines + said(after.removesuffix("\n")), err=True, nl=bool(after))


def _told(help_: str) -> str:
    found = _EXTRAS.fullmatch(help_)
    text, extras = (found[1], found[2]) if found else (help_, None)
    added = f"  [{'; '.join(said(each, 'help') for each in extras.split('; '))}]" if extras else ""
    return said(" ".join(text.split())) + added
