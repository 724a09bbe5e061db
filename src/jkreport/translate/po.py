"""The door to polib: PO files, the marks of a text as they are written."""

from collections.abc import Iterator

import polib

from jkreport.translate.exchange import Exchange, Unit
from jkreport.translate.standing import State

_STAMP = "stamp: "
_BRIEF, _SOURCE = "X-Jkreport-Brief", "X-Source-Language"


class NotPoError(Exception):
    """A file isn't a PO file, or not as jkreport has written it."""


def write_po(exchange: Exchange) -> bytes:
    """Give texts as a PO file; what is behind is fuzzy, with its source as it was."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": exchange.brief,
        "PO-Revision-Date": exchange.date,
        "Last-Translator": "",
        "Language-Team": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": exchange.target,
        _SOURCE: exchange.source,
        _BRIEF: exchange.brief,
    }
    file.extend(_entry(each) for each in exchange.units)
    return (str(file) + "\n").encode("utf-8")


def _entry(unit: Unit) -> polib.POEntry:
    fuzzy = unit.state is not State.IN_STEP and bool(unit.target)
    return polib.POEntry(
        msgctxt=unit.id,
        msgid=unit.source,
        msgstr=unit.target,
        comment="\n".join((*unit.notes, _STAMP + unit.stamp)),
        flags=["fuzzy"] if fuzzy else [],
        previous_msgid=unit.previous if fuzzy and unit.previous else None,
    )


def read_po(data: bytes) -> Exchange:
    """Read a PO file that came back.

    Raises:
        NotPoError: it is none.
    """
    try:
        # A text that names a file would be read from there: no name ends so.
        file = polib.pofile(data.decode("utf-8-sig") + "\n", wrapwidth=0)
    except UnicodeDecodeError as error:
        raise NotPoError("it is not UTF-8") from error
    except OSError as error:
        raise NotPoError(str(error).partition("\n")[0]) from error
    except Exception as error:
        # What isn't as it was written raises whatever it leads to.
        raise NotPoError("it can't be read") from error
    if _BRIEF not in file.metadata:
        raise NotPoError(f"its header has no {_BRIEF}")
    return Exchange(
        brief=file.metadata[_BRIEF],
        source=file.metadata.get(_SOURCE, ""),
        target=file.metadata.get("Language", ""),
        units=tuple(_units(file)),
    )


def _units(file: polib.POFile) -> Iterator[Unit]:
    for entry in file:
        if not entry.obsolete:
            lines = entry.comment.split("\n")
            stamps = [each.removeprefix(_STAMP) for each in lines if each.startswith(_STAMP)]
            yield Unit(
                id=entry.msgctxt or "",
                source=entry.msgid,
                target=entry.msgstr,
                stamp=next(iter(stamps), ""),
                settled="fuzzy" not in entry.flags,
            )
