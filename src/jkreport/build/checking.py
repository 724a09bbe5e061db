"""Checks that aren't done twice: the cache keeps what was found of a brief, with all files that it stands on."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jkreport.build.places import PACKAGE, files_of
from jkreport.build.report import Report
from jkreport.build.state import PACKAGES, code_stamp, inputs_hold, installed_versions, sha256_of
from jkreport.cache import Cache, key_of, open_cache
from jkreport.diagnostics import Code, Diagnostic, Place
from jkreport.files import Files


def check(root: Path, brief_id: str, *, remember: bool = True) -> Report:
    """Compose all editions of a brief without typesetting them, compare its languages, and report what is wrong.

    With `remember` what was found of the same files before is reported again.
    """
    return next(check_each(root, (brief_id,), remember=remember))


def check_each(root: Path, briefs: Iterable[str], *, remember: bool = True) -> Iterator[Report]:
    """Check briefs one after the other; a file that several stand on is looked at once, to see if it has changed."""
    kept, now = open_cache(wanted=remember), _Now(files_of(root))
    for brief_id in briefs:
        key = _key(root, brief_id) if kept.folder is not None else ""
        yield _remembered(kept, key, now, brief_id) or _anew(kept, key, root, brief_id)


class _Now:
    """What files and folders hold, each looked at when it is first asked for."""

    def __init__(self, files: Files) -> None:
        self.sha256 = cache(lambda path: sha256_of(files.peek(path)))
        self.names = cache(files.names)


def _key(root: Path, brief_id: str) -> str:
    return key_of("check", str(root.resolve()), brief_id, _stamp())


@cache
def _stamp() -> str:
    """Give a digest of what looks at briefs in this process: our code and the packages."""
    versions = (f"{name} {version}" for name, version in installed_versions(PACKAGES).items())
    return key_of(code_stamp((PACKAGE,)), *versions)


def _remembered(kept: Cache, key: str, now: _Now, brief_id: str) -> Report | None:
    data = kept.get(key)
    if data is None:
        return None
    content = json.loads(data)
    if not inputs_hold(content["inputs"], content["listings"], now.sha256, now.names):
        return None
    found = tuple(_diagnostic(each) for each in content["found"])
    return Report(brief=brief_id, diagnostics=found, values=content["values"])


def _diagnostic(content: dict[str, Any]) -> Diagnostic:
    place = Place(file=content["file"], line=content["line"], column=content["column"])
    return Diagnostic(
        code=Code(content["code"]), place=place, message=content["message"], hint=content["hint"]
    )


def _anew(kept: Cache, key: str, root: Path, brief_id: str) -> Report:
    # What reads and composes is loaded only where something is to be done: when nothing has changed, nobody waits.
    from jkreport.build.composing import check_brief  # noqa: PLC0415

    report, files = check_brief(root, brief_id, kept, _stamp())
    # What an error stands on may be a file that isn't there, and of which there is no record.
    if report.ok and files is not None:
        kept.put(key, _content(report, files))
        kept.trim()
    return report


def _content(report: Report, files: Files) -> bytes:
    found = [
        {
            "code": each.code.value,
            "file": each.place.file,
            "line": each.place.line,
            "column": each.place.column,
            "message": each.message,
            "hint": each.hint,
        }
        for each in report.diagnostics
    ]
    content = {
        "inputs": dict(files.digests),
        "listings": {folder: sorted(names) for folder, names in files.listings.items()},
        "found": found,
        "values": report.values,
    }
    return json.dumps(content, sort_keys=True).encode("utf-8", "surrogatepass")
