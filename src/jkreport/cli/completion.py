"""Shell completion."""

import os
import shlex
from pathlib import Path
from typing import Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    get_completion_class,
)

from jkreport.cli.printing import Printer
from jkreport.workspace import JkreportError, Workspace


def complete_brief(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the id of a brief of the workspace here."""
    del parameter
    chosen = context.ensure_object(Printer).workspace_path
    try:
        briefs = Workspace.open(chosen or Path.cwd()).briefs
    except JkreportError:
        return []
    return [CompletionItem(each) for each in briefs if each.startswith(incomplete)]


def complete_expression(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete an expression; after a brief as an argument its sections and blocks, too."""
    brief = context.params.get("brief") if parameter.name == "asked" else None
    chosen = context.ensure_object(Printer).workspace_path
    try:
        offered = Workspace.open(chosen or Path.cwd()).offers(incomplete, brief=brief)
    except JkreportError:
        return []
    return [CompletionItem(each) for each in offered]


class _Quoting(BashComplete):
    """Bash takes what is offered as typed: brackets and quotes of an expression have to come quoted.

    Where the word has begun with a quote, bash itself ends it.
    """

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Give an item as bash is to put it into the line."""
        words, at = os.environ["COMP_WORDS"].split("\n"), int(os.environ["COMP_CWORD"])
        match "".join(words[at : at + 1])[:1]:
            case "'":
                value = item.value
            case '"':
                value = item.value.replace('"', "'")
            case _:
                value = shlex.quote(item.value)
        return f"{item.type},{value}"


add_completion_class(_Quoting)


@click.command(epilog='\b\nExample, in ~/.bashrc:\n  eval "$(jkreport completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that completes commands, options, briefs and expressions in a shell."""
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"there is no completion for '{shell}'")
    root = context.find_root().command
    click.echo(found(root, {}, "jkreport", "_JKREPORT_COMPLETE").source())
