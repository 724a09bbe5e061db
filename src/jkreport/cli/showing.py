"""`jkreport show`: one thing that a workspace holds."""

from collections.abc import Mapping

import click

from jkreport.cli.completion import complete_brief, complete_expression
from jkreport.cli.group import JkreportGroup
from jkreport.cli.printing import Printer, answer_options
from jkreport.cli.words import said
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError

_EPILOG = (
    "\b\nExamples:\n  jkreport show value 'data.trade.total[2011]'"
    "\n  jkreport show table trade\n  jkreport show event summits/nara-2026-01"
)


@click.group(cls=JkreportGroup, epilog=_EPILOG)
@answer_options
def show() -> None:
    """Show a value, table, event, term or source, or the facts of a brief."""


@show.command(
    "value", epilog="\b\nExample:\n  jkreport show value 'events.summits.since(\"2025-06\").count'"
)
@click.argument("expression", shell_complete=complete_expression)
@click.option(
    "--brief", default=None, help="With this brief's cut-off date.", shell_complete=complete_brief
)
@answer_options
@click.pass_obj
def show_value(printer: Printer, expression: str, brief: str | None) -> None:
    """Print the value of an expression in each language, with its exact number and where it comes from."""
    workspace = printer.workspace()
    try:
        facts = workspace.explain(expression, brief=brief)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    _print(printer, facts)


@show.command(
    "table", epilog="\b\nExamples:\n  jkreport show table trade\n  jkreport show table trade --csv"
)
@click.argument("name")
@click.option("--csv", "as_csv", is_flag=True, help="As CSV: exact, and without live formulas.")
@answer_options
@click.pass_obj
def show_table(printer: Printer, name: str, *, as_csv: bool) -> None:
    """Print a data table with all its rows."""
    workspace = printer.workspace()
    try:
        if as_csv:
            click.echo(workspace.table(name).csv().encode(), nl=False)
            return
        facts = workspace.describe("table", name)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    _print(printer, facts)


@show.command("facts", epilog="\b\nExample:\n  jkreport show facts --brief joint-vision")
@click.option(
    "--brief",
    required=True,
    help="The brief whose facts are asked for.",
    shell_complete=complete_brief,
)
@click.option("--counts", is_flag=True, help="How many of each only.")
@answer_options
@click.pass_obj
def show_facts(printer: Printer, brief: str, *, counts: bool) -> None:
    """Print what a brief carries: events, values, recommendations, sources, each once."""
    workspace = printer.workspace()
    try:
        facts = workspace.facts(brief)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    told = {key: facts[key] for key in ("brief", "title", "counts")} if counts else facts
    if printer.form == "json":
        click.echo(dumps(told))
        return
    for key, value in told.items():
        if not isinstance(value, list):
            click.echo(f"{said(key, 'show')}: {_written(value)}".rstrip())
        elif value:
            click.echo(f"{said(key, 'show')}:")
            _rows(value)


def _thing(what: str, argument: str, example: str) -> click.Command:
    @click.command(
        what, help=f"Print {argument}.", epilog=f"\b\nExample:\n  jkreport show {what} {example}"
    )
    @click.argument("name")
    @answer_options
    @click.pass_obj
    def command(printer: Printer, name: str) -> None:
        workspace = printer.workspace()
        try:
            facts = workspace.describe(what, name)
        except JkreportError as error:
            raise printer.fail(error.diagnostics, workspace.root) from error
        _print(printer, facts)

    return command


for _what, _argument, _example in (
    ("event", "an event, named as LIST/ID", "summits/nara-2026-01"),
    ("term", "a term with its wordings", "takeshima"),
    ("source", "a source", "vision-2025"),
):
    show.add_command(_thing(_what, _argument, _example))


def _print(printer: Printer, facts: Mapping[str, object]) -> None:
    if printer.form == "json":
        click.echo(dumps(facts))
        return
    for key, value in facts.items():
        if key == "rows" and isinstance(value, list):
            _rows(value)
        else:
            click.echo(f"{said(key, 'show')}: {_written(value)}".rstrip())


def _written(value: object) -> str:
    match value:
        case Mapping():
            parts = (f"{said(key, 'show')} {_written(each)}" for key, each in value.items() if each)
            return "; ".join(parts)
        case list():
            return ", ".join(_written(each) for each in value)
        case None:
            return "-"
        case _:
            return str(value)


def _rows(rows: list[Mapping[str, object]]) -> None:
    for row in rows:
        click.echo("  " + "  ".join(f"{key}={_written(value)}" for key, value in row.items()))
