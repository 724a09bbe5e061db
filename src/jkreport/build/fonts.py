"""The fonts of a build: found, and set up for the engine alone."""

from collections.abc import Sequence

from jkreport.build.outputs import output_error
from jkreport.cache import Cache, cache_folders, chosen_folder, user_cache
from jkreport.diagnostics import Place, Problems
from jkreport.typeset import FontFile, FontSetup, find_fonts, set_up_fonts


def fonts_of(declared: Sequence[str], problems: Problems, place: Place) -> tuple[FontFile, ...]:
    """Find the files of declared families; one that is missing is noted.

    Raises:
        ContentError: no folder for the cache can be written.
    """
    try:
        memory = Cache(user_cache())
    except OSError as error:
        raise output_error(chosen_folder(), error) from error
    return find_fonts(declared, problems, place, memory=memory)


def font_setup(files: Sequence[FontFile], declared: Sequence[str]) -> FontSetup:
    """Set up the fonts for declared families, serif before sans, the first two of which stand behind the generic ones.

    Raises:
        ContentError: no folder for it can be written, a temporary one neither.
    """
    serif, sans = declared[:2]
    reason = OSError()
    try:
        for cache in cache_folders():
            # A full disk is seen only now; a temporary folder may be on another.
            try:
                return set_up_fonts(files, serif=serif, sans=sans, mono=sans, cache=cache)
            except OSError as error:
                reason = error
    except OSError as error:
        reason = reason if reason.errno else error
    raise output_error(chosen_folder(), reason) from reason
