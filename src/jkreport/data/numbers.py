"""Numbers as statistics write them, read exactly or not at all."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

_MOST_DIGITS = 24
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
_NUMBER = re.compile(
    r"(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.[0-9]+)?",
)
_PARENTHESES = re.compile(r"\(\s*([^()]*?)\s*\)")
# Hyphens and dashes.
_LOOK_ALIKES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2500"
_HINTS = (
    (re.compile(r"^'"), "an apostrophe stands before it, as spreadsheets write texts: take it out"),
    (re.compile(r"^="), "a formula stands there as text: write what it gives"),
    (re.compile(r"[△▲▼]"), "a sign of its own is declared in the table's YAML: negative: ['{0}']"),
    (
        re.compile(rf"^[{_LOOK_ALIKES}](?=\s*[0-9])"),
        "'{0}' is no minus: write -, or declare it in the table's YAML: negative: ['{0}']",
    ),
    (
        re.compile(r"^\([0-9., ]+\)$"),
        "negatives in parentheses are declared in the table's YAML: negative: ['()']",
    ),
    (
        re.compile(r"(?<=[0-9])\s*[eprx*]$|^[eprx*](?=\s*[0-9])"),
        "what '{0}' says of a number is declared in the table's YAML, as in flags: {{'{0}': provisional}}",
    ),
    (
        re.compile(r"(?<=[0-9])e[+-]?[0-9]+$", re.IGNORECASE),
        "write all digits instead of the exponent '{0}'",
    ),
    (re.compile(r"%$"), "'{0}' is the unit; it stands in the table's YAML: unit: percent"),
    (
        re.compile(r"[¹²³⁰⁴-⁹]+$|(?<=[0-9])\s*\([^()]*\)$|(?<=[0-9])\s*[^\W\d_]*[0-9]?\)$"),
        "'{0}' leads to a note: it belongs in `note`, or in a column of text",
    ),
    (
        re.compile(r"(?<=[0-9])\s*[^\W\d_]+\s*(?=[0-9])"),
        "a number is written in digits alone (`scale` is what it counts in); a date is a key or a text",
    ),
    (
        re.compile(r"^(?:[^\W\d_]+|[<>≤≥≦≧≒≈~])(?=\s*[0-9])"),
        "'{0}' stands before the number: words belong in a column of `type: text`",
    ),
    (
        re.compile(r"(?<=[0-9])\s*[^\w\s,.']\s*(?=[0-9])"),
        "two numbers are two measures, a date is a key, and anything else is of `type: text`",
    ),
    (
        re.compile(r"\..*\."),
        "a point stands before the decimals, commas before every three digits: 1,234.5",
    ),
    (re.compile(r"(?<=[0-9])[\s'_](?=[0-9])"), "digits are grouped by commas, or not at all"),
    (re.compile(r","), "commas stand before every three digits, as in 1,234,567"),
    (re.compile(r"^[+-]?0[0-9]"), "a number has no leading zeros; codes are keys or texts"),
    (re.compile(r"^[+-]?\.|\.$"), "digits stand on both sides of the point"),
    (
        re.compile(r"(?<=[0-9])\s*(?:[^\W\d_]+|‰)$|^[^\w\s.,+-](?=[0-9])"),
        "'{0}' stands in the table's YAML (unit: …, scale: …), or makes a text of the column",
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


def unseen(text: str) -> str:
    """Say which character stands in a text that nobody sees, empty if there is none."""
    for each in text:
        if unicodedata.category(each) in {"Cf", "Cc"}:
            return f"the character U+{ord(each):04X} stands in it, which isn't shown: take it out"
    return ""


def without_flag(text: str, flags: Iterable[str]) -> tuple[str, str]:
    """Part a cell into its number and the sign that stands before or after it, which may be none.

    >>> without_flag("1,234 p", ["p", "r"]), without_flag("＊12.5", ["*"])
    (('1,234', 'p'), ('12.5', '*'))
    """
    plain = folded(text)
    for flag in sorted(flags, key=len, reverse=True):
        sign = folded(flag)
        for bare in (plain.removesuffix(sign), plain.removeprefix(sign)):
            if sign and bare != plain and any(each.isdigit() for each in bare):
                return bare.strip(), flag
    return text, ""


def read_number(text: str, *, negative: Iterable[str] = (), percent: bool = False) -> Decimal:
    """Read a number with the decimals that it was written with.

    Args:
        text: what the cell holds, in half or full width, grouped by commas or not.
        negative: signs that stand before a negative number besides minus; `()` for parentheses.
        percent: whether a percent sign may follow.

    Raises:
        NotANumber: it isn't one, or is a zero with a sign, which says that it isn't quite zero.

    >>> read_number("▲１，２３４．５０", negative=["▲"])
    Decimal('-1234.50')
    """
    body, sign = _sign(folded(text), [folded(mark) for mark in negative])
    if percent:
        body = body.removesuffix("%").rstrip()
    if not _NUMBER.fullmatch(body):
        raise NotANumber(f"'{text}' is not a number", _hint(folded(text)))
    digits = body.replace(",", "")
    if len(digits) > _MOST_DIGITS:
        raise NotANumber(f"'{text[:_MOST_DIGITS]}…' has more than {_MOST_DIGITS} digits")
    number = Decimal(digits)
    if sign and not number:
        hint = f"declare it in the table's YAML: missing: {{'{text}': negligible}}, or write {body}"
        raise NotANumber(f"'{text}' is a zero with a sign: a number too small to be told", hint)
    return -number if sign == "-" else number


def _sign(text: str, marks: list[str]) -> tuple[str, str]:
    if not {"(", "()", "( )"}.isdisjoint(marks) and (match := _PARENTHESES.fullmatch(text)):
        return match[1], "-"
    for mark in sorted(marks, key=len, reverse=True):
        if mark and mark[0] != "(" and text.startswith(mark):
            return text.removeprefix(mark).lstrip(), "-"
    if text.startswith(("-", "+")):
        return text[1:], text[0]
    return text, ""


def _hint(text: str) -> str:
    if hint := unseen(text):
        return hint
    for pattern, hint in _HINTS:
        if match := pattern.search(text):
            return hint.format(match[0].strip())
    if any(each.isdecimal() for each in text) or not text:
        return "a number has digits, commas before every three of them, a point and a sign"
    declared = f"missing: {{'{text[:12]}': unknown}}"
    return f"what stands in place of a number is declared in the table's YAML, as in {declared}"
