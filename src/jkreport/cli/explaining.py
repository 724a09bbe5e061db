"""`jkreport explain`: what a code means, with an example."""

import textwrap
from collections.abc import Callable, Sequence

import click
from click.shell_completion import CompletionItem

from jkreport.cli.columns import filled
from jkreport.cli.printing import Printer, answer_options
from jkreport.diagnostics import Code, nearest
from jkreport.diagnostics.explanations import Explanation, explanations
from jkreport.diagnostics.rendering import dumps

_WIDTH = 98


def complete_code(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete a code by its number or its name."""
    del context, parameter
    wanted = incomplete.lower()
    return [
        CompletionItem(name, help=code.slug)
        for code in Code
        for name in (code.value, code.slug)
        if name.lower().startswith(wanted)
    ]


@click.command(
    epilog="\b\nExamples:\n  jkreport explain JK201\n  jkreport explain unknown-key\n  jkreport explain"
)
@click.argument("codes", nargs=-1, metavar="[CODE…]", shell_complete=complete_code)
@answer_options
@click.pass_obj
def explain(printer: Printer, codes: tuple[str, ...]) -> None:
    """Explain codes of diagnostics, each with an example; without one, list them all."""
    language = printer.words.language
    known = explanations(language.code if language is not None else "")
    chosen = [known[code] for code in _chosen(codes)] if codes else list(known.values())
    if printer.form == "json":
        click.echo(dumps([_json(each) for each in chosen]))
    elif codes:
        click.echo(
            "\n\n".join(_page(each, lambda text: filled(text, _WIDTH, language)) for each in chosen)
        )
    else:
        _list(chosen)


def _chosen(names: Sequence[str]) -> list[Code]:
    by_name = {name: code for code in Code for name in (code.value.lower(), code.slug)}
    for name in names:
        if name.lower() not in by_name:
            raise click.UsageError(f"there is no code '{name}'; {_hint(name)}")
    return list(dict.fromkeys(by_name[name.lower()] for name in names))


def _hint(name: str) -> str:
    numbers = name[:2].upper() == "JK"
    known = [code.value if numbers else code.slug for code in Code]
    return nearest(name.upper() if numbers else name, known)


def _json(each: Explanation) -> dict[str, str]:
    return {
        "code": each.code.value,
        "name": each.code.slug,
        "text": each.text,
        "example": each.example,
    }


def _page(each: Explanation, lines: Callable[[str], list[str]]) -> str:
    heading = f"{each.code.value} {each.code.slug}"
    paragraphs = ["\n".join(lines(part)) for part in each.text.split("\n\n")]
    example = textwrap.indent(each.example.rstrip("\n"), "    ")
    return "\n\n".join([heading, *paragraphs, *([example] if example else [])])


def _list(chosen: Sequence[Explanation]) -> None:
    width = max((len(each.code.slug) for each in chosen), default=0)
    for each in chosen:
        click.echo(f"{each.code.value}  {each.code.slug:{width}}  {each.first_sentence}")
