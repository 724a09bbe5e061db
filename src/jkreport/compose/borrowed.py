"""What is printed in another language than the one that it stands in for."""

from jkreport.compose.markdown import Hooks
from jkreport.languages import Language
from jkreport.templating import Html


def borrowed(html: Html, element: str, hooks: Hooks | None, language: Language) -> Html:
    """Mark what was written in another language than it should be, so that it is set and read aloud as what it is."""
    if hooks is None or hooks.language.code == language.code:
        return html
    return Html('<{0} lang="{1}">{2}</{0}>').format(element, hooks.language.code, html)
