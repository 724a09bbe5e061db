"""Descriptions of data tables."""

from collections.abc import Mapping
from decimal import Decimal
from unicodedata import normalize

from jkreport.diagnostics import Code
from jkreport.load.entry import SNAKE, Choice, Entry
from jkreport.load.origins import read_origin
from jkreport.load.rules import read_limits, read_rules
from jkreport.load.store import read_unit
from jkreport.load.yaml import Node
from jkreport.model.names import Name
from jkreport.model.store import Settings
from jkreport.model.tables import Flag, Key, KeyType, Mark, Measure, MeasureType, TableSpec
from jkreport.model.text import Localized, Text
from jkreport.values import NO_UNIT, Form, Unit

ENCODINGS = ("utf-8", "utf-8-sig", "cp932", "euc-kr")
SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet")
_MOST_DECIMALS = 12
_OF_NUMBERS = set("0123456789.,% ")


def read_table_spec(table_id: str, file: Entry, settings: Settings) -> TableSpec:
    """Read the YAML that describes a table."""
    units = settings.units
    keys = tuple(_key(file, name, node) for name, node in file.named("keys", SNAKE))
    measures = tuple(
        _measure(file, name, node, units) for name, node in file.named("measures", SNAKE)
    )
    spec = TableSpec(
        id=table_id,
        title=file.localized("title"),
        file=_file(table_id, file),
        encoding=_encoding(file),
        sheet=file.string("sheet"),
        range=file.string("range"),
        keys=keys,
        measures=measures,
        missing=_signs(file, "missing", Mark.NONE),
        flags=_flags(file),
        negative=tuple(each.value for each in file.names("negative")),
        sources=file.names("sources"),
        locator=file.maybe_localized("locator"),
        as_of=file.moment("as_of"),
        note=file.maybe_localized("note"),
        origin=read_origin(file, ENCODINGS),
        rules=read_rules(file, keys, measures),
        most_rows=settings.most_rows,
        place=file.place,
    )
    _check(spec, file)
    file.finish()
    return spec


def _check(spec: TableSpec, file: Entry) -> None:
    if not spec.keys:
        file.problems.add(
            Code.MISSING_KEY, file.place, "a table has 'keys', the columns that tell its rows apart"
        )
    if not spec.measures:
        file.problems.add(
            Code.MISSING_KEY, file.place, "a table has 'measures', the columns of its values"
        )
    _check_origin(spec, file)
    if spec.rules.max_age is not None and spec.as_of is None:
        message = "how old data are is counted from 'as_of', which is missing"
        file.problems.add(Code.MISSING_KEY, spec.rules.max_age.place, message)
    for measure in spec.measures:
        if spec.key(measure.name) is not None:
            file.problems.add(
                Code.DUPLICATE_ID, measure.place, f"'{measure.name}' is a key and a measure at once"
            )


def _check_origin(spec: TableSpec, file: Entry) -> None:
    """Refuse a snapshot that isn't CSV in UTF-8: what is said of other forms belongs to the origin."""
    if spec.origin is None:
        if spec.rules.frozen is not None and not spec.rules.frozen.sha256:
            message = "a table without an origin is frozen to a hash"
            hint = f"frozen: sha256: and what `sha256sum {spec.file}` prints"
            file.problems.add(Code.BAD_VALUE, spec.rules.frozen.place, message, hint)
        return
    if not spec.file.value.endswith(".csv"):
        message = f"the snapshot '{spec.file}' of a table with an origin is no .csv file"
        file.problems.add(Code.BAD_VALUE, spec.file.place, message)
    if "/" in spec.file.value:
        message = f"the snapshot '{spec.file}' of a table with an origin stands in another folder"
        hint = "what is retrieved is written beside this file: leave the folder out"
        file.problems.add(Code.BAD_VALUE, spec.file.place, message, hint)
    for key in ("encoding", "sheet", "range"):
        if file.has(key):
            message = f"'{key}' describes what is retrieved: it stands under 'origin'"
            file.problems.add(Code.BAD_VALUE, file.key_place(key), message)


def _file(table_id: str, file: Entry) -> Name:
    name = file.name("file") or Name(f"{table_id}.csv", file.place)
    if not name.value.endswith(SUFFIXES):
        file.problems.add(
            Code.BAD_VALUE,
            name.place,
            f"'{name}' is not a table",
            "it ends in one of " + ", ".join(SUFFIXES),
        )
    return name


def _encoding(file: Entry) -> str:
    text = file.text("encoding")
    if text is None:
        return ENCODINGS[0]
    if text.value not in ENCODINGS:
        file.problems.add(
            Code.BAD_VALUE,
            text.place,
            f"'{text.value}' is not an encoding read here",
            "one of " + ", ".join(ENCODINGS),
        )
        return ENCODINGS[0]
    return text.value


def _key(file: Entry, name: Text, node: Node) -> Key:
    entry = file.entry_of(node)
    if entry is None:
        label = Localized(texts={}, place=name.place)
        return Key(name=name.value, type=KeyType.TEXT, label=label, place=name.place)
    kind = entry.choice("type", KeyType.CATEGORY)
    values = {key.value: entry.localized_of(value) for key, value in entry.named("values")}
    if kind is KeyType.CATEGORY and not values:
        entry.problems.add(
            Code.MISSING_KEY, entry.place, "a category lists its 'values' with their labels"
        )
    key = Key(
        name=name.value, type=kind, label=entry.localized("label"), values=values, place=name.place
    )
    entry.finish()
    return key


def _measure(file: Entry, name: Text, node: Node, units: Mapping[str, Unit]) -> Measure:
    entry = file.entry_of(node)
    if entry is None:
        label = Localized(texts={}, place=name.place)
        return Measure(
            name=name.value, type=MeasureType.TEXT, label=label, unit=NO_UNIT, place=name.place
        )
    kind = entry.choice("type", MeasureType.DECIMAL)
    measure = Measure(
        name=name.value,
        type=kind,
        label=entry.localized("label"),
        unit=read_unit(entry, "unit", units),
        scale=_scale(entry),
        decimals=entry.integer("decimals", least=0, most=_MOST_DECIMALS),
        form=entry.choice("display", Form.MIXED),
        limits=read_limits(entry, kind),
        place=name.place,
    )
    entry.finish()
    return measure


def _scale(entry: Entry) -> Decimal:
    scale = entry.number("scale")
    if scale is None:
        return Decimal(1)
    if scale <= 0:
        entry.problems.add(Code.BAD_VALUE, entry.key_place("scale"), "a scale is greater than zero")
        return Decimal(1)
    return scale


def _signs(file: Entry, key: str, default: Choice) -> Mapping[str, Choice]:
    """Read what signs mean."""
    entry = file.mapping(key)
    if entry is None:
        return {}
    signs = {each.value: entry.choice(each.value, default) for each in entry.keys}
    entry.finish()
    return signs


def _flags(file: Entry) -> Mapping[str, Flag]:
    flags = _signs(file, "flags", Flag.PROVISIONAL)
    for sign in flags:
        if not sign.strip() or set(normalize("NFKC", sign)) & _OF_NUMBERS:
            message = f"'{sign}' can't stand beside a number: it could be taken for a part of it"
            file.problems.add(Code.BAD_VALUE, file.key_place("flags"), message)
    return flags
