"""What an expression asks for, as origins of numbers: one cell, or all of a measure, a table or a list."""

# ruff: noqa: SLF001 - the views of this package keep their names from authors

from jkreport.resolve.dates import DateValue
from jkreport.resolve.events import EventsView, EventView, origin_of
from jkreport.resolve.phrases import PhraseUse
from jkreport.resolve.statements import FactView, StatedText
from jkreport.resolve.tables import MeasureView, TableView
from jkreport.values import Cell, Counted, Leaf, Quantity, QuantityRange, Stated
from jkreport.values.quantity import leaves_of


def origins_of(value: object) -> tuple[Leaf, ...]:
    """Give the cells, events and statements behind a value; of a whole measure or table a cell without what all have.

    What comes from no data has none.
    """
    match value:
        case Quantity() | QuantityRange():
            return tuple(leaves_of(value.provenance))
        case DateValue(origin=origin) if origin is not None:
            return tuple(leaves_of(origin))
        case MeasureView():
            return tuple(
                Cell(table=value._table.spec.id, measure=value._column.measure.name, key=row.key)
                for row in value._column.rows
            )
        case TableView():
            return (Cell(table=value._table.spec.id, measure="", key=()),)
        case PhraseUse() | StatedText():
            return tuple(leaves_of(value.origin))
        case FactView():
            return (Stated(fact=value._fact.id, statement=""),)
        case EventView():
            return (origin_of(value),)
        case EventsView():
            members = tuple(event.id for event in value.events)
            return (Counted(events=value.list.id, members=members),)
        case _:
            return ()


def depends(origin: Leaf, asked: Leaf) -> bool:
    """Whether a number that comes from `origin` changes with what is asked for."""
    match asked, origin:
        case Cell(), Cell():
            return (
                asked.table == origin.table
                and asked.measure in {"", origin.measure}
                and asked.key in {(), origin.key}
            )
        case Counted(), Counted():
            return asked.events == origin.events and bool(set(asked.members) & set(origin.members))
        case Stated(), Stated():
            return asked.fact == origin.fact and asked.statement in {"", origin.statement}
        case _:
            return False
