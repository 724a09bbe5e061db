"""What jkreport says, in the language of who reads it: the English sentences are found again in a catalogue."""

from jkreport.messages.choice import SETTING, language_of, language_set
from jkreport.messages.translation import Messages, messages_in

__all__ = ["SETTING", "Messages", "language_of", "language_set", "messages_in"]
