"""`jkreport why` and `jkreport uses`: from a printed value to its source, and back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from jkreport.cli.completion import complete_brief, complete_expression
from jkreport.cli.printing import Printer, answer_options
from jkreport.cli.words import said
from jkreport.diagnostics.rendering import dumps
from jkreport.workspace import JkreportError

if TYPE_CHECKING:
    from jkreport.provenance import Record
    from jkreport.provenance.asking import Chain, Printing

_SHORT = 12
_WITHOUT_UNIT = frozenset({"none", "text", "date"})


@click.command(
    epilog="\b\nExamples:\n  jkreport why brief-2026 11.0%\n  jkreport why brief-2026 trade-text"
    "\n  jkreport why brief-2026 'data.trade.total[2011]'"
)
@click.argument("brief", shell_complete=complete_brief)
@click.argument("asked", metavar="VALUE-OR-BLOCK", shell_complete=complete_expression)
@answer_options
@click.pass_obj
def why(printer: Printer, brief: str, asked: str) -> None:
    """Print where values come from: of a block, printed so, or asked for by an expression."""
    workspace = printer.workspace()
    try:
        record, found = workspace.why(brief, asked)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    if printer.form == "json":
        click.echo(dumps({"brief": brief, "values": [_chain(record, each) for each in found]}))
        return
    for each in found:
        for line in _lines(record, each):
            click.echo(line)


@click.command(
    epilog="\b\nExamples:\n  jkreport uses 'data.trade.total[2011]'\n  jkreport uses data.trade"
    "\n  jkreport uses events.summits --brief brief-2026"
)
@click.argument("expression", shell_complete=complete_expression)
@click.option(
    "--brief", default=None, help="Look in this brief only.", shell_complete=complete_brief
)
@answer_options
@click.pass_obj
def uses(printer: Printer, expression: str, brief: str | None) -> None:
    """Print every block, sentence, table and chart that prints a value, or what is worked out from it."""
    workspace = printer.workspace()
    try:
        found = workspace.uses(expression, brief=brief)
    except JkreportError as error:
        raise printer.fail(error.diagnostics, workspace.root) from error
    if printer.form == "json":
        places = [
            {"brief": name, **_printing(each)} for name, all_ in found.items() for each in all_
        ]
        click.echo(dumps({"expression": expression, "uses": places}))
        return
    for name, all_ in found.items():
        for line in _places(all_):
            click.echo(f"{name}: {line}")
    if not found:
        printer.say(f"nothing prints {expression}")


def _printing(each: "Printing") -> dict[str, object]:
    return {
        "edition": each.edition,
        "block": each.block,
        "field": each.field,
        "language": each.language,
        "place": each.place,
        "expression": each.expression,
        "printed": each.printed,
    }


def _chain(record: "Record", chain: "Chain") -> dict[str, object]:
    from jkreport.build.recording import told_value  # noqa: PLC0415 - only for what is asked

    return {
        **told_value(record, chain.value),
        "uses": [_printing(each) for each in chain.printings],
    }


def _lines(record: "Record", chain: "Chain") -> Iterator[str]:
    from jkreport.build.recording import told_value  # noqa: PLC0415 - as above

    told = told_value(record, chain.value)
    printed = " / ".join(dict.fromkeys(each.printed for each in chain.printings))
    unit = "" if chain.value.unit in _WITHOUT_UNIT else f" {chain.value.unit}"
    exact = f"{chain.value.number}{unit}"
    yield f"{printed}  ({exact})" if exact else printed
    yield from _origin(told["origin"], "  ")
    yield from _disagreements(told.get("disagreements"))
    for line in _places(chain.printings):
        yield f"  {said('printed:', 'trace')} {line}"


def _disagreements(differing: object) -> Iterator[str]:
    """Say what each source states, where they differ."""
    for each in differing if isinstance(differing, list) else ():
        about = " / ".join(dict.fromkeys(each["about"].values()))
        key = f"[{', '.join(each['key'])}]" if each["key"] else ""
        name = ".".join(("statements", each["fact"])) + key
        yield f"  {said('sources differ:')} {name} {about}"
        for one in each["statements"]:
            content = one["number"] or " / ".join(dict.fromkeys(one["words"].values()))
            unit = "" if one["unit"] in _WITHOUT_UNIT else f" {one['unit']}"
            where = " / ".join(dict.fromkeys(one["locator"].values()))
            sources = " · ".join(part for part in (", ".join(one["sources"]), where) if part)
            chosen = (
                f", {said('preferred', 'trace')}" if one["statement"] == each["preferred"] else ""
            )
            yield f"    {one['statement']}: {content}{unit} ({sources}){chosen}"


def _origin(origin: object, indent: str) -> Iterator[str]:
    if not isinstance(origin, Mapping):
        return
    if "inputs" in origin:
        yield indent + said(f"{origin['formula']} of", "trace")
        for each in origin["inputs"]:
            yield from _origin(each, indent + "  ")
        return
    if "events" in origin:
        yield f"{indent}events.{origin['events']}: {', '.join(origin['members'])}"
    elif "fact" in origin:
        yield f"{indent}statements.{origin['fact']}.{origin['statement']}"
    else:
        flag = f", {origin['flag']}" if origin.get("flag") else ""
        as_of = said(f", as of {origin['as_of']}") if origin["as_of"] else ""
        yield f"{indent}{origin['table']}.{origin['measure']}[{', '.join(origin['key'])}]{as_of}{flag}"
    if origin.get("file"):
        yield f"{indent}  {origin['file']} (sha256 {origin['sha256'][:_SHORT]}…)"
    for name, title in origin["sources"].items():
        yield f"{indent}  {said('source', 'trace')} {name}: {title}"


def _places(found: "Sequence[Printing]") -> Iterator[str]:
    """Say each place once, with the editions that print it."""
    editions: dict[tuple[str, str, str, str, str, str], list[str]] = {}
    for each in found:
        block = each.block or said("cover", "trace")
        key = (block, each.field, each.place, each.language, each.printed, each.expression)
        editions.setdefault(key, []).append(each.edition)
    for (block, field, place, language, printed, expression), names in editions.items():
        asked = f" = {expression}" if expression else ""
        where = f"{block} {field}".rstrip()
        yield f"{', '.join(names)}: {where} [{language}] {place}: {printed}{asked}"
