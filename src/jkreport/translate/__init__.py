"""Two languages in step: what was declared to say the same, what has changed since, and the way to translators."""

from jkreport.translate.change import Piece, as_marked, change
from jkreport.translate.declaring import Voice, declaration_of, declared
from jkreport.translate.exchange import Exchange, Only, Unit, exchange_of
from jkreport.translate.formats import Form
from jkreport.translate.passages import Passage, passages_of
from jkreport.translate.printing import Printed, as_printed, has_policy, tell_release
from jkreport.translate.reading import read_judge, standings_of
from jkreport.translate.standing import Base, Judge, Standing, State
from jkreport.translate.taking import take

__all__ = [
    "Base",
    "Exchange",
    "Form",
    "Judge",
    "Only",
    "Passage",
    "Piece",
    "Printed",
    "Standing",
    "State",
    "Unit",
    "Voice",
    "as_marked",
    "as_printed",
    "change",
    "declaration_of",
    "declared",
    "exchange_of",
    "has_policy",
    "passages_of",
    "read_judge",
    "standings_of",
    "take",
    "tell_release",
]
