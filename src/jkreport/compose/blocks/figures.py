"""Setting of charts, images and key numbers."""

import base64
import re

from jkreport.charts import draw_chart, numbers_of, tell_unknown
from jkreport.compose.chains import chain_of
from jkreport.compose.entries import entry_of
from jkreport.compose.setter import Setter
from jkreport.compose.writer import Side
from jkreport.diagnostics import Code, ContentError
from jkreport.files import Files
from jkreport.images import checked_image
from jkreport.languages import Language
from jkreport.model.blocks import Chart, Image, KeyNumber, KeyNumbers
from jkreport.model.resources import Resource
from jkreport.model.text import Localized
from jkreport.provenance import record
from jkreport.resolve.checked import checked_table
from jkreport.templating import Html
from jkreport.values import Cell, Quantity, QuantityRange
from jkreport.values.quantity import cells_of

IMAGES = "content/images"
_IMAGE_LIMIT = 20 << 20
# 82万4,500 and 人: what follows the last digit, or stands before the first, is set small.
_NUMBER = re.compile(r"(\D*)(.*\d)(\D*)", re.DOTALL)


def set_chart(setter: Setter, block: Chart) -> Html:
    """Draw a chart; nothing, with the fault told, when it can't be drawn."""
    context = setter.context
    drawing = None
    with context.problems.gathered():
        table = checked_table(context.tables, block.table, context.brief.as_of)
        context.used.tables.setdefault(table.spec.id, table.spec)
        with context.problems.gathered():
            # Drawing ends at the first column that isn't there.
            tell_unknown(block, table.spec, context.problems)
            drawing = _drawn(setter, block) if table.complete else None
        return _figure(setter, block, drawing, setter.notes(block.note, table.spec))
    return Html("")


def _drawn(setter: Setter, block: Chart) -> Resource:
    context = setter.context
    table = context.tables.table(block.table.value)
    drawing = draw_chart(block, table, setter.languages, context.look)
    numbers = (_shown(setter, each) for each in numbers_of(block, table))
    figure = record.Figure(
        block=block.id,
        kind="chart",
        table=block.table.value,
        place=str(block.place),
        numbers=tuple(numbers),
    )
    context.used.record.figure(figure)
    return drawing


def _shown(setter: Setter, quantity: Quantity) -> record.Number:
    origin = next(cells_of(quantity.provenance))
    return record.Number(
        row=" · ".join(origin.key),
        column=origin.measure,
        printed={each.code: each.quantity(quantity) for each in setter.languages},
        value=record.Value(
            number=format(quantity.number, "f"), unit=quantity.unit.code, origin=origin
        ),
    )


def _figure(
    setter: Setter, block: Chart, drawing: Resource | None, notes: tuple[Side, ...]
) -> Html:
    spec = setter.context.store.tables[block.table.value]
    return setter.fill(
        "blocks/figure.html.j2",
        kind="chart",
        id=block.id,
        address=_address(drawing) if drawing is not None else "",
        alt=_alt(setter, block.alt),
        captions=setter.captions(block.id, block.caption, "figure"),
        notes=notes,
        sources=setter.source_lines(
            block.sources or spec.sources,
            None if block.sources else spec.locator,
            entry_of(setter.context, Cell(table=spec.id, measure="", key=())),
        ),
    )


def _address(resource: Resource) -> str:
    data = base64.b64encode(resource.data).decode("ascii")
    return f"data:{resource.media_type};base64,{data}"


def _alt(setter: Setter, alt: Localized) -> str:
    said = [setter.writer.plain(alt, each).strip() for each in setter.languages]
    if any(setter.silent(alt, *each) for each in zip(setter.codes, said, strict=True)):
        setter.context.problems.add(
            Code.ALT_MISSING,
            alt.place,
            "the text for readers who can't see the figure comes out empty",
            "say in a sentence what the figure shows",
        )
    return " / ".join(said)


def set_image(setter: Setter, block: Image) -> Html:
    """Set a picture."""
    context = setter.context
    with context.problems.gathered():
        return setter.fill(
            "blocks/figure.html.j2",
            kind="image",
            id=block.id,
            address=_address(_picture(context.tables.files, block)),
            alt=_alt(setter, block.alt),
            captions=setter.captions(block.id, block.caption, "figure"),
            notes=(),
            sources=setter.writer.sides(block.credit),
        )
    return Html("")


def _picture(files: Files, block: Image) -> Resource:
    data = files.read(f"{IMAGES}/{block.file}", block.file.place, limit=_IMAGE_LIMIT)
    return checked_image(data, block.file.value, block.file.place)


def set_key_numbers(setter: Setter, block: KeyNumbers) -> Html:
    """Set key numbers, each large with what it is below."""
    return setter.fill(
        "blocks/key_numbers.html.j2",
        id=block.id,
        captions=setter.captions(block.id, block.caption, "figure"),
        numbers=[each for each in (_number(setter, number) for number in block.numbers) if each],
    )


def _number(setter: Setter, number: KeyNumber) -> dict[str, object] | None:
    writer = setter.writer
    value = writer.value(number.value) if number.value else None
    if value is None:
        return None
    if not isinstance(value, Quantity | QuantityRange):
        raise ContentError(
            Code.WRONG_TYPE,
            number.value.place,
            "a key number is a quantity",
            "such as data.trade.exports[2011]",
        )
    shown = {each.code: writer.alone(number.value, value, each) for each in setter.languages}
    return {
        "entry": entry_of(writer.context, value.provenance),
        "origin": chain_of(writer.context, value.provenance, setter.languages),
        "values": [_large(shown[each.code], each) for each in setter.languages],
        "labels": writer.sides(number.label),
        "notes": writer.sides(number.note),
    }


def _large(printed: str, language: Language) -> dict[str, str]:
    match = _NUMBER.fullmatch(printed)
    before, digits, after = match.groups() if match is not None else ("", printed, "")
    return {"lang": language.code, "before": before, "digits": digits, "after": after}
