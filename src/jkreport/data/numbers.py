"""Numbers as statistics write them, read exactly or not at all."""

import re
from collections.abc import Iterable
from decimal import Decimal

_MOST_DIGITS = 24
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
_NUMBER = re.compile(
    r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?",
)
_PARENTHESES = re.compile(r"\(\s*([^()]*?)\s*\)")
_HINTS = (
    (re.compile(r"[△▲▼]"), "a sign of its own is declared in the table's YAML: negative: ['{}']"),
    (
        re.compile(r"\("),
        "negatives in parentheses are declared in the table's YAML: negative: ['()']",
    ),
    (
        re.compile(r"(?<=[0-9])\s*[pr*]$"),
        "'{}' (provisional, revised) belongs in a note, not in the cell",
    ),
    (
        re.compile(r"(?<=[0-9])e[+-]?[0-9]+$", re.IGNORECASE),
        "write all digits instead of the exponent '{}'",
    ),
    (re.compile(r"%$"), "'{}' is the unit; it stands in the table's YAML: unit: percent"),
    (re.compile(r","), "commas stand before every three digits, as in 1,234,567"),
    (re.compile(r"^[+-]?0[0-9]"), "a number has no leading zeros; codes are keys or texts"),
    (re.compile(r"^[+-]?\.|\.$"), "digits stand on both sides of the point"),
    (
        re.compile(r"(?<=[0-9])\s*[^\W\d_]+$"),
        "'{}' stands in the table's YAML: unit: … or scale: …",
    ),
)


class NotANumber(ValueError):  # noqa: N818 - the word for what it is
    """A text is no number; `hint` says how it would be one."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def folded(text: str) -> str:
    """Give the text in half-width letters and with one kind of minus sign.

    Full NFKC would turn ① into 1 and 10² into 102.
    """
    return text.translate(_WIDE).strip()


def read_number(text: str, *, negative: Iterable[str] = (), percent: bool = False) -> Decimal:
    """Read a number with the decimals that it was written with.

    Args:
        text: what the cell holds, in half or full width, grouped by commas or not.
        negative: signs that stand before a negative number besides minus; `()` for parentheses.
        percent: whether a percent sign may follow.

    Raises:
        NotANumber: it isn't one.

    >>> read_number("▲１，２３４．５０", negative=["▲"])
    Decimal('-1234.50')
    """
    body, minus = _sign(folded(text), [folded(mark) for mark in negative])
    if percent:
        body = body.removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(body):
        raise NotANumber(f"'{text}' is not a number", _hint(folded(text)))
    digits = body.replace(",", "")
    if len(digits) > _MOST_DIGITS:
        raise NotANumber(f"'{text[:_MOST_DIGITS]}…' has more than {_MOST_DIGITS} digits")
    return -Decimal(digits) if minus and Decimal(digits) else Decimal(digits)


def _sign(text: str, marks: list[str]) -> tuple[str, bool]:
    if not {"(", "()", "( )"}.isdisjoint(marks) and (match := _PARENTHESES.fullmatch(text)):
        return match[1], True
    for mark in sorted(marks, key=len, reverse=True):
        if mark and mark[0] != "(" and text.startswith(mark):
            return text.removeprefix(mark).lstrip(), True
    if text.startswith(("-", "+")):
        return text[1:], text[0] == "-"
    return text, False


def _hint(text: str) -> str:
    for pattern, hint in _HINTS:
        if match := pattern.search(text):
            return hint.format(match[0].strip())
    return "a sign in place of a number is declared in the table's YAML: missing: {'-': none}"
