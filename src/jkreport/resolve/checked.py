"""Tables that blocks name, checked against the brief."""

from jkreport.data import Table
from jkreport.diagnostics import ContentError
from jkreport.model.names import Name
from jkreport.resolve.tables import Tables, refuse_untimely
from jkreport.values import Moment, ValueFault


def checked_table(tables: Tables, name: Name, cut_off: Moment) -> Table:
    """Give the table that a block names.

    Raises:
        ContentError: there is no such table, or it holds for a day after the cut-off date.
    """
    try:
        table = tables.table(name.value)
        refuse_untimely(table.spec, cut_off)
    except ValueFault as fault:
        raise ContentError(fault.code, name.place, fault.message, fault.hint) from None
    return table
