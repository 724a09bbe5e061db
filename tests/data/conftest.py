"""Tables to read, described as their YAML would."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

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


def key(name: str, kind: str, values: Sequence[str] = ()) -> Key:
    labels = {value: words(f"{value}（日）", f"{value}(한)") for value in values}
    return Key(name=name, type=KeyType(kind), label=words(name, name), values=labels, place=YAML)


def measure(
    name: str,
    *,
    kind: str = "decimal",
    unit: str = "USD",
    scale: str = "1",
    decimals: int | None = None,
) -> Measure:
    return Measure(
        name=name,
        type=MeasureType(kind),
        label=words(name, name),
        unit=BUILT_IN_UNITS[unit],
        scale=Decimal(scale),
        decimals=decimals,
        place=YAML,
    )


MISSING: Mapping[str, Mark] = {"-": Mark.NONE, "…": Mark.UNKNOWN, "x": Mark.SUPPRESSED}


def spec_of(  # noqa: PLR0913 - as many as the YAML has
    keys: Sequence[Key],
    measures: Sequence[Measure],
    *,
    file: str = "trade.csv",
    encoding: str = "utf-8",
    sheet: str = "",
    range: str = "",  # noqa: A002 - as the YAML calls it
    missing: Mapping[str, Mark] = MISSING,
) -> TableSpec:
    return TableSpec(
        id="trade",
        title=words("貿易", "무역"),
        file=Name(file, YAML),
        encoding=encoding,
        sheet=sheet,
        range=range,
        keys=tuple(keys),
        measures=tuple(measures),
        missing=missing,
        negative=("▲", "△"),
        sources=(Name("kita", YAML),),
        locator=None,
        as_of=Moment(2025, 9, 18),
        note=None,
        place=YAML,
    )


class Read(Protocol):
    """Reads a table that must be right, or gives the faults of one that isn't."""

    def __call__(self, spec: TableSpec, data: str | bytes) -> Table: ...


class Faults(Protocol):
    def __call__(self, spec: TableSpec, data: str | bytes) -> list[str]: ...


@pytest.fixture
def read() -> Read:
    def reader(spec: TableSpec, data: str | bytes) -> Table:
        problems = Problems()
        table = read_table(spec, data.encode() if isinstance(data, str) else data, problems)
        assert [str(each) for each in problems.sorted()] == []
        assert table.complete
        return table

    return reader


@pytest.fixture
def faults() -> Faults:
    def reader(spec: TableSpec, data: str | bytes) -> list[str]:
        problems = Problems()
        table = read_table(spec, data.encode() if isinstance(data, str) else data, problems)
        assert not table.complete
        return [
            f"{each.place}: {each.code.slug}: {each.message}"
            + (f" | {each.hint}" if each.hint else "")
            for each in problems.sorted()
        ]

    return reader
