"""Values by expressions, without a build."""

from collections.abc import Mapping, Sequence

from jkreport.build.loaded import Loaded
from jkreport.diagnostics import ContentError, Diagnostic, Place
from jkreport.resolve import scope_of
from jkreport.templating import evaluate
from jkreport.values import Moment

_FOREVER = Moment(9999)


def ask(
    loaded: Loaded, expressions: Sequence[str], brief_id: str | None
) -> tuple[Mapping[str, object], tuple[Diagnostic, ...]]:
    """Give the value of each expression, and what is wrong with those that have none."""
    try:
        brief = loaded.brief(brief_id) if brief_id is not None else None
    except ContentError as error:
        return {}, (error.diagnostic,)
    cut_off = brief.as_of if brief is not None else _FOREVER
    scope = scope_of(loaded.store, loaded.tables, cut_off, brief)
    values: dict[str, object] = {}
    wrong: list[Diagnostic] = []
    for expression in expressions:
        value, faults = evaluate(expression, scope)
        values[expression] = value
        wrong += [
            Diagnostic(
                code=fault.code,
                place=Place(file="expression", line=1, column=fault.offset + 1),
                message=fault.message,
                hint=fault.hint,
            )
            for fault in faults
        ]
    return values, tuple(wrong)
