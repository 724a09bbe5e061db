"""Which language is asked for."""

import re
from collections.abc import Mapping

from jkreport.messages.catalogue import file_of

SETTING = "JKREPORT_LANG"
# The first that is set counts, as POSIX has it for messages.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(environment: Mapping[str, str]) -> str:
    """Give the code of the language for people: JKREPORT_LANG, else the locale's; empty for one without a catalogue.

    >>> language_of({"LANG": "ko_KR.UTF-8"}), language_of({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"})
    ('ko', '')
    """
    for name in (SETTING, *_LOCALE):
        if environment.get(name):
            return _code(environment[name])
    return ""


def language_set(environment: Mapping[str, str]) -> str:
    """Give the code of the language for programs: JKREPORT_LANG alone; empty for one without a catalogue."""
    return _code(environment.get(SETTING, ""))


def _code(name: str) -> str:
    """Give the language of the name of a locale, `ja_JP.UTF-8`."""
    found = re.match(r"[A-Za-z]{2,3}(?=$|[-_.@])", name)
    code = found[0].lower() if found is not None else ""
    return code if code and file_of(code).is_file() else ""
