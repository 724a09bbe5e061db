"""What a table says in the languages of an edition: labels, keys, units and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jkreport.compose.grid_parts import Figure, Number, Words
from jkreport.data import Row, Table
from jkreport.data.keys import key_value
from jkreport.data.legend import MEANINGS
from jkreport.data.rows import decimals_of, quantity_of
from jkreport.diagnostics import Code, Problems
from jkreport.languages import Language
from jkreport.languages.base import DateStyle
from jkreport.model.tables import Flag, Key, KeyType, Mark, Measure
from jkreport.model.text import Localized
from jkreport.values import Cell, Display, Moment, Quantity

_LEAST_SCALE = 1000


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says everything in all languages of an edition; a text that one of them lacks is a fault."""

    table: Table
    languages: Sequence[Language]
    problems: Problems

    def localized(self, text: Localized) -> Words:
        """Say what an author wrote."""
        codes = [language.code for language in self.languages]
        for code in text.missing(codes):
            message = f"the text has no '{code}'"
            self.problems.add(Code.LANGUAGE_MISSING, text.place, message)
        return Words(by_language={code: text.get(code, "") for code in codes})

    def key(self, key: Key, row: Row, style: DateStyle = "short") -> Words:
        """Say a key of a row."""
        code = row.key[self.table.spec.keys.index(key)]
        if key.type is KeyType.CATEGORY:
            return self.localized(key.values[code])
        if key.type is KeyType.TEXT:
            return self.localized(row.names[key.name])
        value = key_value(key, code)
        if isinstance(value, Moment):
            return self._said({each.code: each.date(value, style) for each in self.languages})
        return self._said({each.code: code for each in self.languages})

    def unit(self, measure: Measure) -> Words | None:
        """Name the unit of a measure with the scale of its cells; None if it has none."""
        quantity = Quantity(
            number=Decimal(0),
            unit=measure.unit,
            provenance=Cell(table=self.table.spec.id, measure=measure.name, key=()),
            display=Display(scale=printed_scale(measure)),
        )
        names = {each.code: each.unit_name(quantity) for each in self.languages}
        return self._said(names) if any(names.values()) else None

    def unit_line(self, unit: Words) -> Words:
        """Say the unit of a whole table."""
        return self._said(
            {
                each.code: each.label("unit_line", unit.by_language[each.code])
                for each in self.languages
            }
        )

    def meaning(self, sign: Mark | Flag) -> Words:
        """Say what a sign in place of a number, or beside one, means."""
        return self._said({each.code: each.label(MEANINGS[sign]) for each in self.languages})

    def number(self, measure: Measure, row: Row, decimals: int | None) -> Number:
        """Print a number of the table without its unit, in the scale that the head names."""
        quantity = quantity_of(self.table.spec, measure, row)
        scale = printed_scale(measure)
        if decimals is None:
            entry = row.cells[measure.name]
            written = entry if scale != 1 and isinstance(entry, Decimal) else quantity.number
            decimals = decimals_of(written)
        display = Display(decimals=decimals, scale=scale, unit=False)
        shown = Quantity(
            number=quantity.number,
            unit=quantity.unit,
            provenance=quantity.provenance,
            display=display,
        )
        return Number(
            by_language={each.code: _cut(each.number(shown), decimals) for each in self.languages},
            flag=row.flags.get(measure.name, ""),
            quantity=quantity,
        )

    def cell(self, measure: Measure, row: Row, text: Localized) -> Words:
        """Say what a cell of texts holds."""
        origin = Cell(
            table=self.table.spec.id,
            measure=measure.name,
            key=row.key,
            sources=tuple(each.value for each in self.table.spec.sources),
            as_of=self.table.spec.as_of,
        )
        return replace(self.localized(text), origin=origin)

    def _said(self, texts: dict[str, str]) -> Words:
        return Words(by_language=texts)


def printed_scale(measure: Measure) -> Decimal:
    """Give the multiple of the unit that cells are printed in: the file's, where it has a name.

    億ドル stays 億ドル; shares that a file gives as 0.113 are printed as 11.3.
    """
    scale = measure.scale.normalize()
    named = scale >= _LEAST_SCALE and scale.as_tuple().digits == (1,)
    return measure.scale if named else Decimal(1)


def _cut(text: str, decimals: int) -> Figure:
    """Cut a number before its point; whatever the point is, so many digits follow it."""
    if decimals <= 0:
        return Figure(whole=text)
    return Figure(whole=text[: -decimals - 1], fraction=text[-decimals - 1 :])
