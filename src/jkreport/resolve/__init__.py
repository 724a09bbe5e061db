"""What the expressions of a brief mean: its tables, events and terms as an author asks for them."""

from jkreport.resolve.dates import DateValue
from jkreport.resolve.events import EventsView, EventView
from jkreport.resolve.phrases import PhraseUse
from jkreport.resolve.scope import FOREVER, Scope, scope_of
from jkreport.resolve.statements import StatedText
from jkreport.resolve.tables import Tables
from jkreport.resolve.terms import TermUse

__all__ = [
    "FOREVER",
    "DateValue",
    "EventView",
    "EventsView",
    "PhraseUse",
    "Scope",
    "StatedText",
    "Tables",
    "TermUse",
    "scope_of",
]
