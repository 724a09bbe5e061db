"""A font configuration of a document's own: it knows the declared font files and no others."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path

from jkreport.cache import alone
from jkreport.typeset.fonts import FontFile

_UNFINISHED = ".fonts-"
_ALIAS = """  <match target="pattern">
    <test name="family" qual="any"><string>{generic}</string></test>
    <edit name="family" mode="assign" binding="strong"><string>{family}</string></edit>
  </match>
"""
_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir>{cache}</cachedir>
{aliases}</fontconfig>
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class FontSetup:
    """A font configuration on disk, and the font files that it gives to the engine.

    `generics` are the families behind serif, sans-serif and monospace.
    """

    configuration: Path
    files: tuple[FontFile, ...]
    generics: tuple[str, ...] = ()


def set_up_fonts(
    files: Iterable[FontFile], *, serif: str, sans: str, mono: str, cache: Path
) -> FontSetup:
    """Write a configuration that gives exactly these files.

    `serif`, `sans` and `mono` name the families behind the generic ones. It stays in the cache
    under a name made from its content, so that the next run finds it. Raises OSError.
    """
    kept = tuple(files)
    links = _links(kept)
    text = _text({"serif": serif, "sans-serif": sans, "monospace": mono}, cache)
    key = hashlib.sha256(repr((text, sorted(links.items()))).encode()).hexdigest()[:16]
    folder = cache / f"fonts-{key}"
    if not _stands(folder, text, links):
        _make(folder, text, links)
    return FontSetup(configuration=folder / "fonts.conf", files=kept, generics=(serif, sans, mono))


def _links(files: Iterable[FontFile]) -> dict[str, str]:
    # The engine sees fonts in the order of these names, whatever the paths behind them.
    paths = sorted({each.path for each in files}, key=lambda path: (path.name, path))
    return {f"{index:03}-{path.name}": str(path) for index, path in enumerate(paths)}


def _text(generics: dict[str, str], cache: Path) -> str:
    aliases = "".join(
        _ALIAS.format(generic=generic, family=escape(family))
        for generic, family in generics.items()
    )
    return _CONFIGURATION.format(cache=escape(str(cache / "fontconfig")), aliases=aliases)


def _stands(folder: Path, text: str, links: dict[str, str]) -> bool:
    with suppress(OSError):
        found = {each.name: str(each.readlink()) for each in (folder / "fonts").iterdir()}
        return found == links and (folder / "fonts.conf").read_text("utf-8") == text
    return False


def _make(folder: Path, text: str, links: dict[str, str]) -> None:
    with alone(folder.parent):
        for each in folder.parent.glob(f"{_UNFINISHED}*"):
            shutil.rmtree(each, ignore_errors=True)  # of a process that was killed
        if not _stands(folder, text, links):
            _put(folder, text, links)


def _put(folder: Path, text: str, links: dict[str, str]) -> None:
    made = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder.parent))
    try:
        (made / "fonts").mkdir()
        for name, target in links.items():
            (made / "fonts" / name).symlink_to(target)
        (made / "fonts.conf").write_text(text, "utf-8")
        if folder.exists():
            # Damaged: another process may be using it, so it goes in one step.
            folder.replace(made / "before")
        made.replace(folder)
    finally:
        shutil.rmtree(folder / "before", ignore_errors=True)
        shutil.rmtree(made, ignore_errors=True)
