"""Languages: each is one module here, and nothing outside this folder names one."""

from collections.abc import Mapping

from jkreport.languages.base import DateStyle, Faces, Label, Language, Sorting
from jkreport.languages.en import English
from jkreport.languages.ja import Japanese
from jkreport.languages.ko import Korean

LANGUAGES: Mapping[str, Language] = {
    language.code: language for language in (Japanese(), Korean(), English())
}
"""The languages that ship, by code; a new one is a module and its line here."""

__all__ = ["LANGUAGES", "DateStyle", "Faces", "Label", "Language", "Sorting"]
