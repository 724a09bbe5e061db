"""The axis of values: its ends, its ticks, and how numbers are printed along it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

from jkreport.charts.reading import Reading, Texts
from jkreport.charts.wording import same
from jkreport.languages import Language
from jkreport.values import Quantity

_PRECISION = 60
_MYRIAD = Decimal(10_000)
_MOST_STEPS = 5
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True, kw_only=True, slots=True)
class Axis:
    """Where values lie: `low` and `high` are the first and the last tick.

    `scale` is the multiple in which numbers are printed; `inline` says that each number carries its
    unit; `chosen` that the table asked for another scale.
    """

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    scale: Decimal
    chosen: bool
    inline: bool
    decimals: int
    sample: Quantity
    languages: tuple[Language, ...]

    def place(self, number: Decimal, start: float, stop: float) -> float:
        """Give the pixel of a number between those of the ends."""
        with localcontext(prec=_PRECISION):
            share = (number - self.low) / (self.high - self.low)
        return start + float(share) * (stop - start)

    def value(self, quantity: Quantity) -> Texts:
        """Print a value beside its mark."""
        if not self.chosen:
            return self._printed(quantity, quantity.display.decimals)
        return self._printed(quantity, int(quantity.number % self.scale != 0))

    def tick(self, number: Decimal) -> Texts:
        """Print a number of the axis."""
        return self._printed(replace(self.sample, number=number), self.decimals)

    def unit(self) -> Texts:
        """Name the unit as above a column; nothing where each number carries it."""
        display = replace(self.sample.display, scale=self.scale)
        named = replace(self.sample, display=display)
        texts = {language.code: language.unit_name(named) for language in self.languages}
        return {} if self.inline or not any(texts.values()) else texts

    def _printed(self, quantity: Quantity, decimals: int | None) -> Texts:
        display = replace(
            quantity.display, decimals=decimals, scale=self.scale, unit=self.inline, signed=False
        )
        shown = replace(quantity, display=display)
        if self.inline:
            return {language.code: language.quantity(shown) for language in self.languages}
        return {language.code: language.number(shown) for language in self.languages}


def axis_of(
    reading: Reading, *, zero: bool, sums: Sequence[Decimal] = (), tight: bool = False
) -> Axis:
    """Give the axis of a chart's values; `sums` are totals that have to find room as well.

    A tight axis, which isn't printed, ends at the values instead of at ticks.
    """
    sample = reading.quantities[0]
    numbers = [quantity.number for quantity in reading.quantities] + list(sums)
    with localcontext(prec=_PRECISION):
        scale = _scale(reading, [abs(number) for number in numbers if number])
        ends = min(numbers) / scale, max(numbers) / scale
        low, high = ends if tight and not zero and ends[0] < ends[1] else _ends(*ends, zero=zero)
        step = _step(low, high)
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
        ticks = tuple(step * (first + number) * scale for number in range(int(last - first) + 1))
    exponent = step.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Axis(
        low=low * scale if tight else ticks[0],
        high=high * scale if tight else ticks[-1],
        ticks=ticks,
        scale=scale,
        chosen=scale > max(reading.measures[0].scale, Decimal(1)),
        inline=_inline(sample, reading.languages),
        decimals=decimals,
        sample=sample,
        languages=reading.languages,
    )


def _scale(reading: Reading, sizes: Sequence[Decimal]) -> Decimal:
    """Give the table's scale, or myriads in which all numbers are short and none a fraction."""
    scale = max(reading.measures[0].scale, Decimal(1))
    if scale > 1 or not sizes:
        return scale
    while max(sizes) >= scale * _MYRIAD * 10 and min(sizes) >= scale * _MYRIAD:
        scale *= _MYRIAD
    return scale


def _ends(low: Decimal, high: Decimal, *, zero: bool) -> tuple[Decimal, Decimal]:
    # A line may leave zero out when all of it happens far above; an area or a bar may not: its
    # length is the value.
    if zero or low == high or (low > 0 and low * 2 < high) or (high < 0 and high * 2 > low):
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    return (low, high) if low < high else (Decimal(0), Decimal(1))


def _step(low: Decimal, high: Decimal) -> Decimal:
    rough = (high - low) / _MOST_STEPS
    power = Decimal(1).scaleb(rough.adjusted())
    return next(step * power for step in _STEPS if step * power >= rough)


def _inline(sample: Quantity, languages: Sequence[Language]) -> bool:
    if sample.unit.code != "percent":
        return False
    return same(language.quantity(sample) for language in languages)
