"""The language in which the command line speaks."""

import os
from collections.abc import Callable
from dataclasses import replace

from jkreport.diagnostics import Diagnostic
from jkreport.messages import Messages, language_of, language_set, messages_in

Said = Callable[[str], str]


def messages(form: str = "text") -> Messages:
    """Give the messages in the language of the person; for programs, English unless JKREPORT_LANG says otherwise."""
    choose = language_of if form == "text" else language_set
    return messages_in(choose(os.environ))


def said(text: str, context: str = "") -> str:
    """Give a message in the language of the person at the terminal."""
    return messages().said(text, context)


def worded(diagnostic: Diagnostic, words: Messages) -> Diagnostic:
    """Give a diagnostic in another language."""
    message, hint = words.said(diagnostic.message), words.said(diagnostic.hint)
    return replace(diagnostic, message=message, hint=hint)
