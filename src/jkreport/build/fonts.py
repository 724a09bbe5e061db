"""The font configuration of a build."""

from collections.abc import Sequence

from jkreport.build.outputs import output_error
from jkreport.typeset import FontFile, FontSetup, set_up_fonts, user_cache


def font_setup(files: Sequence[FontFile], declared: Sequence[str]) -> FontSetup:
    """Set up the fonts for declared families, serif before sans, the first two of which stand behind the generic ones.

    Raises:
        ContentError: the cache can't be written.
    """
    cache, (serif, sans) = user_cache(), declared[:2]
    try:
        return set_up_fonts(files, serif=serif, sans=sans, mono=sans, cache=cache)
    except OSError as error:
        raise output_error(cache, error) from error
