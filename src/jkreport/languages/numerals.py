"""The number that a quantity prints, rounded at the same place in every language."""

from decimal import Decimal, localcontext

from jkreport.values import Form, Quantity, round_half_up

MYRIAD = 4
"""A myriad has four zeros; 万, 億, 兆 and 京 are its powers."""

_HIGHEST = 16
_PRECISION = 60


def printed(quantity: Quantity) -> Decimal:
    """Give the number as it is printed, in multiples of the scale of its display.

    Its exponent is the place of the last printed digit, so 39.4億 is `Decimal("3.94E+9")` for a
    language that counts in billions too: what is rounded is rounded alike in every language.
    """
    display = quantity.display
    with localcontext(prec=_PRECISION):
        if display.scale is not None:
            return _scaled(quantity.number, display.scale, display.decimals)
        if display.form is Form.DECIMAL:
            return _in_one_myriad(quantity.number, display.decimals)
        return _rounded(quantity.number, display.decimals)


def myriad_power(number: Decimal) -> int:
    """Give the power of ten of the largest myriad unit in the number, 0 when there is none.

    >>> myriad_power(Decimal("3940000000"))
    8
    """
    digits_before_point = number.adjusted() if number else 0
    return min(max(digits_before_point // MYRIAD * MYRIAD, 0), _HIGHEST)


def shifted(number: Decimal, power: int) -> Decimal:
    """Give the number with its point moved to the left by `power` places, exactly."""
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        return number
    return Decimal((sign, digits, exponent - power))


def shortest(number: Decimal) -> Decimal:
    """Give the number without zeros at the end of its decimals, exactly.

    >>> shortest(Decimal("39.40"))
    Decimal('39.4')
    """
    text = f"{number:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def decimals(number: Decimal) -> int:
    """Count the decimals that the number is written with."""
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def multiplied(number: Decimal, scale: Decimal) -> Decimal:
    """Give the product, whatever precision the caller's context has."""
    with localcontext(prec=_PRECISION):
        return number * scale


def digits(number: Decimal) -> str:
    """Give the digits without a sign, in groups of three.

    >>> digits(Decimal("-8.245E+5"))
    '824,500'
    """
    return f"{number.copy_abs():,f}"


def sign(number: Decimal, *, signed: bool) -> str:
    """Give the sign of a printed number.

    U+2212 in every language: it is as wide as + and the figures, where the hyphen that Korean
    keyboards give is not, and a screen reader says it. ▲ is a sign of ministries' tables, not of
    sentences. A zero has no minus, also when it was rounded to zero; in a row of changes it is ±0.
    """
    if not number:
        return "±" if signed else ""
    if number < 0:
        return "−"
    return "+" if signed else ""


def _rounded(number: Decimal, places: int | None) -> Decimal:
    return number if places is None else round_half_up(number, places)


def _scaled(number: Decimal, scale: Decimal, places: int | None) -> Decimal:
    quotient = number / scale
    if places is not None:
        return round_half_up(quotient, places)
    # As many decimals as the number needs in this scale, and no fewer than its author wrote.
    needed, written = (decimals(each) for each in (shortest(quotient), number))
    return round_half_up(quotient, max(needed, written))


def _in_one_myriad(number: Decimal, places: int | None) -> Decimal:
    power = myriad_power(number)
    if places is None:
        return shortest(number) if power else number
    rounded = round_half_up(shifted(number, power), places)
    # 9,999.96万 rounds up into the next unit: 1.0億, not 10,000.0万.
    if myriad_power(rounded) and power < _HIGHEST:
        power += MYRIAD
        rounded = round_half_up(shifted(number, power), places)
    return shifted(rounded, -power)
