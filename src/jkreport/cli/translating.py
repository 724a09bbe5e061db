"""`jkreport translate`: how the languages stand to each other, and declaring them in step."""

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jkreport.cli.completion import complete_brief
from jkreport.cli.group import JkreportGroup
from jkreport.cli.printing import FORMS, Printer, options, options_in, status_of
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError

if TYPE_CHECKING:
    from jkreport.build.translations import Translations

_IDENTITY = re.compile(
    r"(?P<by>.*\S)\s+<[^>]*>\s+(?P<seconds>\d+)\s+(?P<hours>[+-]\d\d)(?P<minutes>\d\d)\s*"
)
BY = "JKREPORT_BY"
"""The variable that says who declares."""


@click.group(
    cls=JkreportGroup,
    epilog="\b\nExamples:\n  jkreport translate status"
    "\n  jkreport translate ack trade-text --reason 'figures of 2025 in both'"
    "\n  jkreport translate export brief-2026 --from ja --to ko --only behind"
    "\n  jkreport translate import brief-2026.ja-ko.xlf",
)
@options
def translate() -> None:
    """Keep the languages in step: what is stale or missing, out to the translator and back."""


@translate.command(
    "status",
    epilog="\b\nExamples:\n  jkreport translate status --brief brief-2026"
    "\n  jkreport translate status --format badge > status.svg",
)
@click.option("--brief", "briefs", multiple=True, shell_complete=complete_brief, help="Only it.")
@click.option("--check", is_flag=True, help="Status 1 if any text is not in step.")
@options_in(*FORMS, "badge")
@click.pass_obj
def status_command(printer: Printer, briefs: tuple[str, ...], check: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Say which texts are in step, stale (with what has changed since), missing or unreviewed.

    Neither language is the master: when one wording changes, the other is stale, whichever it was.
    """
    workspace = printer.workspace()
    found = workspace.translations(briefs)
    if printer.form in ("github", "sarif"):
        found = found.with_told()
    printer.problems(found.diagnostics, workspace.root)
    _print(printer, found)
    printer.log(found.diagnostics)
    behind = any(not each.well for brief in found.briefs for each in brief.texts)
    status = status_of(found.faults) or (1 if check and behind else 0)
    if status:
        raise click.exceptions.Exit(status)


def _print(printer: Printer, found: "Translations") -> None:
    from jkreport.cli.standings import as_badge, as_lines, as_plain  # noqa: PLC0415 - loads the languages

    if printer.form == "json":
        plain = {
            "ok": not found.faults,
            "briefs": [as_plain(each) for each in found.briefs],
            "diagnostics": printer.as_json(found.diagnostics),
        }
        click.echo(dumps(plain))
    elif printer.form == "badge":
        click.echo(as_badge(found.briefs), nl=False)
    elif printer.form == "text":
        for brief in found.briefs:
            for line in as_lines(brief):
                printer.say(line)


@translate.command(
    "ack",
    epilog="\b\nExamples:\n  jkreport translate ack trade-text --reason 'figures of 2025 in both'"
    "\n  jkreport translate ack --all --brief brief-2026 --reason 'read against each other'",
)
@click.argument("blocks", nargs=-1, metavar="BLOCK…")
@click.option(
    "--reason", required=True, help="Why the wordings say the same, for those who read the ledger."
)
@click.option("--brief", "briefs", multiple=True, shell_complete=complete_brief, help="Only in it.")
@click.option("--all", "every", is_flag=True, help="All texts.")
@click.option("--by", envvar=BY, default=None, help="Who declares it; else git's name of you.")
@click.option("--date", "day", default=None, metavar="YYYY-MM-DD", help="When; else today.")
@options
@click.pass_obj
def ack(  # noqa: PLR0913, PLR0917 - one parameter for each option
    printer: Printer,
    blocks: tuple[str, ...],
    reason: str,
    briefs: tuple[str, ...],
    every: bool,  # noqa: FBT001 - click passes flags so
    by: str | None,
    day: str | None,
) -> None:
    """Declare the wordings of a block to say the same, as they stand now.

    BLOCK is a block, a section, a file of content, or a key as `status` names it.
    """
    if every == bool(blocks):
        raise click.UsageError("name blocks, or ask for --all")
    workspace = printer.workspace()
    signed = signature(by, day, workspace.root)
    try:
        count = workspace.acknowledge(
            blocks, by=signed.by, date=signed.date, reason=reason, briefs=briefs
        )
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    told = "1 text" if count == 1 else f"{count} texts"
    printer.finish({"declared": count}, f"{told} declared in step")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who declares something, and when."""

    by: str
    date: str


def signature(by: str | None, day: str | None, folder: Path) -> Signature:
    """Give who declares, and when: as the options say, else as git would sign a commit now."""
    if day is not None:
        try:
            day = date.fromisoformat(day).isoformat()
        except ValueError as error:
            raise click.UsageError(f"'{day}' is not a date such as 2026-03-16") from error
    if by is not None and not by.strip():
        raise click.UsageError("--by names nobody")
    if by is not None and day is not None:
        return Signature(by, day)
    known = _git(["var", "GIT_AUTHOR_IDENT"], folder, by)
    if known is None:
        raise click.UsageError("git doesn't know who you are, or isn't here: say --by and --date")
    return Signature(by or known.by, day or known.date)


def _git(words: Sequence[str], folder: Path, by: str | None) -> Signature | None:
    """Ask git for the line by which it would sign; it tells the time, too, which jkreport itself never reads."""
    # Whoever is named needs no name in git's settings.
    named = {"GIT_AUTHOR_NAME": by, "GIT_AUTHOR_EMAIL": "nobody@localhost"} if by else {}
    try:
        said = subprocess.run(  # noqa: S603 - git, and words of our own
            ["git", "-C", str(folder), *words],  # noqa: S607 - whichever git they use
            capture_output=True, encoding="utf-8", errors="replace", check=True, env={**os.environ, **named},
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return None
    match = _IDENTITY.fullmatch(said)
    if match is None:
        return None
    # The day where they are, as on a commit.
    hours, minutes = int(match["hours"]), int(match["hours"][0] + match["minutes"])
    there = timezone(timedelta(hours=hours, minutes=minutes))
    return Signature(
        match["by"], datetime.fromtimestamp(int(match["seconds"]), there).date().isoformat()
    )
