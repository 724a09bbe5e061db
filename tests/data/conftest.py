"""Tables to read, described shortly, and what reading them gives."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from jkreport.data import Table, read_table
from jkreport.diagnostics import Place, Problems
from jkreport.model.names import Name
from jkreport.model.tables import Key, KeyType, Mark, Measure, MeasureType, TableSpec
from jkreport.model.text import Localized, Text
from jkreport.values import BUILT_IN_UNITS, Moment

YAML = Place(file="content/data/trade.yaml", line=1, column=1)


def words(ja: str, ko: str) -> Localized:
    texts = {"ja": Text(value=ja, place=YAML), "ko": Text(value=ko, place=YAML)}
    return Localized(texts=texts, place=YAML)


def key(name: str, described: str) -> Key:
    """Make a key from its type and values, `category KR JP`."""
    kind, *values = described.split()
    labels = {value: words(f"{value}（日）", f"{value}(한)") for value in values}
    return Key(name=name, type=KeyType(kind), label=words(name, name), values=labels, place=YAML)


def measure(name: str, described: str) -> Measure:
    """Make a measure from its type, unit, scale and decimals, `decimal USD 100000000 0`."""
    kind, unit, scale, decimals, *_ = [
        *described.split(),
        *("none", "1", "")[described.count(" ") :],
    ]
    return Measure(
        name=name,
        type=MeasureType(kind),
        label=words(name, name),
        unit=BUILT_IN_UNITS[unit],
        scale=Decimal(scale),
        decimals=int(decimals) if decimals else None,
        place=YAML,
    )


@pytest.fixture(scope="session")
def spec_of() -> Callable[..., TableSpec]:
    """Describe a table by its keys and measures, each a name and a few words."""

    def make(
        keys: dict[str, str], measures: dict[str, str], file: str = "trade.csv", **more: str
    ) -> TableSpec:
        missing = {"-": Mark.NONE, "…": Mark.UNKNOWN, "x": Mark.SUPPRESSED}
        return TableSpec(
            id="trade",
            title=words("貿易", "무역"),
            file=Name(file, YAML),
            encoding=more.get("encoding", "utf-8"),
            sheet=more.get("sheet", ""),
            range=more.get("range", ""),
            keys=tuple(key(*each) for each in keys.items()),
            measures=tuple(measure(*each) for each in measures.items()),
            missing=missing | ({"": Mark.NONE} if "empty" in more else {}),
            negative=("▲", "△"),
            sources=(Name("kita", YAML),),
            locator=None,
            as_of=Moment(2025, 9, 18),
            note=None,
            place=YAML,
        )

    return make


@pytest.fixture(scope="session")
def read() -> Callable[[TableSpec, str | bytes], Table]:
    """Read a table that must be right."""

    def reader(spec: TableSpec, data: str | bytes) -> Table:
        problems = Problems()
        table = read_table(spec, data.encode() if isinstance(data, str) else data, problems)
        assert problems.found == []
        assert table.complete
        return table

    return reader


@pytest.fixture(scope="session")
def faults() -> Callable[[TableSpec, str | bytes], list[str]]:
    """Give all faults of a table that must be wrong, as lines of text."""

    def reader(spec: TableSpec, data: str | bytes) -> list[str]:
        problems = Problems()
        table = read_table(spec, data.encode() if isinstance(data, str) else data, problems)
        assert not table.complete
        return [
            f"{each.place}: {each.code.slug}: {each.message}"
            + (f" — {each.hint}" if each.hint else "")
            for each in problems.sorted()
        ]

    return reader
