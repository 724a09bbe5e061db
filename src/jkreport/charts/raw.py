"""Raw Vega-Lite of an author: checked, filled with the table's rows and with labels."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jkreport.charts.columns import shown
from jkreport.charts.look import Look
from jkreport.charts.reading import label, texts_of
from jkreport.charts.records import Record
from jkreport.charts.wording import tagged, wording
from jkreport.data.table import Table
from jkreport.diagnostics import Code, ContentError, nearest
from jkreport.languages import Language
from jkreport.model.blocks.figures import Chart
from jkreport.model.tables import Key, KeyType, TableSpec
from jkreport.values import Quantity

_ASPECT = 0.5
_REFUSED_KEYS = {
    "url": "a chart loads nothing",
    "href": "a chart links to nothing",
    "data": "its data is the table of the block",
    "datasets": "its data is the table of the block",
    "lookup": "its data is the table of the block",
    "usermeta": "it has no effect here",
    "$schema": "the version is that of the library",
    "params": "a printed chart has nobody to answer",
    "textLength": "text keeps its own width",
}
# Names of expression functions that make as many values, or take as long, as they are told to.
_ENDLESS = re.compile(
    r"\b(sequence|pad|repeat|regexp|test|replace|match|split|flush|span|data|modify|sample\w*)\s*\("
)
_COUNTS = {
    "tickCount",
    "maxbins",
    "steps",
    "tickMinStep",
    "step",
    "keyvals",
    "minsteps",
    "maxsteps",
}
_MOST = 1000
_DEEPEST = 40


def raw_spec(
    block: Chart, table: Table, languages: Sequence[Language], look: Look
) -> dict[str, object]:
    """Give the author's Vega-Lite with data, labels, size and colours in it.

    Raises:
        ContentError: it loads, loops or names what the table doesn't have.
    """
    if block.spec is None:
        raise ContentError(Code.MISSING_KEY, block.place, "a chart of the form 'vega' needs 'spec'")
    for path, key, value in _walk(block.spec, ("spec",)):
        _check(block, path, key, value)
    labels = _Labels(block, table, languages)
    spec = labels.filled(block.spec)
    rows = [_row(table.spec, record, languages, look) for record in shown(block, table)]
    spec = dict(spec) if isinstance(spec, Mapping) else {}
    config = spec.get("config")
    theme = _theme(look)
    spec["config"] = {**theme, **config} if isinstance(config, Mapping) else theme
    spec["data"] = {"values": rows}
    spec["background"] = None
    if {"mark", "layer"} & set(spec):
        spec.setdefault("width", look.width)
        spec.setdefault("height", block.height or round(look.width * _ASPECT))
        spec.setdefault("autosize", {"type": "fit", "contains": "padding"})
    spec.setdefault("padding", 1)
    return spec


def _walk(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, object]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield (*path, str(key)), str(key), inner
            yield from _walk(inner, (*path, str(key)))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield (*path, str(number)), "", inner
            yield from _walk(inner, (*path, str(number)))


def _check(block: Chart, path: Sequence[str], key: str, value: object) -> None:
    where = ".".join(path)
    if len(path) > _DEEPEST:
        raise ContentError(Code.CHART, block.place, f"'spec' is nested more than {_DEEPEST} deep")
    if key in _REFUSED_KEYS:
        raise ContentError(
            Code.CHART,
            block.place,
            f"'{where}' is refused: {_REFUSED_KEYS[key]}",
            f"remove '{key}'",
        )
    if (key == "mark" and _kind(value) == "image") or (key == "type" and value == "image"):
        raise ContentError(
            Code.CHART, block.place, f"'{where}' is refused: a chart has no image marks"
        )
    if isinstance(value, str) and (found := _ENDLESS.search(value)):
        message = f"'{where}' is refused: the function '{found[1]}' can run without end"
        raise ContentError(
            Code.CHART, block.place, message, "work the values out in the data table"
        )
    if key in _COUNTS and not _moderate(value):
        message = f"'{where}' is refused: a number from 1 to {_MOST} is expected"
        raise ContentError(Code.CHART, block.place, message)
    if (
        key in {"width", "height"}
        and isinstance(value, (int, float, Decimal))
        and not 0 < value <= 10 * _MOST
    ):
        message = f"'{where}' is refused: a number from 1 to {10 * _MOST} is expected"
        raise ContentError(Code.CHART, block.place, message)


def _kind(value: object) -> object:
    return value.get("type") if isinstance(value, Mapping) else value


def _moderate(value: object) -> bool:
    if isinstance(value, (int, float, Decimal)):
        return 1 <= value <= _MOST
    return isinstance(value, (list, tuple)) and len(value) <= _MOST


class _Labels:
    """Labels by the name that follows an @."""

    def __init__(self, block: Chart, table: Table, languages: Sequence[Language]) -> None:
        self.block, self.languages = block, languages
        spec = table.spec
        self.known = {
            value: texts for key in reversed(spec.keys) for value, texts in key.values.items()
        }
        self.known |= {measure.name: measure.label for measure in spec.measures}
        self.known |= {key.name: key.label for key in spec.keys}

    def filled(self, value: object) -> object:
        """Give a spec with its labels in it."""
        if isinstance(value, Mapping):
            return {str(key): self.filled(inner) for key, inner in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.filled(inner) for inner in value]
        if isinstance(value, str) and value.startswith("@"):
            return value[1:] if value.startswith("@@") else self._label(value[1:])
        return _plain(value)

    def _label(self, name: str) -> str:
        if name not in self.known:
            message = f"'@{name}' is the label of no key, measure or category"
            raise ContentError(
                Code.UNKNOWN_NAME, self.block.place, message, nearest(name, self.known)
            )
        return tagged(wording(texts_of(self.known[name], self.languages)))


def _plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value


def _row(
    spec: TableSpec, record: Record, languages: Sequence[Language], look: Look
) -> dict[str, object]:
    """Give a row for Vega: numbers as in the file, keys also as `<key>_label`, `<key>_colour`."""
    row: dict[str, object] = {}
    for key in spec.keys:
        code = record.keys[key.name]
        row[key.name] = _key(key, code)
        row[f"{key.name}_colour"] = look.ink(
            code, list(key.values).index(code) if code in key.values else 0
        ).colour
        row[f"{key.name}_label"] = tagged(wording(label(key, record, languages)))
    for measure in spec.measures:
        value = record.values.get(measure.name)
        if measure.name in record.texts:
            row[measure.name] = tagged(wording(texts_of(record.texts[measure.name], languages)))
        else:
            row[measure.name] = (
                float(value.number / measure.scale) if isinstance(value, Quantity) else None
            )
    return row


def _key(key: Key, code: str) -> object:
    if key.type in {KeyType.YEAR, KeyType.INTEGER}:
        return int(code)
    if key.type in {KeyType.MONTH, KeyType.DATE}:
        # To JavaScript a date alone is UTC and a time without a zone is local: that prints alike
        # anywhere.
        return f"{code}-01T00:00:00" if key.type is KeyType.MONTH else f"{code}T00:00:00"
    return code


def _theme(look: Look) -> dict[str, object]:
    size, muted, hairline = look.text, look.colour("muted"), look.colour("hairline")
    axis = {
        "labelFontSize": size,
        "titleFontSize": size,
        "titleFontWeight": "normal",
        "labelColor": muted,
        "titleColor": muted,
        "domainColor": muted,
        "domainWidth": 0.8,
        "tickColor": hairline,
        "gridColor": hairline,
        "gridWidth": 0.5,
        "tickSize": 3,
    }
    colours = list(look.palette.series) or [look.colour("structure")]
    return {
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "labelFlush": False, "labelSeparation": 8},
        "legend": {
            "labelFontSize": size,
            "titleFontSize": size,
            "titleFontWeight": "normal",
            "labelColor": muted,
        },
        "title": {"fontSize": size, "color": look.colour("ink")},
        "header": {"labelFontSize": size, "titleFontSize": size},
        "text": {"fontSize": size, "fill": look.colour("ink")},
        "mark": {"color": look.colour("structure"), "opacity": 1},
        "point": {"size": 40, "filled": True},
        "range": {"category": colours},
    }
