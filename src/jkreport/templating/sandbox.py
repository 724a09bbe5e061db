"""The sandbox in which the texts of authors are filled with values."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import isfinite
from typing import Any, cast

from jinja2 import (
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.visitor import NodeTransformer

from jkreport.diagnostics import Code, nearest
from jkreport.templating.guarded import Guarded
from jkreport.values import ValueFault

MOST_STEPS = 20_000
MOST_OUTPUT = 200_000
MOST_FAULTS = 100
_MOST_KEPT = 1000
_MARK, _SHOW, _COUNTED = "_mark", "_show", "_counted"
_ALLOWED_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Const,
    nodes.Getattr, nodes.Getitem, nodes.Call, nodes.Keyword, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.Neg, nodes.CondExpr, nodes.List, nodes.Tuple, nodes.Filter,
)  # fmt: skip
_ALLOWED_FILTERS = ("first", "last", "length", "sort", "reverse", "join", "list")
_EXPRESSION = re.compile(r"\{\{.*?(?:\}\}|\Z)", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_STATEMENT = re.compile(r"\{[%#]")
_FAULTS = (
    TemplateError, ValueFault, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What went wrong in a text: where, by the offset of a character, and what."""

    offset: int
    code: Code
    message: str
    hint: str = ""


class EndlessError(TemplateError):
    """A text takes more steps, or prints more, than it may."""


class _Missing(StrictUndefined):
    """A name or an attribute that doesn't exist, told with the nearest that does."""

    @property
    def _undefined_message(self) -> str:
        name, owner = str(self._undefined_name), self._undefined_obj
        if not type(owner).__module__.startswith("jkreport."):
            return f"there is no '{name}' here"
        known = [each for each in dir(owner) if not each.startswith("_")]
        return f"there is no '{name}' here\n" + nearest(name, known)


class _Sandbox(Guarded):
    """A sandbox in which only what authors may ask for has attributes: values and views of content. `loop` has, too."""

    open_modules = ("jkreport.resolve.", "jkreport.values.", "jinja2.runtime")


def _join(items: object, mark: str = "") -> str:
    """Join the texts of a list."""
    if not isinstance(items, list | tuple):
        raise ValueFault(Code.WRONG_TYPE, "only a list is joined")
    text = [str(each) for each in items]
    length = sum(map(len, text)) + len(str(mark)) * len(text)
    if length > MOST_OUTPUT:
        raise EndlessError(f"the text prints more than {MOST_OUTPUT} characters")
    return str(mark).join(text)


@cache
def _sandbox() -> Guarded:
    environment = _Sandbox(
        undefined=_Missing,
        autoescape=False,
        keep_trailing_newline=True,
        optimized=False,
        cache_size=0,
    )
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in _ALLOWED_FILTERS}
    environment.filters["join"] = _join
    environment.tests.clear()
    return environment


class _Marker(NodeTransformer):
    """Wraps each printed expression, so that its failure is known by its number, and counts the steps of loops."""

    def __init__(self) -> None:
        self.printed = 0

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja's name
        node.nodes = [self._marked(each) for each in node.nodes]
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's name
        node.iter = _call(_COUNTED, cast("nodes.Expr", node.iter), node.lineno)
        self.generic_visit(node)
        return node

    def _marked(self, expression: nodes.Expr) -> nodes.Expr:
        if isinstance(expression, nodes.TemplateData):
            return expression
        number = nodes.Const(self.printed, lineno=expression.lineno)
        self.printed += 1
        return nodes.CondExpr(
            _call(_MARK, number, expression.lineno),
            _call(_SHOW, expression, expression.lineno),
            nodes.Const("", lineno=expression.lineno),
            lineno=expression.lineno,
        )


def _call(name: str, argument: nodes.Expr, line: int) -> nodes.Call:
    return nodes.Call(
        nodes.Name(name, "load", lineno=line), [argument], [], None, None, lineno=line
    )


@dataclass(slots=True)
class _Run:
    """One filling of a text: which expression is being printed, which are left out, and how much was done."""

    show: Callable[[object, int], str]
    broken: set[int]
    current: int = -1
    steps: int = 0
    length: int = 0

    def mark(self, number: int) -> bool:
        self.current = number
        self._step()
        return number not in self.broken

    def shown(self, value: object) -> str:
        if isinstance(value, Undefined):
            str(value)  # raises, with what is missing
        return self.show(value, self.current)

    def bounded(self, pieces: Iterator[str]) -> Iterator[str]:
        for piece in pieces:
            self.length += len(piece)
            if self.length > MOST_OUTPUT:
                raise EndlessError(f"the text prints more than {MOST_OUTPUT} characters")
            yield piece

    def counted(self, items: Any) -> Iterator[object]:  # noqa: ANN401 - whatever an author loops over
        for item in items:
            self._step()
            yield item

    def _step(self) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise EndlessError(f"the text takes more than {MOST_STEPS} steps")


def expand(
    source: str, scope: Mapping[str, object], show: Callable[[object, int], str]
) -> tuple[str, tuple[Fault, ...]]:
    """Fill a text that an author wrote.

    `show` prints a value, of which it also hears the place among the text's `expressions`. Where an expression fails
    it is left out and told as a fault; all faults of the text are found in one call.
    """
    if "{{" not in source and "{%" not in source and "{#" not in source:
        return source, ()
    try:
        template, faults = _read(source)
    except (RecursionError, SyntaxError, MemoryError):
        # The last two are Python's own for the same.
        message = "the expression is nested too deeply"
        return "", (Fault(offset=0, code=Code.TEXT_SYNTAX, message=message),)
    return ("", faults) if template is None else _filled(source, template, scope, show)


@lru_cache(maxsize=_MOST_KEPT)
def _read(source: str) -> tuple[Template | None, tuple[Fault, ...]]:
    """Compile a text, once for all editions that print it; None, and what is wrong, when it can't be."""
    try:
        tree = _sandbox().parse(source)
        forbidden = _forbidden(source, tree)
        return (None, forbidden) if forbidden else (_compiled(tree), ())
    except TemplateSyntaxError as error:
        return None, (_syntax_fault(source, error),)
    except ValueError:  # a number of more digits than Python reads
        offset = _syntax_offset(source, 1)
        message = "this number is too long"
        return None, (Fault(offset=offset, code=Code.TEXT_SYNTAX, message=message),)


def _compiled(tree: nodes.Template) -> Template:
    _Marker().visit(tree)
    sandbox = _sandbox()
    return sandbox.template_class.from_code(sandbox, sandbox.compile(tree), {})


def _filled(
    source: str,
    template: Template,
    scope: Mapping[str, object],
    show: Callable[[object, int], str],
) -> tuple[str, tuple[Fault, ...]]:
    faults: list[Fault] = []
    broken: set[int] = set()
    while True:
        run = _Run(show=show, broken=broken)
        names = {**scope, _MARK: run.mark, _SHOW: run.shown, _COUNTED: run.counted}
        try:
            return "".join(run.bounded(template.generate(names))), tuple(faults)
        except _FAULTS as error:
            faults.append(_fault(source, run.current, error, tuple(scope)))
            # What fails outside a printed expression, or twice, or without end, can't be left out.
            endless = isinstance(error, EndlessError) or len(faults) == MOST_FAULTS
            if endless or run.current in {-1, *broken}:
                return "", tuple(faults)
        broken.add(run.current)


def evaluate(expression: str, scope: Mapping[str, object]) -> tuple[object, tuple[Fault, ...]]:
    """Give the value of an expression written without braces; None with faults when it has none."""
    found: list[object] = []

    def keep(value: object, _: int) -> str:
        found.append(value)
        return ""

    text, faults = expand("{{" + expression + "}}", scope, keep)
    shifted = tuple(replace(each, offset=max(each.offset - 2, 0)) for each in faults)
    if not shifted and (len(found) != 1 or text):
        shifted = (Fault(offset=0, code=Code.TEXT_SYNTAX, message="one expression is expected"),)
    return (None if shifted else found[0]), shifted


@lru_cache(maxsize=_MOST_KEPT)
def expressions(source: str) -> tuple[str, ...]:
    """Give each printed expression as it is written, without its braces; the text can be read.

    >>> expressions("{{ data.trade.total[2011] }}, {{ brief.number }}")
    ('data.trade.total[2011]', 'brief.number')
    """
    found: list[str] = []
    inside = False
    for _, kind, value in _sandbox().lex(source):
        if kind == "variable_begin":
            found.append("")
        elif inside and kind != "variable_end":
            found[-1] += value
        inside = kind not in {"variable_end", "data"} and (inside or kind == "variable_begin")
    return tuple(each.strip() for each in found)


@lru_cache(maxsize=1)
def _offsets(source: str) -> tuple[int, ...]:
    """Give where each printed expression starts."""
    offsets: list[int] = []
    position = 0
    for _, kind, value in _sandbox().lex(source):
        found = source.find(value, position)
        position = (found if found >= 0 else position) + len(value)
        if kind == "variable_begin":
            offsets.append(found)
    return tuple(offsets)


def _line_offset(source: str, line: int) -> int:
    return sum(len(each) + 1 for each in source.split("\n")[: max(line - 1, 0)])


def _syntax_fault(source: str, error: TemplateSyntaxError) -> Fault:
    return Fault(
        offset=_syntax_offset(source, error.lineno),
        code=Code.TEXT_SYNTAX,
        message=error.message or "this expression can't be read",
        hint="an expression is written {{ data.table.measure[key] }}; a brace of its own {{ '{{' }}",
    )


def _syntax_offset(source: str, line: int) -> int:
    """Give where the expression that can't be read starts; Jinja tells its line only."""
    for each in _EXPRESSION.finditer(source):
        try:
            _sandbox().parse(each[0])
        except (TemplateSyntaxError, ValueError):
            return each.start()
    return _mark_offset(source, line)


def _mark_offset(source: str, line: int) -> int:
    """Give where the first statement or comment on a line starts, else where the line does."""
    start = _line_offset(source, line)
    found = _STATEMENT.search(source[start:].partition("\n")[0])
    return start + (found.start() if found is not None else 0)


def _forbidden(source: str, tree: nodes.Template) -> tuple[Fault, ...]:
    if not any(map(_refusal, tree.find_all(nodes.Node))):
        return ()
    printed = (each for output in tree.find_all(nodes.Output) for each in output.nodes)
    expressions = [each for each in printed if not isinstance(each, nodes.TemplateData)]
    found = [
        Fault(offset=offset, code=Code.TEXT_FORBIDDEN, message=message)
        for offset, expression in zip(_offsets(source), expressions, strict=False)
        for message in _refusals(expression)
    ]
    told = {each.message for each in found}
    # What is left stands in a statement.
    for node in tree.find_all(nodes.Node):
        message = _refusal(node)
        if message and message not in told:
            offset = _mark_offset(source, getattr(node, "lineno", None) or 1)
            found.append(Fault(offset=offset, code=Code.TEXT_FORBIDDEN, message=message))
    return tuple(dict.fromkeys(found))


def _refusals(expression: nodes.Expr) -> list[str]:
    whole = (expression, *expression.find_all(nodes.Node))
    return [message for message in map(_refusal, whole) if message]


def _refusal(node: nodes.Node) -> str:
    match node:
        case nodes.Filter() if node.name not in _ALLOWED_FILTERS:
            return f"the filter '{node.name}' is not used here; there are " + ", ".join(
                _ALLOWED_FILTERS
            )
        case nodes.For() if node.recursive:
            return "a loop may not call itself"
        case nodes.Name() if node.name.startswith("_"):
            return f"'{node.name}' is not a name that may be asked for"
        case nodes.Getattr() if node.attr.startswith("_"):
            return f"'.{node.attr}' is not an attribute that may be asked for"
        case nodes.Const(value=float() as number) if not isfinite(number):
            return "this number is too large"
        case nodes.Const(value=str() as text) if _SURROGATE.search(text):
            return "half of a surrogate pair is not a character"
        case nodes.BinExpr() | nodes.Concat() if not isinstance(node, nodes.And | nodes.Or):
            return "arithmetic is done by methods of values: change_from, ratio_to, share_of, plus, minus"
        case _ if not isinstance(node, _ALLOWED_NODES):
            return f"'{type(node).__name__.lower()}' is not used in texts; there are expressions, if and for"
        case _:
            return ""


def _fault(source: str, current: int, error: Exception, names: Sequence[str]) -> Fault:
    offsets = _offsets(source)
    offset = offsets[current] if 0 <= current < len(offsets) else 0
    match error:
        case ValueFault():
            return Fault(offset=offset, code=error.code, message=error.message, hint=error.hint)
        case EndlessError():
            return Fault(offset=offset, code=Code.TEXT_ENDLESS, message=str(error))
        case SecurityError():
            message = str(error).partition("\n")[0]
            return Fault(offset=offset, code=Code.TEXT_FORBIDDEN, message=message)
        case UndefinedError():
            message, _, hint = str(error).partition("\n")
            return Fault(
                offset=offset,
                code=Code.TEXT_UNDEFINED,
                message=message,
                hint=hint or nearest("", names),
            )
        case _:
            return Fault(offset=offset, code=Code.TEXT_UNDEFINED, message=_plainly(error))


def _plainly(error: Exception) -> str:
    # What decimal numbers say of themselves is for programmers.
    if isinstance(error, ArithmeticError) or not str(error):
        return "this can't be worked out"
    return f"this can't be worked out: {error}"
