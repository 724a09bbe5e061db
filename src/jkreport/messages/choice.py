"""Which language is asked for."""

from collections.abc import Mapping

from jkreport.languages import LANGUAGES

SETTING = "JKREPORT_LANG"
# The first that is set counts, as POSIX has it for messages.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environment: Mapping[str, str]) -> str:
    """Give the code of the language for people: JKREPORT_LANG, else the locale's; empty for any that isn't known.

    >>> language_of({"LANG": "ko_KR.UTF-8"}), language_of({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"})
    ('ko', '')
    """
    for name in (SETTING, *_LOCALE):
        if environment.get(name):
            return _code(environment[name])
    return ""


def language_set(environment: Mapping[str, str]) -> str:
    """Give the code of the language for programs: JKREPORT_LANG alone; empty for any that isn't known."""
    return _code(environment.get(SETTING, ""))


def _code(name: str) -> str:
    """Give the language of the name of a locale, `ja_JP.UTF-8`."""
    code = name.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[0].lower()
    return code if code in LANGUAGES else ""
