"""CSV and TSV: fields, counted and placed.

Other readers shift all values by a column when the rows are one field longer than the header, and say nothing; none of
them knows where a field begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jkreport.data.raw import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    RawRow,
    RawTable,
    Spot,
    enough,
    place_of,
)
from jkreport.diagnostics import Code, Problems

# Possessive: a quote that never closes is looked for once.
_QUOTED = re.compile(r'"[^"]*+(?:""[^"]*+)*+"')
_NAMES = {",": "commas", "\t": "tabs", ";": "semicolons"}
_OTHER_DELIMITERS = {",": re.compile("[;\t]"), "\t": re.compile("[;,]")}
_PLAIN = {",": re.compile(r"[^,\n]*"), "\t": re.compile(r"[^\t\n]*")}


@dataclass(frozen=True, slots=True)
class _Record:
    """A row of the file as it is written, its fields, and where each of them begins."""

    source: str
    texts: tuple[str, ...]
    spots: tuple[Spot, ...]


class _Unreadable(Exception):  # noqa: N818 - ends the scan at a spot
    def __init__(
        self, spot: tuple[int, int], message: str, hint: str = "", code: Code = Code.TABLE_SHAPE
    ) -> None:
        super().__init__(message)
        self.spot, self.message, self.hint, self.code = spot, message, hint, code


def raw_from_text(text: str, delimiter: str, file: str, problems: Problems) -> RawTable | None:
    """Read delimited text; the first row is the header, rows of another length are faults."""
    try:
        records = [
            each for each in _records(text, delimiter) if each.source.strip(" \u3000" + delimiter)
        ]
    except _Unreadable as fault:
        place = place_of(file, fault.spot)
        problems.add(fault.code, place, fault.message, fault.hint)
        return None
    if not records:
        problems.add(Code.NO_DATA, place_of(file, (1, 1)), "the file is empty")
        return None
    width = len(records[0].spots)
    if width == 1 and (found := _OTHER_DELIMITERS[delimiter].search(records[0].source)):
        place = place_of(file, (1, found.start() + 1))
        message = f"the fields are parted by {_NAMES[found[0]]}, not by {_NAMES[delimiter]}"
        problems.add(Code.TABLE_SHAPE, place, message, "a .csv file has commas, a .tsv file tabs")
        return None
    good = [each for each in records if len(each.spots) == width]
    _report_ragged(records, width, file, problems)
    if len(good) > MOST_ROWS + 1:
        place = place_of(file, good[MOST_ROWS + 1].spots[0])
        problems.add(Code.TABLE_TOO_LONG, place, f"the table has more than {MOST_ROWS:,} rows")
        return None
    head, *rows = (RawRow(file=file, texts=each.texts, spots=each.spots) for each in good)
    return RawTable(head=head, rows=rows)


def _report_ragged(records: list[_Record], width: int, file: str, problems: Problems) -> None:
    for record in records:
        count = len(record.spots)
        if count != width and not enough(problems):
            message = f"the row has {count} fields, the header {width}"
            hint = "a comma inside a field needs quotes around the field" if count > width else ""
            # The first field too many, or the last of too few.
            place = place_of(file, record.spots[min(width, count - 1)])
            problems.add(Code.TABLE_SHAPE, place, message, hint)


def _records(text: str, delimiter: str) -> Iterator[_Record]:
    position, line, line_start = 0, 1, 0
    first, texts, spots = 0, list[str](), list[Spot]()
    for _ in range(MOST_CELLS + 1):
        if position > len(text):
            return
        spot = (line, position - line_start + 1)
        spots.append(spot)
        end = _field_end(text, position, delimiter, spot)
        _bound(spot, len(spots), end - position)
        texts.append(_unquoted(text[position:end]))
        if newlines := text.count("\n", position, end):
            line, line_start = line + newlines, text.rfind("\n", position, end) + 1
        if text[end : end + 1] != delimiter:
            yield _Record(text[first:end], tuple(texts), tuple(spots))
            line, line_start, first, texts, spots = line + 1, end + 1, end + 1, [], []
        position = end + 1
    message = f"the table has more than {MOST_CELLS:,} cells"
    raise _Unreadable((line, 1), message, code=Code.TABLE_TOO_LONG)


def _bound(spot: tuple[int, int], columns: int, letters: int) -> None:
    """Refuse what no table has, before it is copied."""
    if columns > MOST_COLUMNS:
        message = f"the table has more than {MOST_COLUMNS:,} columns"
        raise _Unreadable(spot, message, code=Code.TABLE_TOO_LONG)
    if letters > MOST_LETTERS:
        message = f"the cell holds {letters:,} characters, at most {MOST_LETTERS:,} are read"
        raise _Unreadable(spot, message, code=Code.TABLE_TOO_LONG)


def _unquoted(field: str) -> str:
    return field[1:-1].replace('""', '"') if field.startswith('"') else field


def _field_end(text: str, position: int, delimiter: str, spot: tuple[int, int]) -> int:
    if not text.startswith('"', position):
        match = _PLAIN[delimiter].match(text, position)
        return match.end() if match else position
    match = _QUOTED.match(text, position)
    if match is None:
        raise _Unreadable(
            spot, "the quote that begins here has no end", 'a quote inside a field is written ""'
        )
    if text[match.end() : match.end() + 1] not in {"", "\n", delimiter}:
        raise _Unreadable(
            spot, "text follows the closing quote", 'a quote inside a field is written ""'
        )
    return match.end()
