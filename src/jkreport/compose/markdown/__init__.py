"""The door to Markdown: texts of authors become HTML, within bounds."""

from jkreport.compose.markdown.elements import MARKUP
from jkreport.compose.markdown.parser import Hooks, escape, phrase, prose

__all__ = ["MARKUP", "Hooks", "escape", "phrase", "prose"]
