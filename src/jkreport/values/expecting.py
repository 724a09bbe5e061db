"""What an author may expect of a number: that it rose, fell, is above or below another, or has a rank."""

import re
from decimal import Decimal, InvalidOperation

from jkreport.diagnostics import Code, nearest
from jkreport.values.faults import ValueFault

_WORDS = {
    "rise": (">",),
    "fall": ("<",),
    "no rise": ("<", "=="),
    "no fall": (">", "=="),
    "no change": ("==",),
}
_COMPARED = re.compile(r"\s*(rank)?\s*(==|!=|>=|<=|>|<)\s*([+-]?[0-9][0-9_,]*(?:\.[0-9]+)?)\s*")
_HINT = "write 'rise', 'fall', 'no rise', 'no fall', 'no change', '>0', '>=50' or 'rank==1'"


def holds(expected: str, number: Decimal, before: Decimal | None, unit: str) -> bool:
    """Whether a number is as expected; for a rise or a fall `before` is the earlier one, 0 of a change.

    Raises:
        ValueFault: nothing of the kind can be expected, or the earlier number isn't known.
    """
    if expected in _WORDS:
        if before is None:
            hint = "expects('rise', data.t.m[2023]), or expects('rise') of q.change_from(p)"
            message = f"'{expected}' from what? this value is no change"
            raise ValueFault(Code.EXPECTATION, message, hint)
        return _compared(number, before) in _WORDS[expected]
    match = _COMPARED.fullmatch(expected)
    if match is None:
        message = f"'{expected}' is nothing that can be expected of a number"
        hint = nearest(expected, _WORDS) if expected[:1].isalpha() else ""
        raise ValueFault(Code.EXPECTATION, message, hint if "mean" in hint else _HINT)
    if match[1] and unit != "rank":
        raise ValueFault(Code.EXPECTATION, "this value is no rank", "ask data.t.m.rank(key)")
    return _holds(number, match[2], _number(match[3]))


def _number(written: str) -> Decimal:
    try:
        return Decimal(written.replace(",", "").replace("_", ""))
    except InvalidOperation:
        raise ValueFault(Code.EXPECTATION, f"'{written}' is no number", _HINT) from None


def _compared(number: Decimal, other: Decimal) -> str:
    return ">" if number > other else "<" if number < other else "=="


def _holds(number: Decimal, sign: str, other: Decimal) -> bool:
    found = _compared(number, other)
    match sign:
        case "!=":
            return found != "=="
        case ">=" | "<=":
            return found in {sign[0], "=="}
        case _:
            return found == sign
