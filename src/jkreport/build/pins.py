"""Fonts against the pins of a workspace: what pages are set in is what was agreed on."""

from collections.abc import Iterable, Mapping

from jkreport.diagnostics import Code, Problems
from jkreport.model.store import FontPin
from jkreport.typeset import FontFile


def check_pins(files: Iterable[FontFile], pins: Mapping[str, FontPin], problems: Problems) -> None:
    """Tell of every font file that isn't as pinned, or has no pin where others have one."""
    if not pins:
        return
    # What lacks a pin is told where the pins begin.
    first = min(each.place for each in pins.values())
    for path, sha256 in sorted({(each.path, each.sha256) for each in files}):
        pin = pins.get(path.name)
        if pin is None:
            message = f"the font file '{path}' is in use and not pinned"
            hint = f"after a look at the pages, add here: {path.name}: sha256:{sha256}"
            problems.add(Code.FONT_CHANGED, first, message, hint)
        elif sha256 not in pin.sha256:
            message = f"the font file '{path}' is another than the pinned one: sha256:{sha256}"
            hint = (
                "install the release that is pinned; or look at the pages, then add this hash here"
            )
            problems.add(Code.FONT_CHANGED, pin.place, message, hint)
