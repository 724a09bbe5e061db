"""What a brief prints now is kept, for later editions to be compared with."""

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

from jkreport.build.editions import path_of
from jkreport.build.loaded import Loaded
from jkreport.build.outputs import standing, write_content
from jkreport.build.recording import record_now
from jkreport.diagnostics import Code, ContentError, Place
from jkreport.provenance import EditionRecord, Record, carried, kept_json, record_of

_NAME = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")


def keep(root: Path, loaded: Loaded, brief_id: str, name: str, *, again: bool) -> Path:
    """Write the record of a brief as it stands under a name, and give its path.

    Raises:
        FaultsError: something in the brief has to be mended first.
        ContentError: the name can't be one, or was given to another state before and isn't to be given `again`.
    """
    place = Place(file=path_of(brief_id, name))
    if not _NAME.fullmatch(name):
        message = f"'{name}' can't be the name of an edition"
        hint = "small Latin letters, digits, '-' and '.', such as 2026-03 or first"
        raise ContentError(Code.BAD_NAME, Place(file="content/editions"), message, hint)
    record = record_now(loaded, brief_id)
    record = carried(replace(record, editions=_kept(record.editions)))
    data = kept_json(record)
    path = root / place.file
    there = standing(path)
    if there is not None and not again and not _is(record, there, place):
        message = f"an edition '{name}' of '{brief_id}' was kept before, and is another"
        hint = "choose another name, or say --again to give this one anew"
        raise ContentError(Code.ALREADY_KEPT, place, message, hint)
    if there != data:
        write_content(root, str(PurePosixPath(place.file).parent), {path.name: data})
    return path


def _is(record: Record, data: bytes, place: Place) -> bool:
    """Say whether this is what was kept, in whatever form."""
    try:
        return record_of(data, place) == record
    except ContentError:
        return False


def _kept(editions: tuple[EditionRecord, ...]) -> tuple[EditionRecord, ...]:
    """Give one edition for each choice of languages: a language may print other texts beside another one than alone."""
    found = {frozenset(each.languages): each for each in reversed(editions)}
    return tuple(each for each in editions if each in found.values())
