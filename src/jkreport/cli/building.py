"""`jkreport build` and `jkreport check`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jkreport.cli.completion import complete_brief
from jkreport.cli.printing import Printer, options, shown, status_of
from jkreport.diagnostics import Severity
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError, Workspace

if TYPE_CHECKING:
    from jkreport.build import Report

_MEBIBYTE = 1 << 20


@click.command(
    epilog="\b\nExamples:\n  jkreport build brief-2026\n  jkreport build brief-2026 -e ja -e ko"
    "\n  jkreport build --all --out /srv/briefs\n  jkreport build brief-2026 --check"
)
@click.argument("briefs", nargs=-1, metavar="BRIEF…", shell_complete=complete_brief)
@click.option(
    "-e",
    "--edition",
    "editions",
    multiple=True,
    help="Only this edition (ja, ko, ja-ko …); may be repeated.",
)
@click.option("--all", "every", is_flag=True, help="Every brief of the workspace.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 64),
    default=0,
    help="Processes at once; 0: one for each processor, and one more.",
)
@click.option("-f", "--force", is_flag=True, help="Build even when nothing has changed.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder instead of build/.",
)
@click.option(
    "--check",
    is_flag=True,
    help="Build twice, in different surroundings, and write only if the same bytes come out.",
)
@click.option(
    "--release",
    is_flag=True,
    help="Write only if the texts of all languages are in step: none stale, missing or unreviewed.",
)
@click.option(
    "--marks",
    metavar="SINCE",
    default=None,
    help="Editions with change bars, beside the others: since a revision of git, an edition that was kept, or a PDF.",
)
@click.option("--no-wait", is_flag=True, help="Don't wait for another build of the same brief.")
@click.option(
    "--no-cache", is_flag=True, help="Set every edition anew, and keep nothing for later builds."
)
@options
@click.pass_obj
def build(  # noqa: PLR0913, PLR0917 - one parameter for each option
    printer: Printer,
    briefs: tuple[str, ...],
    editions: tuple[str, ...],
    every: bool,  # noqa: FBT001 - click passes flags so
    jobs: int,
    force: bool,  # noqa: FBT001
    out: Path | None,
    check: bool,  # noqa: FBT001
    release: bool,  # noqa: FBT001
    marks: str | None,
    no_wait: bool,  # noqa: FBT001
    no_cache: bool,  # noqa: FBT001
) -> None:
    """Build briefs: a PDF and an HTML page for each edition, under build/BRIEF/.

    Nothing is done when nothing has changed. Nothing is replaced when anything is wrong.
    """
    if marks is not None and not marks.strip():
        raise click.UsageError("--marks names no earlier state")
    workspace = printer.workspace()
    reports = []
    for brief in _chosen(printer, workspace, briefs, every=every):
        report = workspace.build(
            brief,
            editions=editions,
            out=out,
            jobs=jobs,
            force=force,
            wait=not no_wait,
            check=check,
            release=release,
            marks=marks or "",
            cache=not no_cache,
            say=printer.progress(brief),
        )
        printer.end_progress()
        _tell_built(printer, workspace, report)
        reports.append(report)
    _finish(printer, reports)


@click.command(
    "check", epilog="\b\nExamples:\n  jkreport check\n  jkreport check brief-2026 --format github"
)
@click.argument("briefs", nargs=-1, metavar="[BRIEF…]", shell_complete=complete_brief)
@click.option("--strict", is_flag=True, help="End with status 1 when there are warnings, too.")
@click.option("--no-cache", is_flag=True, help="Look at everything anew.")
@options
@click.pass_obj
def check_command(
    printer: Printer,
    briefs: tuple[str, ...],
    strict: bool,  # noqa: FBT001 - click passes flags so
    no_cache: bool,  # noqa: FBT001
) -> None:
    """Find all that is wrong with briefs (all of them if none is named), without typesetting.

    Their languages are compared, too, and their words with those of the termbase.
    """
    workspace = printer.workspace()
    reports = []
    chosen = _chosen(printer, workspace, briefs, every=not briefs)
    for report in workspace.check_each(chosen, cache=not no_cache):
        printer.problems(report.diagnostics, workspace.root)
        counted = _counted(report)
        printer.say(
            f"{report.brief}: {counted}"
            + (f", {report.values} values printed" if report.ok else "")
        )
        reports.append(report)
    _finish(printer, reports, strict=strict)


def _chosen(
    printer: Printer, workspace: Workspace, briefs: tuple[str, ...], *, every: bool
) -> tuple[str, ...]:
    if every and briefs:
        raise click.UsageError("name briefs or ask for all, not both")
    if not every and not briefs:
        raise click.UsageError("name a brief, or ask for --all; 'jkreport list' names them")
    if not every:
        return tuple(dict.fromkeys(briefs))
    try:
        return workspace.briefs
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error


def _tell_built(printer: Printer, workspace: Workspace, report: "Report") -> None:
    printer.problems(report.diagnostics, workspace.root)
    if not report.ok:
        printer.say(f"{report.brief}: {_counted(report)}; nothing was replaced")
        return
    if report.current:
        printer.say(f"{report.brief}: nothing has changed")
    for each in report.editions:
        size = f"{each.size / _MEBIBYTE:.1f} MiB"
        printer.say(f"{shown(each.pdf)}  {each.pages} pages, {size}")
    for name in report.without:
        printer.say(f"  without: {name}")
    if report.ragged:
        printer.say(f"  lines left ragged: {report.ragged}")


def _counted(report: "Report") -> str:
    """Count errors as problems, and warnings apart from them."""
    warnings = sum(1 for each in report.diagnostics if each.severity is Severity.WARNING)
    problems = len(report.diagnostics) - warnings
    parts = [_count(problems, "problem")] if problems or not warnings else []
    return ", ".join([*parts, _count(warnings, "warning")] if warnings else parts)


def _count(number: int, what: str) -> str:
    return f"{number or 'no'} {what}" + ("" if number == 1 else "s")


def _finish(printer: Printer, reports: "list[Report]", *, strict: bool = False) -> None:
    if printer.form == "json":
        click.echo(
            dumps(
                {
                    "ok": all(each.ok for each in reports),
                    "briefs": [_json(printer, each) for each in reports],
                }
            )
        )
    printer.log([found for each in reports for found in each.diagnostics])
    status = max((status_of(each.diagnostics, strict=strict) for each in reports), default=0)
    if status:
        raise click.exceptions.Exit(status)


def _json(printer: Printer, report: "Report") -> dict[str, object]:
    return {
        "brief": report.brief,
        "ok": report.ok,
        "current": report.current,
        "manifest": str(report.manifest) if report.manifest is not None else None,
        "editions": [
            {
                "id": each.id,
                "pdf": str(each.pdf),
                "html": str(each.html),
                "pages": each.pages,
                "bytes": each.size,
                "sha256": each.sha256,
                "peak_memory": each.peak_memory,
            }
            for each in report.editions
        ],
        "without": list(report.without),
        "ragged": report.ragged,
        "diagnostics": printer.as_json(report.diagnostics),
    }
