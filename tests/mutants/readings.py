"""Data files read a second time, by other means and by rules written anew: what a value has to be."""

import csv
import datetime as dt
import io
import re
import struct
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
from tests.mutants.tables import Sheet

Grid = list[list[str]]
Value = Decimal | str | tuple[str, str]
MISSING = {"-", "…", "x"}
_NARROW = str.maketrans("０１２３４５６７８９，．＋－−％（）", "0123456789,.+--%()")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


class Unreadable(Exception):  # noqa: N818 - what the file is
    """The other reading finds no such table in the file."""


def read(sheet: Sheet, data: bytes) -> dict[tuple[str, ...], dict[str, Value]]:
    """Give the values of each row by its keys.

    Raises:
        Unreadable: there is something in the file that no careful reader would make a value of.
    """
    match sheet.suffix:
        case ".xlsx":
            grid = _workbook(data)
        case ".parquet":
            grid = _parquet(data)
        case _:
            grid = _delimited(data, sheet)
    head, *rows = (row for row in grid if any(cell.strip() for cell in row))
    names = [name.strip() for name in head]
    wanted = {sheet.time, "flow", "amount", "people", "rate"}
    texts = [name for name in names if name.split(":")[0] == "remark"]
    if not wanted <= set(names) or len(set(names)) < len(names) or not texts:
        raise Unreadable(f"the header is {names}")
    found: dict[tuple[str, ...], dict[str, Value]] = {}
    for row in rows:
        if len(row) != len(names):
            raise Unreadable(f"{row} is not as long as the header")
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=True)}
        key = (_time(sheet.time, cells[sheet.time]), cells["flow"])
        if key in found:
            raise Unreadable(f"{key} stands twice")
        found[key] = {
            name: _value(name, cells[name], sheet.negative) for name in ("amount", "people", "rate")
        }
        found[key] |= {name: cells[name] for name in texts if cells[name]}
    return found


def _delimited(data: bytes, sheet: Sheet) -> Grid:
    codec = {"euc-kr": "cp949", "utf-8": "utf-8-sig"}.get(sheet.encoding, sheet.encoding)
    text = data.decode(codec).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = "\t" if sheet.suffix == ".tsv" else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable(str(error)) from error


def _time(kind: str, text: str) -> str:
    digits = text.translate(_NARROW)
    if kind == "integer":
        return str(int(digits))
    if kind == "month" and re.fullmatch(r"\d{4}-\d\d-01", digits):
        digits = digits[:7]
    if kind == "date":
        return dt.date.fromisoformat(digits).isoformat()
    form = {"year": "%Y", "month": "%Y-%m"}[kind]
    moment = dt.datetime.strptime(digits, form)  # noqa: DTZ007 - no time of day
    if moment.strftime(form) != digits:
        raise Unreadable(f"'{text}' is no {kind}")
    return digits


def _value(name: str, text: str, negative: Sequence[str]) -> Value:
    if text in MISSING:
        return "missing", text
    number = read_number(text, negative, percent=name == "rate")
    if name == "people" and number % 1:
        raise Unreadable(f"'{text}' is not whole")
    return number


def read_number(text: str, negative: Sequence[str], *, percent: bool = False) -> Decimal:
    """Read a number character by character.

    Raises:
        Unreadable: it is none.
    """
    factor, rest = _signed(text.translate(_NARROW).strip(), negative)
    if percent and rest.endswith("%"):
        rest = rest[:-1].rstrip()
    whole, point, fraction = rest.partition(".")
    first, *groups = whole.split(",")
    plain = [first, *groups, *([fraction] if point else [])]
    if not all(each and set(each) <= set("0123456789") for each in plain):
        raise Unreadable(f"'{text}' is no number")
    if groups and (len(first) > 3 or {len(each) for each in groups} != {3}):
        raise Unreadable(f"'{text}' is grouped otherwise")
    if len(whole) > 1 and whole[0] == "0":
        raise Unreadable(f"'{text}' begins with a zero")
    number = Decimal(first + "".join(groups) + point + fraction)
    if factor and not number:
        raise Unreadable(f"'{text}' is a zero with a sign")
    return (factor or 1) * number


def _signed(text: str, negative: Sequence[str]) -> tuple[int, str]:
    """Part the sign from a number: 0 when there is none."""
    if "()" in negative and text[:1] == "(" and text[-1:] == ")":
        return -1, text[1:-1].strip()
    for sign in negative:
        if sign != "()" and text.startswith(sign):
            return -1, text[len(sign) :].lstrip()
    if text[:1] in {"+", "-"}:
        return (-1 if text[0] == "-" else 1), text[1:]
    return 0, text


def _parquet(data: bytes) -> Grid:
    table = pq.read_table(io.BytesIO(data))
    narrow = {
        name
        for name, kind in zip(table.column_names, table.schema.types, strict=True)
        if str(kind) == "float"
    }
    names = table.column_names
    columns = [
        [_plain(each, narrow=name in narrow) for each in table.column(name).to_pylist()]
        for name in names
    ]
    return [names, *([*row] for row in zip(*columns, strict=True))]


def _plain(value: object, *, narrow: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        text = repr(value)
        if narrow:
            # The fewest digits that give the same four bytes.
            forms = (f"{value:.{digits}g}" for digits in range(1, 18))
            text = next(
                each for each in forms if struct.pack("f", float(each)) == struct.pack("f", value)
            )
        return f"{Decimal(text):f}".removesuffix(".0")
    return str(value)


def _workbook(data: bytes) -> Grid:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ET.fromstring(archive.read("xl/workbook.xml"))
        relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {each.get("Id"): each.get("Target", "") for each in relations}
        pages = [
            each for each in book.iter(f"{_MAIN}sheet") if each.get("state", "visible") == "visible"
        ]
        if len(pages) != 1:
            raise Unreadable(f"{len(pages)} sheets")
        page = ET.fromstring(
            archive.read("xl/" + targets[pages[0].get(_RELATION)].removeprefix("/xl/"))
        )
        shared = _shared(archive)
        forms = _forms(archive)
    if any(
        each.get("hidden") in {"1", "true"}
        for tag in ("row", "col")
        for each in page.iter(f"{_MAIN}{tag}")
    ):
        raise Unreadable("something is hidden")
    cells = {each.get("r", ""): _cell(each, shared, forms) for each in page.iter(f"{_MAIN}c")}
    return _grid({_spot(name): text for name, text in cells.items()}, page)


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = ET.fromstring(archive.read("xl/sharedStrings.xml"))
    return [
        "".join(each.text or "" for each in item.iter(f"{_MAIN}t"))
        for item in root.iter(f"{_MAIN}si")
    ]


def _forms(archive: zipfile.ZipFile) -> list[str]:
    """Give for each style what its number format makes of a number: `date`, `%` or nothing."""
    root = ET.fromstring(archive.read("xl/styles.xml"))
    codes = {
        each.get("numFmtId"): each.get("formatCode", "") for each in root.iter(f"{_MAIN}numFmt")
    }
    styles = root.find(f"{_MAIN}cellXfs")
    return [
        _kind(each.get("numFmtId", "0"), codes) for each in (styles if styles is not None else ())
    ]


def _kind(number: str, codes: Mapping[str | None, str]) -> str:
    if number in {"9", "10"}:
        return "%"
    if int(number) in _DATES:
        return "date"
    code = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.', "", codes.get(number, ""))
    return "date" if re.search(r"[ymdhs]", code, re.IGNORECASE) else "%" if "%" in code else ""


def _cell(cell: ET.Element, shared: Sequence[str], forms: Sequence[str]) -> str:
    inline = "".join(each.text or "" for each in cell.iter(f"{_MAIN}t"))
    value = cell.findtext(f"{_MAIN}v")
    if cell.find(f"{_MAIN}f") is not None and value is None:
        raise Unreadable("a formula without a value")
    match cell.get("t", "n"):
        case "inlineStr":
            return inline
        case "s":
            return shared[int(value or 0)]
        case "n" if value:
            return _shown(value, forms[int(cell.get("s", "0"))])
        case _:
            return value or ""


def _shown(value: str, form: str) -> str:
    if form == "date":
        moment = dt.datetime(1899, 12, 30) + dt.timedelta(days=float(value))  # noqa: DTZ001 - no zone
        return moment.date().isoformat() if moment.time() == dt.time() else moment.isoformat()
    number = Decimal(value) if re.fullmatch(r"-?\d+", value) else Decimal(f"{float(value):.15g}")
    # Of a number, other than of its written form, zero has no sign.
    number = number or abs(number)
    return f"{number * 100:f}%" if form == "%" else f"{number:f}"


def _spot(name: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", name).groups()  # type: ignore[union-attr]  # of a right file
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(digits), column


def _grid(cells: dict[tuple[int, int], str], page: ET.Element) -> Grid:
    for each in page.iter(f"{_MAIN}mergeCell"):
        (top, left), (bottom, right) = map(_spot, each.get("ref", "").split(":"))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                cells[row, column] = cells.get((top, left), "")
    width = max((column for _, column in cells), default=0)
    height = max((row for row, _ in cells), default=0)
    return [
        [cells.get((row, column), "") for column in range(1, width + 1)]
        for row in range(1, height + 1)
    ]
