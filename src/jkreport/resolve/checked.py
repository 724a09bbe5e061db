"""Tables that blocks name, checked against the brief."""

from jkreport.data import Table
from jkreport.diagnostics import Code, ContentError
from jkreport.model.names import Name
from jkreport.resolve.tables import Tables
from jkreport.values import Moment, ValueFault


def checked_table(tables: Tables, name: Name, cut_off: Moment) -> Table:
    """Give the table that a block names.

    Raises:
        ContentError: there is no such table, or it holds for a day after the cut-off date.
    """
    try:
        table = tables.table(name.value)
    except ValueFault as fault:
        raise ContentError(fault.code, name.place, fault.message, fault.hint) from None
    as_of = table.spec.as_of
    if as_of is not None and as_of.start > cut_off.end:
        raise ContentError(
            Code.AFTER_CUT_OFF,
            name.place,
            f"the table '{name}' is of {as_of}, after the brief's cut-off date {cut_off}",
            "move the brief's as_of, or take an earlier table",
        )
    return table
