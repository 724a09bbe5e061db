"""Readers of charts, images and key numbers."""

from collections.abc import Mapping

from jkreport.diagnostics import Code
from jkreport.load.blocks.base import Head, read_where
from jkreport.load.entry import Entry
from jkreport.load.yaml import Items, Node, Pairs, Scalar
from jkreport.model.blocks import Chart, ChartForm, Image, KeyNumber, KeyNumbers
from jkreport.model.names import Name
from jkreport.model.text import Localized, Text

_CHANNELS = ("x", "y", "colour", "label")
_LEAST_HEIGHT, _MOST_HEIGHT, _HEIGHT = 60, 700, 0


def read_chart(entry: Entry, head: Head) -> Chart:
    """Read a chart: its table, form and channels."""
    form, inner = _form(entry)
    spec = inner.mapping("spec") if inner is not None and form is ChartForm.VEGA else None
    chart = Chart(
        **head,
        table=entry.needed_name("chart"),
        form=form,
        channels=_channels(inner),
        horizontal=inner.boolean("horizontal", default=False) if inner is not None else False,
        where=read_where(entry, "where"),
        spec=_plain_mapping(spec.pairs) if spec is not None else None,
        caption=entry.localized("caption"),
        alt=_alt(entry),
        note=entry.maybe_localized("note"),
        sources=entry.names("sources"),
        height=entry.integer("height", least=_LEAST_HEIGHT, most=_MOST_HEIGHT) or _HEIGHT,
    )
    if inner is not None:
        inner.finish()
    return chart


def _form(entry: Entry) -> tuple[ChartForm, Entry | None]:
    forms = {each.value: each for each in ChartForm}
    named = [key for key in entry.keys if key.value in forms]
    if len(named) != 1:
        entry.problems.add(
            Code.MISSING_KEY, entry.place, "a chart has one form", "one of " + ", ".join(forms)
        )
        for key in named:
            entry.node(key.value)
        return ChartForm.LINE, None
    return forms[named[0].value], entry.mapping(named[0].value)


def _channels(inner: Entry | None) -> Mapping[str, tuple[Name, ...]]:
    if inner is None:
        return {}
    found = {channel: inner.names(channel) for channel in _CHANNELS}
    return {channel: names for channel, names in found.items() if names}


def _plain_mapping(pairs: Pairs) -> Mapping[str, object]:
    return {key.value: _plain(value) for key, value in pairs.pairs}


def _plain(node: Node) -> object:
    """Give a node as JSON has it; unquoted numbers, true, false and null are what they look like."""
    match node:
        case Pairs():
            return _plain_mapping(node)
        case Items():
            return [_plain(each) for each in node.items]
        case Scalar():
            return _plain_scalar(node)


def _plain_scalar(node: Scalar) -> object:
    value = node.text.value
    if node.text.origin is not None and node.text.origin.style:
        return value
    if node.null:
        return None
    if value in ("true", "false"):
        return value == "true"
    try:
        number = float(value)
    except ValueError:
        return value
    return int(number) if number.is_integer() else number


def _alt(entry: Entry) -> Localized:
    """Read what a figure says to those who can't see it, which has to be there (PDF/UA-1, 7.3)."""
    alt = entry.maybe_localized("alt")
    if alt:
        return alt
    entry.problems.add(
        Code.ALT_MISSING,
        entry.key_place("alt"),
        "the figure has no 'alt', the text for readers who can't see it",
        "say in a sentence what the figure shows",
    )
    return Localized(texts={}, place=entry.place)


def read_image(entry: Entry, head: Head) -> Image:
    """Read a picture; what a reader who can't see it needs has to be there."""
    return Image(
        **head,
        file=entry.needed_name("image"),
        caption=entry.maybe_localized("caption"),
        alt=_alt(entry),
        credit=entry.maybe_localized("credit"),
    )


def read_figures(entry: Entry, head: Head) -> KeyNumbers:
    """Read key numbers."""
    return KeyNumbers(
        **head,
        numbers=tuple(_number(each) for each in entry.entries("figures", required=True)),
        caption=entry.maybe_localized("caption"),
    )


def _number(entry: Entry) -> KeyNumber:
    value = entry.text("value", required=True)
    number = KeyNumber(
        value=value if value is not None else Text(value="", place=entry.place),
        label=entry.localized("label"),
        note=entry.maybe_localized("note"),
    )
    entry.finish()
    return number
