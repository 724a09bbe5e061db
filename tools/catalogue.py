"""Lists what the catalogues of messages lack and what they have no more use for; `--write` enters it into them.

`python tools/catalogue.py [--write]`; status 1: something is to be translated or taken out. What the sources say is
found in their syntax tree: every text and f-string that reads like prose, its expressions turned into slots.
"""

import ast
import inspect
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jkreport.diagnostics.explanations import explanations, page_of_explanations, read_explanations
from jkreport.messages.translation import Messages, catalogues, messages_in

if TYPE_CHECKING:
    import polib

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "jkreport"

# Two words beside each other, or a word beside a slot.
_PROSE = re.compile(r"(?<!\w)[A-Za-z][\w'-]*[,;:]? +[A-Za-z0-9'(<]|[a-z]{2,}:? '?\0|\0'? [a-z]{2,}")
_SLOT = re.compile(r"\{\d\}")
_PERCENT = re.compile(r"%(?:d|s|04X)")
_WIDTH = 110
_WRAPPED = re.compile(r"\s+")

# What reads like prose and is said to nobody: whole modules, and texts by what they look like.
UNSAID_MODULES = {
    "languages/": "words of pages",
    "typeset/messages.py": "beginnings of what the engine logs",
    "typeset/pdf/audit.py": "findings of the tests",
    "termbase/categories.py": "values of TBX",
    "termbase/sheet.py": "content as it is written",
    "screening/markup.py:_": "lists of elements and attributes",
    "typeset/outcomes.py:_": "words by which an exhausted memory is known",
}
UNSAID = re.compile(
    r"\s*<(?!\S+> )"  # markup
    r"|\s*[@:.#-]\S* ?[\[{]|\s*--[a-z-]+:|\[\0\]|\.host-"  # stylesheets
    r"|\w+(?:, \w+)+$"  # names of parameters
    r"|class=\"|http://|\0 data-|\0 (?:href|style|svg|a|translate.*)$"
    r"|other word$|# |tr\.\0 |pip install |(?:dict|list|tuple)\[|\0% in step$|no (?:rise|fall|change)$"
    r"|text/plain;|Table Grid|\{a: \0|\0a: \0"
    r"|(?:SET|PRAGMA|CREATE|SELECT) [A-Z\0a-z]"  # statements in SQL
    r"|module 'jkreport' has no attribute|nothing is listed as|\0 sha256:\0$|\x08"
)

_UNSAID_CALLS = {"re.compile", "TypeVar", "AssertionError"}

# The contexts of words that a command prints by themselves; all others are the template in whose slot a word stands.
CONTEXTS = {"data", "diff", "doctor", "help", "show", "status", "trace"}

# The comment of entries that no text of the sources holds as a whole.
ELSEWHERE = "said elsewhere:"


@dataclass(frozen=True, slots=True)
class Said:
    """What a module says: the text, or the template with what its slots hold."""

    text: str
    template: bool = False
    slots: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()

    @property
    def comment(self) -> str:
        """Tell translators what stands in the slots."""
        return "\n".join(f"{{{number}}}: {slot}" for number, slot in enumerate(self.slots))


@dataclass(frozen=True, slots=True)
class State:
    """What is to be done in the catalogue of a language."""

    missing: tuple[Said, ...] = ()
    stale: tuple[str, ...] = ()


@dataclass(slots=True)
class _Text:
    """A text that is put together from constants and expressions; NUL stands for a slot."""

    plain: str = ""
    slots: list[str] = field(default_factory=list)

    def add(self, node: ast.expr, *, braces: bool = False) -> None:
        """Take what an expression says; `braces`: what it formats has its slots as `{}`."""
        match node:
            case ast.Constant(value=str(text)) if braces:
                first, *others = text.split("{}")
                self.plain += "\0".join([first, *others])
                self.slots += ["…" for _ in others]
            case ast.Constant(value=str(text)):
                self.plain += text
            case ast.JoinedStr():
                for part in node.values:
                    self.add(part)
            case ast.BinOp(op=ast.Add()):
                self.add(node.left)
                self.add(node.right)
            case _:
                inner = node.value if isinstance(node, ast.FormattedValue) else node
                self.plain += "\0"
                self.slots.append(ast.unparse(inner))

    def said(self, module: str) -> Said:
        if not self.slots and _PERCENT.search(self.plain):
            self.slots = _PERCENT.findall(self.plain)
            self.plain = _PERCENT.sub("\0", self.plain)
        if not self.slots:
            # A template for `format` has its slots already.
            return Said(self.plain, _SLOT.search(self.plain) is not None, modules=(module,))
        text, numbers = self.plain.replace("{", "{{").replace("}", "}}"), iter(range(99))
        text = re.sub("\0", lambda _: f"{{{next(numbers)}}}", text)
        return Said(text, template=True, slots=tuple(self.slots), modules=(module,))


def said_in(tree: ast.Module, module: str) -> Iterator[Said]:
    """Give what one module says."""
    unsaid, formatted = _unsaid_nodes(tree, module), _formatted(tree)
    for node in ast.walk(tree):
        if id(node) in unsaid:
            continue
        if isinstance(node, ast.FunctionDef) and module.startswith("cli/"):
            yield from _help(node, module)
        if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
            text = _Text()
            text.add(node, braces=id(node) in formatted)
            unsaid |= {id(part) for part in _parts(node)}
            if isinstance(node, ast.Constant) and text.plain.startswith("\b\n"):
                yield Said(text.plain.splitlines()[1], modules=(module,))
            elif _PROSE.search(text.plain) and not UNSAID.match(text.plain):
                yield text.said(module)


def _parts(node: ast.expr) -> Iterator[ast.AST]:
    """Give the nodes whose text is taken into that of another."""
    if isinstance(node, ast.BinOp):
        for side in (node.left, node.right):
            if isinstance(side, ast.Constant | ast.JoinedStr | ast.BinOp):
                yield side
                yield from _parts(side)
    if isinstance(node, ast.JoinedStr):
        yield from (each for each in node.values if isinstance(each, ast.Constant))
        for each in node.values:
            if isinstance(each, ast.FormattedValue) and each.format_spec is not None:
                yield from ast.walk(each.format_spec)


def _formatted(tree: ast.Module) -> set[int]:
    """Give the constants whose `format` is called, by themselves or by the name that they have in the module."""
    called = [
        each.func.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)
        if each.func.attr == "format"
    ]
    names = {each.id for each in called if isinstance(each, ast.Name)}
    named = (
        each.value
        for each in tree.body
        if isinstance(each, ast.Assign)
        if names & {target.id for target in each.targets if isinstance(target, ast.Name)}
    )
    return {id(each) for each in (*called, *named)}


def _unsaid_nodes(tree: ast.Module, module: str) -> set[int]:
    """Give the docstrings, what is matched or compared, and private constants of modules that say nothing."""
    unsaid: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            unsaid.add(id(node.value))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in _UNSAID_CALLS:
            unsaid |= {id(each) for each in ast.walk(node)}
    if f"{module}:_" in UNSAID_MODULES:
        named = (each for each in tree.body if isinstance(each, ast.Assign))
        unsaid |= {id(inner) for each in named for inner in ast.walk(each)}
    return unsaid


def _help(function: ast.FunctionDef, module: str) -> Iterator[Said]:
    """Give the paragraphs of a command's help."""
    calls = (each for each in function.decorator_list if isinstance(each, ast.Call))
    if any(ast.unparse(each.func).endswith(("command", "group")) for each in calls):
        for paragraph in inspect.cleandoc(ast.get_docstring(function) or "").split("\n\n"):
            yield Said(_WRAPPED.sub(" ", paragraph), modules=(module,))


def said(source: Path = SOURCE) -> dict[str, Said]:
    """Give all that the sources say, by text."""
    found: dict[str, Said] = {}
    for path in sorted(source.rglob("*.py")):
        module = path.relative_to(source).as_posix()
        if not module.startswith(tuple(UNSAID_MODULES)):
            for each in said_in(ast.parse(path.read_bytes()), module):
                if each.text:
                    known = found.setdefault(each.text, each)
                    modules = tuple(dict.fromkeys((*known.modules, module)))
                    found[each.text] = Said(each.text, each.template, known.slots, modules)
    return found


def state(file: Path, sources: Mapping[str, Said]) -> State:
    """Compare a catalogue with what the sources say."""
    catalogue = _opened(file)
    known = {each.msgid for each in catalogue if each.translated()}
    missing = tuple(each for text, each in sources.items() if text not in known)
    return State(missing, tuple(each.msgid for each in _stale(catalogue, sources)))


def _stale(catalogue: "polib.POFile", sources: Mapping[str, Said]) -> "list[polib.POEntry]":
    """Give the entries that nothing says: neither a source, nor, by their comment or context, something else."""
    every = {each.msgid for each in catalogue} | sources.keys() | CONTEXTS
    return [
        each
        for each in catalogue
        if each.msgid not in sources
        if ELSEWHERE not in (each.comment or "") and each.msgctxt not in every
    ]


def write(file: Path, sources: Mapping[str, Said]) -> None:
    """Enter what is missing, untranslated, and take out what is stale; comments and order are renewed."""
    catalogue = _opened(file)
    stale = _stale(catalogue, sources)
    own = {each.msgid: each for each in catalogue if not each.msgctxt and each.msgid in sources}
    others = [each for each in catalogue if each not in stale and each not in own.values()]
    in_contexts = {each.msgid for each in others} - own.keys()
    catalogue.clear()
    for each in sorted(sources.values(), key=lambda each: each.modules[0]):
        if each.text not in in_contexts:
            catalogue.append(_entered(each, own.get(each.text)))
    catalogue.extend(others)
    catalogue.save()


def _opened(file: Path) -> "polib.POFile":
    import polib  # noqa: PLC0415 - what is said can be listed without it

    return polib.pofile(str(file), wrapwidth=_WIDTH)


def _entered(each: Said, known: "polib.POEntry | None") -> "polib.POEntry":
    import polib  # noqa: PLC0415 - as above

    entry = known if known is not None else polib.POEntry(msgid=each.text)
    # The first module alone: all of them would change with every command that has an example.
    entry.comment, entry.occurrences = each.comment, [(each.modules[0], "")]
    entry.flags = ["python-brace-format"] if each.template else []
    return entry


# --- The pages that explain the codes ---------------------------------------------------------------


def explained_in(example: str, messages: Messages) -> str:
    """Give an example with what it prints in another language."""
    command = re.search(r"^\$ jkreport .*\n", example, re.MULTILINE)
    if command is None:
        return example
    lines = example[command.end() :].splitlines()
    return example[: command.end()] + "".join(f"{_line(each, messages)}\n" for each in lines)


def _line(line: str, messages: Messages) -> str:
    fault = re.match(r"(\S.*?: JK\d{3} )(.*)$", line)
    if fault is not None:
        return fault[1] + messages.said(fault[2])
    return line if re.match(r" +(?:\d+)? +\|", line) else messages.said(line)


def pages(*, write: bool) -> Iterator[str]:
    """Tell what the pages of explanations lack; `write` renews their examples."""
    english = explanations()
    for code in catalogues():
        messages, page = messages_in(code), page_of_explanations(code)
        text = page.read_text("utf-8") if page.is_file() else ""
        own = read_explanations(text)
        for each in own.values():
            example = explained_in(english[each.code].example, messages)
            if each.example != example:
                yield f"{page.name}: the example of {each.code.value} differs"
                text = text.replace(each.example, example) if write and each.example else text
        absent = sorted(each.value for each in english.keys() - own.keys())
        yield from (f"{page.name}: {each} is not explained" for each in absent)
        if write and text:
            page.write_text(text, "utf-8")


def main(arguments: Sequence[str]) -> int:
    """List, and write if that is asked for."""
    sources, found = said(), 0
    for code, file in catalogues().items():
        if "--write" in arguments:
            write(file, sources)
        todo = state(file, sources)
        for each in todo.missing:
            sys.stdout.write(f"{code}: missing: {each.text!r} ({', '.join(each.modules)})\n")
        for stale in todo.stale:
            sys.stdout.write(f"{code}: stale: {stale!r}\n")
        found += len(todo.missing) + len(todo.stale)
    for line in pages(write="--write" in arguments):
        sys.stdout.write(f"{line}\n")
        found += 1
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
