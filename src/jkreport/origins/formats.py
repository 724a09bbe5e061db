"""Files in any of their formats, as a grid of texts; what is no such file is refused by what it is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from jkreport.data import read_raw
from jkreport.diagnostics import Code, Problems
from jkreport.model.names import Name
from jkreport.model.origins import OriginKind, TableOrigin
from jkreport.model.tables import TableSpec
from jkreport.origins.cells import Grid, grid_of
from jkreport.values import ValueFault

FORMS = ("csv", "tsv", "xlsx", "parquet", "json")
_SHOWN = 80
# By what a file begins with, where its format has such a thing.
_BEGINS = {"xlsx": (b"PK",), "parquet": (b"PAR1",), "json": (b"{", b"[")}
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<?xml")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
# Of these no table is made, whatever the end of the address says.
_OTHERS = ("application/pdf", "image/", "audio/", "video/")


def form_of(origin: TableOrigin) -> str:
    """Give the format that the origin says, or the end of its name.

    Raises:
        ValueFault: neither tells.
    """
    if origin.form:
        return origin.form
    path = origin.what.value
    if origin.kind is OriginKind.URL:
        path = urlsplit(path).path
    suffix = PurePosixPath(path).suffix.removeprefix(".").lower()
    if suffix not in FORMS:
        message = "the end of its name doesn't tell the format"
        raise ValueFault(Code.BAD_VALUE, message, f"format: {' | '.join(FORMS)}")
    return suffix


def check_type(data: bytes, type_: str, expected: str, form: str) -> None:
    """Refuse what isn't a file of this format by what its sender says, or by how it begins.

    Raises:
        ValueFault: it isn't one; a page of the web is told by its title.
    """
    begins = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins[:20].lower().startswith(_PAGE) or type_ in _PAGES:
        message = f"a page of the web came instead of {form}{_title(data)}"
        raise ValueFault(Code.SOURCE_REFUSED, message, "look at the address in a browser")
    if expected and type_ != expected.lower():
        message = f"'{type_ or 'nothing'}' came as the type, not '{expected}'"
        raise ValueFault(Code.SOURCE_REFUSED, message)
    if type_.startswith(_OTHERS) and not expected:
        message = f"'{type_}' came as the type, which is no table"
        raise ValueFault(Code.SOURCE_REFUSED, message, f"if that is right: expect_type: {type_}")
    if form in _BEGINS and not begins.startswith(_BEGINS[form]):
        shown = begins[:20].decode("utf-8", "replace")
        raise ValueFault(Code.SOURCE_REFUSED, f"it is no {form}: it begins with {shown!r}")


def _title(data: bytes) -> str:
    page = data[:20_000].decode("utf-8", "replace")
    start, end = page.lower().find("<title>"), page.lower().find("</title>")
    if not 0 <= start < end:
        return ""
    title = " ".join(page[start + len("<title>") : end].split())
    return f": '{title[:_SHOWN]}'"


def grid_from_file(spec: TableSpec, origin: TableOrigin, data: bytes, form: str) -> Grid:
    """Read a file of a format.

    Raises:
        ValueFault: it can't be read; the first fault is told, and how many there are.
    """
    if form == "json":
        return grid_of(_records(data, origin.records))
    there = replace(
        spec,
        file=Name(f"source.{form}", origin.what.place),
        encoding=origin.encoding,
        sheet=origin.sheet,
        range=origin.range,
    )
    problems = Problems()
    raw = read_raw(there, data, problems)
    if raw is None or problems.errors:
        raise told(problems)
    columns = tuple(each.strip() for each in raw.head.texts)
    return Grid(columns=columns, rows=[row.texts for row in raw.rows if not row.empty])


def told(problems: Problems) -> ValueFault:
    """Make one fault of those that a file has; their places are those of what came."""
    found = problems.sorted()
    if not found:
        return ValueFault(Code.NO_DATA, "there is nothing in it")
    first = found[0]
    where = str(first.place).partition(":")[2]
    message = first.message + (f" ({where})" if where else "")
    more = len(found) - 1
    if more:
        message += f", and {more} {'fault' if more == 1 else 'faults'} more"
    return ValueFault(first.code, message, first.hint)


def _records(data: bytes, path: Sequence[str]) -> list[Mapping[str, object]]:
    try:
        # Numbers as they are written: a float would lose digits.
        found = json.loads(data.decode("utf-8-sig"), parse_float=Decimal, parse_constant=str)
    except (ValueError, RecursionError, ArithmeticError):
        raise ValueFault(Code.SOURCE_REFUSED, "it is no JSON") from None
    for name in path:
        found = _inside(found, name)
    if not isinstance(found, list):
        message = "the records of the JSON are no list"
        known = ", ".join(found) if isinstance(found, dict) else ""
        hint = f"records: the names that lead to the list{f'; here are {known}' if known else ''}"
        raise ValueFault(Code.SOURCE_DIFFERS, message, hint)
    return [_record(each, number) for number, each in enumerate(found, start=1)]


def _inside(found: object, name: str) -> object:
    if isinstance(found, dict) and name in found:
        return found[name]
    if isinstance(found, list) and name.isascii() and name.isdigit() and int(name) < len(found):
        return found[int(name)]
    known = ", ".join(map(str, found)) if isinstance(found, dict) else "no names"
    raise ValueFault(Code.SOURCE_DIFFERS, f"the JSON has no '{name}' there", f"here are {known}")


def _record(found: object, number: int) -> Mapping[str, object]:
    if not isinstance(found, dict):
        raise ValueFault(Code.SOURCE_DIFFERS, f"record {number} of the JSON is no mapping")
    for name, value in found.items():
        if isinstance(value, dict | list):
            message = f"'{name}' of record {number} of the JSON is no single value"
            raise ValueFault(Code.SOURCE_DIFFERS, message)
    return found
