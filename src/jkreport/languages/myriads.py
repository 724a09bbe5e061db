"""Languages that count in myriads, 万 億 兆: their numbers, quantities and ranges."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from jkreport.languages.base import Language
from jkreport.languages.numerals import (
    MYRIAD,
    digits,
    myriad_power,
    printed,
    shifted,
    shortest,
    sign,
)
from jkreport.values import Form, Quantity, QuantityRange, Unit


class MyriadLanguage(Language):
    """A language that counts in myriads; it says how they are named, spaced and joined."""

    myriads: ClassVar[tuple[str, ...]]
    """10⁴, 10⁸, 10¹² and 10¹⁶."""
    tens: ClassVar[tuple[str, ...]]
    """1, 10, 100 and 1000, as in 百万 of a table's head."""
    myriad_space: ClassVar[str]
    """Between the groups of a mixed number."""
    wave: ClassVar[str]
    """Between the ends of a range."""
    unit_words: ClassVar[Mapping[str, str]]

    def joined(self, number: str, word: str) -> str:
        """Join a number, or the name of a scale, to the word of its unit."""
        return number + word

    def number(self, quantity: Quantity) -> str:
        """Print the number alone, a large one in mixed form unless its display sets a scale."""
        number = printed(quantity)
        return sign(number, signed=quantity.display.signed) + self._figures(number, quantity)

    def quantity(self, quantity: Quantity) -> str:
        """Print number and unit as in a sentence."""
        return self._with_unit(self.number(quantity), quantity)

    def range(self, span: QuantityRange) -> str:
        """Print a range; the unit is said once, the myriads at both ends.

        3,000～4,500万 would leave open whether the lower end is 3,000, so only the unit is shared.
        """
        low, high = self.number(span.low), self.number(span.high)
        ends = low if low == high else f"{low}{self.wave}{high}"
        return self._with_unit(ends, span.high)

    def unit_name(self, quantity: Quantity) -> str:
        """Name the unit as a table's head does, with the scale of the display."""
        word = self._word(quantity.unit).strip()
        return self.joined(self._scale_name(quantity.display.scale), word)

    def _figures(self, number: Decimal, quantity: Quantity) -> str:
        power = myriad_power(number)
        if quantity.display.scale is not None or not power:
            return digits(number)
        if quantity.display.form is Form.DECIMAL:
            figure = shifted(number, power)
            if quantity.display.decimals is None:
                figure = shortest(figure)
            return digits(figure) + self.myriads[power // MYRIAD - 1]
        return self._mixed(number)

    def _mixed(self, number: Decimal) -> str:
        whole, _, fraction = f"{number.copy_abs():f}".partition(".")
        rest, groups = int(whole), []
        for power in range(len(self.myriads), 0, -1):
            group, rest = divmod(rest, 10 ** (power * MYRIAD))
            if group:
                groups.append(f"{group:,}{self.myriads[power - 1]}")
        # A large number keeps a fraction that it really has; .0 says nothing after 万.
        tail = f".{fraction}" if fraction.strip("0") else ""
        if rest or tail:
            groups.append(f"{rest:,}{tail}")
        return self.myriad_space.join(groups)

    def _with_unit(self, number: str, quantity: Quantity) -> str:
        if not quantity.display.unit:
            return number
        # A scaled number that stands beside its unit must name the scale, or it says something
        # false.
        scale = self._scale_name(quantity.display.scale)
        if quantity.unit.wording:
            return number + scale + self._word(quantity.unit)
        return self.joined(number + scale, self._word(quantity.unit))

    def _word(self, unit: Unit) -> str:
        if unit.wording:
            return unit.wording.get(self.code, "")
        return self.unit_words.get(unit.code, "")

    def _scale_name(self, scale: Decimal | None) -> str:
        if scale is None or scale == 1:
            return ""
        power = scale.adjusted()
        if scale != Decimal(1).scaleb(power) or power < 0:
            return f"×{scale:,f}"
        myriad = min(power // MYRIAD, len(self.myriads))
        tens = power - myriad * MYRIAD
        if tens >= len(self.tens):
            return f"×{scale:,f}"
        return self.tens[tens] + (self.myriads[myriad - 1] if myriad else "")
