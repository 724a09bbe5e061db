"""The fonts of a build: found, and set up for the engine alone."""

import os
from collections.abc import Sequence
from pathlib import Path

from jkreport.build.outputs import output_error
from jkreport.cache import SETTING, user_cache
from jkreport.diagnostics import Place, Problems
from jkreport.typeset import FontFile, FontSetup, find_fonts, set_up_fonts


def fonts_of(declared: Sequence[str], problems: Problems, place: Place) -> tuple[FontFile, ...]:
    """Find the files of declared families; one that is missing is noted.

    Raises:
        ContentError: no folder for the cache can be written.
    """
    return find_fonts(declared, problems, place, memory=_cache() / "fonts.json")


def font_setup(files: Sequence[FontFile], declared: Sequence[str]) -> FontSetup:
    """Set up the fonts for declared families, serif before sans, the first two of which stand behind the generic ones.

    Raises:
        ContentError: the cache can't be written.
    """
    cache, (serif, sans) = _cache(), declared[:2]
    try:
        return set_up_fonts(files, serif=serif, sans=sans, mono=sans, cache=cache)
    except OSError as error:
        raise output_error(cache, error) from error


def _cache() -> Path:
    try:
        return user_cache()
    except OSError as error:
        raise output_error(Path(os.environ.get(SETTING) or "~/.cache/jkreport"), error) from error
