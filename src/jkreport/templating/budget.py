"""What filling a page's template may cost: steps, characters, and the operations that make more of either.

A template of a style is a stranger's program. Each loop, macro and inclusion counts as a step; each text that is
printed or put together counts with its length; what could make much of little in one operation isn't there.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from inspect import currentframe
from typing import Any, TypeVar, cast

from jinja2 import TemplateAssertionError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Undefined, markup_join
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from jkreport.templating.guarded import Guarded

MOST_STEPS = 500_000
MOST_CHARACTERS = 64 << 20
_MOST_NUMBER = 10**12
_MOST_POWER = 8
_MOST_FRAMES = 200
_TESTS = (
    "boolean", "defined", "divisibleby", "even", "false", "float", "integer", "iterable", "mapping", "none",
    "number", "odd", "sequence", "string", "true", "undefined",
)  # fmt: skip
_REFUSED_NAMES = ("varargs", "kwargs")
Part = TypeVar("Part", nodes.Macro, nodes.CallBlock, nodes.Block, nodes.Template)
_SCALARS = (str, int, float, type(None), Undefined)


class OverspentError(TemplateRuntimeError):
    """A template takes more steps, or makes more text, than it may."""


@dataclass(slots=True)
class _Tally:
    """What one filling has cost so far."""

    ground: int
    steps: int = 0
    characters: int = 0


_TALLY: ContextVar[_Tally] = ContextVar("tally")


@contextmanager
def tallied() -> Iterator[None]:
    """Count what is filled inside by itself."""
    token = _TALLY.set(_Tally(ground=_depth()))
    try:
        yield
    finally:
        _TALLY.reset(token)


def _step(weight: int = 0) -> str:
    tally = _TALLY.get()
    tally.steps += 1
    if tally.steps > MOST_STEPS:
        raise OverspentError(f"it takes more than {MOST_STEPS:,} steps")
    _charge(weight)
    return ""


def _entered(weight: int) -> str:
    """Count the beginning of a template, a macro or a block; one in the other without end is refused early.

    Jinja words an error anew at each level that it passes: where the interpreter's own limit ends it, that takes long.
    """
    if _depth() - _TALLY.get().ground > _MOST_FRAMES:
        raise OverspentError("templates, macros or blocks call each other too deep")
    return _step(weight)


def _depth() -> int:
    count, frame = 0, currentframe()
    while frame is not None:
        count, frame = count + 1, frame.f_back
    return count


def _charge(length: int) -> None:
    tally = _TALLY.get()
    tally.characters += length
    if tally.characters > MOST_CHARACTERS:
        raise OverspentError(f"it makes more than {MOST_CHARACTERS:,} characters")


def _counted(items: Any, weight: int) -> Iterator[object]:  # noqa: ANN401 - whatever a template loops over
    for item in items:
        _step(weight)
        yield item


def _scalar(value: object) -> object:
    """Let texts, numbers and truth values through; lists of lists take for ever to be printed or compared."""
    if isinstance(value, _SCALARS):
        return value
    raise SecurityError(f"a {type(value).__name__} is neither printed nor compared; loop over it")


def _shown(value: object) -> object:
    if isinstance(_scalar(value), str):
        _charge(len(cast("str", value)))
    return value


def _searched(items: Any) -> object:  # noqa: ANN401 - whatever follows `in`
    _charge(len(items))
    return items


def _joined(*parts: object) -> str:
    texts = [_shown(part) for part in parts]
    return markup_join(texts)


def _join(items: Any, mark: str = "") -> str:  # noqa: ANN401 - a filter's input
    """Join texts, escaped where any of them is HTML."""
    texts = [str(escape(_shown(each))) for each in items]
    _charge(len(escape(mark)) * len(texts))
    return Markup(escape(mark).join(Markup(each) for each in texts))  # noqa: S704 - escaped above


def _batch(items: Any, size: int, fill: object = None) -> Iterator[list[object]]:  # noqa: ANN401 - as above
    """Cut a list into rows of `size`; the last row is filled up with `fill`."""
    if not 0 < size <= MOST_STEPS:
        raise SecurityError(f"rows of {size} are not cut")
    row: list[object] = []
    for item in items:
        row.append(item)
        if len(row) == size:
            yield row
            row = []
    if row:
        _charge(size)
        yield row + [fill] * (size - len(row) if fill is not None else 0)


def _list(items: Any) -> list[object]:  # noqa: ANN401 - as above
    found = list(_counted(items, 1))
    _charge(len(found))
    return found


def _reverse(items: Any) -> list[object]:  # noqa: ANN401 - as above
    return _list(items)[::-1]


def _default(value: object, other: object = "", boolean: object = False) -> object:  # noqa: FBT002 - Jinja's form
    missing = isinstance(value, Undefined) or (bool(boolean) and not value)
    return other if missing else value


def _first(items: Any) -> object:  # noqa: ANN401 - as above
    return next(iter(items), "")


def _last(items: Any) -> object:  # noqa: ANN401 - as above
    return items[-1] if items else ""


_FILTERS: Mapping[str, Any] = {
    "batch": _batch, "count": len, "d": _default, "default": _default, "e": lambda text: escape(_shown(text)),
    "escape": lambda text: escape(_shown(text)), "first": _first, "join": _join, "last": _last, "length": len,
    "list": _list, "lower": lambda text: str(_shown(text)).lower(), "reverse": _reverse,
    "trim": lambda text: str(_shown(text)).strip(), "upper": lambda text: str(_shown(text)).upper(),
}  # fmt: skip


class PageSandbox(Guarded):
    """Templates of pages: everything escaped, nothing hidden reached, every cost counted."""

    # What the composition hands over, loops, and templates that were imported: not texts, whose methods make much of
    # little.
    open_modules = ("jkreport.", "jinja2.")
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    # Reached by templates as parts of their environment, which no name of theirs can hide.
    entered = staticmethod(_entered)
    shown = staticmethod(_shown)
    counted = staticmethod(_counted)
    joined = staticmethod(_joined)
    scalar = staticmethod(_scalar)
    searched = staticmethod(_searched)

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - Jinja's
        super().__init__(autoescape=True, **options)
        kept = {name: self.globals[name] for name in ("range", "namespace")}
        self.globals = kept
        self.filters = dict(_FILTERS)
        self.tests = {name: self.tests[name] for name in _TESTS}

    def call_binop(self, context: object, operator: str, left: Any, right: Any) -> object:  # noqa: ANN401 - Jinja's
        """Work with numbers of usual size; add texts to texts and lists to lists."""
        kinds = next((each for each in (str, list, tuple) if isinstance(left, each)), None)
        if operator == "+" and kinds is not None and isinstance(right, kinds):
            _charge(len(left) + len(right))
            return left + right
        for each in (left, right):
            if not isinstance(each, int | float) or abs(each) > _MOST_NUMBER:
                raise SecurityError(f"'{operator}' is not for this {type(each).__name__}")
        if operator == "**" and abs(right) > _MOST_POWER:
            raise SecurityError(f"the power {right} is too high")
        return super().call_binop(cast("Any", context), operator, left, right)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's hook
    ) -> str:
        for node in source.find_all(nodes.Node):
            if message := _refusal(node):
                raise TemplateAssertionError(message, getattr(node, "lineno", 1), name, filename)
        _Counter().visit(source)
        return super()._generate(source, name, filename, defer_init)


def _refusal(node: nodes.Node) -> str:
    match node:
        case nodes.EvalContextModifier():
            return "a page is always escaped"
        case nodes.Filter() if node.name not in _FILTERS:
            return f"the filter '{node.name}' is not used here; there are " + ", ".join(_FILTERS)
        case nodes.Test() if node.name not in _TESTS:
            return f"the test '{node.name}' is not used here; there are " + ", ".join(_TESTS)
        case nodes.Name() if node.name.startswith("_") or node.name in _REFUSED_NAMES:
            return f"'{node.name}' is not a name that may be asked for"
        case nodes.Dict():
            return "a mapping is not written in a template"
        case nodes.Tuple(ctx="load") | nodes.List() if not _constant(node.items):
            return "a list holds texts and numbers only"
        case _:
            return ""


def _constant(items: Sequence[nodes.Expr]) -> bool:
    return all(isinstance(each, nodes.Const) for each in items)


class _Counter(NodeTransformer):
    """Makes a template count what it does."""

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.nodes = [
            each if isinstance(each, nodes.TemplateData) else _call("shown", each)
            for each in node.nodes
        ]
        return node

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        weight = nodes.Const(_weight(node), lineno=node.lineno)
        node.iter = _call("counted", cast("nodes.Expr", node.iter), weight)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _call("joined", *node.nodes)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Compare:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        node.expr = _call("scalar", node.expr)
        for each in node.ops:
            each.expr = _call("searched" if each.op in {"in", "notin"} else "scalar", each.expr)
        return node

    def visit_Macro(self, node: nodes.Macro) -> nodes.Macro:  # noqa: N802 - Jinja's name
        return self._stepping(node)

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.CallBlock:  # noqa: N802 - Jinja's name
        return self._stepping(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Block:  # noqa: N802 - Jinja's name
        return self._stepping(node)

    def visit_Template(self, node: nodes.Template) -> nodes.Template:  # noqa: N802 - Jinja's name
        return self._stepping(node)

    def _stepping(self, node: Part) -> Part:
        weight = nodes.Const(_weight(node), lineno=node.lineno)
        self.generic_visit(node)
        step = nodes.ExprStmt(_call("entered", weight), lineno=node.lineno)
        # What a template extends stands first, and what a block may see is found from it.
        place = 1 if node.body and isinstance(node.body[0], nodes.Extends) else 0
        node.body.insert(place, step)
        return node


def _weight(node: nodes.Node) -> int:
    """Count the characters that a part of a template prints as they stand."""
    return sum(len(each.data) for each in node.find_all(nodes.TemplateData))


def _call(name: str, *arguments: nodes.Expr) -> nodes.Call:
    line = arguments[0].lineno
    return nodes.Call(
        nodes.EnvironmentAttribute(name, lineno=line), list(arguments), [], None, None, lineno=line
    )
