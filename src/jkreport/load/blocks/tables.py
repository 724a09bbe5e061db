"""Reader of tables as they are printed."""

from jkreport.load.blocks.base import Head, read_where
from jkreport.load.entry import Entry
from jkreport.load.yaml import Node, Scalar
from jkreport.model.blocks import Column, ColumnGroup, Extent, Rows, TableBlock
from jkreport.model.names import Name

_MOST_DECIMALS = 12


def read_table(entry: Entry, head: Head) -> TableBlock:
    """Read a table: which columns and rows of the data it shows."""
    return TableBlock(
        **head,
        table=entry.needed_name("table"),
        columns=tuple(_columns(entry, node) for node in entry.nodes("columns")),
        rows=_rows(entry),
        caption=entry.localized("caption"),
        note=entry.maybe_localized("note"),
        sources=entry.names("sources"),
        extent=entry.choice("layout", Extent.NORMAL),
        columns_place=entry.key_place("columns"),
    )


def _columns(entry: Entry, node: Node) -> Column | ColumnGroup:
    if isinstance(node, Scalar):
        return Column(name=Name(node.text.value, node.place))
    inner = entry.entry_of(node)
    if inner is None:
        return Column(name=Name("", node.place))
    if inner.has("group"):
        group = ColumnGroup(
            label=inner.localized("group"),
            columns=tuple(_column(inner, each) for each in inner.nodes("columns", required=True)),
        )
        inner.finish()
        return group
    return _described(inner)


def _column(entry: Entry, node: Node) -> Column:
    if isinstance(node, Scalar):
        return Column(name=Name(node.text.value, node.place))
    inner = entry.entry_of(node)
    return _described(inner) if inner is not None else Column(name=Name("", node.place))


def _described(entry: Entry) -> Column:
    name = entry.name("key") or entry.needed_name("measure")
    column = Column(
        name=name,
        label=entry.maybe_localized("label"),
        decimals=entry.integer("decimals", least=0, most=_MOST_DECIMALS),
    )
    entry.finish()
    return column


def _rows(entry: Entry) -> Rows:
    inner = entry.mapping("rows")
    if inner is None:
        return Rows()
    rows = Rows(
        where=read_where(inner, "where"),
        group=inner.name("group"),
        pivot=inner.name("pivot"),
        total=inner.name("total"),
    )
    inner.finish()
    return rows
