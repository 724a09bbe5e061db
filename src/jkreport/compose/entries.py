"""The entry of the annex of data that a printed value leads to."""

from jkreport.compose.context import Context
from jkreport.compose.formulas import is_worked
from jkreport.values import Cell, Counted, Derived, Provenance, Stated
from jkreport.values.quantity import leaves_of


def entry_of(context: Context, origin: Provenance) -> str:
    """Give the name of the entry that tells where a value comes from; none where the edition prints no annex."""
    return name_of(context, origin) if context.annexed else ""


def name_of(context: Context, origin: Provenance) -> str:
    """Name an entry: that of a table or a list, or the formula of what was worked out."""
    match origin:
        case Cell(table=table):
            return f"data.{table}"
        case Counted(events=events):
            return f"events.{events}"
        case Stated(fact=fact):
            return f"facts.{fact}"
        case Derived() if is_worked(origin):
            worked = context.used.worked
            return f"worked.{worked.setdefault(origin, len(worked) + 1)}"
        case Derived():
            return name_of(context, next(leaves_of(origin)))
