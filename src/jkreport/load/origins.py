"""Where a table comes from, as its YAML says it."""

import re
from collections.abc import Mapping

from jkreport.diagnostics import Code, Place
from jkreport.load.entry import Entry
from jkreport.load.yaml import Scalar
from jkreport.model.origins import OriginKind, TableOrigin
from jkreport.model.text import Text

FORMS = ("csv", "tsv", "xlsx", "parquet", "json")
VARIABLE = re.compile(r"JKREPORT_[A-Z0-9_]+")
"""What a variable is called that content may name: no stranger's file gets at the others."""
_USER = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#]*@", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+")
_MOST_SECONDS, _MOST_RETRIES, _MOST_BYTES = 3600, 10, 1 << 30
_REMEDY = "put it into the environment as JKREPORT_…, and its name here in braces"


def read_origin(file: Entry, encodings: tuple[str, ...]) -> TableOrigin | None:
    """Read where a table comes from; None when it is a file beside its YAML."""
    entry = file.mapping("origin")
    if entry is None:
        return None
    kinds = [each for each in OriginKind if entry.has(each.value)]
    if len(kinds) != 1:
        names = ", ".join(each.value for each in OriginKind)
        message = f"an origin has exactly one of {names}"
        entry.problems.add(Code.MISSING_KEY, entry.place, message)
        return None
    kind = kinds[0]
    origin = TableOrigin(
        kind=kind,
        what=_what(entry, kind),
        columns=_texts(entry, "columns"),
        timeout=_bounded(entry, "timeout", 60, _MOST_SECONDS, least=1),
        most_bytes=_bounded(entry, "max_bytes", 100_000_000, _MOST_BYTES, least=1),
        place=entry.place,
        **_form(entry, kind, encodings),  # type: ignore[arg-type]
        **_asked(entry, kind),  # type: ignore[arg-type]
    )
    entry.finish()
    return origin


def _what(entry: Entry, kind: OriginKind) -> Text:
    found = entry.text(kind.value, required=True) or Text(value="", place=entry.place)
    if _USER.search(found.value):
        # Without its column the line isn't printed, with what should be secret in it.
        message = f"an address in content holds no user and no password (line {found.place.line})"
        entry.problems.add(Code.CREDENTIAL, Place(file=found.place.file), message, _REMEDY)
    elif kind is OriginKind.URL and not _WEB.fullmatch(found.value):
        message = f"'{found.value}' is no address of the web"
        entry.problems.add(Code.BAD_VALUE, found.place, message, "write all of it, with https://")
    return found


def _form(entry: Entry, kind: OriginKind, encodings: tuple[str, ...]) -> Mapping[str, object]:
    """Read how a file is to be read."""
    if kind not in {OriginKind.FILE, OriginKind.URL}:
        return {}
    return {
        "form": _one_of(entry, "format", FORMS, ""),
        "records": tuple(each.value for each in entry.names("records")),
        "encoding": _one_of(entry, "encoding", encodings, encodings[0]),
        "sheet": entry.string("sheet"),
        "range": entry.string("range"),
    }


def _asked(entry: Entry, kind: OriginKind) -> Mapping[str, object]:
    """Read how something outside is asked."""
    match kind:
        case OriginKind.URL:
            return {
                **_web(entry),
                "redirects": tuple(each.value for each in entry.names("redirects")),
                "expect_type": entry.string("expect_type"),
            }
        case OriginKind.SDMX:
            return {
                **_web(entry),
                "flow": entry.needed_name("flow").value,
                "key": entry.string("key"),
                "parameters": _texts(entry, "parameters"),
            }
        case OriginKind.SQL:
            return {"connection": _connection(entry)}
        case OriginKind.FILE | OriginKind.QUERY:
            return {}


def _web(entry: Entry) -> Mapping[str, object]:
    return {
        "headers": _texts(entry, "headers"),
        "retries": _bounded(entry, "retries", 3, _MOST_RETRIES),
    }


def _connection(entry: Entry) -> str:
    name = entry.needed_name("connection")
    if name.value and not VARIABLE.fullmatch(name.value):
        message = "the connection of an origin is the name of a variable that begins with JKREPORT_"
        hint = "the address of the database stands in the environment, never in content"
        entry.problems.add(Code.CREDENTIAL, name.place, message, hint)
        return ""
    return name.value


def _texts(entry: Entry, key: str) -> Mapping[str, str]:
    found = {}
    for name, node in entry.named(key):
        if isinstance(node, Scalar):
            found[name.value] = node.text.value
        else:
            entry.wrong(node, "text")
    return found


def _one_of(entry: Entry, key: str, known: tuple[str, ...], default: str) -> str:
    text = entry.text(key)
    if text is None:
        return default
    if text.value not in known:
        hint = "one of " + ", ".join(known)
        entry.problems.add(Code.BAD_VALUE, text.place, f"'{text.value}' is not a choice here", hint)
        return default
    return text.value


def _bounded(entry: Entry, key: str, default: int, most: int, *, least: int = 0) -> int:
    found = entry.integer(key, least=least, most=most)
    return default if found is None else found
