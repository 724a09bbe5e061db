"""Numbers, quantities and ranges in English."""

from dataclasses import dataclass
from decimal import Decimal

from jkreport.languages.numerals import (
    decimals,
    digits,
    multiplied,
    myriad_power,
    printed,
    shifted,
    shortest,
    sign,
)
from jkreport.values import Form, Quantity, QuantityRange

_SYMBOLS = {"USD": "US$", "JPY": "¥", "KRW": "₩", "EUR": "€"}
# One and many; a counter that reads the same for all has one word.
_UNITS = {
    "percent": ("%", "%"),
    "point": (" percentage point", " percentage points"),
    "times": (" time", " times"),  # not once or twice: "a total of twice" would break
    "person": (" person", " people"),
    "country": (" country", " countries"),
    "year": (" year", " years"),
    "month": (" month", " months"),
    "day": (" day", " days"),
    "item": (" item", " items"),
    "case": (" case", " cases"),
    "proposal": (" proposal", " proposals"),
    "flight": (" flight", " flights"),
    "school": (" school", " schools"),
    "place": (" place", " places"),
    "ratio": (" times", " times"),
    "kW": (" kW", " kW"),
    "GW": (" GW", " GW"),
    "ton": (" tonne", " tonnes"),
    "km": (" km", " km"),
    "rank": ("", ""),
}
_WORDS = ((12, " trillion"), (9, " billion"), (6, " million"))
# Power stations are counted in GW, not in millions of kW.
_POWER_WORDS = ((6, " GW"),)
_THOUSAND = " thousand"
_THREE = 3
_MOST_DECIMALS = 3
_TEENS = range(11, 14)
_HUNDRED = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class _Printed:
    sign: str
    symbol: str
    figures: str
    word: str
    unit: str

    @property
    def text(self) -> str:
        return self.sign + self.symbol + self.figures + self.word + self.unit


def english_number(quantity: Quantity) -> str:
    """Print the number alone."""
    shown = _number(quantity, naked=True)
    return shown.sign + shown.figures + shown.word


def english_quantity(quantity: Quantity) -> str:
    """Print number and unit as in a sentence."""
    if not quantity.display.unit:
        return english_number(quantity)
    return _number(quantity, naked=False).text


def english_range(span: QuantityRange) -> str:
    """Print a range; symbol, word and unit are said once where both ends have the same."""
    naked = not span.high.display.unit
    low, high = (_number(each, naked=naked) for each in (span.low, span.high))
    if low.text == high.text:
        return high.text
    if low.sign or high.sign:
        return f"{low.sign}{low.symbol}{low.figures}{low.word} to {high.text}"
    if low.word == high.word:
        return f"{low.symbol}{low.figures}–{high.figures}{high.word}{high.unit}"
    return f"{low.symbol}{low.figures}{low.word} to {high.text}"


def head(quantity: Quantity) -> str:
    """Name the unit as a table's head does: US$ billion, US$100 million, 10,000 people, %."""
    symbol = _SYMBOLS.get(quantity.unit.code, "")
    scale = _scale_name(quantity.display.scale)
    if symbol:
        # Figures stand close to the sign of a currency, words don't.
        return f"{symbol}{scale}" if scale[:1].isdigit() else f"{symbol} {scale}".strip()
    if quantity.unit.code == "rank":
        return "rank"
    return f"{scale} {_unit(quantity, '').strip()}".strip()


def _number(quantity: Quantity, *, naked: bool) -> _Printed:
    value, display = printed(quantity), quantity.display
    if display.scale is not None and not naked:
        value = shortest(multiplied(value, display.scale))
    figures, word = _figures(value, quantity, naked=naked)
    if quantity.unit.code == "rank" and not naked:
        figures = _ordinal(figures)
    return _Printed(
        sign=sign(value, signed=display.signed),
        symbol="" if naked else _SYMBOLS.get(quantity.unit.code, ""),
        figures=figures,
        word=word,
        unit="" if naked or word == " GW" else _unit(quantity, figures + word),
    )


def _figures(value: Decimal, quantity: Quantity, *, naked: bool) -> tuple[str, str]:
    """Give figures and the word for their scale, if they are short enough to be read with one.

    1.234 billion and 1,234.5 billion are; of 1.2345678 billion the figures in full read better.
    """
    display = quantity.display
    if display.scale is not None and naked:
        return digits(value), ""
    words = _POWER_WORDS if quantity.unit.code == "kW" and not naked else _WORDS
    for power, word in words:
        if value and value.adjusted() >= power:
            figure = shifted(value, power)
            if display.form is Form.MIXED or display.decimals is None:
                figure = shortest(figure)
            if decimals(figure) <= (_MOST_DECIMALS if figure.adjusted() < _THREE else 1):
                return digits(figure), word
    return digits(_whole(value)), ""


def _whole(value: Decimal) -> Decimal:
    """Drop a fraction of zeros from a large number, as the mixed form by myriads does."""
    return shortest(value) if myriad_power(value) and not value % 1 else value


def _unit(quantity: Quantity, figures: str) -> str:
    if quantity.unit.wording:
        return quantity.unit.wording.get("en", "")
    one, many = _UNITS.get(quantity.unit.code, ("", ""))
    return one if figures == "1" else many


def _ordinal(figures: str) -> str:
    if not figures.isdigit():
        return figures
    if int(figures) % _HUNDRED in _TEENS:
        return f"{figures}th"
    return figures + {"1": "st", "2": "nd", "3": "rd"}.get(figures[-1], "th")


def _scale_name(scale: Decimal | None) -> str:
    if scale is None or scale == 1:
        return ""
    for power, word in (*_WORDS, (3, _THOUSAND)):
        multiple = shortest(shifted(scale, power))
        if multiple == 1:
            return word.strip()
        if word != _THOUSAND and multiple >= 1:  # 10,000 is read more easily than 10 thousand
            return f"{multiple:,f}{word}"
    return f"{scale:,f}"
