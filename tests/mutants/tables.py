"""Data files as statistics offices, spreadsheet programs and hands spoil them; each by a seed."""

import datetime as dt
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl import Workbook
from tests.mutants.texts import CHARACTERS, bytes_spoilt

KEYS = {
    "year": [str(year) for year in range(2015, 2027)],
    "month": [f"2025-{month:02}" for month in range(1, 13)],
    "date": [f"2025-03-{day:02}" for day in range(1, 13)],
    "integer": [str(number) for number in range(1, 13)],
}
FORMS = (
    "", " ", "-", "－", "−", "―", "–", "—", "…", "...", "‥", "x", "X", "χ", "***", "*", "**", "p", "r", "n.a.", "NA", "N/A",
    "null", "None", "nan", "NaN", "inf", "#N/A", "#DIV/0!", "#REF!", "TRUE", "=A1+1", "=1+1", "'12", "0", "0.0", "-0", "+0",
    "-0.0", "△12", "▲12", "△ 12", "▲1,234.5", "(12)", "（12）", "(１２)", "((12))", "△-12", "▲▲12", "--12", "+-12", "12-", "12△",
    "−12", "－12", "‐12", "‑12", "–12", "—12", "―12", "ー12", "１２３", "１，２３４．５", "12３", "٣", "१२", "①", "⑫", "Ⅻ", "十二", "一二", "壱",
    "1,234", "1,23", "12,34", "1,2345", ",123", "1,,234", "1,234,567.8", "1.234,5", "1.234.567", "1 234", "1\u2009234", "1\xa0234",
    "1\u202f234", "1'234", "1_234", "12%", "12％", "12‰", "12.5 %", "1.5e3", "1E3", "0x1F", "1e400", "9" * 30, "0." + "1" * 30, "1.", ".5",
    "007", "0123", "12人", "12명", "12 people", "1億2345万", "1억 2345만", "3千", "2兆", "5천", "12万", "¥12", "₩12", "$12", "12円",
    "12p", "12r", "p12", "12 r", "12*", "*12", "12¹", "12(注)", "12注1)", "12 1)", "123²", "約12", "12以上", "12未満", "12～15", "3~5", "3-5",
    "12±3", "≒12", "<5", ">5", "12/15", "½", "1 1/2", "12:30", "2026-01-13", "R8.4.1", "令和8年", "H30", "12\n", "1\n2", "1,2\n3",
    "12\u200b", "\u200e12", "\ufeff12", "12\u3000", "\u300012", "1２,３4５", "１２，３４５", "12．5", "12。5", "12·5", "1٬234", "12\x00",
)  # fmt: skip
KEY_FORMS = (
    "", "2025年", "2025년", "R7", "令和7年", "平成31年", "２０２５", "2025.0", "2025.", "25", "02025", " 2025 ", "2025\u200b", "2025年度", "FY2025",
    "2025-1", "2025/01", "2025.1", "2025年1月", "Jan-25", "2025-13", "2025-02-30", "2025-01-01", "2025-01-02", "2025-01-01 00:00:00", "45658",
    "2025-01-15T00:00", "2025/3/1", "2025. 3. 1.", "0", "-1", "01", "1.0", "１", "一", "total", "計", "合計", "exports ", "Exports", "ＥＸＰＯＲＴＳ",
    "輸出", "수출", "export", "exports\n", "export s", "null", "NA", "x", "…",
)  # fmt: skip
HEADERS = (
    "",
    "Year",
    " amount ",
    "amount\n",
    "ａｍｏｕｎｔ",
    "amount.1",
    "amount (USD)",
    "金額",
    "금액",
    "Unnamed: 0",
    "index",
    "remark:fr",
)
NUMBER_FORMATS = (
    "General", "0", "0.0", "#,##0", "#,##0.00", "0%", "0.0%", '0.0"%"', "0.0\\%", "#,##0;△#,##0", "#,##0_);(#,##0)", "#,##0,", "yyyy/m/d", "yyyy",
    'yyyy"年"', "[$-411]ge.m.d", "mmm-yy", "@", "0.00E+00", "# ?/?", "00000", '#,##0"人"', "0.0‰", "[Red]0.0%", "h:mm",
)  # fmt: skip
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Sheet:
    """A table before it is a file: its description, its rows of texts, and what is done to it as a file."""

    suffix: str
    encoding: str
    time: str
    negative: tuple[str, ...]
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[tuple[str, int]] = field(default_factory=list)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)

    @property
    def description(self) -> str:
        """Give the YAML beside it."""
        return f"""title: {{ja: 表, ko: 표}}
file: spoilt{self.suffix}
encoding: {self.encoding}
keys:
  {self.time}: {{type: {self.time}, label: {{ja: 時, ko: 때}}}}
  flow:
    type: category
    label: {{ja: 区分, ko: 구분}}
    values: {{exports: {{ja: 輸出, ko: 수출}}, imports: {{ja: 輸入, ko: 수입}}, 計: {{ja: 計, ko: 계}}}}
measures:
  amount: {{type: decimal, unit: USD, label: {{ja: 金額, ko: 금액}}}}
  people: {{type: integer, unit: person, label: {{ja: 人数, ko: 인원}}}}
  rate: {{type: decimal, unit: percent, label: {{ja: 率, ko: 비율}}}}
  remark: {{type: text, label: {{ja: 備考, ko: 비고}}}}
missing: {{"-": none, "…": unknown, x: suppressed}}
negative: [{", ".join(f'"{each}"' for each in self.negative)}]
"""


def sheet_of(random: Random) -> Sheet:
    """Make a table that is right."""
    suffix = random.choice((".csv", ".csv", ".tsv", ".xlsx", ".xlsx", ".parquet"))
    time = random.choice(sorted(KEYS))
    header = [time, "flow", "amount", "people", "rate", "remark:ja", "remark:ko"]
    times = sorted(random.sample(KEYS[time], random.randint(1, 4)))
    keys = [(each, flow) for each in times for flow in ("exports", "imports")]
    return Sheet(
        suffix=suffix,
        encoding=random.choice(("utf-8", "utf-8", "utf-8-sig", "cp932", "euc-kr")),
        time=time,
        negative=random.choice((("▲",), ("▲", "△"), ("△", "()"), ())),
        rows=[header, *([*key, *_numbers(random), "輸出品", "수출품"] for key in keys)],
    )


def _numbers(random: Random) -> tuple[str, str, str]:
    amount = (
        f"{random.randint(-99999, 9999999) / random.choice((1, 10, 100)):.{random.randint(0, 2)}f}"
    )
    return amount, str(random.randint(0, 10**6)), f"{random.randint(0, 1000) / 10:.1f}"


def _any(random: Random, sheet: Sheet, *, below: int = 1) -> tuple[int, int]:
    row = random.randrange(min(below, len(sheet.rows) - 1), len(sheet.rows))
    return row, random.randrange(max(len(sheet.rows[row]), 1))


def form(random: Random, sheet: Sheet) -> None:
    """Write a number in another form."""
    for _ in range(random.randint(1, 3)):
        row, column = _any(random, sheet)
        _set(sheet, row, random.choice((2, 3, 4, column)), random.choice(FORMS))


def grouped(random: Random, sheet: Sheet) -> None:
    """Write a whole column with commas, in full width or with another minus."""
    changes: tuple[Callable[[str], str], ...] = (
        lambda text: f"{Decimal(text):,}",
        lambda text: text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)}),
        lambda text: text.replace("-", random.choice(("▲", "△", "−", "－"))),
        lambda text: f"({text[1:]})" if text.startswith("-") else text,
        lambda text: text + random.choice(("%", "％", " ", "　", "p")),
    )
    change = random.choice(changes)
    column = random.choice((2, 3, 4))
    for number, row in enumerate(sheet.rows[1:], 1):
        if len(row) > column and row[column].lstrip("-").replace(".", "").isdigit():
            _set(sheet, number, column, change(row[column]))


def key(random: Random, sheet: Sheet) -> None:
    """Write a key in another form."""
    row, _ = _any(random, sheet)
    _set(sheet, row, random.choice((0, 1)), random.choice(KEY_FORMS))


def header(random: Random, sheet: Sheet) -> None:
    """Write a column's name otherwise, or another one."""
    names = sheet.rows[0]
    at = random.randrange(len(names))
    names[at] = random.choice((*HEADERS, *names, names[at] + " ", names[at].upper()))


def ragged(random: Random, sheet: Sheet) -> None:
    """Give a row, or all, a field more or less."""
    row, column = _any(random, sheet, below=0)
    if random.random() < 0.3:
        for each in sheet.rows:
            each.append("")
    elif random.random() < 0.5:
        sheet.rows[row].insert(column, random.choice(("", "1", "x")))
    else:
        del sheet.rows[row][column : column + 1]


def order(random: Random, sheet: Sheet) -> None:
    """Exchange columns or rows, or double or leave out a row; with the header or without."""
    row, column = _any(random, sheet)
    other, target = _any(random, sheet, below=0)
    match random.randrange(5):
        case 0 if all(len(each) > max(column, target) for each in sheet.rows):
            for each in sheet.rows:
                each[column], each[target] = each[target], each[column]
        case 1:
            sheet.rows[row], sheet.rows[other] = sheet.rows[other], sheet.rows[row]
        case 2:
            sheet.rows.append(list(sheet.rows[row]))
        case 3:
            del sheet.rows[row]
        case _ if len(sheet.rows[row]) > max(column, target):
            cells = sheet.rows[row]
            cells[column], cells[target] = cells[target], cells[column]


def around(random: Random, sheet: Sheet) -> None:
    """Put a title above, a note below, or an empty row anywhere."""
    width = len(sheet.rows[0])
    text = random.choice(("表1 貿易", "注) 速報値", "자료: 통계청", "", "　", "2025"))
    at = random.choice((0, len(sheet.rows), random.randint(0, len(sheet.rows))))
    sheet.rows.insert(at, [text, *[""] * (width - 1)] if random.random() < 0.8 else [text])


def odd(random: Random, sheet: Sheet) -> None:
    """Put an odd character into a cell."""
    row, column = _any(random, sheet, below=0)
    text = sheet.rows[row][column] if column < len(sheet.rows[row]) else ""
    piece = random.choice(
        (*CHARACTERS, ",", "\t", '"', '""', "\n", "\r", "\r\n", "'", ";", "|", "\\")
    )
    at = random.randint(0, len(text))
    _set(sheet, row, column, text[:at] + piece + text[at:])


def merge(random: Random, sheet: Sheet) -> None:
    """Merge cells, as a spreadsheet shows equal keys or heads."""
    row, column = _any(random, sheet, below=0)
    down, right = random.choice(((1, 0), (2, 0), (0, 1), (1, 1)))
    sheet.merged.append((row, column, row + down, column + right))


def hide(random: Random, sheet: Sheet) -> None:
    """Hide a row, a column or the sheet."""
    row, column = _any(random, sheet)
    sheet.hidden.append(random.choice((("row", row), ("column", column), ("sheet", 0))))


def shown_as(random: Random, sheet: Sheet) -> None:
    """Let a spreadsheet show a cell, or a column, in another form."""
    row, column = _any(random, sheet)
    column = random.choice((2, 4, column))
    form = random.choice(NUMBER_FORMATS)
    for each in random.choice(((row,), range(1, len(sheet.rows)))):
        sheet.formats[each, column] = form


def _set(sheet: Sheet, row: int, column: int, text: str) -> None:
    if column < len(sheet.rows[row]):
        sheet.rows[row][column] = text


SPOILERS: Mapping[str, Any] = {
    "form": form, "forms": form, "grouped": grouped, "key": key, "header": header, "ragged": ragged, "order": order,
    "around": around, "odd": odd, "merge": merge, "hide": hide, "format": shown_as,
}  # fmt: skip


def spoilt(random: Random) -> tuple[Sheet, bytes]:
    """Give a table spoilt in one to three ways, its file perhaps in one more."""
    sheet = sheet_of(random)
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        name = random.choice(sorted(SPOILERS))
        if len(sheet.rows) > 1:
            SPOILERS[name](random, sheet)
            sheet.done.append(name)
    data = _WRITERS.get(sheet.suffix, _delimited)(random, sheet)
    if random.random() < 0.2:
        sheet.done.append("bytes")
        data = _bytes(random, data)
    return sheet, data


def _bytes(random: Random, data: bytes) -> bytes:
    return bytes_spoilt(random, data) if random.random() < 0.5 else _flipped(random, data)


def _flipped(random: Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(random.randint(1, 4)):
        if spoilt:
            spoilt[random.randrange(len(spoilt))] ^= 1 << random.randrange(8)
    return bytes(spoilt)


def _delimited(random: Random, sheet: Sheet) -> bytes:
    right = "\t" if sheet.suffix == ".tsv" else ","
    delimiter = right if random.random() < 0.95 else random.choice((";", "\t", ",", "|"))
    quote_all, end = random.random() < 0.2, random.choice(("\n", "\n", "\r\n", "\r"))

    def written(text: str) -> str:
        quoted = quote_all or any(each in text for each in (delimiter, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if quoted and random.random() < 0.97 else text

    text = end.join(delimiter.join(map(written, row)) for row in sheet.rows) + random.choice(
        ("", end)
    )
    right_codec = {"euc-kr": "cp949"}.get(sheet.encoding, sheet.encoding)
    codec = (
        right_codec
        if random.random() < 0.9
        else random.choice(("cp932", "cp949", "euc-jp", "utf-16", "utf-8-sig"))
    )
    if codec in {"cp932", "cp949", "euc-jp"} and random.random() < 0.9:
        # What the encoding has no letter for stays away, as it does where people save in it.
        return text.encode(codec, "ignore")
    return text.encode(codec, "replace")


def _workbook(random: Random, sheet: Sheet) -> bytes:
    book = Workbook()
    page = book.worksheets[0]
    for row, texts in enumerate(sheet.rows):
        for column, text in enumerate(texts):
            cell = page.cell(row + 1, column + 1)
            cell.value = _typed(random, _NOT_IN_XML.sub("", text))
            if (row, column) in sheet.formats:
                cell.number_format = sheet.formats[row, column]
    for top, left, bottom, right in sheet.merged:
        page.merge_cells(
            start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
        )
    for what, number in sheet.hidden:
        if what == "row":
            page.row_dimensions[number + 1].hidden = True
        elif what == "column":
            page.column_dimensions["ABCDEFGH"[number % 8]].hidden = True
        else:
            book.create_sheet("Sheet2").sheet_state = random.choice(("visible", "hidden"))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _typed(random: Random, text: str) -> object:
    """Type a cell as a spreadsheet does when a text is entered, or not."""
    if random.random() < 0.1:
        return text or None
    try:
        number = Decimal(text)
        whole = number == number.to_integral_value() and "." not in text
        return (int(number) if whole else float(number)) if abs(number) < 10**15 else text
    except ArithmeticError:
        pass
    try:
        return dt.datetime.fromisoformat(text)  # noqa: DTZ007, RUF100 - a cell has no zone
    except ValueError:
        return text or None


def _parquet(random: Random, sheet: Sheet) -> bytes:
    names = [name.strip() for name in sheet.rows[0]]
    width = len(names)
    rows = [(row + [""] * width)[:width] for row in sheet.rows[1:]]
    arrays = [
        _array(random, [row[at].encode("utf-8", "replace").decode() for row in rows])
        for at in range(width)
    ]
    data = io.BytesIO()
    names = [name.encode("utf-8", "replace").decode() for name in names]
    pq.write_table(pa.Table.from_arrays(arrays, names=names), data)
    return data.getvalue()


def _array(random: Random, texts: list[str]) -> pa.Array:
    kinds = [
        pa.int64(),
        pa.float64(),
        pa.float32(),
        pa.decimal128(20, 2),
        pa.int16(),
        pa.date32(),
        pa.bool_(),
    ]
    if random.random() < 0.5:
        for kind in [random.choice(kinds), *kinds[:2]]:
            try:
                return pa.array([_converted(kind, text) for text in texts], type=kind)
            except (ArithmeticError, ValueError, TypeError, pa.ArrowException):
                continue
    return pa.array(
        [text or None for text in texts], type=random.choice((pa.string(), pa.large_string()))
    )


def _converted(kind: pa.DataType, text: str) -> object:
    if pa.types.is_decimal(kind):
        return Decimal(text)
    if pa.types.is_floating(kind):
        return float(text)
    if pa.types.is_date(kind):
        return dt.date.fromisoformat(text)
    if pa.types.is_boolean(kind):
        return bool(int(text))
    return int(text)


_WRITERS = {".xlsx": _workbook, ".parquet": _parquet}
